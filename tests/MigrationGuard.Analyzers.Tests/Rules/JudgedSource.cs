extern alias annotations;

using MigrationGuard.Execution;
using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Reading;
using MigrationGuard.Reading.EfCore.Designers;
using MigrationGuard.Rules;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationGuard.RuleExamples;

/// <summary>Migration classes without using directives and namespace, compiled, read and judged as a project's whole history would be.</summary>
internal static class JudgedSource
{
    private const string EfCore = """
        using System;
        using System.Linq;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations{0};


        """;

    private const string FluentMigrator = """
        using System;
        using System.Linq;
        using FluentMigrator;
        using FluentMigrator.Postgres;

        namespace Shop.Migrations{0};


        """;

    private static readonly MetadataReference Attributes = MetadataReference.CreateFromFile(typeof(annotations::MigrationGuard.BackupGateAttribute).Assembly.Location);
    private static readonly MetadataReference StandIn = MetadataReference.CreateFromFile(typeof(global::FluentMigrator.MigrationAttribute).Assembly.Location);

    public static Compilation Compile(Framework framework, string code) => Compile(framework, [("", code)]);

    /// <summary>Many histories in one compilation, which is a lot cheaper than one each: every one in a namespace of its own below <c>Shop.Migrations</c>.</summary>
    public static Compilation Compile(Framework framework, IEnumerable<(string Namespace, string Code)> histories)
    {
        var isEf = framework == Framework.EfCore;
        IReadOnlyList<MetadataReference> references = isEf ? [.. References.EfCore, Attributes] : [.. References.Framework, StandIn, Attributes];
        return TestCompilation.Create(
            histories.Select(history =>
                ("Migrations/" + (history.Namespace.Length == 0 ? "Example" : history.Namespace) + ".cs",
                (isEf ? EfCore : FluentMigrator).Replace("{0}", history.Namespace.Length == 0 ? "" : "." + history.Namespace, StringComparison.Ordinal) + history.Code)),
            references);
    }

    /// <summary>The migrations of <see cref="Compile(Framework, IEnumerable{ValueTuple{string, string}})"/>, by the namespace of their history.</summary>
    public static ILookup<string, Migration> Read(Compilation compilation) =>
        MigrationReader.Read(compilation, new ReadingOptions()).Migrations.ToLookup(migration => migration.ClassName.Split('.')[2]);

    /// <summary>What is judged when all migrations but the last are released.</summary>
    public static Assessment Judge(Compilation compilation, Engine engine, IReadOnlyList<string>? applied = null, string? configuration = null) =>
        Judge(compilation, MigrationReader.Read(compilation, new ReadingOptions()).Migrations, engine, applied, configuration);

    /// <summary>What is judged of one history of a compilation when all its migrations but the last are released.</summary>
    public static Assessment Judge(Compilation compilation, IReadOnlyList<Migration> migrations, Engine engine, IReadOnlyList<string>? applied, string? configuration)
    {
        var ids = migrations.Where(migration => migration.Kind == MigrationKind.Versioned).Select(migration => migration.Id).Distinct().ToList();
        var inputs = new GuardInputs
        {
            Engine = engine.ToName(),
            Applied = applied,
            Released = ids.Count > 1 ? ids[^2] : "none",
            Configuration = configuration is null ? null : new ConfigurationText("migrationguard.json", configuration),
            Today = new DateTime(2026, 3, 15),
            Files = new Runbooks(),
            SettingsMustMatch = false,
        };
        var needs = ModelNeeds.Of(new ManifestDocument { Migrations = migrations }, inputs);
        return Guard.Assess(new ManifestDocument { Migrations = DesignerReader.Attach(compilation, migrations, needs) }, inputs);
    }

    private sealed class Runbooks : IGateFiles
    {
        public string? Read(string path) => path == "docs/runbooks/restore-customers.md" ? "# Restore the nightly snapshot\n\n## Customers\n\n## Orders\n" : null;
    }
}
