using MigrationGuard.Model;
using MigrationGuard.SqlReading;
using MigrationGuard.Testing;

namespace MigrationGuard.Reading.Tests.Fluent;

/// <summary>Whose SQL a text is: what runs it says so first, then the key of <c>.editorconfig</c>, then the engine of the project.</summary>
public sealed class DialectTests
{
    // MySQL reads one text with an escaped quote, the others a DROP TABLE behind a shorter one.
    private const string Sql = @"Sql(@""SELECT 'a\'; DROP TABLE B; -- '"")";

    [Theory]
    [InlineData("Execute." + Sql, "", Engine.PostgreSql, true)]
    [InlineData("Execute." + Sql, "", Engine.MySql, false)]
    [InlineData("Execute." + Sql, "postgres", Engine.MySql, true)]
    [InlineData("Execute." + Sql, "PostgreSQL15_0", Engine.MySql, true)]
    [InlineData("Execute." + Sql, "MySQL8", Engine.PostgreSql, false)]
    [InlineData("Execute." + Sql, " mariadb ", Engine.PostgreSql, false)]
    [InlineData("Execute." + Sql, "SqlServer2016", Engine.MySql, true)]
    [InlineData("Execute." + Sql, "sqlite", Engine.MySql, true)]
    [InlineData("Execute." + Sql, "mysql", Engine.Unknown, false)]
    [InlineData("Execute." + Sql, "nonsense", Engine.MySql, false)]
    [InlineData("Execute." + Sql, "oracle", Engine.MySql, false)]
    [InlineData("IfDatabase(\"MySql\").Execute." + Sql, "postgres", Engine.PostgreSql, false)]
    [InlineData("IfDatabase(\"MySql5\", \"MySql8\").Execute." + Sql, "postgres", Engine.PostgreSql, false)]
    [InlineData("IfDatabase(\"Postgres\").Execute." + Sql, "mysql", Engine.MySql, true)]
    [InlineData("IfDatabase(\"MySql\", \"PostgreSQL\").Execute." + Sql, "mysql", Engine.PostgreSql, false)]
    [InlineData("IfDatabase(\"MySql\", \"PostgreSQL\").Execute." + Sql, "", Engine.PostgreSql, true)]
    public void A_text_is_read_as_SQL_of(string statement, string key, Engine engine, bool drops)
    {
        var options = new TestOptions(forTrees: key.Length == 0 ? null : new Dictionary<string, string> { ["fluent_migrator_sql_dialect"] = key });
        var migration = FluentRun.OfUp(statement + ";", options: new ReadingOptions { SqlDialect = tree => FluentMigratorDialect.Of(options.GetOptions(tree)) }).Migration;

        Assert.Equal(drops, SqlOperationReader.Attach(migration.Up.Operations, engine).OfType<Sql>().SelectMany(sql => sql.Statements).SelectMany(sql => sql.Effects).Any(effect => effect is DropTable));
    }

    [Fact]
    public void The_key_of_the_file_counts_that_hands_the_text_over()
    {
        var run = FluentRun.OfUp(
            "Execute.Sql(\"SELECT 1\"); Execute.Script(\"a.sql\");",
            options: new ReadingOptions { SqlDialect = tree => tree.FilePath == "Test0.cs" ? Engine.Sqlite : Engine.MySql, Scripts = new Script1() });

        Assert.All(run.Migration.Up.Operations, operation => Assert.Equal(Engine.Sqlite, Assert.IsType<Sql>(operation).Dialect));
    }

    [Fact]
    public void The_key_says_which_engine_a_project_is_for_when_nothing_else_does()
    {
        var migration = FluentRun.OfUp("Execute.Sql(\"SELECT 1\");", options: new ReadingOptions { SqlDialect = _ => Engine.MySql }).Migration;

        Assert.Equal(Engine.MySql, Planning.EngineInference.Infer([migration]).Engine);
    }

    [Theory]
    [InlineData("DELETE FROM $(table) WHERE id = $[id]", "DELETE FROM Orders WHERE id = " + Hole.Text)]
    [InlineData("SELECT $[other], '$$'", "SELECT $[other], '$$'")]
    [InlineData("SELECT $1, $[id", "SELECT $1, $[id")]
    public void A_token_in_brackets_is_a_value_that_the_library_quotes(string text, string expected) => Assert.Equal(
        expected,
        Assert.IsType<Sql>(Assert.Single(FluentRun.OfUp(
            $$"""Execute.Sql("{{text}}", new Dictionary<string, string> { ["table"] = "Orders", ["id"] = "7" });""").Migration.Up.Operations)).Text);

    [Fact]
    public void The_key_travels_in_the_manifest()
    {
        var compilation = FluentRun.OfUp("Execute.Sql(\"SELECT 1\");").Compilation;
        var options = new TestOptions(forTrees: new Dictionary<string, string> { ["fluent_migrator_sql_dialect"] = "mysql" });
        var migration = Assert.Single(Generator.ManifestGeneratorTests.ReadOnlySource(GeneratorRun.Of(new ManifestGenerator(), compilation, options)).Migrations);

        Assert.Equal(Engine.MySql, Assert.IsType<Sql>(Assert.Single(migration.Up.Operations)).Dialect);
    }

    private sealed class Script1 : IScriptSource
    {
        public Script Find(string name, ScriptKind kind) => new("a.sql", "SELECT 2", "00");
    }
}
