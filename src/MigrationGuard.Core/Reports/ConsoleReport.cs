using System.Text;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Reports;

/// <summary>Writes the few lines that a build prints: state hazards, rollback class, gate, and where the report is. Plain text, no colour.</summary>
public static class ConsoleReport
{
    private const int MostHazards = 20;
    private const int NarrowestWidth = 60;
    private const int LongestName = 80;

    /// <summary>Writes the lines, apart by <c>\n</c>, without a line end at the end.</summary>
    /// <param name="assessment">What was judged.</param>
    /// <param name="options">Where the report is; null when none is written.</param>
    /// <param name="width">Columns of the terminal; lines of the table are cut to fit.</param>
    public static string Write(Assessment assessment, ReportOptions? options = null, int width = 110)
    {
        width = Math.Max(width, NarrowestWidth);
        var lines = new List<string> { Title(assessment) };
        var open = assessment.Hazards.Where(hazard => hazard.Accepted is null).ToList();
        if (open.Count > 0)
        {
            AddTable(lines, open, width);
        }

        var accepted = assessment.Hazards.Count - open.Count;
        if (accepted > 0)
        {
            lines.Add("  " + Count(accepted, "accepted hazard") + " in the report");
        }

        if (assessment.Deployment.Contexts.Any(context => context.Steps.Any(step => !step.Released)))
        {
            AddRollback(lines, assessment.Rollback, width);
        }

        lines.Add(Gate(assessment));
        if (options is { ReportFile.Length: > 0 })
        {
            lines.Add("  Report:   " + Inert.Line(options.ReportFile));
        }

        return string.Join("\n", lines);
    }

    private static string Title(Assessment assessment)
    {
        var contexts = assessment.Deployment.Contexts;
        var all = contexts.Sum(context => context.Steps.Count);
        var unreleased = contexts.Sum(context => context.Steps.Count(step => !step.Released));
        var engines = contexts.Where(context => context.Steps.Count > 0).Select(context => context.Engine.ToTitle()).Distinct().ToList();
        return "MigrationGuard: " + Name(assessment.Deployment.Project) + (engines.Count == 0 ? "" : ", " + string.Join(", ", engines))
            + (all == 0 ? ", no migrations" : ", " + Count(all, "migration") + ", " + Json.Numbers.Text(unreleased) + " unreleased");
    }

    private static void AddTable(List<string> lines, IReadOnlyList<Finding> hazards, int width)
    {
        var shown = hazards.OrderByDescending(hazard => hazard.Severity).Take(MostHazards).ToList();
        List<string[]> rows = [["State hazard in", "Object", "What happens", "Rule"], .. shown.Select(Cells)];

        // The rule is never cut, the migration and the object seldom: what is left is for what happens.
        int[] widths = [Widest(rows, 0, 36), Widest(rows, 1, 28), 0, Widest(rows, 3, 12)];
        widths[2] = Math.Max(16, Math.Min(Widest(rows, 2, int.MaxValue), width - 2 - widths[0] - widths[1] - widths[3] - 6));
        rows.Insert(1, [.. widths.Select(columns => new string('-', columns))]);
        foreach (var row in rows)
        {
            var line = new StringBuilder(" ");
            for (var i = 0; i < row.Length; i++)
            {
                line.Append(i == 0 ? " " : "  ").Append(Cut(row[i], widths[i]).PadRight(widths[i]));
            }

            lines.Add(line.ToString().TrimEnd());
        }

        if (hazards.Count > shown.Count)
        {
            lines.Add("  ... and " + Json.Numbers.Text(hazards.Count - shown.Count) + " more in the report");
        }
    }

    private static string[] Cells(Finding hazard) =>
        [Inert.Line(hazard.MigrationId), Inert.Line(hazard.Object), Inert.Line(hazard.Effect), hazard.Rule];

    private static void AddRollback(List<string> lines, RollbackAssessment rollback, int width)
    {
        var because = rollback.Because.Count == 0 ? ReportNames.Meaning(rollback.Class) : Inert.Line(rollback.Because[0]);
        AddWrapped(lines, "  Rollback: ", ReportNames.Of(rollback.Class).ToUpperInvariant() + ": " + because, width);
        var windows = rollback.Windows;
        if (windows.BeforeTraffic != windows.AfterNewWrites || windows.AfterNewWrites != windows.AfterContract)
        {
            lines.Add("            before traffic " + ReportNames.Of(windows.BeforeTraffic) + ", after new writes " + ReportNames.Of(windows.AfterNewWrites)
                + ", after contract " + ReportNames.Of(windows.AfterContract));
        }

        if (rollback.PointOfNoReturn is { } point)
        {
            lines.Add("            point of no return: " + Name(point));
        }
    }

    private static string Gate(Assessment assessment)
    {
        if (assessment.Gate.Passed)
        {
            return "  Gate:     open";
        }

        var byRule = assessment.Gate.Failures.GroupBy(failure => failure.Finding.Rule, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
        return "  Gate:     CLOSED, " + Count(assessment.Gate.Failures.Count, "error") + ": "
            + string.Join(", ", byRule.Select(group => group.Key + (group.Count() == 1 ? "" : " x" + Json.Numbers.Text(group.Count()))));
    }

    private static void AddWrapped(List<string> lines, string head, string text, int width)
    {
        var line = new StringBuilder(head);
        foreach (var word in text.Split(' '))
        {
            if (line.Length > head.Length && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear().Append(' ', head.Length);
            }

            line.Append(line.Length > head.Length ? " " : "").Append(word);
        }

        lines.Add(line.ToString().TrimEnd());
    }

    private static string Name(string name) => Cut(Inert.Line(name), LongestName);

    private static int Widest(List<string[]> rows, int column, int most) => Math.Min(most, rows.Max(row => row[column].Length));

    private static string Cut(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[width - 4]) ? width - 4 : width - 3;
        return text.Substring(0, end) + "...";
    }

    private static string Count(int count, string what) => Json.Numbers.Text(count) + " " + what + (count == 1 ? "" : "s");
}
