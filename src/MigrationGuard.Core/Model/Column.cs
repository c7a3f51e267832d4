namespace MigrationGuard.Model;

/// <summary>
/// A column definition as far as the source says it. Every property is null when the source is silent: EF Core's own defaults are
/// already applied (<c>nullable</c> is false when omitted), FluentMigrator's are not (they depend on the engine).
/// </summary>
public sealed record Column
{
    /// <summary>Column name; may have a <see cref="Hole"/>.</summary>
    public required string Name { get; init; }

    /// <summary>C# type in keyword form without nullability: <c>int</c>, <c>string</c>, <c>System.Guid</c>, <c>System.DateTime</c>, <c>byte[]</c>, …; null when unknown.</summary>
    public string? ClrType { get; init; }

    /// <summary>Type in the database's words, such as <c>nvarchar(50)</c>; null when only the C# type is said.</summary>
    public string? StoreType { get; init; }

    /// <summary>Whether NULL is allowed; null when the source does not say.</summary>
    public bool? Nullable { get; init; }

    /// <summary>Length limit in characters or bytes; <see cref="int.MaxValue"/> means explicitly unlimited; null when none is said.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Total digits.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits after the point.</summary>
    public int? Scale { get; init; }

    /// <summary>False for an ANSI text; null when not said.</summary>
    public bool? Unicode { get; init; }

    /// <summary>Whether the length is fixed; null when not said.</summary>
    public bool? FixedLength { get; init; }

    /// <summary>Whether it is a row version.</summary>
    public bool RowVersion { get; init; }

    /// <summary>Constant default; null when none.</summary>
    public Literal? Default { get; init; }

    /// <summary>Default expression; null when none.</summary>
    public string? DefaultSql { get; init; }

    /// <summary>Expression of a computed column; null for an ordinary column.</summary>
    public string? ComputedSql { get; init; }

    /// <summary>Whether a computed column is stored; null when not said.</summary>
    public bool? Stored { get; init; }

    /// <summary>Collation; null when none is said.</summary>
    public string? Collation { get; init; }

    /// <summary>Comment; null when none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether the database generates the value: identity, serial, auto-increment.</summary>
    public bool Identity { get; init; }

    /// <summary>Provider annotations.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>Whether a default of any kind is said.</summary>
    public bool HasDefault => Default is { Kind: not LiteralKind.Null } || DefaultSql is not null;
}
