using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>What is known of the release that runs while a migration is deployed, and that comes back when the code is rolled back.</summary>
internal sealed class RunningRelease
{
    private readonly ContextDeployment _context;
    private readonly MigrationStep _step;

    public RunningRelease(ContextDeployment context, MigrationStep step)
    {
        _context = context;
        _step = step;
        Schema = step.SetStart < context.Steps.Count ? context.Steps[step.SetStart].Before : step.Before;

        // Where nobody says what is released, every migration may be deployed alone.
        End = context.Releases == ReleaseKnowledge.Unstated ? step.After : context.EndOfSet?.After ?? step.After;
    }

    /// <summary>The schema it was built for.</summary>
    public SchemaState Schema { get; }

    /// <summary>The schema it meets when the deployment is over.</summary>
    public SchemaState End { get; }

    /// <summary>The table as it meets it in the end; null when nothing is known of it by then.</summary>
    public TableState? AtEnd(PlacedOperation placed, TableOperation operation) =>
        placed.Before.FindTable(operation.Schema, operation.Table) is { } table ? Find(End, table) : End.FindTable(operation.Schema, operation.Table);

    /// <summary>The table as it knows it; null when nothing is known of it there.</summary>
    public TableState? AtStart(PlacedOperation placed, TableOperation operation) =>
        placed.Before.FindTable(operation.Schema, operation.Table) is { } table ? Find(Schema, table) : null;

    /// <summary>Whether its model maps a table or column; null when no model of it was read.</summary>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name.</param>
    /// <param name="column">Column name; null for the table itself.</param>
    public bool? Maps(string? schema, string table, string? column) =>
        _step.SetStart > 0 && _step.SetStart <= _context.Steps.Count && _context.Releases != ReleaseKnowledge.Unstated
            ? MappedTables.Maps(_context.Steps[_step.SetStart - 1].Migration, schema, table, column, _context.Engine)
            : null;

    // By name first: looking through all tables for each operation would not stay linear.
    private static TableState? Find(SchemaState state, TableState table) =>
        state.FindTable(table.Schema, table.Name) is { } same && same.Identity == table.Identity ? same : state.FindTable(table.Identity);
}
