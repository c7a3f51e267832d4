extern alias annotations;

using MigrationGuard.Gates;
using MigrationGuard.Execution;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Reading;
using MigrationGuard.Reading.EfCore.Designers;
using MigrationGuard.Rules;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationGuard.RuleExamples;

/// <summary>The examples in the rules' documentation, compiled, read and judged: what a page shows as wrong is found, and its twin is not.</summary>
public sealed class RuleExampleTests
{
    private const string EfCore = """
        using System;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations;


        """;

    private const string FluentMigrator = """
        using System;
        using System.Linq;
        using FluentMigrator;
        using FluentMigrator.Postgres;

        namespace Shop.Migrations;


        """;

    private static readonly MetadataReference Attributes = MetadataReference.CreateFromFile(typeof(annotations::MigrationGuard.BackupGateAttribute).Assembly.Location);
    private static readonly MetadataReference StandIn = MetadataReference.CreateFromFile(typeof(global::FluentMigrator.MigrationAttribute).Assembly.Location);

    public static TheoryData<string, int, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, int, string>();
            foreach (var rule in RuleCatalog.All)
            {
                for (var index = 0; index < rule.Documentation.Examples.Count; index++)
                {
                    examples.Add(rule.Id, index, rule.Documentation.Examples[index].Title);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_does_what_its_page_says(string id, int index, string title)
    {
        var example = RuleCatalog.Find(id)!.Documentation.Examples[index];
        Assert.Equal(title, example.Title);

        var compilation = Compile(example);
        Assert.Empty(TestCompilation.ErrorsOf(compilation));

        var findings = Judge(compilation, example);
        var found = findings.Where(finding => finding.Rule == id).ToList();
        if (example.Fires)
        {
            Assert.True(found.Count > 0, id + " did not fire. Found instead: " + Describe(findings));
            Assert.All(found, Is_presentable);
        }
        else
        {
            Assert.True(found.Count == 0, id + " fired: " + Describe(found));
        }
    }

    private static void Is_presentable(Finding finding)
    {
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Message + finding.Effect + finding.Mitigation + finding.Object);
        Assert.NotEmpty(finding.Effect);
        Assert.True(finding.Effect.Length <= 140, finding.Effect);
        Assert.True(finding.Mitigation.Length <= 60, finding.Mitigation);
    }

    private static Compilation Compile(RuleExample example)
    {
        var isEf = example.Framework == Framework.EfCore;
        IReadOnlyList<MetadataReference> references = isEf ? [.. References.EfCore, Attributes] : [.. References.Framework, StandIn, Attributes];
        return TestCompilation.Create([("Migrations/Example.cs", (isEf ? EfCore : FluentMigrator) + example.Code)], references);
    }

    private static List<Finding> Judge(Compilation compilation, RuleExample example)
    {
        var migrations = MigrationReader.Read(compilation, new ReadingOptions()).Migrations;
        var ids = migrations.Where(migration => migration.Kind == MigrationKind.Versioned).Select(migration => migration.Id).Distinct().ToList();
        var inputs = new GuardInputs
        {
            Engine = example.Engine.ToName(),
            Applied = example.Applied,
            Released = ids.Count > 1 ? ids[^2] : "none",
            Configuration = example.Configuration is { } text ? new ConfigurationText("migrationguard.json", text) : null,
            Today = new DateTime(2026, 3, 15),
            Files = new Runbooks(),
            SettingsMustMatch = false,
        };
        var needs = ModelNeeds.Of(new ManifestDocument { Migrations = migrations }, inputs);
        var assessment = Guard.Assess(new ManifestDocument { Migrations = DesignerReader.Attach(compilation, migrations, needs) }, inputs);
        return [.. assessment.Hazards, .. assessment.Gate.Failures.Select(failure => failure.Finding), .. assessment.Gate.Warnings];
    }

    private static string Describe(List<Finding> findings) =>
        findings.Count == 0 ? "nothing" : string.Join("\n", findings.Select(finding => finding.Rule + " " + finding.Object + ": " + finding.Message));

    private sealed class Runbooks : IGateFiles
    {
        public string? Read(string path) => path == "docs/runbooks/restore-customers.md" ? "# Restore the nightly snapshot\n\n## Customers\n\n## Orders\n" : null;
    }
}
