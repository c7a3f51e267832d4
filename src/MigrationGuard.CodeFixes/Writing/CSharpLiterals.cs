using System.Globalization;
using System.Text;
using MigrationGuard.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Writing;

/// <summary>Values and types as C# source.</summary>
/// <param name="systemIsImported">Whether a name of namespace <c>System</c> can stand without it.</param>
/// <param name="constants">The constants that the author names instead of repeating their text, by that text.</param>
internal sealed class CSharpLiterals(bool systemIsImported, IReadOnlyDictionary<string, string> constants)
{
    /// <summary>Text in quotes.</summary>
    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The name of an object in the database: the author's own constant for it, or the text in quotes.</summary>
    public string Name(string text) => constants.TryGetValue(text, out var constant) ? constant : Quote(text);

    /// <summary>Whether a text can stand as a name.</summary>
    public static bool IsName(string text) => SyntaxFacts.IsValidIdentifier(text) && SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None;

    /// <summary>A type as the model names it.</summary>
    public string Type(string clrType) =>
        systemIsImported && clrType.StartsWith("System.", StringComparison.Ordinal) && clrType.IndexOf('.', 7) < 0 ? clrType.Substring(7) : clrType;

    /// <summary>A value; null when it cannot be written down.</summary>
    /// <param name="literal">The value.</param>
    /// <param name="clrType">The type it must have; null when any will do.</param>
    public string? Value(Literal literal, string? clrType)
    {
        switch (literal.Kind)
        {
            case LiteralKind.Null:
                return "null";
            case LiteralKind.String:
                return clrType is null or "string" or "object" ? Quote(literal.Text) : null;
            case LiteralKind.Boolean:
                return literal.Text;
            case LiteralKind.Number:
                return Number(literal.Text, clrType);
            case LiteralKind.Guid:
                return "new " + Type("System.Guid") + "(\"" + literal.Text + "\")";
            case LiteralKind.Bytes:
                return Bytes(literal.Text);
            case LiteralKind.DateTime:
                return Time(literal.Text, clrType);
            default:
                return null;
        }
    }

    private static string? Number(string text, string? clrType) => clrType switch
    {
        null or "int" or "object" => text,
        "long" => text + "L",
        "uint" => text + "u",
        "ulong" => text + "ul",
        "decimal" => text + "m",
        "double" => text.IndexOf('.') < 0 && text.IndexOf('E') < 0 ? text + ".0" : text,
        "float" => text + "f",
        "byte" or "sbyte" or "short" or "ushort" => "(" + clrType + ")" + (text.StartsWith("-", StringComparison.Ordinal) ? "(" + text + ")" : text),
        _ => null,
    };

    private static string Bytes(string hexadecimal)
    {
        var text = new StringBuilder("new byte[] { ");
        for (var i = 0; i + 1 < hexadecimal.Length; i += 2)
        {
            text.Append(i == 0 ? "" : ", ").Append(int.Parse(hexadecimal.Substring(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        }

        return hexadecimal.Length == 0 ? "new byte[0]" : text.Append(" }").ToString();
    }

    private string? Time(string text, string? clrType)
    {
        switch (clrType)
        {
            case "System.TimeSpan" when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span):
                return "new " + Type(clrType) + "(" + Join(span.Days, span.Hours, span.Minutes, span.Seconds, span.Milliseconds) + ")";
            case "System.DateTime" or null when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) && time.Ticks % TimeSpan.TicksPerMillisecond == 0:
                return "new " + Type("System.DateTime") + "(" + Join(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, time.Millisecond)
                    + ", " + Type("System.DateTimeKind") + "." + time.Kind + ")";
            case "System.DateTimeOffset" when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Offset == TimeSpan.Zero && moment.Ticks % TimeSpan.TicksPerMillisecond == 0:
                return "new " + Type(clrType) + "(" + Join(moment.Year, moment.Month, moment.Day, moment.Hour, moment.Minute, moment.Second, moment.Millisecond)
                    + ", new " + Type("System.TimeSpan") + "(0, 0, 0, 0, 0))";
            case "System.DateOnly" when DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                return "new " + Type(clrType) + "(" + Join(day.Year, day.Month, day.Day) + ")";
            case "System.TimeOnly" when TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var hour) && hour.Ticks % TimeSpan.TicksPerSecond == 0:
                return "new " + Type(clrType) + "(" + Join(hour.Hours, hour.Minutes, hour.Seconds) + ")";
            default:
                return null;
        }
    }

    private static string Join(params int[] numbers) => string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
