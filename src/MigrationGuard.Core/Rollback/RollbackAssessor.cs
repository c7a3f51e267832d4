using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Rollback;

/// <summary>Says how a deployment can be rolled back: as its worst migration.</summary>
internal static class RollbackAssessor
{
    public static RollbackAssessment Assess(Deployment deployment, GuardInputs inputs)
    {
        var windows = new RollbackWindows(RollbackClass.Instant, RollbackClass.Instant, RollbackClass.Instant);
        var migrations = new List<MigrationRollback>();
        var minutes = 0;
        var minutesKnown = true;
        string? pointOfNoReturn = null;
        foreach (var context in deployment.Contexts)
        {
            var endOfSet = context.Steps.LastOrDefault(step => step.Migration.Kind == MigrationKind.Versioned)?.After;
            foreach (var step in context.Steps)
            {
                if (step.Released || step.Migration.Kind == MigrationKind.NeverRuns)
                {
                    continue;
                }

                var impact = ImpactSummary.Of(context, step, step.Migration.Kind == MigrationKind.Versioned ? endOfSet! : step.After);
                var gates = GateKeeper.Verify(context, step, impact, inputs);
                var rollback = MigrationAssessor.Assess(context, step, impact, gates);
                migrations.Add(rollback);
                windows = Worst(windows, rollback.Windows);
                pointOfNoReturn ??= rollback.Class == RollbackClass.Irreversible ? rollback.MigrationId : null;
                if (rollback.Class == RollbackClass.Complex)
                {
                    minutesKnown &= gates.Backups.Count > 0;
                    minutes += gates.Backups.Sum(gate => gate.RestoreMinutes ?? 0);
                }
            }
        }

        return new RollbackAssessment
        {
            Class = windows.AfterNewWrites,
            Windows = windows,
            Because = Reasons(migrations, windows.AfterNewWrites),
            PointOfNoReturn = pointOfNoReturn,
            EstimateMinutes = windows.AfterNewWrites == RollbackClass.Complex && minutesKnown && minutes > 0 ? minutes : null,
            Migrations = migrations,
        };
    }

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
