using System.Globalization;
using System.Text;

namespace MigrationGuard.Json;

/// <summary>Which characters a JSON string may show as they are.</summary>
internal enum JsonEscapes
{
    /// <summary>Every visible one. Characters that hide, reorder or break text are escaped: a report is read by people.</summary>
    Visible,

    /// <summary>ASCII only: the text survives any encoding and any idea of what ends a line.</summary>
    NonAscii,
}

/// <summary>Escaping of JSON strings.</summary>
internal static class JsonText
{
    /// <summary>Appends <paramref name="value"/> in double quotes.</summary>
    public static void AppendString(StringBuilder output, string value, JsonEscapes escapes)
    {
        output.Append('"');
        var plain = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is >= ' ' and <= '~' and not '"' and not '\\')
            {
                continue;
            }

            if (escapes == JsonEscapes.Visible && c > '~')
            {
                if (IsVisible(value, i))
                {
                    i += char.IsSurrogatePair(value, i) ? 1 : 0;
                    continue;
                }
            }

            output.Append(value, plain, i - plain);
            AppendEscape(output, c);
            plain = i + 1;
        }

        output.Append(value, plain, value.Length - plain).Append('"');
    }

    /// <summary>Appends the escape of one UTF-16 unit.</summary>
    public static void AppendEscape(StringBuilder output, char c)
    {
        switch (c)
        {
            case '"':
                output.Append("\\\"");
                break;
            case '\\':
                output.Append("\\\\");
                break;
            case '\n':
                output.Append("\\n");
                break;
            case '\r':
                output.Append("\\r");
                break;
            case '\t':
                output.Append("\\t");
                break;
            default:
                output.Append("\\u");
                for (var shift = 12; shift >= 0; shift -= 4)
                {
                    output.Append("0123456789abcdef"[(c >> shift) & 15]);
                }

                break;
        }
    }

    /// <summary>Whether the character at <paramref name="index"/> shows itself and only itself: it neither hides, reorders nor breaks the text around it.</summary>
    public static bool IsVisible(string value, int index) => CharUnicodeInfo.GetUnicodeCategory(value, index) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
