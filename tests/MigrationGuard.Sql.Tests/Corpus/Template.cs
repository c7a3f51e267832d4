using System.Text;

namespace MigrationGuard.SqlComparison.Corpus;

/// <summary>A statement with placeholders in braces; one line of a list.</summary>
internal static class Template
{
    /// <summary>The lines of a list that are neither empty nor a remark.</summary>
    public static IReadOnlyList<string> Lines(string list) =>
        [.. list.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("##", StringComparison.Ordinal))];

    /// <summary>The statement in one style. What stands between quotes or dollar signs stays as it is, but for its placeholders.</summary>
    public static string Write(string template, Style style)
    {
        var result = new StringBuilder();
        var spaces = 0;
        char? quote = null;
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c == '{' && i + 2 < template.Length && template[i + 2] == '}')
            {
                result.Append(style.Names(template[i + 1]));
                i += 2;
                continue;
            }

            if (quote is null && c is '\'' or '"' or '`' or '$' or '[')
            {
                quote = c == '[' ? ']' : c;
            }
            else if (quote == c)
            {
                quote = null;
            }

            if (c == '$')
            {
                // "$$ … $$", and "$tag$ … $tag$": the second dollar sign of a quote ends the toggle at the wrong place, so both are taken at once.
                var close = template.IndexOf('$', i + 1);
                var tag = close < 0 ? "$" : template[i..(close + 1)];
                var end = close < 0 ? -1 : template.IndexOf(tag, close + 1, StringComparison.Ordinal);
                if (end > 0)
                {
                    result.Append(Fill(template[i..(end + tag.Length)], style));
                    i = end + tag.Length - 1;
                }
                else
                {
                    result.Append(c);
                }

                quote = null;
                continue;
            }

            if (quote is not null || c != ' ')
            {
                result.Append(quote is null && style.Lower ? char.ToLowerInvariant(c) : c);
            }
            else
            {
                result.Append(style.Space(spaces++));
            }
        }

        return result.ToString();
    }

    private static string Fill(string text, Style style)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && i + 2 < text.Length && text[i + 2] == '}')
            {
                result.Append(style.Names(text[i + 1]));
                i += 2;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
