using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Cli.Databases;

/// <summary>Which migrations a database says it has run.</summary>
/// <param name="Applied">Their ids, in order, once each.</param>
/// <param name="Source">Where that is written down, for people.</param>
internal sealed record MigrationHistory(IReadOnlyList<string> Applied, string Source)
{
    private const string SayNone = "If nothing of this build ever ran there, say --applied none.";

    /// <summary>Reads the history tables of the frameworks that a manifest has migrations of.</summary>
    /// <param name="database">The database.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="named">The history tables the user names, with or without schema; empty for the frameworks' own names.</param>
    /// <exception cref="DatabaseException">There is no history that can be trusted.</exception>
    public static MigrationHistory Read(TargetDatabase database, ManifestDocument manifest, IReadOnlyList<string> named)
    {
        var tables = database.Tables();
        if (tables.Count == 0)
        {
            return new MigrationHistory([], "the database has no table");
        }

        var histories = named.Count > 0 ? named.Select(name => Find(tables, name)).Distinct().ToList() : Standard(tables, manifest);
        var read = histories.ConvertAll(table => database.Values(table, ColumnOf(database, table)));
        CheckShared(manifest, histories, read);
        return new MigrationHistory([.. read.SelectMany(ids => ids).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)], string.Join(" and ", histories));
    }

    private static List<TableName> Standard(IReadOnlyList<TableName> tables, ManifestDocument manifest)
    {
        var wanted = manifest.Migrations
            .Where(migration => migration.Kind == MigrationKind.Versioned)
            .Select(migration => migration.Framework == Framework.EfCore ? "__EFMigrationsHistory" : "VersionInfo")
            .Distinct()
            .ToList();
        var found = new List<TableName>();
        foreach (var name in wanted)
        {
            var candidates = tables.Where(table => table.Table.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (candidates.Count > 1)
            {
                throw new DatabaseException("The database has " + candidates.Count + " tables named " + name + ": " + string.Join(", ", candidates)
                    + ". Say which of them belong to this build: --history-table <schema.table>, several times if need be.");
            }

            found.AddRange(candidates);
        }

        return found.Count > 0 || wanted.Count == 0
            ? found
            : throw new DatabaseException("The database has tables, but no " + string.Join(" and no ", wanted) + ". If the history has another name, say --history-table <schema.table>. " + SayNone);
    }

    private static TableName Find(IReadOnlyList<TableName> tables, string name)
    {
        var plain = name.Replace("\"", "", StringComparison.Ordinal).Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim();
        foreach (var comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            var candidates = tables.Where(table => table.ToString().Equals(plain, comparison) || table.Table.Equals(plain, comparison)).ToList();
            if (candidates.Count == 1)
            {
                return candidates[0];
            }

            if (candidates.Count > 1)
            {
                throw new DatabaseException("The database has several tables named " + plain + ": " + string.Join(", ", candidates) + ". Name the schema, too.");
            }
        }

        throw new DatabaseException("The database has no table " + plain + ". " + SayNone);
    }

    private static string ColumnOf(TargetDatabase database, TableName table)
    {
        var columns = database.Columns(table);
        return ColumnNamed("MigrationId") ?? ColumnNamed("Version")
            ?? throw new DatabaseException(table + " is no history table: it has neither a column MigrationId (EF Core) nor a column Version (FluentMigrator).");

        // Naming conventions make migration_id of it.
        string? ColumnNamed(string name) => columns.FirstOrDefault(column => column.Replace("_", "", StringComparison.Ordinal).Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // An id that two contexts share cannot be told apart once the tables are read together.
    private static void CheckShared(ManifestDocument manifest, List<TableName> tables, List<IReadOnlyList<string>> read)
    {
        if (read.Count < 2)
        {
            return;
        }

        var shared = manifest.Migrations
            .Where(migration => migration.Kind == MigrationKind.Versioned)
            .GroupBy(migration => migration.Id, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Select(migration => (migration.Framework, migration.Context)).Distinct().Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var ids in read)
        {
            if (shared.Count > 0 && ids.FirstOrDefault(id => shared.Contains(id) && !read.All(other => other.Contains(id, StringComparer.OrdinalIgnoreCase))) is { } doubtful)
            {
                throw new DatabaseException("The id " + doubtful + " belongs to migrations of several contexts, and only some of " + string.Join(", ", tables)
                    + " have it: nobody can tell whose ran. Judge each context with its own history table.");
            }
        }
    }
}
