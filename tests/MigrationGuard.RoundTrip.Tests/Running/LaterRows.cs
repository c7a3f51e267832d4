using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Servers;

namespace MigrationGuard.RoundTrip.Running;

/// <summary>Writes rows as a new release might after Up: whatever the new schema lets in. Values as large as they go, NULL where it is allowed, and the same row twice.</summary>
internal static partial class LaterRows
{
    public static void Write(DbConnection connection, DatabaseSchema schema, Engine engine)
    {
        // Twice, so that children find the parents of the first round.
        for (var round = 1; round <= 2; round++)
        {
            foreach (var table in schema.Tables)
            {
                var seed = round;
                Insert(connection, table, column => Largest(column, engine, seed));
                Insert(connection, table, column => column.Nullable ? "NULL" : Smallest(column, engine, seed));
                Copy(connection, table, "ASC");
                Copy(connection, table, "DESC");
            }
        }
    }

    private static void Insert(DbConnection connection, TableShape table, Func<ColumnShape, string?> value)
    {
        var columns = new List<string>();
        var values = new List<string>();
        foreach (var column in table.Columns.Where(column => !column.Generated))
        {
            var parent = table.ForeignKeys.FirstOrDefault(key => key.Column == column.Name);
            var text = value(column);
            text = parent is not null && text != "NULL" ? "(SELECT max(\"" + parent.PrincipalColumn + "\") FROM " + parent.PrincipalTable + ")"
                : column.Key ? NextKey(table, column)
                : text;
            if (text is not null)
            {
                columns.Add("\"" + column.Name + "\"");
                values.Add(text);
            }
        }

        Try(connection, "INSERT INTO " + table.Quoted + (columns.Count == 0 ? " DEFAULT VALUES" : " (" + string.Join(", ", columns) + ") VALUES (" + string.Join(", ", values) + ")"));
    }

    private static void Copy(DbConnection connection, TableShape table, string direction)
    {
        var columns = table.Columns.Where(column => !column.Generated).ToList();
        Try(
            connection,
            "INSERT INTO " + table.Quoted + " (" + string.Join(", ", columns.Select(column => "\"" + column.Name + "\"")) + ") SELECT "
                + string.Join(", ", columns.Select(column => column.Key ? NextKey(table, column) : "\"" + column.Name + "\"")) + " FROM " + table.Quoted + " ORDER BY 1 " + direction + " LIMIT 1");
    }

    private static string NextKey(TableShape table, ColumnShape column) =>
        column.Type.Contains("int", StringComparison.OrdinalIgnoreCase)
            ? "(SELECT coalesce(max(\"" + column.Name + "\"), 0) + 1 FROM " + table.Quoted + ")"
            : "'" + Guid.NewGuid() + "'";

    // A row that the schema refuses is none that could have been written.
    private static void Try(DbConnection connection, string sql)
    {
        try
        {
            TestDatabase.Execute(connection, sql);
        }
        catch (DbException)
        {
        }
    }

    private static string? Largest(ColumnShape column, Engine engine, int seed)
    {
        if (engine == Engine.Sqlite)
        {
            return column.Type switch
            {
                "INTEGER" => "9223372036854775807",
                "REAL" => "1.5e300",
                "BLOB" => "x'00ff'",
                _ => "'" + Text(300, seed) + "'",
            };
        }

        var numeric = Numeric().Match(column.Type);
        if (numeric.Success)
        {
            var scale = int.Parse(numeric.Groups[2].Value, CultureInfo.InvariantCulture);
            return new string('9', int.Parse(numeric.Groups[1].Value, CultureInfo.InvariantCulture) - scale) + (scale == 0 ? "" : "." + new string('9', scale));
        }

        return column.Type switch
        {
            "smallint" => "32767",
            "integer" => "2147483647",
            "bigint" => "9223372036854775807",
            "numeric" => "123456789012345678901234567890.123456789",
            "double precision" => "1.5e300",
            "boolean" => "TRUE",
            "uuid" => "gen_random_uuid()",
            "bytea" => "'\\x00ff'",
            "date" => "'9999-12-31'",
            "text" or "character varying" => "'" + Text(300, seed) + "'",
            _ when column.Type.StartsWith("timestamp", StringComparison.Ordinal) => "'9999-12-31 23:59:59.999999'",
            _ when column.MaxLength is { } length => "'" + Text(length, seed) + "'",
            _ => null,
        };
    }

    private static string? Smallest(ColumnShape column, Engine engine, int seed) => engine == Engine.Sqlite
        ? column.Type is "INTEGER" or "REAL" ? "-1" : "'" + seed.ToString(CultureInfo.InvariantCulture) + "'"
        : column.Type switch
        {
            "boolean" => "FALSE",
            "uuid" => "gen_random_uuid()",
            "bytea" => "''",
            "date" => "'0001-01-01'",
            "text" or "character varying" => "'" + seed.ToString(CultureInfo.InvariantCulture) + "'",
            _ when column.Type.StartsWith("timestamp", StringComparison.Ordinal) => "'0001-01-01'",
            _ when column.MaxLength is not null => "'" + seed.ToString(CultureInfo.InvariantCulture) + "'",
            _ when Numeric().IsMatch(column.Type) || column.Type is "smallint" or "integer" or "bigint" or "numeric" or "double precision" => "-1",
            _ => null,
        };

    private static string Text(int length, int seed)
    {
        var start = seed.ToString(CultureInfo.InvariantCulture);
        return start.Length >= length ? start[..length] : start + new string('x', length - start.Length);
    }

    [GeneratedRegex(@"^numeric\((\d+),(\d+)\)$")]
    private static partial Regex Numeric();
}
