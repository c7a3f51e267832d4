using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli.Baselines;

/// <summary>The last released migration of one context.</summary>
/// <param name="Context">Full name of the EF Core context; <c>FluentMigrator</c> for FluentMigrator's migrations.</param>
/// <param name="Released">Its id, or <c>none</c>.</param>
/// <param name="History">How many migrations that makes history.</param>
/// <param name="Pending">How many are still to be judged.</param>
internal sealed record Baseline(string Context, string Released, int History, int Pending)
{
    private const string None = "none";

    /// <summary>The context without its namespace.</summary>
    public string Name => Context[(Context.LastIndexOf('.') + 1)..];

    /// <summary>The baseline of each context that the applied migrations make.</summary>
    /// <param name="manifest">The build.</param>
    /// <param name="configuration">The configuration as it is; null when there is none.</param>
    /// <param name="applied">Ids of the migrations that ran.</param>
    /// <exception cref="BaselineException">An id is missing in the build, a migration would be released without having run, or the baseline would move backwards.</exception>
    public static IReadOnlyList<Baseline> Of(ManifestDocument manifest, ConfigurationText? configuration, IReadOnlyList<string> applied)
    {
        var inputs = new GuardInputs { Released = manifest.Settings.Released, Engine = manifest.Settings.Engine, Configuration = configuration, SettingsMustMatch = false };
        var now = Guard.Assess(manifest, inputs).Deployment;
        var then = Guard.Assess(manifest, inputs with { Applied = applied }).Deployment;
        if (then.Problems.FirstOrDefault(problem => problem.Rule == "MG0007" && problem.Effect == "unknown applied migration") is { } missing)
        {
            throw new BaselineException(missing.Message);
        }

        var known = applied.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. then.Contexts.Zip(now.Contexts).Where(pair => pair.First.Steps.Any(IsVersioned)).Select(pair => Of(pair.First, pair.Second, known))];
    }

    private static Baseline Of(ContextDeployment then, ContextDeployment now, HashSet<string> applied)
    {
        var name = then.Context ?? "FluentMigrator";
        var steps = then.Steps.Where(IsVersioned).ToList();
        var last = steps.FindLastIndex(step => applied.Contains(step.Migration.Id));
        if (steps.Take(last + 1).FirstOrDefault(step => !applied.Contains(step.Migration.Id)) is { } skipped)
        {
            throw new BaselineException(name + ": " + skipped.Migration.Id + " did not run, and sorts before " + steps[last].Migration.Id
                + ", which did. A baseline takes everything up to one id for released. Scaffold the late migration again, so that it comes last.");
        }

        var released = last < 0 ? None : steps[last].Migration.Id;
        if (now.Releases == ReleaseKnowledge.Known && steps.FindIndex(step => step.Migration.Id == now.Released) is var before && before > last)
        {
            throw new BaselineException(name + ": the baseline would move backwards, from " + now.Released + " to " + released + ". What was released stays released; if the earlier baseline was wrong, correct it by hand.");
        }

        return new Baseline(name, released, last + 1, steps.Count - last - 1);
    }

    private static bool IsVersioned(MigrationStep step) => step.Migration.Kind == MigrationKind.Versioned;
}
