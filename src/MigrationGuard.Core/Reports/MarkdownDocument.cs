using System.Text;

namespace MigrationGuard.Reports;

/// <summary>A Markdown document under construction: blocks apart by one empty line, no heading without content.</summary>
internal sealed class MarkdownDocument
{
    private readonly StringBuilder _text = new();
    private string? _heading;

    /// <summary>A heading; it appears with the first block below it.</summary>
    public void Heading(int level, string text) => _heading = new string('#', level) + " " + text;

    /// <summary>A paragraph, already safe.</summary>
    public void Paragraph(string text) => Block(text);

    /// <summary>A list, items already safe; nothing when there is no item.</summary>
    public void Bullets(IEnumerable<string> items)
    {
        var text = string.Join("\n", items.Select(item => "- " + item));
        if (text.Length > 0)
        {
            Block(text);
        }
    }

    /// <summary>A table, cells already safe; nothing when there is no row.</summary>
    /// <param name="columns">The column heads.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="most">How many rows are shown at most.</param>
    public void Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, int most)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        Row(text, columns).Append('\n');
        Row(text, [.. columns.Select(_ => "---")]);
        foreach (var row in rows.Take(most))
        {
            Row(text.Append('\n'), row);
        }

        Block(text.ToString());
        if (rows.Count > most)
        {
            Paragraph("… and " + Json.Numbers.Text(rows.Count - most) + " more in `rollback-report.json`.");
        }
    }

    /// <summary>The document, with a line end at its end.</summary>
    public override string ToString() => _text + "\n";

    private static StringBuilder Row(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").Append(string.Join(" | ", cells.Select(cell => cell.Length == 0 ? "–" : cell))).Append(" |");

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
