namespace MigrationGuard.Gates;

/// <summary>
/// Which tables a runbook has a section for. A section starts with a heading (Markdown or AsciiDoc) that names the table: whoever restores one table at night looks for its
/// name, and does not read the rest.
/// </summary>
internal static class RunbookSections
{
    /// <summary>The tables, as a gate names them, that no heading of the runbook names.</summary>
    public static IReadOnlyList<string> Missing(string runbook, IEnumerable<string> tables)
    {
        var headings = Headings(runbook).ToList();
        return tables.Where(table => !headings.Any(heading => Names(heading, table))).ToList();
    }

    private static IEnumerable<string> Headings(string text)
    {
        string? previous = null;
        string? fence = null;
        foreach (var raw in text.Replace("\r\n", "\n").Split('\n', '\r'))
        {
            var line = raw.Trim();
            var mark = FenceOf(line);
            if (fence is not null)
            {
                // A comment of a shell script looks like a heading of Markdown.
                fence = mark is not null && mark[0] == fence[0] && mark.Length >= fence.Length && line.Length == mark.Length ? null : fence;
                previous = null;
                continue;
            }

            if (mark is not null)
            {
                fence = mark;
                previous = null;
            }
            else if (IsIndentedCode(raw))
            {
                previous = null;
            }
            else if (line.StartsWith("#", StringComparison.Ordinal) || (line.StartsWith("=", StringComparison.Ordinal) && line.Trim('=').Length > 0))
            {
                yield return OneLine(line);
                previous = null;
            }
            else if (previous is { Length: > 0 } && line.Length >= 3 && (line.Trim('=').Length == 0 || line.Trim('-').Length == 0))
            {
                yield return OneLine(previous);
                previous = null;
            }
            else
            {
                previous = line;
            }
        }
    }

    private static bool IsIndentedCode(string line) => line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith("\t", StringComparison.Ordinal);

    private static string? FenceOf(string line)
    {
        if (line.Length < 3 || line[0] is not ('`' or '~'))
        {
            return null;
        }

        var length = 1;
        while (length < line.Length && line[length] == line[0])
        {
            length++;
        }

        return length >= 3 ? line.Substring(0, length) : null;
    }

    private static bool Names(string heading, string table)
    {
        var name = OneLine(TableNames.WithoutSchema(table.Trim()));
        for (var at = heading.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0 && name.Length > 0; at = heading.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (IsBoundary(heading, at - 1) && IsBoundary(heading, at + name.Length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A heading cannot break the line; a name in C# can.</summary>
    private static string OneLine(string text) => string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static bool IsBoundary(string text, int at) => at < 0 || at >= text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$');
}
