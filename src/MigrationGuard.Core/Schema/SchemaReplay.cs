using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>An operation and the schema it meets.</summary>
/// <param name="Operation">The operation: a builder call, or the effect of an SQL statement.</param>
/// <param name="Before">The schema just before it.</param>
/// <param name="Index">Its position in the walk.</param>
public sealed record PlacedOperation(Operation Operation, SchemaState Before, int Index);

/// <summary>Replays operations on a schema.</summary>
public static class SchemaReplay
{
    /// <summary>The operations that run on <paramref name="engine"/>, SQL effects included, each with the schema just before it.</summary>
    /// <param name="operations">The operations of one method, in order.</param>
    /// <param name="before">The schema before the first.</param>
    /// <param name="engine">The engine; <see cref="Engine.Unknown"/> runs them all.</param>
    /// <param name="position">Position of the migration, remembered in what it creates.</param>
    public static IReadOnlyList<PlacedOperation> Walk(IReadOnlyList<Operation> operations, SchemaState before, Engine engine, int position)
    {
        var placed = new List<PlacedOperation>();
        foreach (var operation in operations.WithEffects().On(engine))
        {
            placed.Add(new PlacedOperation(operation, before, placed.Count));
            before = Apply(before, operation, position);
        }

        return placed;
    }

    /// <summary>The schema after an operation.</summary>
    /// <param name="state">The schema before.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="position">Position of the migration, remembered in what it creates.</param>
    public static SchemaState Apply(SchemaState state, Operation operation, int position) => state;
}
