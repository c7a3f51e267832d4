using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>
/// A column type with the facts that decide whether a value of one type survives in another. Facts the type's text leaves out are
/// filled with what the engine does then: <c>decimal</c> on SQL Server is (18,0).
/// </summary>
public sealed record StoreType
{
    /// <summary>Stands for "no limit" in <see cref="Length"/>, <see cref="Precision"/> and <see cref="Scale"/>.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>The text it was read from; for a type derived from a C# type the text the engine would use.</summary>
    public required string Text { get; init; }

    /// <summary>Name without facets, lower case, aliases resolved to the engine's own word: <c>int</c>, <c>character varying</c>, <c>datetime2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of value it stores.</summary>
    public TypeFamily Family { get; init; }

    /// <summary>Largest length in characters (text), bytes (binary) or bits (bit string); <see cref="Unlimited"/> for none; null where it does not apply or is not known.</summary>
    public int? Length { get; init; }

    /// <summary>Total digits of a decimal; <see cref="Unlimited"/> for PostgreSQL <c>numeric</c>; null where it does not apply or is not known.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits after the point of a decimal; <see cref="Unlimited"/> for PostgreSQL <c>numeric</c>; null where it does not apply or is not known.</summary>
    public int? Scale { get; init; }

    /// <summary>Digits of the fraction of a second (0 to 7) of a time; null where it does not apply. SQL Server <c>datetime</c> counts as 3, <c>smalldatetime</c> as 0.</summary>
    public int? FractionalSeconds { get; init; }

    /// <summary>Width of an integer (8, 16, 24, 32, 64) or a float (32, 64); null where it does not apply.</summary>
    public int? Bits { get; init; }

    /// <summary>Whether an integer or decimal holds no negative value.</summary>
    public bool Unsigned { get; init; }

    /// <summary>Whether a text holds every character; false for an ANSI text; null where it depends on a collation or is not known.</summary>
    public bool? Unicode { get; init; }

    /// <summary>Whether short values are padded.</summary>
    public bool FixedLength { get; init; }

    /// <summary>The type of an array's elements; null when it is no array.</summary>
    public StoreType? Element { get; init; }

    /// <summary>Values of an enumeration written out in the type (MySQL <c>enum('a','b')</c>); empty otherwise.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether the engine writes the value (<c>serial</c>): the type says so itself.</summary>
    public bool Generated { get; init; }

    /// <summary>SQLite's conversion rule; <see cref="SqliteAffinity.None"/> for other engines.</summary>
    public SqliteAffinity Affinity { get; init; }

    /// <summary>Whether nothing is known about what it stores.</summary>
    public bool IsUnknown => Family == TypeFamily.Unknown;

    /// <summary>Whether longer values are refused or cut.</summary>
    public bool HasLengthLimit => Length is { } length && length != Unlimited;

    /// <summary>
    /// Reads a type as the engine writes it. Never throws: text that is no known type has the family <see cref="TypeFamily.Unknown"/>.
    /// </summary>
    /// <param name="text">For example <c>nvarchar(50)</c>, <c>timestamp with time zone</c>, <c>int unsigned</c>; may have a <see cref="Hole"/>.</param>
    /// <param name="engine">Whose type it is. For <see cref="Engine.Unknown"/> defaults that differ between engines are left null.</param>
    public static StoreType Parse(string text, Engine engine) => StoreTypeParser.Parse(text, engine);

    /// <summary>
    /// The type of a column: its store type where it says one, otherwise what the engine's EF Core provider picks for the C# type, length,
    /// precision and scale. Null when the column says neither.
    /// </summary>
    public static StoreType? Of(Column column, Engine engine)
    {
        if (column.StoreType is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return StoreTypeParser.Parse(text, engine).WithFacetsOf(column);
        }

        return ClrStoreType.TextFor(column, engine) is { } derived ? StoreTypeParser.Parse(derived, engine) : null;
    }

    // A type text wins over facets said beside it; facets fill only what the text has no place for.
    private StoreType WithFacetsOf(Column column) => Family switch
    {
        TypeFamily.Text when column.Unicode == false && Unicode is null => this with { Unicode = false },
        _ => this,
    };
}
