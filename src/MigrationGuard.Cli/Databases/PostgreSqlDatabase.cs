using System.Net.Sockets;
using Npgsql;

namespace MigrationGuard.Cli.Databases;

/// <summary>A PostgreSQL database, read in one read-only transaction.</summary>
internal sealed class PostgreSqlDatabase : TargetDatabase
{
    private PostgreSqlDatabase(NpgsqlConnection connection)
        : base(connection)
    {
    }

    public static PostgreSqlDatabase Connect(string text)
    {
        var connection = new NpgsqlConnection(Parse(text));
        try
        {
            connection.Open();
            var database = new PostgreSqlDatabase(connection);
            database.Execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return database;
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or InvalidOperationException or TimeoutException or DatabaseException)
        {
            connection.Dispose();
            throw new DatabaseException("PostgreSQL cannot be reached: " + exception.Message);
        }
    }

    public override IReadOnlyList<TableName> Tables() =>
        Query("""
            SELECT n.nspname::text, c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\_%' ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
            """).Select(row => new TableName(row[0], row[1])).ToList();

    public override IReadOnlyList<string> Columns(TableName table) =>
        Query("""
            SELECT a.attname::text FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = @schema AND c.relname = @name AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """, ("schema", table.Schema), ("name", table.Table)).Select(row => row[0]).ToList();

    private static string Parse(string text)
    {
        try
        {
            var builder = IsAddress(text) ? FromAddress(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            builder.Pooling = false;
            builder.ApplicationName ??= "migration-guard";
            return builder.ConnectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // What the parser quotes may be half of a password.
            throw new DatabaseException("The connection string is none that PostgreSQL's client understands. Write Host=…;Database=…;Username=…;Password=…, with quotes around a value that holds a semicolon, or a URL.");
        }
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    // The form that most other tools take, and that DATABASE_URL usually has.
    private static NpgsqlConnectionStringBuilder FromAddress(Uri address)
    {
        var builder = new NpgsqlConnectionStringBuilder { Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Host.Length > 0)
        {
            builder.Host = address.Host;
        }

        if (address.Port > 0)
        {
            builder.Port = address.Port;
        }

        var user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
            builder[parts[0] switch { "user" => "Username", "dbname" => "Database", "sslmode" => "SSL Mode", var name => name }] = value.Replace("-", "", StringComparison.Ordinal) is var plain && parts[0] == "sslmode" ? plain : value;
        }

        return builder;
    }
}
