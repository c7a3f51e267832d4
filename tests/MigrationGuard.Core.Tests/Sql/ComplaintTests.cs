using MigrationGuard.Model;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.SqlReading;

// What users of other checkers reported as wrong, reduced to what a reader must tell apart.
public class ComplaintTests
{
    [Theory]
    [InlineData("ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 0", "0", null)]
    [InlineData("ALTER TABLE t ADD COLUMN a timestamptz DEFAULT CURRENT_TIMESTAMP", null, "CURRENT_TIMESTAMP")]
    [InlineData("ALTER TABLE t ADD COLUMN a timestamptz DEFAULT now()", null, "now()")]
    [InlineData("ALTER TABLE t ADD COLUMN a text[] DEFAULT ARRAY[]::text[]", null, "ARRAY[]::text[]")]
    [InlineData("ALTER TABLE t ADD COLUMN a jsonb NOT NULL DEFAULT '{}'::jsonb", "{}", null)]
    [InlineData("ALTER TABLE t ADD COLUMN a uuid DEFAULT gen_random_uuid()", null, "gen_random_uuid()")]
    public void A_constant_default_and_an_expression_are_told_apart(string sql, string? constant, string? expression)
    {
        var added = Assert.IsType<AddColumn>(Assert.Single(Assert.Single(SqlReader.Read(sql, SqlDialect.PostgreSql)).Effects));

        Assert.Equal((constant, expression), (added.Column.Default?.Text, added.Column.DefaultSql));
    }

    [Theory]
    [InlineData("CREATE INDEX i ON t (a) WHERE a IS NOT NULL")]
    [InlineData("UPDATE t SET b = 1 WHERE a IS NOT NULL")]
    [InlineData("DELETE FROM t WHERE a IS NOT NULL")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c CHECK (a IS NOT NULL) NOT VALID")]
    [InlineData("COMMENT ON COLUMN t.a IS 'NOT NULL since 2020'")]
    [InlineData("SELECT 'ALTER TABLE t ALTER COLUMN a SET NOT NULL'")]
    public void The_words_NOT_NULL_in_a_condition_or_a_text_make_no_column_required(string sql) =>
        Assert.DoesNotContain(Assert.Single(SqlReader.Read(sql, SqlDialect.PostgreSql)).Effects, effect => effect is AlterColumn or AddColumn);

    [Theory]
    [InlineData(SqlDialect.PostgreSql, "ALTER TABLE t ALTER COLUMN a SET NOT NULL")]
    [InlineData(SqlDialect.PostgreSql, "alter table only public.t\n  alter a\n  set /* now */ not null")]
    [InlineData(SqlDialect.PostgreSql, "ALTER TABLE t ADD b int, ALTER COLUMN \"a\" SET NOT NULL")]
    [InlineData(SqlDialect.SqlServer, "ALTER TABLE [t] ALTER COLUMN [a] int NOT NULL")]
    [InlineData(SqlDialect.MySql, "ALTER TABLE `t` MODIFY `a` int NOT NULL")]
    [InlineData(SqlDialect.MySql, "ALTER TABLE t CHANGE a a int NOT NULL")]
    public void A_column_made_required_is_found_however_it_is_written(SqlDialect dialect, string sql) =>
        Assert.Contains(Assert.Single(SqlReader.Read(sql, dialect)).Effects, effect => effect is AlterColumn { Column: { Name: "a", Nullable: false } });

    [Theory]
    [InlineData("ALTER TABLE t RENAME COLUMN a TO b")]
    [InlineData("ALTER TABLE t RENAME TO u")]
    public void A_rename_is_no_drop(string sql) =>
        Assert.DoesNotContain(Assert.Single(SqlReader.Read(sql, SqlDialect.PostgreSql)).Effects, effect => effect is DropColumn or DropTable or AddColumn);

    [Fact]
    public void A_constraint_added_without_validation_and_its_validation_are_told_apart()
    {
        var statements = SqlReader.Read("ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u (id) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c", SqlDialect.PostgreSql);

        Assert.True(Assert.IsType<AddForeignKey>(Assert.Single(statements[0].Effects)).NotValidated);
        Assert.Equal("c", Assert.IsType<ValidateConstraint>(Assert.Single(statements[1].Effects)).Name);
    }

    [Fact]
    public void A_backfill_between_default_and_requirement_keeps_its_order() => Assert.Equal(
        "ALTER TABLE alter t.a =0 | UPDATE update t(a) null(a) | ALTER TABLE alter t.a notnull | ALTER TABLE alter t.a nodefault",
        Notation.Show(SqlReader.Read("ALTER TABLE t ALTER a SET DEFAULT 0; UPDATE t SET a = 0 WHERE a IS NULL; ALTER TABLE t ALTER a SET NOT NULL; ALTER TABLE t ALTER a DROP DEFAULT", SqlDialect.PostgreSql)));

    [Theory]
    [InlineData("SELECT 'DELETE FROM t'")]
    [InlineData("-- DELETE FROM t")]
    [InlineData("/* DROP TABLE t */ SELECT 1")]
    [InlineData("INSERT INTO log (text) VALUES ('UPDATE t SET a = 1; DROP TABLE t')")]
    [InlineData("COMMENT ON TABLE t IS 'TRUNCATE t'")]
    [InlineData("SELECT \"drop\", \"delete\" FROM \"update\"")]
    public void Words_in_texts_comments_and_quoted_names_change_nothing(string sql)
    {
        var statements = SqlReader.Read(sql, SqlDialect.PostgreSql);

        Assert.DoesNotContain(statements.SelectMany(statement => statement.Effects), effect => effect is not InsertData { Table: "log" });
        Assert.All(statements, statement => Assert.Equal(SqlUnderstanding.Full, statement.Understanding));
    }

    [Fact]
    public void A_temporary_table_is_nobodys_data() =>
        Assert.Empty(SqlReader.Read("CREATE TEMP TABLE x AS SELECT * FROM t; UPDATE x SET a = 1; TRUNCATE x; DROP TABLE x", SqlDialect.PostgreSql).SelectMany(statement => statement.Effects));
}
