using System.Data.Common;
using System.Reflection;
using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Running;
using MigrationGuard.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MigrationGuard.RoundTrip.Servers;

/// <summary>Databases of a PostgreSQL cluster that the tests start themselves.</summary>
internal sealed class PostgresServer : TestServer
{
    private readonly PostgresCluster _cluster = new();
    private int _databases;

    public override Engine Engine => Engine.PostgreSql;

    public override void CreateTemplate(string name, Action<TestDatabase> fill)
    {
        Administer("CREATE DATABASE template_" + name);
        using var database = new Database(this, "template_" + name);
        fill(database);
        database.Disconnect();
    }

    public override TestDatabase FromTemplate(string name)
    {
        var database = "case_" + Interlocked.Increment(ref _databases);
        Administer("CREATE DATABASE " + database + " TEMPLATE template_" + name + " STRATEGY wal_log");
        return new Database(this, database);
    }

    public override void Dispose() => _cluster.Dispose();

    private void Administer(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        connection.Open();
        TestDatabase.Execute(connection, sql);
    }

    private string ConnectionString(string database) =>
        _cluster.ConnectionString(database) + ";Include Error Detail=true;Command Timeout=60";

    private sealed class Database(PostgresServer server, string name) : TestDatabase
    {
        public override DbConnection Open()
        {
            var connection = new NpgsqlConnection(server.ConnectionString(name));
            connection.Open();
            return connection;
        }

        public override void Use(DbContextOptionsBuilder options, Assembly migrations) => options
            .UseNpgsql(server.ConnectionString(name), npgsql => npgsql.MigrationsAssembly(migrations))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

        public override DatabaseSchema ReadSchema(DbConnection connection) => PostgresSchema.Read(connection);

        // Dropping it costs more than leaving it: the whole cluster goes at the end.
        public override void Dispose() => Disconnect();

        /// <summary>Closes the pooled connections; a template must have none.</summary>
        public void Disconnect()
        {
            using var connection = new NpgsqlConnection(server.ConnectionString(name));
            NpgsqlConnection.ClearPool(connection);
        }
    }
}
