using System.Text;
using MigrationGuard.Rules;

namespace MigrationGuard.DocGen;

/// <summary>The table of rules in the README, between two markers.</summary>
internal static class ReadmeTable
{
    private const string Start = "<!-- rules:start -->";
    private const string End = "<!-- rules:end -->";

    /// <summary>The README with the current table; a README without markers gets them at its end.</summary>
    public static string Insert(string readme)
    {
        var start = readme.IndexOf(Start, StringComparison.Ordinal);
        var end = start < 0 ? -1 : readme.IndexOf(End, start, StringComparison.Ordinal);
        return start < 0 || end < 0
            ? readme.TrimEnd('\n') + "\n\n## Rules\n\n" + Start + "\n" + Table() + End + "\n"
            : readme[..(start + Start.Length)] + "\n" + Table() + readme[end..];
    }

    private static string Table()
    {
        var table = new StringBuilder();
        table.Line("| Id | What it finds | Severity |").Line("|---|---|---|");
        foreach (var rule in RuleCatalog.All)
        {
            table.Line("| [" + rule.Id + "](docs/rules/" + rule.Id + ".md) | " + Markdown.Cell(rule.Title) + " | " + Markdown.Word(rule.DefaultSeverity) + " |");
        }

        return table.ToString();
    }
}
