using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>
/// What is known of a schema at one point of history. Immutable: applying an operation gives a new state that shares what did not change.
/// Names are compared as the engine compares them.
/// </summary>
public sealed class SchemaState
{
    private readonly Dictionary<string, TableState> _tables;

    private SchemaState(Engine engine, Dictionary<string, TableState> tables)
    {
        Engine = engine;
        _tables = tables;
    }

    /// <summary>The engine whose rules of names and defaults apply.</summary>
    public Engine Engine { get; }

    /// <summary>A database without tables.</summary>
    public static SchemaState Empty(Engine engine) => new(engine, new Dictionary<string, TableState>(StringComparer.Ordinal));

    /// <summary>The table of that name; null when nothing is known about it, which does not mean that it is not there.</summary>
    public TableState? FindTable(string? schema, string table) => _tables.TryGetValue((schema ?? "") + "." + table, out var found) ? found : null;
}

/// <summary>What is known of a table.</summary>
public sealed record TableState
{
    /// <summary>Schema; null means default.</summary>
    public string? Schema { get; init; }

    /// <summary>Its name now.</summary>
    public required string Name { get; init; }

    /// <summary>Position of the migration that created it; renames keep it. Null when nobody saw it being created.</summary>
    public int? CreatedAt { get; init; }

    /// <summary>Its columns in order.</summary>
    public IReadOnlyList<ColumnState> Columns { get; init; } = [];

    /// <summary>The column of that name; null when nothing is known about it.</summary>
    public ColumnState? FindColumn(string name)
    {
        foreach (var column in Columns)
        {
            if (string.Equals(column.Column.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        return null;
    }
}

/// <summary>What is known of a column.</summary>
/// <param name="Column">Its definition now.</param>
/// <param name="CreatedAt">Position of the migration that added it; renames keep it. Null when nobody saw it being added.</param>
public sealed record ColumnState(Column Column, int? CreatedAt);
