using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationGuard.Execution;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Reading;
using MigrationGuard.Reading.EfCore.Designers;
using MigrationGuard.Rollback;
using MigrationGuard.RoundTrip.Servers;
using MigrationGuard.Testing;
using Migration = MigrationGuard.Model.Migration;

namespace MigrationGuard.RoundTrip.Histories;

/// <summary>All cases of an engine in one assembly: read and judged by the product, and loaded to run.</summary>
internal sealed class CompiledHistories
{
    private CompiledHistories(Engine engine, Assembly assembly, IReadOnlyList<Migration> migrations, Assessment assessment) =>
        (Engine, Assembly, Migrations, Assessment) = (engine, assembly, migrations, assessment);

    public Engine Engine { get; }

    public Assembly Assembly { get; }

    public IReadOnlyList<Migration> Migrations { get; }

    public Assessment Assessment { get; }

    public static CompiledHistories Compile(IReadOnlyList<Case> cases, Engine engine)
    {
        var provider = engine == Engine.PostgreSql ? typeof(NpgsqlDbContextOptionsBuilderExtensions).Assembly : typeof(SqliteDbContextOptionsBuilderExtensions).Assembly;
        var compilation = TestCompilation.Create(
            cases.Where(history => history.Engines.Contains(engine)).SelectMany(history => HistorySources.Of(history, engine)),
            [.. References.EfCore, MetadataReference.CreateFromFile(provider.Location)]);
        var assembly = new AssemblyLoadContext("histories " + engine, isCollectible: false).LoadFromStream(new MemoryStream(TestCompilation.Emit(compilation)));
        var inputs = new GuardInputs { Engine = engine.ToName(), Released = HistorySources.BeforeId, SettingsMustMatch = false };
        var reading = MigrationReader.Read(compilation, new ReadingOptions());
        var manifest = new ManifestDocument { Migrations = reading.Migrations, ProviderReferences = reading.ProviderReferences };
        manifest = manifest with { Migrations = DesignerReader.Attach(compilation, manifest.Migrations, ModelNeeds.Of(manifest, inputs), CancellationToken.None) };
        return new CompiledHistories(engine, assembly, manifest.Migrations, Guard.Assess(manifest, inputs));
    }

    public Type ContextOf(Case history) => Assembly.GetType(history.ContextName, throwOnError: true)!;

    public DbContext Context(Case history, TestDatabase database)
    {
        var options = new DbContextOptionsBuilder();
        database.Use(options, Assembly);
        return (DbContext)Activator.CreateInstance(ContextOf(history), options.Options)!;
    }

    public MigrationRollback VerdictOf(Case history) => Assessment.Rollback.Migrations.Single(migration => migration.ClassName == history.Namespace + ".Change");
}
