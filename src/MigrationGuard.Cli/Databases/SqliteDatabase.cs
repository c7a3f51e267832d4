using Microsoft.Data.Sqlite;

namespace MigrationGuard.Cli.Databases;

/// <summary>A SQLite file, opened read-only.</summary>
internal sealed class SqliteDatabase : TargetDatabase
{
    private SqliteDatabase(SqliteConnection connection)
        : base(connection)
    {
    }

    public static SqliteDatabase Connect(string text) => Open(Parse(text));

    public static SqliteDatabase ConnectFile(string path) => Open(ReadOnly(new SqliteConnectionStringBuilder { DataSource = path }));

    private static SqliteDatabase Open(string text)
    {
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            var database = new SqliteDatabase(connection);
            database.Execute("PRAGMA query_only = ON");
            return database;
        }
        catch (Exception exception) when (exception is SqliteException or InvalidOperationException or DatabaseException)
        {
            connection.Dispose();
            throw new DatabaseException("The SQLite file cannot be opened: " + exception.Message);
        }
    }

    public override IReadOnlyList<TableName> Tables() =>
        Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name").Select(row => new TableName("", row[0])).ToList();

    public override IReadOnlyList<string> Columns(TableName table) =>
        Query("SELECT name FROM pragma_table_info($name) ORDER BY cid", ("$name", table.Table)).Select(row => row[0]).ToList();

    /// <summary>What SQLite finds wrong with the file; empty when nothing is.</summary>
    public IReadOnlyList<string> IntegrityProblems() =>
        Query("PRAGMA integrity_check(5)").Select(row => row[0]).Where(line => line != "ok").ToList();

    private static string Parse(string text)
    {
        try
        {
            // A path is enough: that is how everybody names a SQLite database.
            return ReadOnly(text.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(text) : new SqliteConnectionStringBuilder { DataSource = text });
        }
        catch (ArgumentException)
        {
            // What the parser quotes may be half of a password.
            throw new DatabaseException("The connection string is none that SQLite's client understands. Write the path of the file, or Data Source=….");
        }
    }

    private static string ReadOnly(SqliteConnectionStringBuilder builder)
    {
        builder.Mode = SqliteOpenMode.ReadOnly;
        builder.Pooling = false;
        return builder.ConnectionString;
    }
}
