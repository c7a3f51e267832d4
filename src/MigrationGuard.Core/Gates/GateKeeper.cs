using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Decides whether a deployment may go on.</summary>
internal static class GateKeeper
{
    public static GateDecision Decide(Deployment deployment, IReadOnlyList<Finding> hazards, RollbackAssessment rollback, GuardInputs inputs)
    {
        var failures = new List<GateFailure>();
        var warnings = new List<Finding>();
        foreach (var problem in deployment.Problems)
        {
            if (problem.Severity == Severity.Error)
            {
                failures.Add(new GateFailure(problem, []));
            }
            else
            {
                warnings.Add(problem);
            }
        }

        return new GateDecision { Failures = failures, Warnings = warnings };
    }
}
