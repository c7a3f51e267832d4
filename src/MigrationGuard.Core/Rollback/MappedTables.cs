using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>Whether the model that a migration leaves behind maps a table or column: then the code that was released with it reads and writes it.</summary>
internal static class MappedTables
{
    /// <summary>True or false where the model was read for the table; null where nobody knows.</summary>
    /// <param name="migration">The migration whose model is asked.</param>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name.</param>
    /// <param name="column">Column name; null for the table itself.</param>
    /// <param name="engine">The engine, for its rules of names.</param>
    public static bool? Maps(Migration migration, string? schema, string table, string? column, Engine engine)
    {
        foreach (var mapped in migration.ModelTables)
        {
            if (!SchemaNames.SameTable(mapped.Schema, mapped.Table, schema, table, engine))
            {
                continue;
            }

            var created = mapped.Definition.OfType<CreateTable>().ToList();
            if (created.Any(definition => column is null || definition.Columns.Any(other => SchemaNames.Same(other.Name, column))))
            {
                return true;
            }

            return mapped.Definition.OfType<Unknown>().Any() ? null : false;
        }

        return null;
    }
}
