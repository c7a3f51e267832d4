using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Rollback;

/// <summary>Says how a deployment can be rolled back: as its worst migration.</summary>
internal static class RollbackAssessor
{
    public static RollbackAssessment Assess(Deployment deployment, GuardInputs inputs, GuardConfiguration configuration)
    {
        var windows = new RollbackWindows(RollbackClass.Instant, RollbackClass.Instant, RollbackClass.Instant);
        var migrations = new List<MigrationRollback>();
        var way = new RollbackTime();
        string? pointOfNoReturn = null;
        foreach (var context in deployment.Contexts)
        {
            var endOfSet = context.Steps.LastOrDefault(step => step.Migration.Kind == MigrationKind.Versioned)?.After;
            var durations = new DurationEstimator(context, configuration);
            way.NextContext();
            foreach (var step in context.Steps)
            {
                if (step.Released || step.Migration.Kind == MigrationKind.NeverRuns)
                {
                    continue;
                }

                var impact = ImpactSummary.Of(context, step, step.Migration.Kind == MigrationKind.Versioned ? endOfSet! : step.After);
                var gates = GateKeeper.Verify(context, step, impact, inputs);
                var rollback = MigrationAssessor.Assess(context, step, impact, gates, durations);
                migrations.Add(rollback);
                windows = Worst(windows, rollback.Windows);
                pointOfNoReturn ??= rollback.Class == RollbackClass.Irreversible ? rollback.MigrationId : null;
                way.Add(step, rollback, gates, durations);
            }
        }

        var reasons = Reasons(migrations, windows.AfterNewWrites);
        var minutes = windows.AfterNewWrites is RollbackClass.Fast or RollbackClass.Complex ? way.Minutes : null;
        if (!way.IsOneRestore && RollbackTime.Reason(minutes, windows.AfterNewWrites) is { } slow)
        {
            reasons.Insert(0, slow);
        }

        windows = Slowed(windows, minutes);
        return new RollbackAssessment
        {
            Class = windows.AfterNewWrites,
            Windows = windows,
            Because = reasons,
            PointOfNoReturn = pointOfNoReturn,
            EstimateMinutes = minutes,
            Deploying = migrations.Aggregate(Duration.CatalogOnly, (sum, migration) => sum.Then(migration.Up)),
            RollingBack = windows.AfterNewWrites is RollbackClass.Fast or RollbackClass.Complex ? way.Machine : null,
            Migrations = migrations,
        };
    }

    /// <summary>What several projects are together: as their worst, in the time that all of them take one after the other.</summary>
    public static RollbackAssessment Combine(IReadOnlyList<RollbackAssessment> projects)
    {
        var windows = projects.Select(project => project.Windows).Aggregate(Worst);
        var migrations = projects.SelectMany(project => project.Migrations).ToList();
        var reasons = Reasons(migrations, windows.AfterNewWrites);
        var going = projects.Where(project => project.Class is RollbackClass.Fast or RollbackClass.Complex).ToList();
        int? minutes = windows.AfterNewWrites is RollbackClass.Fast or RollbackClass.Complex && going.TrueForAll(project => project.EstimateMinutes is not null)
            ? (int)Math.Min(int.MaxValue, going.Sum(project => (long)project.EstimateMinutes!.Value))
            : null;
        if (RollbackTime.Reason(minutes, windows.AfterNewWrites) is { } slow && (going.Count > 1 || going[0].Because.Contains(slow)))
        {
            reasons.Insert(0, slow);
        }

        windows = Slowed(windows, minutes);
        return new RollbackAssessment
        {
            Class = windows.AfterNewWrites,
            Windows = windows,
            Because = reasons,
            PointOfNoReturn = projects.Select(project => project.PointOfNoReturn).FirstOrDefault(point => point is not null),
            EstimateMinutes = minutes,
            Deploying = projects.Aggregate(Duration.CatalogOnly, (sum, project) => sum.Then(project.Deploying)),
            RollingBack = windows.AfterNewWrites is RollbackClass.Fast or RollbackClass.Complex ? going.Aggregate(Duration.CatalogOnly, (sum, project) => sum.Then(project.RollingBack ?? Duration.CatalogOnly)) : null,
            Migrations = migrations,
        };
    }

    // What takes long is not fast, however simple each step is.
    private static RollbackWindows Slowed(RollbackWindows windows, int? minutes) => minutes > RollbackTime.MostOfFast && windows.AfterNewWrites == RollbackClass.Fast
        ? Worst(windows, new RollbackWindows(RollbackClass.Complex, RollbackClass.Complex, RollbackClass.Instant))
        : windows;

    private static RollbackWindows Worst(RollbackWindows a, RollbackWindows b) => new(
        a.BeforeTraffic > b.BeforeTraffic ? a.BeforeTraffic : b.BeforeTraffic,
        a.AfterNewWrites > b.AfterNewWrites ? a.AfterNewWrites : b.AfterNewWrites,
        a.AfterContract > b.AfterContract ? a.AfterContract : b.AfterContract);

    // The migrations that make the class what it is speak first; those that only add have nothing to say beside them.
    private static List<string> Reasons(List<MigrationRollback> migrations, RollbackClass worst)
    {
        if (migrations.Count == 0)
        {
            return ["No migration waits to be deployed: only the code goes back."];
        }

        if (worst == RollbackClass.Instant)
        {
            return [migrations.Count == 1 ? "The only migration adds and takes nothing away: the previous release runs on the new schema." : "Every migration only adds: the previous release runs on the new schema."];
        }

        return migrations
            .Where(migration => migration.Class > RollbackClass.Instant)
            .OrderByDescending(migration => migration.Class)
            .SelectMany(migration => migration.Because.Select(reason => migration.MigrationId + ": " + reason))
            .ToList();
    }
}
