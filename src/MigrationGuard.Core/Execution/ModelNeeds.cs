using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Execution;

/// <summary>The tables of a migration's model that the judgement needs.</summary>
/// <param name="ClassName">Full name of the migration class.</param>
/// <param name="Engine">The engine it is judged for.</param>
/// <param name="Tables">The tables, in the order in which they are needed; schema null means default.</param>
public sealed record ModelNeed(string ClassName, Engine Engine, IReadOnlyList<(string? Schema, string Table)> Tables);

/// <summary>Says which Designers must be read, and for which tables: reading them all would cost more than everything else.</summary>
public static class ModelNeeds
{
    /// <summary>
    /// The needs of a project, ordered by context and id. SQLite's provider follows the model: Up that of its own migration, Down that of the one before. What an unreleased
    /// migration or a contract step removes must not be mapped by the model that it leaves; whether the running release maps it, the model of the last released migration
    /// says. A migration without needs is not in the list.
    /// </summary>
    /// <param name="manifest">What was read from the bodies of the migrations.</param>
    /// <param name="inputs">What the front end knows besides.</param>
    public static IReadOnlyList<ModelNeed> Of(ManifestDocument manifest, GuardInputs inputs)
    {
        var needs = new List<ModelNeed>();
        var configuration = inputs.Configuration is { } text ? GuardConfiguration.Parse(text).Configuration : GuardConfiguration.Empty;
        foreach (var (migrations, engine, first) in DeploymentBuilder.Outlines(manifest, inputs, configuration))
        {
            var ofPrevious = new List<(string? Schema, string Table)>();
            var removed = new List<(string? Schema, string Table)>?[migrations.Count];
            for (var i = 0; i < migrations.Count; i++)
            {
                var isContract = migrations[i].Declarations.ExpandContract is { Phase: MigrationPhase.Contract };
                if (migrations[i].Framework == Framework.EfCore && (isContract || (first > 0 && i >= first)))
                {
                    var operations = SqlOperationReader.Attach(migrations[i].Up.Operations, engine);
                    AddRemoved(operations, removed[i] = []);
                    if (first > 0 && i >= first)
                    {
                        AddRemoved(operations, ofPrevious);
                        AddRenamed(operations, ofPrevious);
                    }
                }
            }

            for (var i = 0; i < migrations.Count; i++)
            {
                if (migrations[i].Framework != Framework.EfCore)
                {
                    continue;
                }

                var tables = new List<(string? Schema, string Table)>();
                if (engine == Engine.Sqlite)
                {
                    Add(SqlitePlan.Of(migrations[i].Up.Operations), tables);
                    if (i + 1 < migrations.Count)
                    {
                        Add(SqlitePlan.Of(migrations[i + 1].Down.Operations), tables);
                    }
                }

                AddAll(removed[i], tables);
                AddAll(i + 1 == first ? ofPrevious : null, tables);
                if (tables.Count > 0)
                {
                    needs.Add(new ModelNeed(migrations[i].ClassName, engine, tables));
                }
            }
        }

        return needs;
    }

    private static void AddAll(IReadOnlyList<(string? Schema, string Table)>? from, List<(string? Schema, string Table)> tables)
    {
        foreach (var (schema, table) in from ?? [])
        {
            Add(schema, table, tables);
        }
    }

    private static void Add(SqlitePlan plan, List<(string? Schema, string Table)> tables)
    {
        foreach (var rebuild in plan.Rebuilds)
        {
            Add(rebuild.Schema, rebuild.Table, tables);
        }
    }

    private static void AddRemoved(IReadOnlyList<Operation> operations, List<(string? Schema, string Table)> tables)
    {
        foreach (var operation in operations.WithEffects())
        {
            if (operation is DropColumn or DropTable)
            {
                var removed = (TableOperation)operation;
                Add(removed.Schema, removed.Table, tables);
            }
        }
    }

    private static void AddRenamed(IReadOnlyList<Operation> operations, List<(string? Schema, string Table)> tables)
    {
        foreach (var operation in operations.WithEffects())
        {
            if (operation is RenameColumn or RenameTable)
            {
                var renamed = (TableOperation)operation;
                Add(renamed.Schema, renamed.Table, tables);
            }
        }
    }

    private static void Add(string? schema, string name, List<(string? Schema, string Table)> tables)
    {
        if (!Hole.IsIn(name) && !tables.Exists(table => SchemaNames.Same(table.Table, name)))
        {
            tables.Add((schema, name));
        }
    }
}
