using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Merges what a body does on each provider into one list: the same operation on several providers stands once, with all of them.</summary>
internal static class ProviderMerge
{
    private static readonly Dictionary<Type, PropertyInfo[]> Shapes = [];

    public static BodyRun Merge(IReadOnlyList<(ProviderVariant Provider, BodyRun Run)> runs, IMethodSymbol entry, CancellationToken cancellation)
    {
        if (runs.All(run => run.Run.Throws))
        {
            return runs[0].Run;
        }

        var merged = new List<Slot>();
        var throwing = new List<(ProviderVariant Provider, BodyRun Run)>();
        foreach (var (provider, run) in runs)
        {
            if (run.Throws)
            {
                throwing.Add((provider, run));
                continue;
            }

            // What only this run has stands before the next operation that both have, after what only earlier runs have.
            var at = 0;
            var own = new List<Slot>();
            foreach (var operation in run.Operations)
            {
                var text = Print(operation);
                var found = merged.FindIndex(at, slot => slot.Text == text);
                if (found < 0)
                {
                    own.Add(new(operation, text) { Providers = { provider } });
                    continue;
                }

                merged[found].Providers.Add(provider);
                merged.InsertRange(found, own);
                at = found + own.Count + 1;
                own.Clear();
            }

            merged.AddRange(own);
        }

        var operations = merged.SelectMany(slot => Finish(slot, runs)).ToList();
        foreach (var group in throwing.GroupBy(run => run.Run.Thrown ?? "", StringComparer.Ordinal))
        {
            operations.Add(new Unknown
            {
                Reason = "On some providers the method throws: " + group.Key,
                Name = entry.Name,
                Span = SourceSpans.Of(entry.Locations.FirstOrDefault()),
                Providers = group.Aggregate(Providers.None, (all, run) => all | run.Provider.Flag),
            });
        }

        cancellation.ThrowIfCancellationRequested();
        return new(operations, false, null);
    }

    private static IEnumerable<Operation> Finish(Slot slot, IReadOnlyList<(ProviderVariant Provider, BodyRun Run)> runs)
    {
        var providers = Providers.None;
        var doubtful = Providers.None;
        foreach (var (provider, _) in runs)
        {
            if (slot.Providers.Contains(provider))
            {
                providers |= provider.Flag;
            }
            else
            {
                doubtful |= provider.Flag;
            }
        }

        // Two providers share one flag: an operation that only one of them gets depends on which it is.
        doubtful &= providers;
        providers &= ~doubtful;
        if (providers != Providers.None)
        {
            yield return slot.Operation with { Providers = providers };
        }

        if (doubtful != Providers.None)
        {
            yield return slot.Operation with
            {
                Providers = doubtful,
                Certainty = slot.Operation.Certainty == Certainty.Certain ? Certainty.Conditional : slot.Operation.Certainty,
                Condition = slot.Operation.Condition ?? "ActiveProvider",
            };
        }
    }

    /// <summary>Everything an operation says, as text: records compare their lists by reference.</summary>
    internal static string Print(object? value)
    {
        var text = new StringBuilder();
        Print(value, text);
        return text.ToString();
    }

    private static void Print(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append('∅');
                break;
            case string or bool or Enum or char:
                text.Append('"').Append(value).Append('"');
                break;
            case IFormattable number:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Print(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('{');
                foreach (var property in Shape(value.GetType()))
                {
                    Print(property.GetValue(value), text);
                    text.Append(';');
                }

                text.Append('}');
                break;
        }
    }

    private static PropertyInfo[] Shape(Type type)
    {
        lock (Shapes)
        {
            if (!Shapes.TryGetValue(type, out var shape))
            {
                shape = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(property => property.GetIndexParameters().Length == 0)
                    .OrderBy(property => property.Name, StringComparer.Ordinal)];
                Shapes.Add(type, shape);
            }

            return shape;
        }
    }

    private sealed class Slot(Operation operation, string text)
    {
        public Operation Operation { get; } = operation;

        public string Text { get; } = text;

        public HashSet<ProviderVariant> Providers { get; } = [];
    }
}
