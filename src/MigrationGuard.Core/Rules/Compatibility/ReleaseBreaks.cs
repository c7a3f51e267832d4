using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>What a migration does to the previous release, which runs beside the new one while it is deployed: the same findings that decide about the rollback class.</summary>
internal static class ReleaseBreaks
{
    /// <summary>The operations that break the previous release in one way; none where the application is stopped meanwhile.</summary>
    /// <typeparam name="T">The kind of operation.</typeparam>
    /// <param name="context">The migration.</param>
    /// <param name="kind">The way.</param>
    public static IEnumerable<(PlacedOperation Placed, T Operation, ReleaseBreak Break)> In<T>(RuleContext context, BreakKind kind)
        where T : Operation
    {
        if (!context.Runs() || context.Deployment.Downtime)
        {
            yield break;
        }

        foreach (var (placed, found) in context.Step.Runs.Breaks(context.Deployment))
        {
            if (found.Kind == kind && placed.Operation is T operation)
            {
                yield return (placed, operation, found);
            }
        }
    }

    /// <summary>How to say that no release runs beside the new one.</summary>
    public const string Downtime = "\"deployment\": { \"downtime\": true } in migrationguard.json";
}
