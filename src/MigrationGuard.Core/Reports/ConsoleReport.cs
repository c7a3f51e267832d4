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
    private const int MostWithNotes = 8;
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
        AddProjects(lines, assessment.Deployment, width);
        if (assessment.Deployment.Contexts.Any(context => context.Steps.Any(step => !step.Released)))
        {
            AddRollback(lines, assessment, width);
        }

        lines.Add(Gate(assessment));
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

    private static void AddProjects(List<string> lines, Deployment deployment, int width)
    {
        foreach (var context in deployment.Contexts.Where(context => context.Project is not null))
        {
            var unreleased = context.Steps.Count(step => !step.Released);
            lines.Add("  " + Cut(Inert.Line(context.Title) + ": " + context.Engine.ToTitle() + ", " + Count(context.Steps.Count, "migration") + ", " + Json.Numbers.Text(unreleased) + " unreleased", width - 2));
        }
    }

    private static void AddTable(List<string> lines, IReadOnlyList<Finding> hazards, int width)
    {
        var shown = Choose(hazards);
        var rows = hazards.Where(shown.Contains).ToList();
        var subjects = rows.Max(hazard => Inert.Line(hazard.Object).Length);
        var subject = Math.Min(subjects, width / 3);
        var effect = Math.Max(16, width - 16 - subject);
        var migration = "";
        lines.Add("  State hazards");
        foreach (var hazard in rows)
        {
            if (hazard.MigrationId != migration)
            {
                migration = hazard.MigrationId;
                lines.Add("    " + Cut(Inert.Line(migration), width - 4));
            }

            var line = "      " + hazard.Rule.PadRight(6) + "  " + Cut(Inert.Line(hazard.Object), subject).PadRight(subject) + "  " + Cut(Inert.Line(hazard.Effect), effect);
            lines.Add(line.TrimEnd());
        }

        var hidden = hazards.Where(hazard => !shown.Contains(hazard)).ToList();
        if (hidden.Count > 0)
        {
            var notes = hidden.Count(hazard => hazard.Severity == Severity.Info);
            var rest = new List<string>();
            if (hidden.Count > notes)
            {
                rest.Add(Count(hidden.Count - notes, "hazard"));
            }

            if (notes > 0)
            {
                rest.Add(Count(notes, "note"));
            }

            lines.Add("    ... and " + string.Join(" and ", rest) + " more in the report");
        }
    }

    // What may lose something comes before what is only worth knowing; notes must not push it off the screen.
    private static HashSet<Finding> Choose(IReadOnlyList<Finding> hazards)
    {
        var chosen = new HashSet<Finding>(hazards.Where(hazard => hazard.Severity != Severity.Info).Take(MostHazards));
        foreach (var note in hazards.Where(hazard => hazard.Severity == Severity.Info))
        {
            if (chosen.Count >= MostWithNotes)
            {
                break;
            }

            chosen.Add(note);
        }

        return chosen;
    }

    private static void AddRollback(List<string> lines, Assessment assessment, int width)
    {
        var rollback = assessment.Rollback;
        var head = ReportHead.Of(assessment);
        var name = ReportNames.Of(rollback.Class).ToUpperInvariant();
        var first = head.Why.Count == 0 ? ReportNames.Meaning(rollback.Class) : Reason(head.Why[0]);
        AddWrapped(lines, "  Rollback: ", name + ": " + first, width);
        foreach (var reason in head.Why.Skip(1))
        {
            AddWrapped(lines, "            ", Reason(reason), width);
        }

        if (head.More > 0)
        {
            lines.Add("            and " + Count(head.More, "more migration"));
        }

        var windows = rollback.Windows;
        if (windows.BeforeTraffic != windows.AfterNewWrites || windows.AfterNewWrites != windows.AfterContract)
        {
            lines.Add("            before traffic " + ReportNames.Of(windows.BeforeTraffic) + ", after new writes " + ReportNames.Of(windows.AfterNewWrites)
                + ", after contract " + ReportNames.Of(windows.AfterContract));
        }

        if (rollback.PointOfNoReturn is { } point)
        {
            AddWrapped(lines, "            ", "point of no return: " + Name(point) + (head.PointOfNoReturn is { } end ? ", " + end : ""), width);
        }

        AddWrapped(lines, "  Do:       ", Inert.Line(head.ToDo), width);
        AddWrapped(lines, "  Takes:    ", "deploying " + Inert.Line(rollback.Deploying.Describe()) + "; rolling back: " + Inert.Line(rollback.DescribeRollingBack()), width);
    }

    private static string Reason((string? Migration, string Reason) reason) => Inert.Line((reason.Migration is null ? "" : reason.Migration + ": ") + reason.Reason);

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
