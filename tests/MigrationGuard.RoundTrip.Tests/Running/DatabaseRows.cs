using System.Data.Common;
using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.RoundTrip.Servers;

namespace MigrationGuard.RoundTrip.Running;

/// <summary>Every row of a database, values as the engine writes them.</summary>
internal sealed record DatabaseRows(IReadOnlyDictionary<string, TableRows> Tables)
{
    public static DatabaseRows Read(DbConnection connection, DatabaseSchema schema, Engine engine)
    {
        var tables = new Dictionary<string, TableRows>(StringComparer.Ordinal);
        foreach (var table in schema.Tables)
        {
            // What is computed is no data: it comes back by itself.
            var stored = table.Columns.Where(column => !column.Computed).ToList();
            if (stored.Count == 0)
            {
                continue;
            }

            var columns = stored.Select(column => Text(column, engine));
            tables.Add(table.FullName, new TableRows([.. stored.Select(column => column.Name)], TestDatabase.Query(connection, "SELECT " + string.Join(", ", columns) + " FROM " + table.Quoted)));
        }

        if (engine == Engine.PostgreSql)
        {
            foreach (var row in TestDatabase.Query(connection, Positions))
            {
                tables.Add("sequence " + row[0], new TableRows(["Position"], [[row[1]]]));
            }
        }

        return new DatabaseRows(tables);
    }

    // The value counts, not how a type writes it: 1 is 1.00, a number kept as text is that number, and JSON has no white space of its own.
    private static string Text(ColumnShape column, Engine engine) => "\"" + column.Name + "\"" is var name && engine == Engine.Sqlite
        ? "CASE typeof(" + name + ") WHEN 'blob' THEN hex(" + name + ") WHEN 'null' THEN NULL ELSE CAST(" + name + " AS TEXT) END"
        : column.Type.StartsWith("numeric", StringComparison.Ordinal) ? "trim_scale(\"" + column.Name + "\")::text"
        : column.Type == "json" ? "\"" + column.Name + "\"::jsonb::text"
        : "\"" + column.Name + "\"::text";

    /// <summary>Whether every row and value of this is in the other, and no row more.</summary>
    public bool CameBackIn(DatabaseRows after)
    {
        foreach (var (name, table) in Tables)
        {
            if (!after.Tables.TryGetValue(name, out var found))
            {
                if (table.Rows.Count > 0)
                {
                    return false;
                }

                continue;
            }

            var kept = table.Columns.Where(column => found.Columns.Contains(column) || !table.IsAllNull(column)).ToList();
            if (kept.Any(column => !found.Columns.Contains(column)) || !table.Texts(kept).SequenceEqual(found.Texts(kept)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What really happened to the rows of this. A column or table that lives on under another name with the same values counts as kept.</summary>
    public DataImpact ImpactUntil(DatabaseRows after)
    {
        var worst = after.Tables.Keys.Except(Tables.Keys).Any() ? DataImpact.Adds : DataImpact.None;
        foreach (var (name, table) in Tables)
        {
            var impact = after.Tables.TryGetValue(name, out var found) ? ImpactOf(table, found)
                : table.Rows.Count == 0 ? DataImpact.None
                : after.Tables.Where(other => !Tables.ContainsKey(other.Key)).Any(other => ImpactOf(table, other.Value) <= DataImpact.Adds) ? DataImpact.None
                : DataImpact.Loses;
            worst = impact > worst ? impact : worst;
        }

        return worst;
    }

    private static DataImpact ImpactOf(TableRows before, TableRows after)
    {
        var key = before.Columns.Contains("Id") && after.Columns.Contains("Id") ? "Id" : before.Columns.FirstOrDefault(after.Columns.Contains);
        if (key is null)
        {
            return before.Rows.Count == 0 ? DataImpact.None : DataImpact.Loses;
        }

        var rows = after.By(key);
        var worst = after.Rows.Count > before.Rows.Count || after.Columns.Except(before.Columns).Any() ? DataImpact.Adds : DataImpact.None;
        var old = before.By(key);
        if (old.Keys.Any(id => !rows.ContainsKey(id)))
        {
            return DataImpact.Loses;
        }

        foreach (var column in before.Columns)
        {
            var values = old.ToDictionary(row => row.Key, row => row.Value[before.IndexOf(column)]);
            if (after.Columns.Contains(column))
            {
                var index = after.IndexOf(column);
                if (worst < DataImpact.Rewrites && values.Any(value => rows[value.Key][index] != value.Value) && !Moved(before, after, column, old, rows))
                {
                    worst = DataImpact.Rewrites;
                }
            }
            else if (values.Values.Any(value => value is not null)
                && !after.Columns.Except(before.Columns).Any(other => values.All(value => rows[value.Key][after.IndexOf(other)] == value.Value)))
            {
                return DataImpact.Loses;
            }
        }

        return worst;
    }

    // Two columns that changed names with each other changed no value.
    private static bool Moved(TableRows before, TableRows after, string column, Dictionary<string, string?[]> old, Dictionary<string, string?[]> rows) =>
        after.Columns.Intersect(before.Columns).Any(other => other != column
            && old.Any(row => row.Value[before.IndexOf(column)] != row.Value[before.IndexOf(other)])
            && old.All(row => row.Value[before.IndexOf(column)] == rows[row.Key][after.IndexOf(other)]));

    /// <summary>Whether a table of this has more rows in the other.</summary>
    public bool GrewUntil(DatabaseRows after) => Tables.Any(table => after.Tables.TryGetValue(table.Key, out var found) && found.Rows.Count > table.Value.Rows.Count);

    private const string Positions = """
        SELECT schemaname || '.' || sequencename, last_value::text FROM pg_sequences s
        WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = (quote_ident(schemaname) || '.' || quote_ident(sequencename))::regclass AND d.deptype IN ('a', 'i'))
        """;
}

internal sealed record TableRows(IReadOnlyList<string> Columns, IReadOnlyList<string?[]> Rows)
{
    public int IndexOf(string column) => Columns.ToList().IndexOf(column);

    public bool IsAllNull(string column) => Rows.All(row => row[IndexOf(column)] is null);

    public IEnumerable<string> Texts(IReadOnlyList<string> columns)
    {
        var indexes = columns.Select(IndexOf).ToList();
        return Rows.Select(row => string.Join("\u001f", indexes.Select(index => row[index] ?? "\u0000"))).Order(StringComparer.Ordinal);
    }

    public Dictionary<string, string?[]> By(string key)
    {
        var rows = new Dictionary<string, string?[]>(StringComparer.Ordinal);
        var index = IndexOf(key);
        foreach (var row in Rows)
        {
            rows[row[index] ?? ""] = row;
        }

        return rows;
    }
}
