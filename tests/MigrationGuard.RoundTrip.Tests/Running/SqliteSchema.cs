using System.Data.Common;
using System.Text;
using System.Text.RegularExpressions;
using MigrationGuard.RoundTrip.Servers;

namespace MigrationGuard.RoundTrip.Running;

/// <summary>Reads what SQLite's schema table says. A table is compared by the parts of its CREATE TABLE, which hold everything there is to know.</summary>
internal static partial class SqliteSchema
{
    public static DatabaseSchema Read(DbConnection connection)
    {
        var lines = new List<string>();
        var withoutDefaults = new List<string>();
        var tables = new List<TableShape>();
        var objects = TestDatabase.Query(connection, "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name");
        foreach (var item in objects)
        {
            if (item[0] != "table")
            {
                var line = item[0] + " " + Normal(item[3] ?? "");
                lines.Add(line);
                withoutDefaults.Add(line);
                continue;
            }

            var name = item[1]!;
            lines.Add("table " + name);
            withoutDefaults.Add("table " + name);
            foreach (var part in Parts(item[3]!))
            {
                lines.Add(name + ": " + part);
                withoutDefaults.Add(name + ": " + Default().Replace(part, ""));
            }

            tables.Add(Shape(connection, name));
        }

        return new DatabaseSchema(lines, withoutDefaults, tables);
    }

    private static TableShape Shape(DbConnection connection, string name)
    {
        // cid, name, type, notnull, dflt_value, pk, hidden
        var columns = TestDatabase.Query(connection, "SELECT * FROM pragma_table_xinfo('" + name + "')");
        var keys = TestDatabase.Query(connection, "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('" + name + "')");
        var onlyKey = columns.Count(column => column[5] != "0") == 1;
        return new TableShape(
            null,
            name,
            [
                .. columns.Select(column => new ColumnShape(
                    column[1]!,
                    column[2]!,
                    column[3] == "0" && column[5] == "0",
                    column[5] != "0",
                    column[6] is "2" or "3" || (onlyKey && column[5] != "0" && column[2] == "INTEGER"),
                    column[6] is "2" or "3",
                    null)),
            ],
            [.. keys.Select(key => new ForeignKeyShape(key[0]!, "\"" + key[1] + "\"", key[2] ?? "Id"))]);
    }

    /// <summary>What stands between the outer parentheses, cut at the commas of that level.</summary>
    private static IEnumerable<string> Parts(string sql)
    {
        var depth = 0;
        var part = new StringBuilder();
        for (var i = 0; i < sql.Length; i++)
        {
            var c = sql[i];
            if (c is '\'' or '"')
            {
                var end = sql.IndexOf(c, i + 1);
                end = end < 0 ? sql.Length - 1 : end;
                if (depth > 0)
                {
                    part.Append(sql, i, end - i + 1);
                }

                i = end;
                continue;
            }

            if (c == '(' && depth++ == 0)
            {
                continue;
            }

            if (c == ')' && --depth == 0)
            {
                break;
            }

            if (depth == 0)
            {
                continue;
            }

            if (c == ',' && depth == 1)
            {
                yield return Normal(part.ToString());
                part.Clear();
                continue;
            }

            part.Append(c);
        }

        yield return Normal(part.ToString());
    }

    private static string Normal(string sql) => Space().Replace(sql, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@" DEFAULT (\((?:[^()]|\([^()]*\))*\)|'(?:[^']|'')*'|\S+)")]
    private static partial Regex Default();
}
