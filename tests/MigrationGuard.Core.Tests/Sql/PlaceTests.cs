using MigrationGuard.Model;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.SqlReading;

public class PlaceTests
{
    [Theory]
    [InlineData(SqlDialect.PostgreSql, "SELECT 1;\n  DROP TABLE a ;", "DROP TABLE a")]
    [InlineData(SqlDialect.PostgreSql, "ALTER TABLE t ADD b int, DROP COLUMN a", "ADD b int", "DROP COLUMN a")]
    [InlineData(SqlDialect.PostgreSql, "DO $$ BEGIN IF x THEN DELETE FROM a; END IF; END $$", "DELETE FROM a")]
    [InlineData(SqlDialect.SqlServer, "IF 1 = 1 BEGIN DROP TABLE a END", "DROP TABLE a")]
    [InlineData(SqlDialect.SqlServer, "EXEC (N'DELETE FROM a')", "DELETE FROM a")]
    [InlineData(SqlDialect.SqlServer, "EXEC ('DELETE FROM a WHERE b = ''x''')", "'DELETE FROM a WHERE b = ''x'''")]
    [InlineData(SqlDialect.SqlServer, "EXEC ('DROP TABLE ' + @t)", "'DROP TABLE ' + @t")]
    public void An_effect_stands_where_its_words_stand(SqlDialect dialect, string sql, params string[] expected)
    {
        var statements = SqlReader.Read(sql, dialect, (start, length) => new SourceSpan("f", start, length, 0, 0, 0, 0));

        Assert.Equal(expected, statements.SelectMany(statement => statement.Effects).Select(effect => sql.Substring(effect.Span.Start, effect.Span.Length)));
    }

    [Fact]
    public void Without_a_map_every_effect_stands_at_the_given_place()
    {
        var span = new SourceSpan("m.cs", 10, 20, 1, 2, 3, 4);

        Assert.Equal(span, SqlReader.Read("DROP TABLE a", SqlDialect.Sqlite, span)[0].Effects[0].Span);
    }

    [Fact]
    public void A_condition_is_kept_as_written()
    {
        var effect = SqlReader.Read("IF NOT EXISTS (SELECT 1 FROM a) DROP TABLE b", SqlDialect.SqlServer)[0].Effects[0];

        Assert.Equal("NOT EXISTS (SELECT 1 FROM a)", effect.Condition);
    }
}
