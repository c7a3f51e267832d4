using System.Globalization;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Values as the model writes them.</summary>
internal static class Literals
{
    /// <summary>A value as a literal. An unknown one keeps its source text.</summary>
    public static Literal Of(Value value) => value switch
    {
        ConstantValue constant => Of(constant),
        UnknownValue unknown => new(LiteralKind.Unknown, unknown.Text),
        ListValue { IsComplete: true } list when AllBytes(list) is { } bytes => new(LiteralKind.Bytes, bytes),
        TextBuilderValue text => Literal.OfString(text.ToText()),
        _ => new(LiteralKind.Unknown, ""),
    };

    /// <summary>A number in invariant notation.</summary>
    public static string Number(object? value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };

    private static Literal Of(ConstantValue constant) => constant.Value switch
    {
        null => Literal.Null,
        Literal literal => literal,
        string text => Literal.OfString(text),
        char character => Literal.OfString(character.ToString()),
        bool truth => Literal.OfBoolean(truth),
        Guid guid => new(LiteralKind.Guid, guid.ToString("D")),
        DateTime time => new(LiteralKind.DateTime, Iso(time)),
        DateTimeOffset time => new(LiteralKind.DateTime, Iso(time.DateTime) + time.ToString("zzz", CultureInfo.InvariantCulture)),
        TimeSpan time => new(LiteralKind.DateTime, time.ToString("c", CultureInfo.InvariantCulture)),
        var number => Literal.OfNumber(Number(number)),
    };

    private static string Iso(DateTime time) =>
        time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : "");

    private static string? AllBytes(ListValue list)
    {
        var text = new StringBuilder(list.Items.Count * 2);
        foreach (var item in list.Items)
        {
            if (item.AsInteger is not { } number || number is < 0 or > 255)
            {
                return null;
            }

            text.Append(number.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
