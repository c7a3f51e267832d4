using System.Runtime.CompilerServices;
using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Running;

namespace MigrationGuard.RoundTrip.Judging;

/// <summary>
/// The verdicts that warn of more than happened, each with its reason: <c>stricter.txt</c>, lines of <c>engine case question: reason</c>. An entry that does not apply any more
/// is an error like one that is missing.
/// </summary>
internal static class StricterVerdicts
{
    public static void Match(Engine engine)
    {
        var name = engine.ToName();
        var stricter = AllRoundTrips.On(engine).Comparisons
            .Where(pair => pair.Comparison.Relation == Relation.Stricter)
            .Select(pair => name + " " + pair.Case.Name + " " + pair.Comparison.Question)
            .Order(StringComparer.Ordinal);
        var explained = Read().Where(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Select(line => line.Split(": ", 2)[0]).Order(StringComparer.Ordinal);

        Assert.True(explained.SequenceEqual(stricter), "Not explained:\n" + string.Join("\n", stricter.Except(explained)) + "\nNo longer so:\n" + string.Join("\n", explained.Except(stricter)));
    }

    private static IEnumerable<string> Read([CallerFilePath] string here = "")
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "stricter.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();
        Assert.All(lines, line => Assert.True(line.Split(": ", 2) is [_, { Length: > 10 }], "no reason: " + line));
        return lines;
    }
}
