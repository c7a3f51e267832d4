namespace MigrationGuard.Model;

/// <summary>The kind of a value written in a migration.</summary>
public enum LiteralKind
{
    /// <summary>Not known at compile time; <see cref="Literal.Text"/> is the source text of the expression.</summary>
    Unknown,

    /// <summary>NULL.</summary>
    Null,

    /// <summary>Text.</summary>
    String,

    /// <summary>A number, in invariant notation.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A date, time or both, ISO 8601.</summary>
    DateTime,

    /// <summary>A GUID, 32 digits with hyphens, lower case.</summary>
    Guid,

    /// <summary>Bytes; the text is hexadecimal.</summary>
    Bytes,

    /// <summary>A function or expression the database evaluates (FluentMigrator <c>SystemMethods</c>, <c>RawSql.Insert</c>).</summary>
    Sql,
}

/// <summary>A value written in a migration: a default, a seed value, a key.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The value in invariant notation; empty for NULL.</param>
public sealed record Literal(LiteralKind Kind, string Text)
{
    /// <summary>NULL.</summary>
    public static Literal Null { get; } = new(LiteralKind.Null, "");

    /// <summary>A text value.</summary>
    public static Literal OfString(string text) => new(LiteralKind.String, text);

    /// <summary>A number in invariant notation.</summary>
    public static Literal OfNumber(string text) => new(LiteralKind.Number, text);

    /// <summary>A truth value.</summary>
    public static Literal OfBoolean(bool value) => new(LiteralKind.Boolean, value ? "true" : "false");

    /// <summary>
    /// Whether this is the value EF Core scaffolds where it has none: an empty text, zero, false, the empty GUID, or 0001-01-01.
    /// Such a default says nothing about the row it fills.
    /// </summary>
    public bool IsSentinel => Kind switch
    {
        LiteralKind.String => Text.Length == 0,
        LiteralKind.Number => Text.TrimEnd('m', 'M', 'f', 'F', 'd', 'D', 'l', 'L').Trim('0', '.', '-', '+') is "" or "E" or "e",
        LiteralKind.Boolean => Text == "false",
        LiteralKind.Guid => Text == "00000000-0000-0000-0000-000000000000",
        LiteralKind.DateTime => Text.StartsWith("0001-01-01", StringComparison.Ordinal) || Text is "00:00:00",
        LiteralKind.Bytes => Text.Length == 0,
        _ => false,
    };
}
