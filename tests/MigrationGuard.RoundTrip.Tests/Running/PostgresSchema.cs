using System.Data.Common;
using System.Globalization;
using MigrationGuard.RoundTrip.Servers;

namespace MigrationGuard.RoundTrip.Running;

/// <summary>Reads what PostgreSQL's catalogue says.</summary>
internal static class PostgresSchema
{
    private const string Own = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

    private static readonly string[] Others =
    [
        "SELECT 'schema ' || n.nspname FROM pg_namespace n WHERE " + Own,
        "SELECT 'extension ' || extname FROM pg_extension",
        "SELECT 'collation ' || collname FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE " + Own,
        "SELECT 'enum ' || n.nspname || '.' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace GROUP BY n.nspname, t.typname",
        "SELECT 'sequence ' || schemaname || '.' || sequencename || ' ' || data_type || ' ' || start_value || ' ' || min_value || ' ' || max_value || ' ' || increment_by || ' ' || cycle || ' ' || cache_size FROM pg_sequences s WHERE NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = (quote_ident(schemaname) || '.' || quote_ident(sequencename))::regclass AND d.deptype IN ('a', 'i'))",
        "SELECT 'constraint ' || n.nspname || '.' || c.relname || ' ' || o.conname || ' ' || pg_get_constraintdef(o.oid) || ' ' || o.convalidated FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + Own + " AND c.relname <> '__EFMigrationsHistory'",
        "SELECT 'index ' || pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + Own + " AND c.relname <> '__EFMigrationsHistory'",
        "SELECT 'view ' || n.nspname || '.' || c.relname || ' ' || c.relkind::text || ' ' || pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND " + Own,
        "SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p') AND " + Own + " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
        "SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal",
        "SELECT 'comment ' || n.nspname || '.' || c.relname || ' ' || d.objsubid || ' ' || d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + Own,
        "SELECT 'table ' || n.nspname || '.' || c.relname || ' ' || c.relpersistence::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND c.relname <> '__EFMigrationsHistory' AND " + Own,
    ];

    private const string Columns = """
        SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text, a.attidentity::text, a.attgenerated::text,
               coalesce(pg_get_expr(d.adbin, d.adrelid), ''), coalesce(l.collname, ''),
               (EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype = 'p' AND a.attnum = ANY (o.conkey)))::text,
               (CASE WHEN a.atttypid = 'varchar'::regtype AND a.atttypmod > 4 THEN a.atttypmod - 4 END)::text
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relname <> '__EFMigrationsHistory'
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation l ON l.oid = a.attcollation AND l.collname <> 'default'
        WHERE a.attnum > 0 AND NOT a.attisdropped AND
        """ + " " + Own + " ORDER BY n.nspname, c.relname, a.attnum";

    private const string ForeignKeys = """
        SELECT n.nspname, c.relname, a.attname, pn.nspname, p.relname, pa.attname
        FROM pg_constraint o
        JOIN pg_class c ON c.oid = o.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_class p ON p.oid = o.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = o.conkey[1]
        JOIN pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = o.confkey[1]
        WHERE o.contype = 'f'
        """;

    public static DatabaseSchema Read(DbConnection connection)
    {
        var lines = new List<string>();
        foreach (var query in Others)
        {
            lines.AddRange(TestDatabase.Query(connection, query).Select(row => row[0]!));
        }

        var withoutDefaults = new List<string>(lines);
        var keys = TestDatabase.Query(connection, ForeignKeys);
        var tables = new List<TableShape>();
        foreach (var table in TestDatabase.Query(connection, Columns).GroupBy(row => (Schema: row[0]!, Name: row[1]!)))
        {
            var columns = new List<ColumnShape>();
            foreach (var row in table)
            {
                var computed = row[6] != "";
                var line = $"column {row[0]}.{row[1]}.{row[2]} {row[3]} required={row[4]} identity={row[5]} collation={row[8]}" + (computed ? " computed=" + row[7] : "");
                withoutDefaults.Add(line);
                lines.Add(computed ? line : line + " default=" + row[7]);
                columns.Add(new ColumnShape(
                    row[2]!,
                    row[3]!,
                    row[4] == "false",
                    row[9] == "true",
                    computed || row[5] != "",
                    computed,
                    row[10] is { } length ? int.Parse(length, CultureInfo.InvariantCulture) : null));
            }

            tables.Add(new TableShape(
                table.Key.Schema,
                table.Key.Name,
                columns,
                [
                    .. keys.Where(key => key[0] == table.Key.Schema && key[1] == table.Key.Name)
                        .Select(key => new ForeignKeyShape(key[2]!, "\"" + key[3] + "\".\"" + key[4] + "\"", key[5]!)),
                ]));
        }

        return new DatabaseSchema(lines, withoutDefaults, tables);
    }
}
