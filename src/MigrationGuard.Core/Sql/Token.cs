namespace MigrationGuard.SqlReading;

/// <summary>The kinds of token that statements are read from.</summary>
internal enum TokenKind : byte
{
    /// <summary>A keyword or an unquoted name.</summary>
    Word,

    /// <summary>A quoted name.</summary>
    QuotedName,

    /// <summary>A text value.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator or punctuation.</summary>
    Symbol,

    /// <summary>A variable or parameter.</summary>
    Variable,

    /// <summary>A part of the text that is not known.</summary>
    Hole,

    /// <summary>A semicolon.</summary>
    Separator,

    /// <summary>The end of a batch: GO, or the delimiter a DELIMITER command sets.</summary>
    Batch,

    /// <summary>A quote or comment that never ends.</summary>
    Broken,
}

/// <summary>One token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last character.</param>
/// <param name="Upper">A word in upper case, a symbol as it is, the repeat count of a batch end; empty otherwise.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Upper);
