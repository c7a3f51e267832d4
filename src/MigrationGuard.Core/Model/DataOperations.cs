namespace MigrationGuard.Model;

/// <summary>Which rows an UPDATE or DELETE reaches.</summary>
public enum RowFilterKind
{
    /// <summary>Every row: no WHERE, or one that is always true.</summary>
    All,

    /// <summary>Rows named by key or value equality.</summary>
    Key,

    /// <summary>Only rows where one column is NULL.</summary>
    OnlyNull,

    /// <summary>Some other condition.</summary>
    Condition,

    /// <summary>No row: <c>WHERE 1 = 0</c>.</summary>
    Nothing,
}

/// <summary>Which rows an UPDATE or DELETE reaches.</summary>
/// <param name="Kind">The kind of condition.</param>
/// <param name="Columns">The columns the condition reads; for <see cref="RowFilterKind.OnlyNull"/> the one column that must be NULL.</param>
/// <param name="Text">The condition as written; null when it is given by values.</param>
public sealed record RowFilter(RowFilterKind Kind, IReadOnlyList<string> Columns, string? Text = null)
{
    /// <summary>Every row.</summary>
    public static RowFilter All { get; } = new(RowFilterKind.All, []);
}

/// <summary>Rows are inserted.</summary>
public sealed record InsertData : TableOperation
{
    /// <summary>The columns that get a value.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>One list of values for each row; empty when the rows come from a query or are not known.</summary>
    public IReadOnlyList<IReadOnlyList<Literal>> Rows { get; init; } = [];

    /// <summary>The table the rows are copied from (<c>INSERT … SELECT</c>); null when they are given by values.</summary>
    public CopySource? CopiedFrom { get; init; }

    /// <summary>Whether an existing row may be overwritten (<c>ON CONFLICT DO UPDATE</c>, <c>REPLACE</c>, <c>MERGE</c>).</summary>
    public bool Overwrites { get; init; }

    /// <summary>Whether the call says the store types of all its columns. Where it does not, EF Core asks the model of the migration, and throws when that does not know the table.</summary>
    public bool SaysTypes { get; init; }
}

/// <summary>Values in existing rows are changed.</summary>
public sealed record UpdateData : TableOperation
{
    /// <summary>The columns that are written.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The new values, one list for each row that <see cref="KeyValues"/> names; empty when they come from an expression.</summary>
    public IReadOnlyList<IReadOnlyList<Literal>> Rows { get; init; } = [];

    /// <summary>Key columns of a row given by values.</summary>
    public IReadOnlyList<string> KeyColumns { get; init; } = [];

    /// <summary>Key values, one list for each row.</summary>
    public IReadOnlyList<IReadOnlyList<Literal>> KeyValues { get; init; } = [];

    /// <summary>Which rows are reached.</summary>
    public RowFilter Filter { get; init; } = RowFilter.All;

    /// <summary>Columns of the same table that the new values are computed from.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Other tables that the statement reads.</summary>
    public IReadOnlyList<string> ReadsTables { get; init; } = [];

    /// <summary>
    /// Columns that take another column's value of the same row unchanged (<c>SET new = old</c>, and nothing around it). Only these keep a value alive when the old
    /// column is dropped; any expression may cut something off.
    /// </summary>
    public IReadOnlyList<ColumnCopy> Copies { get; init; } = [];

    /// <summary>Columns whose new text is cut to a number of characters, so that it fits whatever it was computed from.</summary>
    public IReadOnlyList<ColumnCut> Cuts { get; init; } = [];

    /// <summary>Columns that SQL sets to a value that stands in it (<c>SET c = 0</c>).</summary>
    public IReadOnlyList<ColumnConstant> Constants { get; init; } = [];

    /// <summary>Whether the call says the store types of all its columns. Where it does not, EF Core asks the model of the migration, and throws when that does not know the table.</summary>
    public bool SaysTypes { get; init; }
}

/// <summary>A column takes the same value in every row.</summary>
/// <param name="Column">The column that is written.</param>
/// <param name="Value">The value.</param>
public sealed record ColumnConstant(string Column, Literal Value);

/// <summary>A column takes a text of at most so many characters (<c>SET c = left(…, 100)</c>).</summary>
/// <param name="Column">The column that is written.</param>
/// <param name="Length">The number of characters.</param>
public sealed record ColumnCut(string Column, int Length);

/// <summary>A column takes the value of another column of the same table and row, unchanged.</summary>
/// <param name="Column">The column that is written.</param>
/// <param name="Source">The column that is read.</param>
public sealed record ColumnCopy(string Column, string Source);

/// <summary>Rows are deleted.</summary>
public sealed record DeleteData : TableOperation
{
    /// <summary>Key columns of a row given by values.</summary>
    public IReadOnlyList<string> KeyColumns { get; init; } = [];

    /// <summary>Key values, one list for each row.</summary>
    public IReadOnlyList<IReadOnlyList<Literal>> KeyValues { get; init; } = [];

    /// <summary>Which rows are reached.</summary>
    public RowFilter Filter { get; init; } = RowFilter.All;

    /// <summary>Whether the call says the store types of all its columns. Where it does not, EF Core asks the model of the migration, and throws when that does not know the table.</summary>
    public bool SaysTypes { get; init; }
}
