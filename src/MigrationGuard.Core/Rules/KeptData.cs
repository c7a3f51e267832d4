using MigrationGuard.Model;
using MigrationGuard.Rollback;
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
    public static bool OfColumn(RuleContext context, PlacedOperation placed, TableOperation operation, string column) =>
        DataImpacts.CopyOf(placed.Before, operation.Schema, operation.Table, column, context.Step.SetStart) is not null
        || IsKept(context, DataImpacts.BackupOf(placed.Before, operation.Schema, operation.Table, column, context.Step.SetStart));

    /// <summary>Whether another table has all the rows with all their columns.</summary>
    /// <param name="context">The migration.</param>
    /// <param name="placed">The operation that removes the table.</param>
    /// <param name="operation">The same operation.</param>
    public static bool OfTable(RuleContext context, PlacedOperation placed, TableOperation operation) =>
        IsKept(context, DataImpacts.BackupOf(placed.Before, operation.Schema, operation.Table, null, context.Step.SetStart));

    // A copy that the migration drops again in the end keeps nothing.
    private static bool IsKept(RuleContext context, TableState? copy) =>
        copy is not null && (context.Step.After.FindTable(copy.Identity) is not null || context.Step.Before.FindTable(copy.Identity) is not null);
}
