using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

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
    /// The needs of a project, ordered by context and id. Only SQLite's provider follows the model: Up that of its own migration, Down that of the one before. A migration
    /// without needs is not in the list.
    /// </summary>
    /// <param name="manifest">What was read from the bodies of the migrations.</param>
    /// <param name="inputs">What the front end knows besides.</param>
    public static IReadOnlyList<ModelNeed> Of(ManifestDocument manifest, GuardInputs inputs)
    {
        var needs = new List<ModelNeed>();
        var configuration = inputs.Configuration is { } text ? GuardConfiguration.Parse(text).Configuration : GuardConfiguration.Empty;
        foreach (var (migrations, engine) in DeploymentBuilder.Engines(manifest, inputs, configuration))
        {
            if (engine != Engine.Sqlite)
            {
                continue;
            }

            for (var i = 0; i < migrations.Count; i++)
            {
                if (migrations[i].Framework != Framework.EfCore)
                {
                    continue;
                }

                var tables = new List<(string? Schema, string Table)>();
                Add(SqlitePlan.Of(migrations[i].Up.Operations), tables);
                if (i + 1 < migrations.Count)
                {
                    Add(SqlitePlan.Of(migrations[i + 1].Down.Operations), tables);
                }

                if (tables.Count > 0)
                {
                    needs.Add(new ModelNeed(migrations[i].ClassName, engine, tables));
                }
            }
        }

        return needs;
    }

    private static void Add(SqlitePlan plan, List<(string? Schema, string Table)> tables)
    {
        foreach (var rebuild in plan.Rebuilds)
        {
            if (!Hole.IsIn(rebuild.Table) && !tables.Exists(table => SchemaNames.Same(table.Table, rebuild.Table)))
            {
                tables.Add((rebuild.Schema, rebuild.Table));
            }
        }
    }
}
