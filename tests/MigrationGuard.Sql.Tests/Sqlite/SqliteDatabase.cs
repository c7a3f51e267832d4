using SQLitePCL;
using MigrationGuard.SqlComparison.Comparing;
using MigrationGuard.SqlComparison.Corpus;

namespace MigrationGuard.SqlComparison.Sqlite;

/// <summary>A database in memory that runs one statement and tells what SQLite itself says it touches, and what is different afterwards.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const string Setup = """
        CREATE TABLE {t} ({a} INTEGER UNIQUE, {b}, {c})
        CREATE TABLE {u} ({a}, {b}, {c})
        CREATE INDEX {i} ON {t} ({a})
        CREATE VIEW {v} AS SELECT {a} FROM {t}
        CREATE TRIGGER {w} BEFORE INSERT ON {v} WHEN 0 BEGIN SELECT 1; END
        INSERT INTO {t} VALUES (1, 'a', NULL), (2, 'b', 5), (3, NULL, 'x')
        INSERT INTO {u} VALUES (1, 'a', NULL), (7, 'b', 5), (8, NULL, 'x')
        """;

    private readonly sqlite3 _database;
    private readonly List<(int Action, string First, string Second)> _actions = [];

    static SqliteDatabase() => Batteries_V2.Init();

    public SqliteDatabase(Style style)
    {
        Check(raw.sqlite3_open(":memory:", out _database), "open");
        foreach (var line in Template.Lines(Setup.Replace("BEFORE INSERT ON {v}", "INSTEAD OF INSERT ON {v}", StringComparison.Ordinal)))
        {
            Run(Template.Write(line, style));
        }
    }

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>Runs the first statement of a text.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="rest">What follows the first statement.</param>
    /// <returns>What it touched, in the words of <see cref="EffectWords"/>.</returns>
    public IReadOnlyList<string> Touched(string sql, out string rest)
    {
        var before = Tables();
        _actions.Clear();
        raw.sqlite3_set_authorizer(_database, (_, action, first, second, _, _) => Note(action, first, second), null);
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement, out rest), sql);
        raw.sqlite3_set_authorizer(_database, null as strdelegate_authorizer, null);
        using (statement)
        {
            var step = raw.sqlite3_step(statement);
            while (step == raw.SQLITE_ROW)
            {
                step = raw.sqlite3_step(statement);
            }

            // A statement that breaks a constraint of the data was understood all the same.
            Assert.True(step is raw.SQLITE_DONE or raw.SQLITE_CONSTRAINT, raw.sqlite3_errmsg(_database).utf8_to_string() + ": " + sql);
        }

        return Words(before, Tables());
    }

    public void Dispose() => _database.Dispose();

    private int Note(int action, string first, string second)
    {
        _actions.Add((action, first ?? "", second ?? ""));
        return raw.SQLITE_OK;
    }

    private List<string> Words(SortedDictionary<string, string[]> before, SortedDictionary<string, string[]> after)
    {
        var words = new List<string>();
        var dropped = new HashSet<string>(_actions.Where(a => a.Action is raw.SQLITE_DROP_TABLE or raw.SQLITE_DROP_VIEW).Select(a => a.First), StringComparer.Ordinal);
        foreach (var (action, first, second) in _actions.Where(a => !a.First.StartsWith("sqlite_", StringComparison.Ordinal)))
        {
            switch (action)
            {
                case raw.SQLITE_INSERT:
                    words.Add("insert " + first);
                    break;
                case raw.SQLITE_DELETE when !dropped.Contains(first):
                    words.Add("delete " + first);
                    break;
                case raw.SQLITE_UPDATE when !_actions.Any(a => a.Action == raw.SQLITE_INSERT && a.First == first):
                    words.Add($"update {first}({EffectWords.Columns(_actions.Where(a => a.Action == raw.SQLITE_UPDATE && a.First == first).Select(a => a.Second))})");
                    break;
                case raw.SQLITE_DROP_TABLE:
                    words.Add("droptable " + first);
                    break;
                case raw.SQLITE_CREATE_INDEX when !second.StartsWith("sqlite_", StringComparison.Ordinal) && !first.StartsWith("sqlite_autoindex", StringComparison.Ordinal) && !after.Keys.Except(before.Keys).Contains(second):
                    words.Add($"index {second}{(IsUnique(first) ? " unique" : "")}");
                    break;
                case raw.SQLITE_DROP_INDEX: words.Add("dropindex " + first); break;
                case raw.SQLITE_CREATE_VIEW: words.Add("create view " + first); break;
                case raw.SQLITE_DROP_VIEW: words.Add("drop view " + first); break;
                case raw.SQLITE_CREATE_TRIGGER: words.Add("create trigger " + first); break;
                case raw.SQLITE_DROP_TRIGGER: words.Add("drop trigger " + first); break;
            }
        }

        AddTableChanges(before, after, dropped, words);
        return words;
    }

    private void AddTableChanges(SortedDictionary<string, string[]> before, SortedDictionary<string, string[]> after, HashSet<string> dropped, List<string> words)
    {
        var gone = before.Keys.Except(after.Keys).Except(dropped).ToArray();
        foreach (var table in after.Keys.Except(before.Keys))
        {
            if (gone.Length == 1)
            {
                words.Add($"renametable {gone[0]}>.{table}");
            }
            else
            {
                // The columns of a query are the query's; the statement itself lists none.
                words.Add($"create {table}({(_actions.Any(a => a.Action == raw.SQLITE_SELECT) ? "" : string.Join(",", after[table]))})");
            }
        }

        foreach (var table in after.Keys.Intersect(before.Keys).Where(table => !before[table].SequenceEqual(after[table], StringComparer.Ordinal)))
        {
            var lost = before[table].Except(after[table]).ToArray();
            var added = after[table].Except(before[table]).ToArray();
            words.AddRange(lost.Length == added.Length ? lost.Zip(added, (old, now) => $"rename {table}.{old}>{now}") : [.. lost.Select(c => $"drop {table}.{c}"), .. added.Select(c => $"add {table}.{c}")]);
        }
    }

    private SortedDictionary<string, string[]> Tables()
    {
        var tables = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var name in Run("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"))
        {
            tables[name] = [.. Run($"SELECT name FROM pragma_table_xinfo('{name.Replace("'", "''", StringComparison.Ordinal)}')")];
        }

        return tables;
    }

    private bool IsUnique(string index) =>
        Run($"SELECT sql FROM sqlite_master WHERE type = 'index' AND name = '{index.Replace("'", "''", StringComparison.Ordinal)}'").Any(sql => sql.Contains("UNIQUE", StringComparison.OrdinalIgnoreCase));

    private List<string> Run(string sql)
    {
        var values = new List<string>();
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement), sql);
        using (statement)
        {
            int step;
            while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                values.Add(raw.sqlite3_column_text(statement, 0).utf8_to_string());
            }

            Assert.True(step == raw.SQLITE_DONE, raw.sqlite3_errmsg(_database).utf8_to_string() + ": " + sql);
        }

        return values;
    }

    private void Check(int result, string what) =>
        Assert.True(result == raw.SQLITE_OK, _database is null ? what : raw.sqlite3_errmsg(_database).utf8_to_string() + ": " + what);
}
