using System.Runtime.Loader;
using FluentMigrator;
using Microsoft.CodeAnalysis;
using MigrationGuard.Model;
using MigrationGuard.Reading;
using MigrationGuard.Testing;
using MigrationGuard.Truth.Generation;
using MigrationGuard.TruthCheck.Comparison;
using MigrationGuard.TruthCheck.Reporting;
using MigrationGuard.TruthCheck.Running;
using Migration = MigrationGuard.Model.Migration;

namespace MigrationGuard.Truth;

/// <summary>Migrations from tapes, compiled, read, run and compared.</summary>
internal static class GeneratedMigrations
{
    private static readonly Providers[] s_providers = [Providers.PostgreSql, Providers.SqlServer, Providers.MySql, Providers.Sqlite];
    private static readonly EfCoreDialect s_efCore = new();
    private static readonly FluentDialect s_fluent = new();

    private static readonly IReadOnlyList<MetadataReference> s_fluentLibraries =
        [.. References.Framework, MetadataReference.CreateFromFile(typeof(MigrationAttribute).Assembly.Location)];

    /// <summary>The one of two MySQL providers that the EF Core migrations reference.</summary>
    private static readonly IReadOnlyList<MetadataReference> s_efLibraries =
        [.. References.EfCore, MetadataReference.CreateFromImage(TestCompilation.Emit(TestCompilation.Create("").WithAssemblyName("Pomelo.EntityFrameworkCore.MySql")))];

    /// <summary>The source files: even tapes are written for EF Core, odd ones for FluentMigrator.</summary>
    public static IReadOnlyList<(string Path, string Source)> Sources(IReadOnlyList<int[]> tapes, bool fluent) =>
        [.. tapes.Select((tape, number) => (Path: $"M{number}.cs", Source: MigrationWriter.Write(tape, fluent ? s_fluent : s_efCore, number)))];

    public static Compilation Compile(IEnumerable<(string Path, string Source)> files, bool fluent) => TestCompilation.Create(files, fluent ? s_fluentLibraries : s_efLibraries);

    /// <summary>Compares every migration in both directions on every provider.</summary>
    /// <param name="tapes">The tapes.</param>
    /// <param name="fluent">For which library.</param>
    /// <param name="keep">Which operations of the reading are let through; null: all.</param>
    public static IReadOnlyList<BodyTruth> Compare(IReadOnlyList<int[]> tapes, bool fluent, Func<Operation, bool>? keep = null)
    {
        var compilation = Compile(Sources(tapes, fluent), fluent);
        var read = MigrationReader.Read(compilation, new()).Migrations.ToDictionary(migration => migration.ClassName, StringComparer.Ordinal);
        var context = new AssemblyLoadContext("generated", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(TestCompilation.Emit(compilation)));
        try
        {
            return [.. s_providers.SelectMany(provider => MigrationRunner.Run(assembly, provider).Select(built =>
                TruthReport.Compare(Filter(read[built.ClassName], keep), built.IsUp, provider, built)))];
        }
        finally
        {
            context.Unload();
        }
    }

    private static Migration Filter(Migration migration, Func<Operation, bool>? keep) => keep is null
        ? migration
        : migration with
        {
            Up = migration.Up with { Operations = [.. migration.Up.Operations.Where(keep)] },
            Down = migration.Down with { Operations = [.. migration.Down.Operations.Where(keep)] },
        };
}
