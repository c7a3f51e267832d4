using MigrationGuard.Model;
using MigrationGuard.Reports;

namespace MigrationGuard.Planning.Plan;

/// <summary>Queries in the dialect of an engine. A name that cannot be written into a query as it is gives no query rather than a wrong one.</summary>
internal sealed class EngineSql(Engine engine)
{
    /// <summary>The schema, database or attached file under which a plan has tables of a backup restored.</summary>
    public const string Restored = "restored";

    public Engine Engine => engine;

    /// <summary>Whether a name can stand in a query and be read there by a person.</summary>
    public static bool CanWrite(params IReadOnlyList<string?> names) =>
        names.All(name => name is null || (name.Length > 0 && !Hole.IsIn(name) && Inert.Line(name) == name));

    public string Name(string name) => engine switch
    {
        Engine.SqlServer => "[" + name.Replace("]", "]]") + "]",
        Engine.MySql => "`" + name.Replace("`", "``") + "`",
        _ => "\"" + name.Replace("\"", "\"\"") + "\"",
    };

    public string Names(IEnumerable<string> names, string prefix = "") => string.Join(", ", names.Select(name => prefix + Name(name)));

    public string Table(string? schema, string table) => string.IsNullOrEmpty(schema) ? Name(table) : Name(schema!) + "." + Name(table);

    /// <summary>The table in the copy that was restored beside the database.</summary>
    public string RestoredTable(string? schema, string table) =>
        engine == Engine.SqlServer ? Name(Restored) + "." + Name(string.IsNullOrEmpty(schema) ? "dbo" : schema!) + "." + Name(table) : Name(Restored) + "." + Name(table);

    public string Text(string text)
    {
        var escaped = text.Replace("'", "''");
        return (engine == Engine.SqlServer ? "N'" : "'") + (engine == Engine.MySql ? escaped.Replace("\\", "\\\\") : escaped) + "'";
    }

    public string Count(string? schema, string table, string? condition = null) =>
        "SELECT count(*) FROM " + Table(schema, table) + (condition is null ? "" : " WHERE " + condition) + ";";

    public string HistoryTable(Framework framework) => Name(framework == Framework.EfCore ? "__EFMigrationsHistory" : "VersionInfo");

    /// <summary>The id of the last applied migration.</summary>
    /// <param name="framework">Whose history.</param>
    /// <param name="among">The ids that count, where others may stand in the same history; null when all do.</param>
    public string LastApplied(Framework framework, IReadOnlyList<string>? among = null)
    {
        var where = among is null ? "" : Among(framework, among);
        return framework == Framework.EfCore
            ? engine == Engine.SqlServer
                ? "SELECT TOP (1) " + Name("MigrationId") + " FROM " + HistoryTable(framework) + where + " ORDER BY " + Name("MigrationId") + " DESC;"
                : "SELECT " + Name("MigrationId") + " FROM " + HistoryTable(framework) + where + " ORDER BY " + Name("MigrationId") + " DESC LIMIT 1;"
            : "SELECT max(" + Name("Version") + ") FROM " + HistoryTable(framework) + where + ";";
    }

    /// <summary>How many of some migrations the history knows.</summary>
    public string AppliedCount(Framework framework, IReadOnlyList<string> ids) => "SELECT count(*) FROM " + HistoryTable(framework) + Among(framework, ids) + ";";

    private string Among(Framework framework, IReadOnlyList<string> ids) => framework == Framework.EfCore
        ? " WHERE " + Name("MigrationId") + " IN (" + string.Join(", ", ids.Select(Text)) + ")"
        : " WHERE " + Name("Version") + " IN (" + string.Join(", ", ids) + ")";

    public string TableExists(string? schema, string table) => engine == Engine.Sqlite
        ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(" + Text(table) + ");"
        : "SELECT count(*) FROM information_schema.tables WHERE " + In(schema, table) + ";";

    public string ColumnExists(string? schema, string table, string column, bool? nullable = null, int? length = null) => engine == Engine.Sqlite
        ? "SELECT count(*) FROM pragma_table_info(" + Text(table) + ") WHERE lower(name) = lower(" + Text(column) + ")" + (nullable is { } may ? " AND \"notnull\" = " + (may ? "0" : "1") : "") + ";"
        : "SELECT count(*) FROM information_schema.columns WHERE " + In(schema, table) + " AND column_name = " + Text(column)
            + (nullable is { } nulls ? " AND is_nullable = '" + (nulls ? "YES" : "NO") + "'" : "")
            + (length is { } characters ? " AND character_maximum_length = " + Json.Numbers.Text(characters) : "") + ";";

    public string IndexExists(string? schema, string table, string index) => engine switch
    {
        Engine.Sqlite => "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND lower(name) = lower(" + Text(index) + ");",
        Engine.SqlServer => "SELECT count(*) FROM sys.indexes WHERE object_id = OBJECT_ID(" + Text(Table(schema, table)) + ") AND name = " + Text(index) + ";",
        Engine.MySql => "SELECT count(DISTINCT index_name) FROM information_schema.statistics WHERE " + In(schema, table) + " AND index_name = " + Text(index) + ";",
        _ => "SELECT count(*) FROM pg_indexes WHERE schemaname = " + SchemaValue(schema) + " AND tablename = " + Text(table) + " AND indexname = " + Text(index) + ";",
    };

    /// <summary>Null where the engine does not list constraints by name.</summary>
    public string? ConstraintExists(string? schema, string table, string constraint) => engine == Engine.Sqlite
        ? null
        : "SELECT count(*) FROM information_schema.table_constraints WHERE " + In(schema, table) + " AND constraint_name = " + Text(constraint) + ";";

    /// <summary>Null where the engine has no sequences.</summary>
    public string? SequenceExists(string? schema, string sequence) => engine is Engine.Sqlite or Engine.MySql
        ? null
        : "SELECT count(*) FROM information_schema.sequences WHERE sequence_schema = " + SchemaValue(schema) + " AND sequence_name = " + Text(sequence) + ";";

    public string ViewExists(string? schema, string view) => engine == Engine.Sqlite
        ? "SELECT count(*) FROM sqlite_master WHERE type = 'view' AND lower(name) = lower(" + Text(view) + ");"
        : "SELECT count(*) FROM information_schema.views WHERE " + In(schema, view) + ";";

    /// <summary>Puts the rows of a restored copy back that the table does not hold.</summary>
    public string InsertMissing(string? schema, string table, string source, IReadOnlyList<string> columns, IReadOnlyList<string> key, bool identity)
    {
        var into = Table(schema, table);
        var insert = "INSERT INTO " + into + " (" + Names(columns) + ")" + (identity && engine == Engine.PostgreSql ? " OVERRIDING SYSTEM VALUE" : "") + "\nSELECT " + Names(columns, "b.") + "\nFROM "
            + source + " AS b\nWHERE NOT EXISTS (SELECT 1 FROM " + into + " AS t WHERE " + SameKey(key) + ");";
        return identity && engine == Engine.SqlServer ? "SET IDENTITY_INSERT " + into + " ON;\n" + insert + "\nSET IDENTITY_INSERT " + into + " OFF;" : insert;
    }

    /// <summary>Gives columns the values of a restored copy, row by row.</summary>
    public string UpdateFrom(string? schema, string table, string source, IReadOnlyList<string> columns, IReadOnlyList<string> key)
    {
        var into = Table(schema, table);
        return engine switch
        {
            Engine.SqlServer => "UPDATE t\nSET " + string.Join(", ", columns.Select(c => "t." + Name(c) + " = b." + Name(c))) + "\nFROM " + into + " AS t\nJOIN " + source + " AS b ON " + SameKey(key) + ";",
            Engine.MySql => "UPDATE " + into + " AS t\nJOIN " + source + " AS b ON " + SameKey(key) + "\nSET " + string.Join(", ", columns.Select(c => "t." + Name(c) + " = b." + Name(c))) + ";",
            _ => "UPDATE " + into + " AS t\nSET " + string.Join(", ", columns.Select(c => Name(c) + " = b." + Name(c))) + "\nFROM " + source + " AS b\nWHERE " + SameKey(key) + ";",
        };
    }

    /// <summary>Counts rows of a restored copy that the table does not hold.</summary>
    public string MissingRows(string? schema, string table, string source, IReadOnlyList<string> key) =>
        "SELECT count(*) FROM " + source + " AS b WHERE NOT EXISTS (SELECT 1 FROM " + Table(schema, table) + " AS t WHERE " + SameKey(key) + ");";

    /// <summary>Counts rows whose values differ from those of a restored copy.</summary>
    public string DifferentValues(string? schema, string table, string source, IReadOnlyList<string> columns, IReadOnlyList<string> key)
    {
        var differs = engine switch
        {
            Engine.SqlServer => "EXISTS (SELECT " + Names(columns, "t.") + " EXCEPT SELECT " + Names(columns, "b.") + ")",
            Engine.MySql => string.Join(" OR ", columns.Select(c => "NOT (t." + Name(c) + " <=> b." + Name(c) + ")")),
            Engine.Sqlite => string.Join(" OR ", columns.Select(c => "t." + Name(c) + " IS NOT b." + Name(c))),
            _ => string.Join(" OR ", columns.Select(c => "t." + Name(c) + " IS DISTINCT FROM b." + Name(c))),
        };
        return "SELECT count(*) FROM " + Table(schema, table) + " AS t JOIN " + source + " AS b ON " + SameKey(key) + " WHERE " + differs + ";";
    }

    /// <summary>Counts rows that were written after a restored copy was made.</summary>
    public string RowsSince(string? schema, string table, string source, IReadOnlyList<string> key) =>
        "SELECT count(*) FROM " + Table(schema, table) + " AS t WHERE NOT EXISTS (SELECT 1 FROM " + source + " AS b WHERE " + SameKey(key) + ");";

    private string SameKey(IReadOnlyList<string> key) => string.Join(" AND ", key.Select(column => "t." + Name(column) + " = b." + Name(column)));

    private string In(string? schema, string table) => "table_schema = " + SchemaValue(schema) + " AND table_name = " + Text(table);

    private string SchemaValue(string? schema) => engine switch
    {
        Engine.MySql => "DATABASE()",
        _ when !string.IsNullOrEmpty(schema) => Text(schema!),
        Engine.SqlServer => "SCHEMA_NAME()",
        Engine.PostgreSql => "current_schema()",
        _ => "CURRENT_SCHEMA",
    };
}
