using System.Data.Common;
using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.Cli.Databases;

/// <summary>A database that is read, and never written: every statement runs in one transaction that cannot write.</summary>
internal abstract class TargetDatabase : IDisposable
{
    private const string ByHand = "Read the history table with the engine's own client, and hand the ids over with --applied <file>, or --applied - from its output.";

    private readonly DbConnection _connection;

    protected TargetDatabase(DbConnection connection) => _connection = connection;

    /// <summary>The tables that somebody made, ordered by schema and name.</summary>
    public abstract IReadOnlyList<TableName> Tables();

    /// <summary>The columns of a table, in order.</summary>
    public abstract IReadOnlyList<string> Columns(TableName table);

    /// <summary>Connects, and makes sure that nothing can be written.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="connection">Connection string, or what else says where the database is.</param>
    /// <exception cref="DatabaseException">There is no client for the engine, or the database cannot be reached.</exception>
    public static TargetDatabase Open(Engine engine, string connection) => engine switch
    {
        Engine.PostgreSql => PostgreSqlDatabase.Connect(connection),
        Engine.Sqlite => SqliteDatabase.Connect(connection),
        Engine.SqlServer => throw new DatabaseException("This build of migration-guard has no client for SQL Server. " + ByHand
            + " For example: sqlcmd -h -1 -W -Q \"SET NOCOUNT ON; SELECT MigrationId FROM __EFMigrationsHistory\" | migration-guard gate App.dll --applied -"),
        Engine.MySql => throw new DatabaseException("This build of migration-guard has no client for MySQL and MariaDB. " + ByHand
            + " For example: mysql -N -e \"SELECT MigrationId FROM __EFMigrationsHistory\" shop | migration-guard gate App.dll --applied -"),
        _ => throw new DatabaseException("The engine of the database is not known. Say --engine postgresql, sqlserver, mysql or sqlite."),
    };

    /// <summary>The values of one column as text; NULL is left out.</summary>
    public IReadOnlyList<string> Values(TableName table, string column) =>
        Query("SELECT " + Quote(column) + " FROM " + (table.Schema.Length == 0 ? "" : Quote(table.Schema) + ".") + Quote(table.Table)).Select(row => row[0]).Where(value => value.Length > 0).ToList();

    public void Dispose() => _connection.Dispose();

    protected static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Rows as texts; NULL is empty.</summary>
    protected IReadOnlyList<string[]> Query(string sql, params (string Name, string Value)[] parameters)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value;
                command.Parameters.Add(parameter);
            }

            using var reader = command.ExecuteReader();
            var rows = new List<string[]>();
            while (reader.Read())
            {
                var row = new string[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "";
                }

                rows.Add(row);
            }

            return rows;
        }
        catch (DbException exception)
        {
            throw new DatabaseException("The database does not answer: " + exception.Message);
        }
    }

    protected void Execute(string sql) => Query(sql);
}
