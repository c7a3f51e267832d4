using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>
/// What is left after the operations of one direction, carried out as the provider of the engine carries them out. The operations alone do not say it: a provider may leave
/// a change out, put it off, or follow the model instead.
/// </summary>
internal sealed record ProviderRun
{
    /// <summary>The schema afterwards.</summary>
    public required SchemaState After { get; init; }

    /// <summary>What could not be followed, one clause each.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Why the provider refuses the operations, one clause each; empty when it does not.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>What a rebuild asks of rows that the operations do not, one clause each: a column becomes required, an index unique.</summary>
    public IReadOnlyList<string> Demands { get; init; } = [];

    /// <summary>Columns that a rebuild drops although no operation names them.</summary>
    public IReadOnlyList<LostColumn> LostColumns { get; init; } = [];

    /// <summary>Tables that are dropped while others still reference them.</summary>
    public IReadOnlyList<ReferencedDrop> ReferencedDrops { get; init; } = [];

    /// <summary>Changes that the provider leaves out because the call does not say what was before.</summary>
    public IReadOnlyList<AlterColumn> Unseen { get; init; } = [];

    /// <summary>Carries out operations.</summary>
    /// <param name="framework">The library that runs them.</param>
    /// <param name="operations">The operations of one method, in order.</param>
    /// <param name="before">The schema before the first; its engine decides.</param>
    /// <param name="model">The migration whose model EF Core gives to the provider: the same one for Up, the one before for Down; null when there is none.</param>
    /// <param name="position">Position of the migration, remembered in what it creates.</param>
    public static ProviderRun Of(Framework framework, IReadOnlyList<Operation> operations, SchemaState before, Migration? model, int position)
    {
        var run = framework != Framework.EfCore ? Plain(operations, before, position) : before.Engine switch
        {
            Engine.Sqlite => SqliteRun.Of(operations, before, model, position),
            Engine.PostgreSql => NpgsqlRun.Of(operations, before, model, position),
            _ => Plain(operations, before, position),
        };
        return framework == Framework.EfCore && UntypedData(operations, model) is { } refusal ? run with { Refusals = [.. run.Refusals, refusal] } : run;
    }

    private static ProviderRun Plain(IReadOnlyList<Operation> operations, SchemaState before, int position) =>
        new() { After = SchemaReplay.Run(operations, before, before.Engine, position) };

    /// <summary>The refusal of rows whose columns have no type: neither the call says it nor is there a model to ask.</summary>
    private static string? UntypedData(IReadOnlyList<Operation> operations, Migration? model) =>
        model is null or { ModelReading: ModelReading.Missing }
        && operations.FirstOrDefault(operation => operation is { Certainty: Certainty.Certain } and (InsertData { SaysTypes: false } or UpdateData { SaysTypes: false } or DeleteData { SaysTypes: false })) is TableOperation data
            ? "rows of table " + Hole.Show(data.FullTable) + " are written without the types of their columns, and "
                + (model is null ? "there is no migration before whose model says them" : "migration " + model.Id + " has no Designer that says them")
            : null;
}

/// <summary>A column that is dropped by a rebuild and by no operation.</summary>
/// <param name="Schema">Schema; null means default.</param>
/// <param name="Table">Table name.</param>
/// <param name="Column">Column name.</param>
internal sealed record LostColumn(string? Schema, string Table, string Column);

/// <summary>A table that is dropped while another one still references it.</summary>
/// <param name="Drop">The drop.</param>
/// <param name="Child">The table with the foreign key.</param>
/// <param name="ForeignKey">The foreign key.</param>
/// <param name="BeforeDrop">The schema just before the drop.</param>
internal sealed record ReferencedDrop(DropTable Drop, TableState Child, ForeignKeyState ForeignKey, SchemaState BeforeDrop);
