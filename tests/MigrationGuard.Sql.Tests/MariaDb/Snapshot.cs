using MigrationGuard.SqlComparison.Comparing;

namespace MigrationGuard.SqlComparison.MariaDb;

/// <summary>What the server's own catalogue and its tables hold at one moment: lines of tab-separated values, the first of which says what the line is about.</summary>
internal sealed class Snapshot(IEnumerable<string> lines)
{
    private readonly string[][] _lines = [.. lines.Select(line => line.Split('\t'))];

    /// <summary>The query for a snapshot.</summary>
    /// <param name="rows">For each table of which the rows count: its name as text, and as it is written in SQL.</param>
    /// <param name="columns">The columns of such a table as written, the key first.</param>
    public static string Query(IReadOnlyList<(string Name, string Written)> rows, string columns) => """
        SELECT 'table', table_name, table_type FROM information_schema.tables WHERE table_schema = 'w' ORDER BY 2;
        SELECT 'column', table_name, column_name, column_type, is_nullable, column_default, extra, collation_name FROM information_schema.columns WHERE table_schema = 'w' ORDER BY table_name, ordinal_position;
        SELECT 'index', table_name, index_name, MAX(non_unique), GROUP_CONCAT(column_name ORDER BY seq_in_index) FROM information_schema.statistics WHERE table_schema = 'w' GROUP BY 2, 3 ORDER BY 2, 3;
        SELECT 'fk', table_name, constraint_name FROM information_schema.table_constraints WHERE constraint_schema = 'w' AND constraint_type = 'FOREIGN KEY' ORDER BY 2, 3;
        SELECT 'check', table_name, constraint_name FROM information_schema.check_constraints WHERE constraint_schema = 'w' ORDER BY 2, 3;
        SELECT 'view', table_name, MD5(view_definition) FROM information_schema.views WHERE table_schema = 'w' ORDER BY 2;
        SELECT 'trigger', trigger_name FROM information_schema.triggers WHERE trigger_schema = 'w' ORDER BY 2;
        SELECT LOWER(routine_type), routine_name FROM information_schema.routines WHERE routine_schema = 'w' ORDER BY 2;

        """ + string.Concat(rows.Select(row => $"SELECT 'row', '{row.Name}', {columns} FROM {row.Written} ORDER BY 3;\n"));

    /// <summary>What is different afterwards, in the words of <see cref="EffectWords"/>.</summary>
    /// <param name="after">The snapshot after the statement.</param>
    /// <param name="columnNames">The columns of the rows, the key first.</param>
    public IReadOnlyList<string> Words(Snapshot after, IReadOnlyList<string> columnNames)
    {
        var words = new List<string>();
        var gone = Names("table").Except(after.Names("table")).ToArray();
        var added = after.Names("table").Except(Names("table")).ToArray();
        var views = Names("view").Concat(after.Names("view")).ToHashSet(StringComparer.Ordinal);
        var renamed = gone.Length == 1 && added.Length == 1 && Columns(gone[0]).SequenceEqual(after.Columns(added[0]), StringComparer.Ordinal) && !views.Contains(gone[0]);
        if (renamed)
        {
            words.Add($"renametable {gone[0]}>.{added[0]}");
        }
        else
        {
            words.AddRange(gone.Where(name => !views.Contains(name)).Select(name => "droptable " + name));
            words.AddRange(added.Where(name => !views.Contains(name)).Select(name => $"create {name}({string.Join(",", after.Columns(name))})"));
        }

        foreach (var table in Names("table").Intersect(after.Names("table")).Where(name => !views.Contains(name)))
        {
            AddColumnChanges(after, table, words);
            AddIndexChanges(after, table, words);
            AddConstraintChanges(after, table, words);
            AddRowChanges(after, table, columnNames, words);
        }

        foreach (var kind in new[] { "view", "trigger", "procedure", "function" })
        {
            words.AddRange(Names(kind).Except(after.Names(kind)).Where(_ => !(kind == "trigger" && gone.Length > 0)).Select(name => $"drop {kind} {name}"));
            words.AddRange(after.Names(kind).Except(Names(kind)).Select(name => $"create {kind} {name}"));
        }

        words.AddRange(Of("view").Where(line => after.Of("view").Any(other => other[1] == line[1] && other[2] != line[2])).Select(line => "createorreplace view " + line[1]));
        return words;
    }

    private void AddColumnChanges(Snapshot after, string table, List<string> words)
    {
        var before = Columns(table);
        var now = after.Columns(table);
        var lost = before.Except(now).ToArray();
        var added = now.Except(before).ToArray();
        if (lost.Length == 1 && added.Length == 1 && before.Length == now.Length)
        {
            words.Add($"rename {table}.{lost[0]}>{added[0]}");
            if (Definition(table, lost[0]) != after.Definition(table, added[0]))
            {
                words.Add($"alter {table}.{added[0]}");
            }
        }
        else
        {
            words.AddRange(lost.Select(column => $"drop {table}.{column}"));
            words.AddRange(added.Select(column => $"add {table}.{column}"));
        }

        words.AddRange(before.Intersect(now).Where(column => Definition(table, column) != after.Definition(table, column)).Select(column => $"alter {table}.{column}"));
    }

    private void AddIndexChanges(Snapshot after, string table, List<string> words)
    {
        var before = Indexes(table);
        var now = after.Indexes(table);
        var keys = after.Of("fk").Select(line => line[2]).ToHashSet(StringComparer.Ordinal);
        var lost = before.Keys.Except(now.Keys).ToArray();
        var added = now.Keys.Except(before.Keys).ToArray();
        if (lost.Length == 1 && added.Length == 1 && before[lost[0]] == now[added[0]])
        {
            words.Add($"renameindex {lost[0]}>{added[0]}");
            return;
        }

        // An index on a column goes with the column, and a foreign key brings its own.
        var columns = after.Columns(table);
        words.AddRange(lost.Where(name => name != "PRIMARY" && before[name].Split('|')[1].Split(',').Any(columns.Contains)).Select(name => "dropindex " + name));
        words.AddRange(added.Where(name => name != "PRIMARY" && !keys.Contains(name)).Select(name => $"index {table}{(now[name].StartsWith('0') ? " unique" : "")}"));
        var changed = before.TryGetValue("PRIMARY", out var oldKey) & now.TryGetValue("PRIMARY", out var newKey) && oldKey != newKey;
        if (lost.Contains("PRIMARY") || changed)
        {
            words.Add("droppk " + table);
        }

        if (added.Contains("PRIMARY") || changed)
        {
            words.Add("addpk " + table);
        }
    }

    private void AddConstraintChanges(Snapshot after, string table, List<string> words)
    {
        foreach (var kind in new[] { "fk", "check" })
        {
            var before = Of(kind).Where(line => line[1] == table).Select(line => line[2]).ToArray();
            var now = after.Of(kind).Where(line => line[1] == table).Select(line => line[2]).ToArray();
            words.AddRange(before.Except(now).Select(name => $"dropconstraint {table}.{name}"));
            words.AddRange(now.Except(before).Select(_ => $"add{kind} {table}"));
        }
    }

    private void AddRowChanges(Snapshot after, string table, IReadOnlyList<string> columnNames, List<string> words)
    {
        var before = Rows(table);
        var now = after.Rows(table);

        // A table that changed its columns cannot be read as before; its rows are then not compared.
        if (!Columns(table).SequenceEqual(after.Columns(table), StringComparer.Ordinal) || Columns(table).Any(column => Definition(table, column) != after.Definition(table, column)))
        {
            return;
        }

        if (before.Keys.Except(now.Keys).Any())
        {
            words.Add("delete " + table);
        }

        if (now.Keys.Except(before.Keys).Any())
        {
            words.Add("insert " + table);
        }

        var changed = before.Keys.Intersect(now.Keys).SelectMany(key => Enumerable.Range(0, columnNames.Count).Where(k => before[key][k + 2] != now[key][k + 2])).Distinct().Select(k => columnNames[k]).ToArray();
        if (changed.Length > 0)
        {
            words.Add($"update {table}({EffectWords.Columns(changed)})");
        }
    }

    private Dictionary<string, string[]> Rows(string table) => Of("row").Where(line => line[1] == table).ToDictionary(line => line[2], StringComparer.Ordinal);

    private Dictionary<string, string> Indexes(string table) => Of("index").Where(line => line[1] == table).ToDictionary(line => line[2], line => line[3] + "|" + line[4], StringComparer.Ordinal);

    private string Definition(string table, string column) => string.Join("\t", Of("column").First(line => line[1] == table && line[2] == column).Skip(3));

    private string[] Columns(string table) => [.. Of("column").Where(line => line[1] == table).Select(line => line[2])];

    private string[] Names(string kind) => [.. Of(kind).Select(line => line[1])];

    private IEnumerable<string[]> Of(string kind) => _lines.Where(line => line[0] == kind);
}
