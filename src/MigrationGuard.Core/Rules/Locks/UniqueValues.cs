using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Whether rows that exist may have duplicates under a unique index or constraint that is added.</summary>
internal static class UniqueValues
{
    /// <summary>Whether the values in those columns may repeat.</summary>
    /// <param name="context">The migration.</param>
    /// <param name="placed">The operation that adds the index or constraint.</param>
    /// <param name="operation">The same operation.</param>
    /// <param name="columns">The columns.</param>
    public static bool MayRepeat(RuleContext context, PlacedOperation placed, TableOperation operation, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0 || !context.IsInUse(placed, operation.Schema, operation.Table))
        {
            return false;
        }

        var table = placed.Before.FindTable(operation.Schema, operation.Table);
        if (table is null)
        {
            return true;
        }

        foreach (var column in IsOneNull(context, placed) ? [] : columns)
        {
            if (IsNullEverywhere(context, placed, operation, table, column) || IsNumbered(context, placed, operation, table, column))
            {
                return false;
            }
        }

        if (RemovesRows(context, placed, operation))
        {
            return false;
        }

        // An index that is dropped and built again was unique already before this migration.
        return !IsCovered(table, columns) && (context.Step.Before.FindTable(table.Identity) is not { } earlier || !IsCovered(earlier, columns));
    }

    // SQL Server takes one NULL only. Where there is no Designer, EF Core's provider filters NULL out by itself, as its first versions did everywhere.
    private static bool IsOneNull(RuleContext context, PlacedOperation placed) =>
        context.Engine == Engine.SqlServer
        && placed.Operation is not CreateIndex { Filter: not null }
        && !(placed is { EffectOf: null, Operation: CreateIndex } && context.Migration is { Framework: Framework.EfCore, ModelReading: not ModelReading.Designer });

    /// <summary>Whether a column of a table with rows is new and nothing has written to it yet.</summary>
    public static bool IsNullEverywhere(RuleContext context, PlacedOperation placed, TableOperation operation, TableState table, string column)
    {
        if (context.HasData(placed, operation.Schema, operation.Table, column) || table.FindColumn(column)?.Column is not { Nullable: true, HasDefault: false, ComputedSql: null, Identity: false })
        {
            return false;
        }

        for (var index = 0; index < placed.Index; index++)
        {
            if (Backfills.Writes(context, context.Up[index].Operation, operation, column))
            {
                return false;
            }
        }

        return true;
    }

    // Every row gets a value of its own when the column is added.
    private static bool IsNumbered(RuleContext context, PlacedOperation placed, TableOperation operation, TableState table, string column) =>
        !context.HasData(placed, operation.Schema, operation.Table, column)
        && table.FindColumn(column)?.Column is { } added
        && (added.Identity || CodeCompatibility.IsDifferentEachTime(added.DefaultSql));

    // Whoever deletes some rows of the table first has thought of the duplicates.
    private static bool RemovesRows(RuleContext context, PlacedOperation placed, TableOperation operation)
    {
        for (var index = 0; index < placed.Index; index++)
        {
            if (context.Up[index].Operation is DeleteData { KeyValues.Count: 0, Filter.Kind: RowFilterKind.Condition or RowFilterKind.OnlyNull } delete && context.IsSameTable(delete, operation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCovered(TableState table, IReadOnlyList<string> columns)
    {
        if (table.PrimaryKey is { } key && Holds(table, columns, key.Columns))
        {
            return true;
        }

        foreach (var unique in table.UniqueMap.Unordered)
        {
            if (Holds(table, columns, unique.Columns))
            {
                return true;
            }
        }

        foreach (var index in table.IndexMap.Unordered)
        {
            if (index.Definition is { Unique: true, Filter: null } definition && Holds(table, columns, definition.Columns))
            {
                return true;
            }
        }

        return false;
    }

    // A column that was filled from the key holds every value once, as the key does.
    private static bool Holds(TableState table, IReadOnlyList<string> columns, IReadOnlyList<string> key)
    {
        foreach (var part in key)
        {
            if (!columns.Any(column => SchemaNames.Same(column, part) || SchemaNames.Same(table.FindColumn(column)?.ValuesFrom, part)))
            {
                return false;
            }
        }

        return key.Count > 0;
    }
}
