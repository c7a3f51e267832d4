using MigrationGuard.Testing.Servers;

namespace MigrationGuard.PlanExecution;

/// <summary>A PostgreSQL of the tests' own, with a database for each test.</summary>
public sealed class Cluster : IDisposable
{
    private readonly PostgresCluster _server = new();
    private int _databases;

    /// <summary>The folder of its socket.</summary>
    public string Folder => _server.Folder;

    /// <summary>Where psql, pg_dump and pg_restore are.</summary>
    public string Programs => _server.Programs;

    /// <summary>Creates an empty database.</summary>
    public Database Create()
    {
        var name = "case_" + Interlocked.Increment(ref _databases);
        new Database(this, "postgres").Run("CREATE DATABASE " + name);
        return new Database(this, name);
    }

    public void Dispose() => _server.Dispose();
}
