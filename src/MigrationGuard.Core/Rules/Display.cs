using System.Globalization;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Names and texts of the user's source, made safe to show in a message: one line, in reading order, nothing invisible.</summary>
public static class Display
{
    private const int LongestName = 128;
    private const int LongestText = 160;

    /// <summary>A name: holes as <c>‹?›</c>, characters that break lines, hide or reorder text as <c>\uXXXX</c>; cut when absurdly long.</summary>
    /// <param name="name">The name as read; null gives an empty text.</param>
    public static string Name(string? name) => Escape(name, LongestName);

    /// <summary>A longer text, such as a statement or a reason: white space in one line, otherwise as <see cref="Name"/>.</summary>
    /// <param name="text">The text as read; null gives an empty text.</param>
    public static string Text(string? text) => LongText(text, LongestText);

    /// <summary>The same, of a text that may be longer.</summary>
    /// <param name="text">The text as read; null gives an empty text.</param>
    /// <param name="longest">The most characters.</param>
    public static string LongText(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var oneLine = new StringBuilder(Math.Min(text!.Length, longest * 2));
        var pendingSpace = false;
        foreach (var character in text)
        {
            if (character is ' ' or '\t' or '\r' or '\n')
            {
                pendingSpace = oneLine.Length > 0;
                continue;
            }

            if (pendingSpace)
            {
                oneLine.Append(' ');
                pendingSpace = false;
            }

            oneLine.Append(character);
            if (oneLine.Length > longest)
            {
                break;
            }
        }

        return Escape(oneLine.ToString(), longest);
    }

    /// <summary>A table with its schema in front where one is said.</summary>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name.</param>
    public static string Table(string? schema, string table) => string.IsNullOrEmpty(schema) ? Name(table) : Name(schema) + "." + Name(table);

    /// <summary>The table of an operation with its schema in front where one is said.</summary>
    /// <param name="operation">The operation.</param>
    public static string Table(TableOperation operation) => Table(operation.Schema, operation.Table);

    /// <summary>A column with its table in front.</summary>
    /// <param name="operation">The operation that names the table.</param>
    /// <param name="column">Column name.</param>
    public static string Column(TableOperation operation, string column) => Table(operation) + "." + Name(column);

    /// <summary>Names in single quotes, as a list for a sentence: <c>'A'</c>, <c>'A' and 'B'</c>, <c>'A', 'B' and 'C'</c>; at most five are named.</summary>
    /// <param name="names">The names.</param>
    public static string List(IReadOnlyList<string> names)
    {
        const int Most = 5;
        var text = new StringBuilder();
        var shown = names.Count > Most ? Most : names.Count;
        for (var index = 0; index < shown; index++)
        {
            if (index > 0)
            {
                text.Append(index == names.Count - 1 ? " and " : ", ");
            }

            text.Append('\'').Append(Name(names[index])).Append('\'');
        }

        if (names.Count > shown)
        {
            text.Append(" and ").Append((names.Count - shown).ToString(CultureInfo.InvariantCulture)).Append(" more");
        }

        return text.ToString();
    }

    /// <summary>A value as a person would write it: text in double quotes, NULL in capitals.</summary>
    /// <param name="value">The value.</param>
    public static string Value(Literal value) => value.Kind switch
    {
        LiteralKind.Null => "NULL",
        LiteralKind.String or LiteralKind.DateTime or LiteralKind.Guid => "\"" + Name(value.Text) + "\"",
        LiteralKind.Bytes => value.Text.Length == 0 ? "no bytes" : "0x" + Name(value.Text),
        _ => Text(value.Text),
    };

    private static string Escape(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = new StringBuilder(text!.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (safe.Length >= longest)
            {
                safe.Append('…');
                break;
            }

            var character = text[index];
            if (character == Hole.Mark)
            {
                safe.Append("‹?›");
            }
            else if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                safe.Append(character).Append(text[++index]);
            }
            else if (IsHarmful(character))
            {
                safe.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                safe.Append(character);
            }
        }

        return safe.ToString();
    }

    // Control and format characters hold every line break, bidirectional mark and zero-width character.
    private static bool IsHarmful(char character) => CharUnicodeInfo.GetUnicodeCategory(character)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate;
}
