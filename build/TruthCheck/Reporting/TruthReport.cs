using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.TruthCheck.Comparison;
using MigrationGuard.TruthCheck.Running;

namespace MigrationGuard.TruthCheck.Reporting;

/// <summary>One direction of a migration on one provider, compared.</summary>
/// <param name="Migration">The migration's id.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="IsUp">Whether it is the way forward.</param>
/// <param name="Provider">The provider it ran with.</param>
/// <param name="Verdicts">Every operation, built or read.</param>
/// <param name="NotRun">Why nothing could be compared although the reading is not sure of an exception; null when it could.</param>
/// <param name="IsForeseen">Whether something unknown in the reading may be what threw, so that reading and truth do not contradict each other.</param>
public sealed record BodyTruth(
    string Migration, string ClassName, bool IsUp, Providers Provider, IReadOnlyList<Verdict> Verdicts, string? NotRun = null, bool IsForeseen = false)
{
    /// <summary>How many operations have that standing.</summary>
    public int Count(Standing standing) => Verdicts.Count(verdict => verdict.Standing == standing);
}

/// <summary>The engine that was inferred for a context.</summary>
/// <param name="Context">Name of the context; null for FluentMigrator.</param>
/// <param name="Engine">The engine, or unknown.</param>
/// <param name="Source">Where the answer comes from.</param>
/// <param name="Migrations">How many migrations the context has.</param>
public sealed record ContextTruth(string? Context, Engine Engine, string Source, int Migrations);

/// <summary>Truth and reading of a whole assembly.</summary>
/// <param name="Contexts">The contexts with their engines.</param>
/// <param name="Bodies">Every direction of every migration on every provider it was compared with.</param>
public sealed record TruthReport(IReadOnlyList<ContextTruth> Contexts, IReadOnlyList<BodyTruth> Bodies)
{
    private static readonly Providers[] s_all = [Providers.PostgreSql, Providers.SqlServer, Providers.MySql, Providers.Sqlite];

    /// <summary>How many operations have that standing.</summary>
    public int Count(Standing standing) => Bodies.Sum(body => body.Count(standing));

    /// <summary>Whether nothing was missed and nothing was invented.</summary>
    public bool IsTrue => Count(Standing.Missed) + Count(Standing.Invented) == 0;

    /// <summary>Compares a reading with what the migrations build.</summary>
    /// <param name="manifest">The reading.</param>
    /// <param name="everyProvider">Whether every engine is asked; otherwise the engine of each context, and every one where it is not known.</param>
    /// <param name="run">Gives what was built for one provider.</param>
    public static TruthReport Create(ManifestDocument manifest, bool everyProvider, Func<Providers, IReadOnlyList<BuiltBody>> run)
    {
        var contexts = Guard.Assess(manifest, new GuardInputs()).Deployment.Contexts;
        var built = new Dictionary<Providers, IReadOnlyList<BuiltBody>>();
        var bodies = new List<BodyTruth>();
        foreach (var migration in manifest.Migrations)
        {
            var engine = contexts.FirstOrDefault(context => context.Framework == migration.Framework && context.Context == migration.Context)?.Engine ?? Engine.Unknown;
            foreach (var provider in everyProvider || engine == Engine.Unknown ? s_all : [engine.ToProviders()])
            {
                var ran = Built(provider).Where(body => body.ClassName == migration.ClassName).ToList();
                bodies.Add(Compare(migration, isUp: true, provider, ran.Find(body => body.IsUp)));
                bodies.Add(Compare(migration, isUp: false, provider, ran.Find(body => !body.IsUp)));
            }
        }

        var read = manifest.Migrations.Select(migration => migration.ClassName).ToHashSet(StringComparer.Ordinal);
        if (built.Count == 0)
        {
            Built(s_all[0]);
        }

        foreach (var (provider, all) in built.OrderBy(pair => pair.Key).Take(1))
        {
            bodies.AddRange(all.Where(body => !read.Contains(body.ClassName)).Select(body =>
                new BodyTruth("", body.ClassName, body.IsUp, provider, [.. (body.Operations ?? []).Select(text => new Verdict(Standing.Missed, text))])));
        }

        return new([.. contexts.Select(context => new ContextTruth(context.Context, context.Engine, context.EngineSource, context.Steps.Count))], bodies);

        IReadOnlyList<BuiltBody> Built(Providers provider) => built.TryGetValue(provider, out var known) ? known : built[provider] = run(provider);
    }

    /// <summary>Compares one direction.</summary>
    /// <param name="migration">The migration as it was read.</param>
    /// <param name="isUp">Which direction.</param>
    /// <param name="provider">The provider it ran with.</param>
    /// <param name="built">What it built; null when the assembly has no such class.</param>
    public static BodyTruth Compare(Migration migration, bool isUp, Providers provider, BuiltBody? built)
    {
        var body = isUp ? migration.Up : migration.Down;
        if (body.Kind == BodyKind.AutoReversed)
        {
            var reversal = AutoReversal.Of(migration.Up.Operations, migration.FrameworkVersion);
            body = body with { Operations = reversal.Operations, Throws = reversal.Throws || (reversal.MayThrow && built?.Operations is null) };
        }

        var steps = ReadStep.Of(body.Operations, provider, migration.Framework);
        var throws = body.Throws || body.Kind is BodyKind.Missing or BodyKind.ForwardOnly;
        if (built?.Operations is { } operations)
        {
            IReadOnlyList<Verdict> verdicts = Alignment.Compare(operations, steps);
            return Result(throws ? [.. verdicts, new Verdict(Standing.Invented, "throws")] : verdicts);
        }

        return throws
            ? Result([])
            : Result([]) with { NotRun = built is null ? "the assembly has no such class" : built.Thrown, IsForeseen = built is not null && steps.Any(step => step.Unknown is not null) };

        BodyTruth Result(IReadOnlyList<Verdict> verdicts) => new(migration.Id, migration.ClassName, isUp, provider, verdicts);
    }
}
