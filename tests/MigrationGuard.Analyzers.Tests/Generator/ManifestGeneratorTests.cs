using System.Reflection;
using MigrationGuard.Manifest;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Generator;

public sealed class ManifestGeneratorTests
{
    internal const string Drop = """
        using Microsoft.EntityFrameworkCore.Migrations;
        [Migration("20260201000000_DropEmail")]
        public class DropEmail : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Email", table: "Customers");
            protected override void Down(MigrationBuilder migrationBuilder) { }
        }
        """;

    [Fact]
    public void A_project_without_migrations_gets_a_manifest_that_says_so()
    {
        var manifest = ReadOnlySource(GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create("class C;")));

        Assert.True(manifest.Complete);
        Assert.Empty(manifest.Migrations);
        Assert.Equal("TestProject", manifest.Assembly);
    }

    [Fact]
    public void A_project_without_any_migration_framework_gets_a_manifest_too()
    {
        var manifest = ReadOnlySource(GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create("class C;", References.Framework)));

        Assert.True(manifest.Complete);
        Assert.Empty(manifest.Migrations);
    }

    [Fact]
    public void The_manifest_adds_nothing_to_the_program()
    {
        var compilation = TestCompilation.Create(Drop);
        var run = GeneratorRun.Of(new ManifestGenerator(), compilation);

        var added = Assert.Single(run.Output.SyntaxTrees.Except(compilation.SyntaxTrees));
        Assert.Empty(added.GetRoot().ChildNodes());
        Assert.Empty(run.Result.Diagnostics);
    }

    [Fact]
    public void Settings_of_the_build_travel_with_the_facts()
    {
        var file = new TestFile("/repo/migrationguard.json", "{ }");
        var options = new TestOptions(new Dictionary<string, string>
        {
            ["build_property._MigrationGuardManifestName"] = "MigrationGuard.Manifest.net10.0.g.cs",
            ["build_property._MigrationGuardProject"] = "Shop%20%23",
            ["build_property._MigrationGuardReleased"] = "20260101000000_A%3B20260102000000_B",
            ["build_property._MigrationGuardEngine"] = "sqlite",
            ["build_property._MigrationGuardConfigurationFile"] = "%2Frepo%2Fmigrationguard.json",
            ["build_property.TargetFramework"] = "net10.0",
        });

        var run = GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create(Drop), options, file);
        var manifest = ReadOnlySource(run);

        Assert.Equal("MigrationGuard.Manifest.net10.0.g.cs", Assert.Single(run.Sources).Key);
        Assert.Equal("Shop #", manifest.Project);
        Assert.Equal("net10.0", manifest.TargetFramework);
        Assert.Equal("20260101000000_A;20260102000000_B", manifest.Settings.Released);
        Assert.Equal("sqlite", manifest.Settings.Engine);
        Assert.Equal(Planning.ConfigurationText.HashOf("{ }"), manifest.Settings.ConfigurationHash);
    }

    [Fact]
    public void Paths_are_relative_to_the_project()
    {
        var options = new TestOptions(new Dictionary<string, string> { ["build_property._MigrationGuardProjectDirectory"] = "%2Frepo%2FShop" });
        var run = GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create([("/repo/Shop/Migrations/DropEmail.cs", Drop)]), options);

        var migration = Assert.Single(ReadOnlySource(run).Migrations);

        Assert.Equal("Migrations/DropEmail.cs", migration.Span.File);
        Assert.Equal("Migrations/DropEmail.cs", Assert.Single(migration.Files).Path);
        Assert.DoesNotContain("/repo", Assert.Single(run.Sources).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_becomes_an_incomplete_manifest_and_not_a_missing_one()
    {
        var options = new TestOptions(new Dictionary<string, string> { ["build_property._MigrationGuardConfigurationFile"] = "broken.json" });

        var run = GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create(Drop), options, new BrokenFile());
        var manifest = ReadOnlySource(run);

        Assert.False(manifest.Complete);
        Assert.Contains("the disk is gone", manifest.Error, StringComparison.Ordinal);
        Assert.Empty(run.Result.Diagnostics);
    }

    [Fact]
    public void Switched_off_it_writes_nothing()
    {
        var options = new TestOptions(new Dictionary<string, string> { ["build_property.MigrationGuardEnabled"] = "False" });

        Assert.Empty(GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create(Drop), options).Sources);
    }

    [Fact]
    public void The_same_source_gives_the_same_manifest()
    {
        var first = GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create(Drop)).Sources;
        var second = GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create(Drop)).Sources;

        Assert.Equal(first, second);
    }

    [Fact]
    public void The_generator_keeps_no_state() =>
        Assert.DoesNotContain(typeof(ManifestGenerator).GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic), field => !field.IsLiteral);

    internal static ManifestDocument ReadOnlySource(GeneratorRun run)
    {
        var json = ManifestComment.Unwrap(Assert.Single(run.Sources).Value);
        Assert.NotNull(json);
        var (document, error) = ManifestReader.Read(json);
        Assert.Null(error);
        return document!;
    }

    private sealed class BrokenFile : AdditionalText
    {
        public override string Path => "broken.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => throw new IOException("the disk is gone");
    }
}
