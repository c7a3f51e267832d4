using MigrationGuard.Gates;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning.Plan;

/// <summary>Closes the gate on a deployment whose rollback plan lacks an input.</summary>
internal static class RequiredPlan
{
    public static Assessment Check(Assessment assessment)
    {
        var gaps = RollbackPlan.Of(assessment).Gaps;
        if (gaps.Count == 0)
        {
            return assessment;
        }

        var failure = new GateFailure(
            new Finding
            {
                Rule = "MG0008",
                Severity = Severity.Error,
                Object = string.Join(", ", gaps.Select(gap => gap.Name)),
                Message = "The rollback plan lacks " + Json.Numbers.Text(gaps.Count) + (gaps.Count == 1 ? " input" : " inputs") + ": "
                    + string.Join("; ", gaps.Select(gap => gap.Name + " (" + gap.Why + "), supply it " + gap.Supply)) + ".",
                Effect = "rollback plan incomplete",
                Mitigation = "supply what is missing in migrationguard.json",
            },
            []);
        return assessment with { Gate = assessment.Gate with { Failures = [.. assessment.Gate.Failures, failure] } };
    }
}
