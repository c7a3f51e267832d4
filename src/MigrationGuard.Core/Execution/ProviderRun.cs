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
        if (framework == Framework.EfCore)
        {
            switch (before.Engine)
            {
                case Engine.Sqlite:
                    return SqliteRun.Of(operations, before, model, position);
                case Engine.PostgreSql:
                    return NpgsqlRun.Of(operations, before, model, position);
            }
        }

        return new ProviderRun { After = SchemaReplay.Run(operations, before, before.Engine, position) };
    }
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
