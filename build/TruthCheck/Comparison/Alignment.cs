using MigrationGuard.Model;

namespace MigrationGuard.TruthCheck.Comparison;

/// <summary>
/// Lays what was read along what was built, in order. The reading is a pattern: a certain operation stands for itself, a conditional one for itself or nothing, a run of
/// repeated ones for any number of them, and an unknown one for anything. Of all ways to lay it, the one with the fewest operations missed or invented counts.
/// </summary>
public static class Alignment
{
    private const int Wrong = 1_000_000;

    /// <summary>Compares one direction of one migration on one provider.</summary>
    /// <param name="built">What was built, in order.</param>
    /// <param name="read">What was read, in order.</param>
    public static IReadOnlyList<Verdict> Compare(IReadOnlyList<string> built, IReadOnlyList<ReadStep> read)
    {
        var runs = Runs(read);
        var costs = new int[built.Count + 1, read.Count + 1];
        var moves = new Move[built.Count + 1, read.Count + 1];
        for (var i = built.Count; i >= 0; i--)
        {
            for (var j = read.Count; j >= 0; j--)
            {
                (costs[i, j], moves[i, j]) = Best(i, j);
            }
        }

        return Walk();

        (int Cost, Move Move) Best(int i, int j)
        {
            if (i == built.Count && j == read.Count)
            {
                return (0, Move.End);
            }

            var best = (Cost: int.MaxValue, Move: Move.End);
            if (i < built.Count && j < read.Count)
            {
                if (read[j].Unknown is not null)
                {
                    Consider(2 + costs[i + 1, j], Move.Cover);
                }
                else if (Fits(read[j].Text, built[i]))
                {
                    Consider((IsPlain(read[j]) ? 0 : 1) + costs[i + 1, runs[j] < 0 ? j + 1 : runs[j]], Move.Match);
                }
            }

            if (j < read.Count)
            {
                Consider((read[j].Certainty == Certainty.Certain && read[j].Unknown is null ? Wrong : 0) + costs[i, j + 1], Move.SkipRead);
            }

            if (i < built.Count)
            {
                Consider(Wrong + costs[i + 1, j], Move.SkipBuilt);
            }

            return best;

            void Consider(int cost, Move move) => best = cost < best.Cost ? (cost, move) : best;
        }

        IReadOnlyList<Verdict> Walk()
        {
            var verdicts = new List<Verdict>();
            for (int i = 0, j = 0; ;)
            {
                switch (moves[i, j])
                {
                    case Move.Match:
                        verdicts.Add(IsPlain(read[j]) ? new(Standing.Matched, built[i]) : new(Standing.Covered, built[i], Doubt(read[j])));
                        (i, j) = (i + 1, runs[j] < 0 ? j + 1 : runs[j]);
                        break;
                    case Move.Cover:
                        verdicts.Add(new(Standing.Covered, built[i++], "unknown: " + read[j].Unknown));
                        break;
                    case Move.SkipBuilt:
                        verdicts.Add(new(Standing.Missed, built[i++]));
                        break;
                    case Move.SkipRead:
                        if (read[j].Certainty == Certainty.Certain && read[j].Unknown is null)
                        {
                            verdicts.Add(new(Standing.Invented, read[j].Text));
                        }

                        j++;
                        break;
                    default:
                        return verdicts;
                }
            }
        }
    }

    /// <summary>For every step that runs an unknown number of times, where the run of such steps begins; -1 for the others.</summary>
    private static int[] Runs(IReadOnlyList<ReadStep> read)
    {
        var runs = new int[read.Count];
        for (var j = 0; j < read.Count; j++)
        {
            runs[j] = read[j].Certainty is not (Certainty.Repeated or Certainty.Unknown) ? -1 : j > 0 && runs[j - 1] >= 0 ? runs[j - 1] : j;
        }

        return runs;
    }

    private static bool IsPlain(ReadStep step) => step.Certainty == Certainty.Certain && !Hole.IsIn(step.Text);

    private static string Doubt(ReadStep step) => step.Certainty switch
    {
        Certainty.Certain => "a part is not known",
        Certainty.Conditional => "conditional: " + step.Condition,
        Certainty.Repeated => "repeated: " + step.Condition,
        _ => "not known whether it runs: " + step.Condition,
    };

    private static bool Fits(string pattern, string text)
    {
        if (!Hole.IsIn(pattern))
        {
            return pattern == text;
        }

        var parts = pattern.Split(Hole.Mark);
        var end = text.Length - parts[^1].Length;
        var position = parts[0].Length;
        if (end < position || !text.StartsWith(parts[0], StringComparison.Ordinal) || !text.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var part in parts[1..^1])
        {
            var at = text.IndexOf(part, position, end - position, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            position = at + part.Length;
        }

        return true;
    }

    private enum Move
    {
        End,
        Match,
        Cover,
        SkipRead,
        SkipBuilt,
    }
}
