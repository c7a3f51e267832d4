using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>An operation of a kind, where it stands.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal readonly struct Placed<T>(PlacedOperation at, T operation)
    where T : Operation
{
    /// <summary>The place.</summary>
    public PlacedOperation At { get; } = at;

    /// <summary>The operation.</summary>
    public T Operation { get; } = operation;
}

/// <summary>Questions that several rules ask of a migration.</summary>
internal static class RuleContextExtensions
{
    /// <summary>The operations of one kind in Up; none for a class that never runs.</summary>
    public static IEnumerable<Placed<T>> InUp<T>(this RuleContext context)
        where T : Operation =>
        context.Runs() ? OfKind<T>(context.Up) : [];

    /// <summary>The operations of one kind in a written Down; none for a class that never runs or is never rolled back.</summary>
    public static IEnumerable<Placed<T>> InDown<T>(this RuleContext context)
        where T : Operation =>
        context.CanRollBack() ? OfKind<T>(context.Down) : [];

    /// <summary>Whether the framework ever runs it.</summary>
    public static bool Runs(this RuleContext context) => context.Migration.Kind != MigrationKind.NeverRuns;

    /// <summary>Whether the framework ever rolls it back: not so for maintenance and profile migrations, which have no history row.</summary>
    public static bool CanRollBack(this RuleContext context) => context.Migration.Kind == MigrationKind.Versioned;

    /// <summary>Whether the source says that there is no way back.</summary>
    public static bool IsForwardOnly(this RuleContext context) =>
        context.Migration.Declarations.ForwardOnly is not null || context.Migration.Down.Kind == BodyKind.ForwardOnly;

    /// <summary>Whether two operations are about the same table.</summary>
    public static bool IsSameTable(this RuleContext context, TableOperation left, TableOperation right) =>
        SchemaNames.SameTable(left.Schema, left.Table, right.Schema, right.Table, context.Engine);

    /// <summary>
    /// Whether others may be using the table while the operation runs: it has rows of users, and this migration does not create it, not even under a condition that the
    /// reader cannot decide.
    /// </summary>
    public static bool IsInUse(this RuleContext context, PlacedOperation placed, string? schema, string table) =>
        context.HasData(placed, schema, table)
        && !(context.CreatedTables.TryGetValue(SchemaNames.TableKey(schema, table, context.Engine), out var created) && created < placed.Index);

    /// <summary>Whether the column's values come from other columns, so that nothing is lost with them.</summary>
    public static bool IsDerived(this PlacedOperation placed, TableOperation operation, string column) =>
        placed.Before.FindTable(operation.Schema, operation.Table)?.FindColumn(column)?.Column is { ComputedSql: not null };

    private static IEnumerable<Placed<T>> OfKind<T>(IReadOnlyList<PlacedOperation> operations)
        where T : Operation
    {
        foreach (var placed in operations)
        {
            if (placed.Operation is T operation)
            {
                yield return new Placed<T>(placed, operation);
            }
        }
    }
}
