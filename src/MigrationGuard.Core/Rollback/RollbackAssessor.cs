using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Rollback;

/// <summary>Says how a deployment can be rolled back.</summary>
internal static class RollbackAssessor
{
    public static RollbackAssessment Assess(Deployment deployment, GuardInputs inputs)
    {
        var worst = new RollbackWindows(RollbackClass.Instant, RollbackClass.Instant, RollbackClass.Instant);
        var migrations = new List<MigrationRollback>();
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
                var rollback = MigrationAssessor.Assess(context, step, impact, GateKeeper.Verify(context, step, impact, inputs));
                migrations.Add(rollback);
                worst = rollback.Class > worst.AfterNewWrites ? rollback.Windows : worst;
            }
        }

        return new RollbackAssessment { Class = worst.AfterNewWrites, Windows = worst, Migrations = migrations };
    }
}
