using System.Text;

namespace MigrationGuard.Reports;

/// <summary>A Markdown document under construction: blocks apart by one empty line, no heading without content.</summary>
/// <param name="mostEntries">How many rows of a table or items of a list are shown: more is read by machines, and they have <c>rollback-report.json</c>.</param>
internal sealed class MarkdownDocument(int mostEntries = 200)
{
    private readonly StringBuilder _text = new();
    private string? _heading;

    /// <summary>How many entries of one list are shown.</summary>
    public int MostEntries => mostEntries;

    /// <summary>A heading; it appears with the first block below it.</summary>
    public void Heading(int level, string text) => _heading = new string('#', level) + " " + text;

    /// <summary>A paragraph, already safe.</summary>
    public void Paragraph(string text) => Block(text);

    /// <summary>A list, items already safe; nothing when there is no item.</summary>
    public void Bullets(IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            Block(string.Join("\n", all.Take(MostEntries).Select(item => "- " + item)));
            More(all.Count);
        }
    }

    /// <summary>A table, cells already safe; nothing when there is no row.</summary>
    /// <param name="columns">The column heads.</param>
    /// <param name="rows">The rows.</param>
    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        Row(text, columns).Append('\n');
        Row(text, [.. columns.Select(_ => "---")]);
        foreach (var row in rows.Take(MostEntries))
        {
            Row(text.Append('\n'), row);
        }

        Block(text.ToString());
        More(rows.Count);
    }

    /// <summary>Starts a part that is folded until somebody opens it. A heading that waits appears before it.</summary>
    /// <param name="summary">What it is, already safe.</param>
    public void Fold(string summary) => Block("<details>\n<summary>" + summary + "</summary>");

    /// <summary>Ends a folded part.</summary>
    public void EndFold() => Block("</details>");

    /// <summary>The document, with a line end at its end.</summary>
    public override string ToString() => _text + "\n";

    private static StringBuilder Row(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").Append(string.Join(" | ", cells.Select(cell => cell.Length == 0 ? "–" : cell))).Append(" |");

    private void More(int count)
    {
        if (count > MostEntries)
        {
            Block("… and " + Json.Numbers.Text(count - MostEntries) + " more in `rollback-report.json`.");
        }
    }

    private void Block(string text)
    {
        if (_text.Length > 0)
        {
            _text.Append("\n\n");
        }

        if (_heading is { } heading)
        {
            _text.Append(heading).Append("\n\n");
            _heading = null;
        }

        _text.Append(text);
    }
}
