using MigrationGuard.Model;
using MigrationGuard.Testing;

namespace MigrationGuard.Reading.Tests.Fluent;

/// <summary>Scripts that are found by the version and the name of the class.</summary>
public sealed class AutoScriptTests
{
    private const Providers Every = Providers.PostgreSql | Providers.SqlServer | Providers.Sqlite | Providers.MySql | Providers.Oracle | Providers.Other;

    [Fact]
    public void A_generic_script_runs_on_every_database()
    {
        var migration = Read("Up.5_Probe_Generic", "Down.5_Probe_Generic");

        var up = Sql(Assert.Single(migration.Up.Operations));
        Assert.Equal(("-- Up.5_Probe_Generic", Every, Certainty.Certain), (up.Text, up.Providers, up.Certainty));
        Assert.Equal(("Scripts.Up.5_Probe_Generic.sql", "Scripts/Up.5_Probe_Generic.sql"), (up.Source?.Name, up.Source?.File));
        Assert.Equal("-- Down.5_Probe_Generic", Sql(Assert.Single(migration.Down.Operations)).Text);
        Assert.Equal(2, migration.Files.Count(file => file.Path.EndsWith(".sql", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_script_of_a_database_comes_before_the_generic_one()
    {
        var operations = Read("Up.5_Probe_SqlServer", "Up.5_Probe_Generic").Up.Operations.Select(Sql).ToDictionary(sql => sql.Text!, sql => sql.Providers);

        Assert.Equal(Providers.SqlServer, operations["-- Up.5_Probe_SqlServer"]);
        Assert.Equal(Every & ~Providers.SqlServer, operations["-- Up.5_Probe_Generic"]);
    }

    [Fact]
    public void A_script_for_one_version_of_a_database_may_be_the_one()
    {
        var operations = Read("Up.5_Probe_SqlServer2016", "Up.5_Probe_SqlServer").Up.Operations.Select(Sql).Where(sql => sql.Providers == Providers.SqlServer).ToList();

        Assert.Equal(["-- Up.5_Probe_SqlServer2016", "-- Up.5_Probe_SqlServer"], operations.Select(sql => sql.Text));
        Assert.All(operations, sql => Assert.Equal(Certainty.Conditional, sql.Certainty));
    }

    [Fact]
    public void A_database_without_a_script_has_one_that_is_missing()
    {
        var missing = Sql(Assert.Single(Read("Up.5_Probe_Postgres").Up.Operations, operation => operation is Sql { Text: null }));

        Assert.Equal(Every & ~Providers.PostgreSql, missing.Providers);
        Assert.Equal(new SqlSource("Scripts.Up.5_Probe_Generic.sql", null, null), missing.Source);
    }

    [Fact]
    public void A_version_that_is_not_known_is_unknown()
    {
        var migration = FluentRun.OfSource(Source.Replace("[Migration(5)]", "", StringComparison.Ordinal)).Migration;

        Assert.IsType<Unknown>(Assert.Single(migration.Up.Operations));
    }

    private const string Source = """
        [Migration(5)]
        public class Probe : AutoScriptMigration
        {
            public Probe() : base(Array.Empty<IEmbeddedResourceProvider>()) { }
        }
        """;

    private static Sql Sql(Operation operation) => Assert.IsType<Sql>(operation);

    private static Migration Read(params string[] scripts)
    {
        var options = new TestOptions();
        foreach (var script in scripts)
        {
            options.WithFile("/Shop/Scripts/" + script + ".sql", new Dictionary<string, string> { ["build_metadata._MigrationGuardScript.ResourceName"] = "Shop.Scripts." + script + ".sql" });
        }

        var files = ProjectScripts.Of([.. scripts.Select(script => new TestFile("/Shop/Scripts/" + script + ".sql", "-- " + script))], options, "/Shop/", default);
        return FluentRun.OfSource(Source, new ReadingOptions { Scripts = files }).Migration;
    }
}
