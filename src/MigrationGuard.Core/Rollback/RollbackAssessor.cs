using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Rollback;

/// <summary>Says how a deployment can be rolled back.</summary>
internal static class RollbackAssessor
{
    public static RollbackAssessment Assess(Deployment deployment)
    {
        var worst = new RollbackWindows(RollbackClass.Instant, RollbackClass.Instant, RollbackClass.Instant);
        var migrations = new List<MigrationRollback>();
        foreach (var context in deployment.Contexts)
        {
            foreach (var step in context.Steps)
            {
                if (!step.Released && step.Migration.Kind != MigrationKind.NeverRuns)
                {
                    var rollback = MigrationAssessor.Assess(context, step);
                    migrations.Add(rollback);
                    worst = rollback.Class > worst.AfterNewWrites ? rollback.Windows : worst;
                }
            }
        }

        return new RollbackAssessment { Class = worst.AfterNewWrites, Windows = worst, Migrations = migrations };
    }
}
