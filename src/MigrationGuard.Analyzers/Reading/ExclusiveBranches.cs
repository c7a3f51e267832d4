using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>
/// The same step on two branches of which only one runs, such as two cases of a switch that call the same template method, is one step. Otherwise a table would
/// seem to be created twice.
/// </summary>
internal static class ExclusiveBranches
{
    private const string And = " && ";

    public static IReadOnlyList<Operation> Merge(IReadOnlyList<Operation> operations)
    {
        var merged = new List<Operation>(operations.Count);
        var places = new Dictionary<(SourceSpan Span, string Kind), List<int>>();
        foreach (var operation in operations)
        {
            if (operation.Certainty == Certainty.Certain || operation.Condition is null || operation.Span == SourceSpan.None)
            {
                merged.Add(operation);
                continue;
            }

            var place = (operation.Span, operation.Kind);
            if (!places.TryGetValue(place, out var same))
            {
                places.Add(place, same = []);
            }

            var found = same.FindIndex(at => AreExclusive(merged[at].Condition!, operation.Condition) && Says(merged[at]) == Says(operation));
            if (found < 0)
            {
                same.Add(merged.Count);
                merged.Add(operation);
            }
            else
            {
                var at = same[found];
                merged[at] = merged[at] with { Condition = merged[at].Condition + " || " + operation.Condition };
            }
        }

        return merged;
    }

    /// <summary>Whether one of the conditions holds what the other denies.</summary>
    private static bool AreExclusive(string left, string right)
    {
        var lefts = left.Split([And], StringSplitOptions.None);
        var rights = right.Split([And], StringSplitOptions.None);
        return lefts.Any(part => rights.Contains(Negation(part), StringComparer.Ordinal)) || rights.Any(part => lefts.Contains(Negation(part), StringComparer.Ordinal));
    }

    private static string Negation(string condition) => "!(" + condition + ")";

    private static string Says(Operation operation) => ProviderMerge.Print(operation with { Condition = null });
}
