using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback.Durations;

/// <summary>How many rows a table has when a migration meets it: what the configuration says, or none for a table of the set itself.</summary>
internal sealed class KnownSizes
{
    private readonly IReadOnlyList<TableSize> _sizes;
    private readonly Engine _engine;
    private readonly int _setStart;
    private readonly SchemaState _before;

    private KnownSizes(IReadOnlyList<TableSize> sizes, Engine engine, int setStart, SchemaState before)
    {
        _sizes = sizes;
        _engine = engine;
        _setStart = setStart;
        _before = before;
    }

    public static KnownSizes For(ContextDeployment context, MigrationStep step, IReadOnlyList<TableSize> sizes) =>
        new(sizes, context.Engine, step.SetStart, step.SetStart < context.Steps.Count ? context.Steps[step.SetStart].Before : step.Before);

    /// <summary>The rows; null when nobody said.</summary>
    public long? Rows(SchemaState now, string? schema, string? table)
    {
        if (table is null || Hole.IsIn(table) || Hole.IsIn(schema))
        {
            return null;
        }

        if (now.FindTable(schema, table) is not { } state)
        {
            return Said(_sizes, schema, table, _engine);
        }

        if (state is { IsCertain: true, CreatedAt: { } created } && created >= _setStart)
        {
            return Copied(now, state);
        }

        // The configuration names tables as production has them, which may be before a rename of this set.
        return Said(_sizes, schema, table, _engine) ?? (_before.FindTable(state.Identity) is { } earlier ? Said(_sizes, earlier.Schema, earlier.Name, _engine) : null);
    }

    /// <summary>What the configuration says about a table, by its full name before its bare one; null when nothing.</summary>
    public static long? Said(IReadOnlyList<TableSize> sizes, string? schema, string table, Engine engine)
    {
        var full = (schema ?? SchemaNames.DefaultSchema(engine)) + "." + table;
        return (sizes.FirstOrDefault(size => SchemaNames.Same(size.Table, full)) ?? sizes.FirstOrDefault(size => SchemaNames.Same(size.Table, table)))?.Measure;
    }

    // A table of the set itself holds only what was copied into it.
    private long? Copied(SchemaState now, TableState state)
    {
        long rows = 0;
        foreach (var identity in state.RowsFrom)
        {
            var source = now.FindTable(identity) ?? _before.FindTable(identity);
            if (source is null || source.Identity == state.Identity)
            {
                continue;
            }

            if ((source.CreatedAt >= _setStart ? 0 : Said(_sizes, source.Schema, source.Name, _engine)) is not { } said)
            {
                return null;
            }

            rows += said;
        }

        return rows;
    }
}
