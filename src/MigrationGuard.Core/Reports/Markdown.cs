using System.Text;

namespace MigrationGuard.Reports;

/// <summary>Puts names and texts of unknown origin into GitHub's Markdown without letting them be anything but text.</summary>
internal static class Markdown
{
    private const int LongestText = 600;

    /// <summary>Running text, also inside a table cell: no markup, no mention, no link, no line break.</summary>
    public static string Text(string text)
    {
        var line = Shorten(Inert.Line(text.Trim()), LongestText);
        var safe = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            switch (c)
            {
                case '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '|' or '~' or '&' or '$':
                    safe.Append('\\').Append(c);
                    break;
                case '_' when !IsInsideWord(line, i):
                    safe.Append("\\_");
                    break;
                case '@' or '#':
                    // A mention or a reference to an issue is made after the Markdown is read, so that only a gap in the text prevents it.
                    safe.Append(c).Append("<!-- -->");
                    break;
                case ':' when i + 2 < line.Length && line[i + 1] == '/' && line[i + 2] == '/':
                    safe.Append("&#58;");
                    break;
                case '.' when IsWww(line, i):
                    safe.Append("&#46;");
                    break;
                case '-' or '+' or '=' when i == 0:
                    safe.Append('\\').Append(c);
                    break;
                case '.' or ')' when i > 0 && StartsWithDigits(line, i):
                    safe.Append('\\').Append(c);
                    break;
                default:
                    safe.Append(c);
                    break;
            }
        }

        return safe.ToString();
    }

    /// <summary>A name in code style, also inside a table cell.</summary>
    public static string Code(string text)
    {
        var line = Shorten(Inert.Line(text), LongestText);
        if (line.Length == 0)
        {
            return "(empty)";
        }

        if (line[0] != ' ' && line[line.Length - 1] != ' ' && line.IndexOfAny(['`', '|', '\\']) < 0)
        {
            return "`" + line + "`";
        }

        // A back-tick, a pipe or a backslash means different things to code, tables and text: HTML says exactly what is meant.
        var safe = new StringBuilder("<code>", line.Length + 32);
        foreach (var c in line)
        {
            if (c is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or > '~' || (c == ' ' && safe.Length > 6))
            {
                safe.Append(c);
            }
            else
            {
                safe.Append("&#").Append(Json.Numbers.Text(c)).Append(';');
            }
        }

        return safe.Append("</code>").ToString();
    }

    /// <summary>A table with its schema in front where one is said.</summary>
    public static string Table(string? schema, string table) =>
        table is "‹?›" or Model.Hole.Text ? "a table that is not known" : Code(schema is null ? table : schema + "." + table);

    /// <summary>Lines of code between fences that the content cannot close.</summary>
    public static string Fenced(string language, string content)
    {
        var longest = 2;
        var run = 0;
        foreach (var c in content)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        return fence + language + "\n" + content + "\n" + fence;
    }

    /// <summary>Cuts what nobody reads to the end.</summary>
    public static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text.Substring(0, end) + "…";
    }

    private static bool IsInsideWord(string line, int i) => i > 0 && i + 1 < line.Length && char.IsLetterOrDigit(line[i - 1]) && char.IsLetterOrDigit(line[i + 1]);

    private static bool IsWww(string line, int i) => i >= 3 && string.Compare(line, i - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool StartsWithDigits(string line, int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (line[i] is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
