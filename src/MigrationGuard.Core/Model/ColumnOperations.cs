namespace MigrationGuard.Model;

/// <summary>A column is added.</summary>
public sealed record AddColumn : TableOperation
{
    /// <summary>The column.</summary>
    public required Column Column { get; init; }

    /// <summary>The value FluentMigrator's <c>SetExistingRowsTo</c> writes into every row; null when none.</summary>
    public Literal? ExistingRows { get; init; }
}

/// <summary>A column is dropped with its values.</summary>
public sealed record DropColumn : TableOperation
{
    /// <summary>Column name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether dependent objects are dropped as well.</summary>
    public bool Cascade { get; init; }
}

/// <summary>The definition of a column changes.</summary>
public sealed record AlterColumn : TableOperation
{
    /// <summary>The definition after the change, as far as it is said.</summary>
    public required Column Column { get; init; }

    /// <summary>The definition before, as the call itself says it (EF Core's <c>old…</c> arguments); null when it does not: replay knows, or nobody does.</summary>
    public Column? Old { get; init; }

    /// <summary>
    /// Whether <see cref="Column"/> is the complete new definition (EF Core, FluentMigrator, MySQL MODIFY). False for a single change such as
    /// <c>ALTER COLUMN c SET NOT NULL</c>, where everything not said stays as it was.
    /// </summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The value FluentMigrator's <c>SetExistingRowsTo</c> writes into every row; null when none.</summary>
    public Literal? ExistingRows { get; init; }

    /// <summary>Conversion expression (<c>USING …</c>); null when the engine's own cast is used.</summary>
    public string? Using { get; init; }

    /// <summary>The most characters that <see cref="Using"/> leaves of a text (<c>USING left(c, 100)</c>); null when it is not known to cut.</summary>
    public int? UsingCut { get; init; }

    /// <summary>Whether only the default is removed.</summary>
    public bool DropsDefault { get; init; }
}

/// <summary>A column is renamed.</summary>
public sealed record RenameColumn : TableOperation
{
    /// <summary>Old name.</summary>
    public required string Name { get; init; }

    /// <summary>New name.</summary>
    public required string NewName { get; init; }
}
