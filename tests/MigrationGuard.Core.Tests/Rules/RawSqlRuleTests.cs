using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class RawSqlRuleTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Text("Email"));

    private static Sql Missing(string name) => new() { Text = null, Source = new SqlSource(name, null, null) };

    private static Sql NotUnderstood(SqlUnderstanding understanding, string text = "CALL cleanup()") => new()
    {
        Text = text,
        Statements = [new SqlStatement { Verb = "CALL", Understanding = understanding, Reason = "procedures may do anything", Start = 0, Length = text.Length }],
    };

    [Theory]
    [InlineData(SqlUnderstanding.None)]
    [InlineData(SqlUnderstanding.Partial)]
    public void MG5001_fires_when_a_statement_is_not_understood(SqlUnderstanding understanding)
    {
        var finding = Trial.Ef.Migration(NotUnderstood(understanding)).Fires("MG5001");
        Assert.Contains("'CALL cleanup()'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("procedures may do anything", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG5001_shows_a_hostile_statement_in_one_line()
    {
        var finding = Trial.Ef.Migration(NotUnderstood(SqlUnderstanding.None, "CALL x(\n'\u202E')")).Fires("MG5001");
        Assert.DoesNotContain('\n', finding.Message);
        Assert.DoesNotContain('\u202E', finding.Message);
    }

    [Fact]
    public void MG5001_fires_when_a_script_was_not_found_that_is_no_sql_file() =>
        Trial.Fm.Migration(new Sql { Text = null, Source = new SqlSource("seed.txt", null, null) }).Fires("MG5001");

    [Fact]
    public void MG5001_leaves_a_missing_script_to_MG5006()
    {
        var trial = Trial.Fm.Migration(Missing("seed.sql"));
        trial.IsQuiet("MG5001");
        trial.Fires("MG5006");
    }

    [Theory]
    [InlineData("Scripts/seed.sql")]
    [InlineData("Shop.Scripts.Seed.SQL")]
    [InlineData("\uFFFD/Scripts/seed.sql")]
    [InlineData("\uFFFD\\seed.sql")]
    public void MG5006_fires_when_the_script_was_not_found(string name)
    {
        foreach (var trial in new[] { Trial.Ef, Trial.Fm })
        {
            var finding = trial.Migration(Missing(name)).Fires("MG5006");
            Assert.Equal(Severity.Error, finding.Severity);
            Assert.Contains("seed.sql", finding.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void MG5006_fires_when_only_a_part_of_the_text_is_missing() =>
        Trial.Ef.Migration(Missing("seed.sql") with { Text = "SET x = 1; \uFFFD" }).Fires("MG5006");

    [Fact]
    public void MG5006_fires_inside_Down()
    {
        var finding = Trial.Ef.Migration([Op.Add("Customers", Op.Text("City"))], [Missing("down.sql")]).Fires("MG5006");
        Assert.Contains("a rollback fails", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFFFD")]
    [InlineData("\uFFFD.sql")]
    [InlineData("Scripts/\uFFFD.sql")]
    [InlineData("seed.txt")]
    public void MG5006_is_quiet_about_a_name_that_is_not_known_or_no_sql_file(string name) => Trial.Ef.Migration(Missing(name)).IsQuiet("MG5006");

    [Fact]
    public void MG5006_is_quiet_when_the_script_was_found() =>
        Trial.Ef.Migration(Missing("seed.sql") with { Text = "SELECT 1", Source = new SqlSource("seed.sql", "Scripts/seed.sql", "00") }).IsQuiet("MG5006");

    [Fact]
    public void MG5006_is_quiet_about_SQL_in_the_code() => Trial.Fm.Migration(NotUnderstood(SqlUnderstanding.None)).IsQuiet("MG5006");

    [Fact]
    public void MG5006_is_quiet_about_what_is_released() => Trial.Ef.Migration(Missing("seed.sql")).Migration(Customers).IsQuiet("MG5006");

    [Fact]
    public void MG5001_is_quiet_when_everything_is_understood() => Trial.Ef.Migration(Op.Sql(Op.Update("Customers", "Email"))).IsQuiet("MG5001");

    [Fact]
    public void MG5001_is_quiet_inside_Down() => Trial.Ef.Migration([Op.Add("Customers", Op.Text("City"))], [NotUnderstood(SqlUnderstanding.None)]).IsQuiet("MG5001");

    [Fact]
    public void MG5002_fires_for_an_update_of_every_row() => Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Update("Customers", "Email"))).Fires("MG5002");

    [Fact]
    public void MG5002_fires_for_a_delete_of_every_row() => Trial.Fm.Migration(Customers).Migration(Op.Sql(Op.Delete("Customers"))).Fires("MG5002");

    [Fact]
    public void MG5002_is_quiet_when_rows_are_named() =>
        Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Delete("Customers") with { Filter = new RowFilter(RowFilterKind.Condition, ["Id"], "Id > 7") })).IsQuiet("MG5002");

    [Fact]
    public void MG5002_is_quiet_about_a_backfill() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City")), Op.Sql(Op.Update("Customers", "City"))).IsQuiet("MG5002");

    [Fact]
    public void MG5002_is_quiet_when_a_call_says_all_rows_explicitly() => Trial.Fm.Migration(Customers).Migration(Op.Update("Customers", "Email")).IsQuiet("MG5002");

    [Fact]
    public void MG5003_fires_for_TRUNCATE() => Trial.Ef.Migration(Customers).Migration(Op.Sql(new TruncateTable { Table = "Customers" })).Fires("MG5003");

    [Fact]
    public void MG5003_says_what_CASCADE_adds()
    {
        var finding = Trial.Ef.Migration(Customers).Migration(Op.Sql(new TruncateTable { Table = "Customers", Cascade = true })).Fires("MG5003");
        Assert.Contains("of the tables that reference it", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG5003_is_quiet_about_a_table_of_the_set() => Trial.Ef.Migration(Customers, Op.Sql(new TruncateTable { Table = "Customers" })).IsQuiet("MG5003");

    [Theory]
    [InlineData(Engine.PostgreSql, "UPDATE [Customers] SET [Email] = NULL", "brackets")]
    [InlineData(Engine.PostgreSql, "DELETE FROM `Customers` WHERE `Id` = 1", "backticks")]
    [InlineData(Engine.PostgreSql, "UPDATE t SET a = 1\nGO\nUPDATE t SET b = 1", "GO")]
    [InlineData(Engine.PostgreSql, "SELECT TOP 5 * FROM t", "TOP")]
    [InlineData(Engine.PostgreSql, "EXEC dbo.p", "EXEC")]
    [InlineData(Engine.SqlServer, "DELETE FROM `Customers`", "backticks")]
    [InlineData(Engine.SqlServer, "UPDATE t SET a = '1'::int", "::")]
    [InlineData(Engine.SqlServer, "DO $$ BEGIN DELETE FROM t; END $$", "dollar quotes")]
    [InlineData(Engine.SqlServer, "CREATE TABLE t (a int AUTO_INCREMENT)", "AUTO_INCREMENT")]
    [InlineData(Engine.SqlServer, "DELETE FROM t WHERE a IN (SELECT a FROM u LIMIT 5)", "LIMIT")]
    [InlineData(Engine.SqlServer, "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO NOTHING", "ON CONFLICT")]
    [InlineData(Engine.MySql, "UPDATE [Customers] SET [Email] = NULL", "brackets")]
    [InlineData(Engine.MySql, "UPDATE t SET a = b::text", "::")]
    [InlineData(Engine.MySql, "PRAGMA foreign_keys = 0", "PRAGMA")]
    [InlineData(Engine.Sqlite, "TRUNCATE TABLE t", "TRUNCATE")]
    [InlineData(Engine.Sqlite, "UPDATE t SET a = b::text", "::")]
    public void MG5008_fires_for_the_syntax_of_another_engine(Engine engine, string text, string what)
    {
        var finding = Trial.Ef.On(engine).Migration(Written(text, engine)).Fires("MG5008");
        Assert.Contains(what, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.PostgreSql, "UPDATE t SET a[1] = b[2], c = ARRAY[d], e = f[g] WHERE h @> ARRAY[i]")]
    [InlineData(Engine.PostgreSql, "SELECT '[x]', '`y`', $$ GO $$, E'EXEC' -- SELECT TOP 5 `a`\n")]
    [InlineData(Engine.PostgreSql, "SELECT go FROM t AS top; SELECT top, \"`\" FROM auto_increment")]
    [InlineData(Engine.PostgreSql, "DO $$ BEGIN DELETE FROM t WHERE a = '1'::int; END $$")]
    [InlineData(Engine.PostgreSql, "PREPARE q AS SELECT 1; EXECUTE q")]
    [InlineData(Engine.SqlServer, "UPDATE [Customers] SET [Limit] = 5 WHERE [top] = '`' AND limit = 5\nGO\nEXEC p")]
    [InlineData(Engine.SqlServer, "GRANT SELECT ON SCHEMA::[app] TO [bob]; SELECT geometry::Parse('x'), $1.5, $partition.f(1)")]
    [InlineData(Engine.SqlServer, "SELECT limit, a FROM t -- `b`")]
    [InlineData(Engine.MySql, "UPDATE `t` SET `a` = \"[x] ::\" WHERE `go` = 1")]
    [InlineData(Engine.Sqlite, "DELETE FROM [t] WHERE `a` = \"b\"; PRAGMA foreign_keys = 0; CREATE TABLE t2 (a INTEGER PRIMARY KEY AUTOINCREMENT)")]
    [InlineData(Engine.Sqlite, "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO NOTHING")]
    public void MG5008_is_quiet_about_the_engines_own_syntax(Engine engine, string text) => Trial.Ef.On(engine).Migration(Written(text, engine)).IsQuiet("MG5008");

    [Fact]
    public void MG5008_is_quiet_when_the_provider_is_guarded() =>
        Trial.Ef.On(Engine.PostgreSql).Migration(Written("UPDATE [Customers] SET [Email] = NULL", Engine.SqlServer) with { Providers = Providers.SqlServer }).IsQuiet("MG5008");

    [Fact]
    public void MG5008_fires_inside_Down()
    {
        var finding = Trial.Ef.Migration([Op.Add("Customers", Op.Text("City"))], [Written("DELETE FROM `Log`", Engine.PostgreSql)]).Fires("MG5008");
        Assert.Contains("a rollback fails", finding.Message, StringComparison.Ordinal);
    }

    private static Sql Written(string text, Engine engine) => new() { Text = text, Statements = MigrationGuard.SqlReading.SqlReader.Read(text, MigrationGuard.SqlReading.SqlDialects.Of(engine)) };
}
