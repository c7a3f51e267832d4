namespace MigrationGuard.Schema;

/// <summary>What kind of value a column stores, whatever the engine calls it.</summary>
public enum TypeFamily
{
    /// <summary>Not known: a type of an extension, a user-defined type, or no type at all.</summary>
    Unknown,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Whole numbers; <see cref="StoreType.Bits"/> and <see cref="StoreType.Unsigned"/> give the range.</summary>
    Integer,

    /// <summary>Exact decimal numbers; <see cref="StoreType.Precision"/> and <see cref="StoreType.Scale"/> give the range.</summary>
    Decimal,

    /// <summary>Binary floating point; <see cref="StoreType.Bits"/> is 32 or 64.</summary>
    Float,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>A date without a time.</summary>
    Date,

    /// <summary>A time of day without a date.</summary>
    Time,

    /// <summary>Date and time without zone.</summary>
    DateTime,

    /// <summary>Date and time with an offset, or an instant (PostgreSQL <c>timestamp with time zone</c>, which stores no offset).</summary>
    DateTimeOffset,

    /// <summary>A duration.</summary>
    Interval,

    /// <summary>A GUID.</summary>
    Guid,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>XML.</summary>
    Xml,

    /// <summary>One value, or for MySQL <c>set</c> several, of a fixed list.</summary>
    Enum,

    /// <summary>A string of bits.</summary>
    Bits,

    /// <summary>An array; <see cref="StoreType.Element"/> is the type of its elements.</summary>
    Array,

    /// <summary>A version number the engine writes.</summary>
    RowVersion,

    /// <summary>A geometry, a geography or a geometric shape.</summary>
    Spatial,

    /// <summary>A network address.</summary>
    Network,
}

/// <summary>How SQLite converts a value on its way into a column, derived from the type's name.</summary>
public enum SqliteAffinity
{
    /// <summary>Not SQLite.</summary>
    None,

    /// <summary>Numbers become text.</summary>
    Text,

    /// <summary>Text that looks like a number becomes one.</summary>
    Numeric,

    /// <summary>As numeric; fractions that are whole become integers.</summary>
    Integer,

    /// <summary>As numeric, always floating point.</summary>
    Real,

    /// <summary>Nothing is converted.</summary>
    Blob,
}
