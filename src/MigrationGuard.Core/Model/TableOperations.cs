namespace MigrationGuard.Model;

/// <summary>A table is created.</summary>
public sealed record CreateTable : TableOperation
{
    /// <summary>Its columns in order.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>Its primary key; null when it has none.</summary>
    public KeyDefinition? PrimaryKey { get; init; }

    /// <summary>Its unique constraints.</summary>
    public IReadOnlyList<KeyDefinition> UniqueConstraints { get; init; } = [];

    /// <summary>Its foreign keys.</summary>
    public IReadOnlyList<ForeignKeyDefinition> ForeignKeys { get; init; } = [];

    /// <summary>Its check constraints.</summary>
    public IReadOnlyList<CheckDefinition> Checks { get; init; } = [];

    /// <summary>Comment; null when none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether it is skipped when the table exists (<c>IF NOT EXISTS</c>).</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Whether the table's rows come from a query over other tables (<c>CREATE TABLE … AS SELECT</c>, <c>SELECT … INTO</c>).</summary>
    public CopySource? CopiedFrom { get; init; }

    /// <summary>Whether it has columns beside <see cref="Columns"/>, which are defined elsewhere: by a query, a type, or another table (<c>LIKE</c>, <c>PARTITION OF</c>, <c>INHERITS</c>).</summary>
    public bool HasMoreColumns { get; init; }
}

/// <summary>Tables and columns that a statement copies rows or values from.</summary>
/// <param name="Schema">Schema of the source table; null means default.</param>
/// <param name="Table">Source table.</param>
/// <param name="Columns">Source columns that are copied; null when every column is (<c>SELECT *</c>).</param>
/// <param name="WholeTable">Whether every row is copied: no filter, no join, no limit.</param>
public sealed record CopySource(string? Schema, string Table, IReadOnlyList<string>? Columns, bool WholeTable);

/// <summary>A table is dropped with its rows.</summary>
public sealed record DropTable : TableOperation
{
    /// <summary>Whether a missing table is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether dependent objects are dropped as well.</summary>
    public bool Cascade { get; init; }
}

/// <summary>A table is renamed or moved to another schema.</summary>
public sealed record RenameTable : TableOperation
{
    /// <summary>New name; null when only the schema changes.</summary>
    public string? NewName { get; init; }

    /// <summary>New schema; null when it stays.</summary>
    public string? NewSchema { get; init; }
}

/// <summary>Comment or annotations of a table change (a SQL Server temporal table is switched on or off this way).</summary>
public sealed record AlterTable : TableOperation
{
    /// <summary>New comment.</summary>
    public string? Comment { get; init; }

    /// <summary>Previous comment.</summary>
    public string? OldComment { get; init; }

    /// <summary>Annotations before the change.</summary>
    public IReadOnlyList<Annotation> OldAnnotations { get; init; } = [];
}

/// <summary>All rows of a table are removed at once.</summary>
public sealed record TruncateTable : TableOperation
{
    /// <summary>Whether tables that reference it are emptied as well.</summary>
    public bool Cascade { get; init; }
}

/// <summary>A primary key or unique constraint.</summary>
/// <param name="Name">Constraint name; null when the engine or framework picks it.</param>
/// <param name="Columns">Its columns in order.</param>
public sealed record KeyDefinition(string? Name, IReadOnlyList<string> Columns)
{
    /// <summary>The index that becomes the constraint (<c>USING INDEX</c>); null where one is built for it. The columns are then those of the index, and empty where it is not known.</summary>
    public string? Index { get; init; }
}

/// <summary>A check constraint.</summary>
/// <param name="Name">Constraint name; null when the engine picks it.</param>
/// <param name="Sql">Its condition.</param>
public sealed record CheckDefinition(string? Name, string Sql);

/// <summary>A foreign key.</summary>
public sealed record ForeignKeyDefinition
{
    /// <summary>Constraint name; null when the engine or framework picks it.</summary>
    public string? Name { get; init; }

    /// <summary>Referencing columns.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Schema of the referenced table; null means default.</summary>
    public string? PrincipalSchema { get; init; }

    /// <summary>Referenced table; null when not known.</summary>
    public string? PrincipalTable { get; init; }

    /// <summary>Referenced columns; empty when it is the primary key and not said.</summary>
    public IReadOnlyList<string> PrincipalColumns { get; init; } = [];

    /// <summary>What happens to the row when the referenced one is deleted: <c>NoAction</c>, <c>Restrict</c>, <c>Cascade</c>, <c>SetNull</c>, <c>SetDefault</c>.</summary>
    public string OnDelete { get; init; } = "NoAction";

    /// <summary>What happens to the row when the referenced key changes.</summary>
    public string OnUpdate { get; init; } = "NoAction";
}
