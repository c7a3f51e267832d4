using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Holds every acknowledgement to account: it names a rule, says why, has not ended, and accepts something.</summary>
internal static class AcknowledgementLedger
{
    public static IEnumerable<Finding> Check(ContextDeployment context, MigrationStep step, IReadOnlyList<Finding> hazards, IReadOnlyList<CustomRule> customRules, DateTime? today)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var accepted in step.Migration.Declarations.Accepted)
        {
            if ((Wrong(accepted, hazards, customRules, today) ?? Repeated(accepted, seen)) is { } wrong)
            {
                yield return GateFindings.Of(
                    context,
                    step,
                    "MG6006",
                    accepted.Span,
                    accepted.Rule.Trim(),
                    wrong.Effect,
                    wrong.Mitigation,
                    "The acknowledgement of " + Quote(accepted.Rule) + " on " + step.Migration.Id + " " + wrong.Message);
            }
        }

        if (step.Migration.Declarations.ForwardOnly is { } forwardOnly && string.IsNullOrWhiteSpace(forwardOnly.Reason))
        {
            yield return GateFindings.Of(
                context,
                step,
                "MG6007",
                forwardOnly.Span,
                "",
                "forward-only without a reason",
                "say why",
                "Migration " + step.Migration.Id + " declares [ForwardOnly] without a reason. Whoever must decide about a rollback at night needs it: say why there is no way back.");
        }
    }

    // Only the first that holds is applied: the others would outlive it unseen.
    private static (string Effect, string Mitigation, string Message)? Repeated(AcceptHazardDeclaration accepted, HashSet<string> seen) =>
        seen.Add(accepted.Rule.Trim()) ? null : ("said twice", "remove one of the two", "is said twice. Remove one of the two, so that it is clear which reason and which end hold.");

    private static (string Effect, string Mitigation, string Message)? Wrong(AcceptHazardDeclaration accepted, IReadOnlyList<Finding> hazards, IReadOnlyList<CustomRule> customRules, DateTime? today)
    {
        var id = accepted.Rule.Trim();
        var rule = RuleCatalog.Find(id);
        if (rule is null && !customRules.Any(custom => custom.Id == id))
        {
            return ("unknown rule", "remove it or correct the id", "names no rule of this version of MigrationGuard.");
        }

        if (rule is { IsGateRule: true })
        {
            return ("gate rules cannot be accepted", "remove it and satisfy the gate", "has no effect: errors of the gate cannot be accepted, only their cause removed.");
        }

        if (string.IsNullOrWhiteSpace(accepted.Reason))
        {
            return ("no reason", "say why", "gives no reason. Say why the hazard is acceptable here.");
        }

        if (accepted.Until is { } until)
        {
            if (!Acknowledgements.TryReadDay(until, out var last))
            {
                return ("unreadable date", "write it as yyyy-MM-dd", "ends on " + Quote(until) + ", which is no day written as yyyy-MM-dd.");
            }

            if (today is { } day && day.Date > last)
            {
                return ("expired", "decide again", "ended on " + until.Trim() + ". Remove the hazard, or decide again and say until when.");
            }
        }

        foreach (var hazard in hazards)
        {
            if (hazard.Rule == id)
            {
                return null;
            }
        }

        return ("accepts nothing", "remove it", "accepts nothing: the migration has no such hazard. Remove it, so that it cannot hide one that comes later.");
    }

    private static string Quote(string text) => text.Trim().Length == 0 ? "\"\"" : text.Trim();
}
