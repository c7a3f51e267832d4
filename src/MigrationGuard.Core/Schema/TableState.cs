using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What is known of a table.</summary>
public sealed record TableState
{
    private readonly NamedObjects<ColumnState> _columns;

    internal TableState(Engine engine, int identity)
    {
        Identity = identity;
        _columns = NamedObjects<ColumnState>.None(engine);
        IndexMap = NamedObjects<IndexState>.None(engine);
        UniqueMap = NamedObjects<KeyDefinition>.None(engine);
        CheckMap = NamedObjects<CheckState>.None(engine);
        ForeignKeyMap = NamedObjects<ForeignKeyState>.None(engine);
    }

    /// <summary>Tells tables apart through renames: the same number is the same table.</summary>
    public int Identity { get; }

    /// <summary>Schema; null means default.</summary>
    public string? Schema { get; init; }

    /// <summary>Its name now.</summary>
    public required string Name { get; init; }

    /// <summary>Position of the migration that created it; renames keep it. Null when nobody saw it being created, or when it may have been there before.</summary>
    public int? CreatedAt { get; init; }

    /// <summary>Whether it surely exists. False after a creation or removal that happens only under a condition.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Whether its creation was seen, so that it has the columns listed here and no others.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Its columns in order.</summary>
    public IReadOnlyList<ColumnState> Columns => _columns.InOrder;

    /// <summary>Its primary key; null when it has none or nobody knows.</summary>
    public KeyDefinition? PrimaryKey { get; init; }

    /// <summary>Its unique constraints.</summary>
    public IReadOnlyList<KeyDefinition> UniqueConstraints => UniqueMap.InOrder;

    /// <summary>Its check constraints.</summary>
    public IReadOnlyList<CheckState> Checks => CheckMap.InOrder;

    /// <summary>Its foreign keys.</summary>
    public IReadOnlyList<ForeignKeyState> ForeignKeys => ForeignKeyMap.InOrder;

    /// <summary>Its indexes.</summary>
    public IReadOnlyList<IndexState> Indexes => IndexMap.InOrder;

    /// <summary>Comment; null when none.</summary>
    public string? Comment { get; init; }

    /// <summary>Provider annotations.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>Copies of its rows that migrations made, newest first; null when none were made.</summary>
    public RowCopy? Copies { get; init; }

    /// <summary><see cref="Identity"/> of the tables that rows were copied from into this one.</summary>
    public IReadOnlyList<int> RowsFrom { get; init; } = [];

    internal InsertedRows? Inserted { get; init; }

    /// <summary>Where it was created under a condition; null otherwise.</summary>
    internal SupposedCreation? Supposed { get; init; }

    internal NamedObjects<ColumnState> ColumnMap
    {
        get => _columns;
        init => _columns = value;
    }

    internal NamedObjects<IndexState> IndexMap { get; init; }

    internal NamedObjects<KeyDefinition> UniqueMap { get; init; }

    internal NamedObjects<CheckState> CheckMap { get; init; }

    internal NamedObjects<ForeignKeyState> ForeignKeyMap { get; init; }

    /// <summary>The column of that name; null when nothing is known about it.</summary>
    public ColumnState? FindColumn(string name) => _columns.Find(name);

    /// <summary>The index of that name; null when nothing is known about it.</summary>
    public IndexState? FindIndex(string name) => IndexMap.Find(name);
}

/// <summary>What is known of a column.</summary>
/// <param name="Column">Its definition now.</param>
/// <param name="CreatedAt">Position of the migration that added it; renames keep it. Null when nobody saw it being added, or when it may have been there before.</param>
public sealed record ColumnState(Column Column, int? CreatedAt)
{
    /// <summary>Whether it surely exists with this definition. False after a change that happens only under a condition.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Columns of the same table that were given its values unchanged, newest first; null when there are none.</summary>
    public ColumnCopies? CopiedTo { get; init; }

    /// <summary>The column of the same table whose values this one was given unchanged; null when it was given none.</summary>
    public string? ValuesFrom { get; init; }

    /// <summary>Where it was added under a condition; null otherwise.</summary>
    internal SupposedCreation? Supposed { get; init; }
}

/// <summary>A column that was given another column's values.</summary>
/// <param name="Column">Its name when that happened.</param>
/// <param name="At">Position of the migration that did it.</param>
/// <param name="Earlier">The copy made before; null for the first.</param>
public sealed record ColumnCopies(string Column, int At, ColumnCopies? Earlier);

/// <summary>A copy of a table's rows.</summary>
/// <param name="Target"><see cref="TableState.Identity"/> of the table that holds the copy.</param>
/// <param name="At">Position of the migration that made it.</param>
/// <param name="Columns">The columns that were copied; null when every column was.</param>
/// <param name="Earlier">The copy made before; null for the first.</param>
public sealed record RowCopy(int Target, int At, IReadOnlyList<string>? Columns, RowCopy? Earlier);

/// <summary>What is known of an index.</summary>
/// <param name="Name">Index name; null when the framework picked it.</param>
/// <param name="Definition">The operation that created it, with the names it has now.</param>
/// <param name="CreatedAt">Position of the migration that created it; null when it may have been there before.</param>
public sealed record IndexState(string? Name, CreateIndex Definition, int? CreatedAt);

/// <summary>What is known of a check constraint.</summary>
/// <param name="Check">The constraint.</param>
/// <param name="Validated">Whether existing rows were checked.</param>
/// <param name="CreatedAt">Position of the migration that added it; null when it may have been there before.</param>
public sealed record CheckState(CheckDefinition Check, bool Validated, int? CreatedAt);

/// <summary>What is known of a foreign key.</summary>
/// <param name="ForeignKey">The constraint.</param>
/// <param name="Validated">Whether existing rows were checked.</param>
/// <param name="CreatedAt">Position of the migration that added it; null when it may have been there before.</param>
public sealed record ForeignKeyState(ForeignKeyDefinition ForeignKey, bool Validated, int? CreatedAt);

/// <summary>Rows that migrations inserted, newest first.</summary>
internal sealed record InsertedRows(InsertData Operation, int At, InsertedRows? Earlier);
