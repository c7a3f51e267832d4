using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Whether values that an operation removes live on somewhere, because an earlier operation of the same set copied them.</summary>
internal static class KeptData
{
    /// <summary>Whether another column or table has the column's values.</summary>
    /// <param name="context">The migration.</param>
    /// <param name="placed">The operation that removes the column.</param>
    /// <param name="operation">The same operation.</param>
    /// <param name="column">Column name at that point.</param>
    public static bool OfColumn(RuleContext context, PlacedOperation placed, TableOperation operation, string column)
    {
        if (placed.Before.FindTable(operation.Schema, operation.Table) is not { } table || table.FindColumn(column) is not { } state)
        {
            return false;
        }

        for (var copy = state.CopiedTo; copy is not null; copy = copy.Earlier)
        {
            if (copy.At >= context.Step.SetStart && table.FindColumn(copy.Column) is { IsCertain: true })
            {
                return true;
            }
        }

        return HasRowCopy(context, table, copied => copied is null || Contains(copied, column));
    }

    /// <summary>Whether another table has all the rows with all their columns.</summary>
    /// <param name="context">The migration.</param>
    /// <param name="placed">The operation that removes the table.</param>
    /// <param name="operation">The same operation.</param>
    public static bool OfTable(RuleContext context, PlacedOperation placed, TableOperation operation)
    {
        if (placed.Before.FindTable(operation.Schema, operation.Table) is not { } table)
        {
            return false;
        }

        return HasRowCopy(context, table, copied => copied is null || (table.IsComplete && ContainsAll(copied, table)));
    }

    private static bool HasRowCopy(RuleContext context, TableState table, Func<IReadOnlyList<string>?, bool> holds)
    {
        for (var copy = table.Copies; copy is not null; copy = copy.Earlier)
        {
            if (copy.At >= context.Step.SetStart && holds(copy.Columns) && context.Step.After.FindTable(copy.Target) is { IsCertain: true })
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsAll(IReadOnlyList<string> copied, TableState table)
    {
        foreach (var column in table.Columns)
        {
            if (column.Column.ComputedSql is null && !Contains(copied, column.Column.Name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (var candidate in names)
        {
            if (SchemaNames.Same(candidate, name))
            {
                return true;
            }
        }

        return false;
    }
}
