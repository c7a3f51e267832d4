using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace MigrationGuard.RoundTrip.Servers;

/// <summary>
/// A PostgreSQL cluster of the tests' own: an unprivileged user's folder, a socket in it, no network. A small watchdog process holds it: when the tests end, in whatever
/// way, its input closes, and it stops the server and removes the folder.
/// </summary>
internal sealed class PostgresServer : TestServer
{
    public const string HowToInstall = "PostgreSQL is not installed: apt-get install postgresql (Debian, Ubuntu), or set PG_BIN to the folder of initdb and postgres.";

    // The standard input of the watchdog is the life line: nothing is ever written to it.
    private const string Watchdog = """
        set -e
        folder=$(mktemp -d /tmp/migration-guard-pg.XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        cd "$folder"
        "$0/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log"; exit 1; }
        "$0/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
            -c autovacuum=off -c max_connections=40 -c shared_buffers=32MB -c wal_level=minimal -c max_wal_senders=0 >"$folder/server.log" 2>&1 &
        server=$!
        echo "$folder"
        cat >/dev/null || true
        kill -INT "$server" || true
        wait "$server" || true
        """;

    private static readonly string[] Users = ["postgres", "nobody"];

    private readonly Process _watchdog;
    private readonly string _folder;
    private int _databases;

    private PostgresServer(Process watchdog, string folder) => (_watchdog, _folder) = (watchdog, folder);

    public override Engine Engine => Engine.PostgreSql;

    /// <summary>Where the programs of the newest PostgreSQL are; null when there is none.</summary>
    public static string? FindPrograms()
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } told)
        {
            folders.Add(told);
        }

        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(Version).Select(folder => Path.Combine(folder, "bin")));
        }

        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

        static double Version(string folder) => double.TryParse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    public static PostgresServer Start(string programs)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        // PostgreSQL refuses to run as root.
        if (Environment.UserName == "root")
        {
            start.FileName = "setpriv";
            var user = Users.First(name => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal)));
            var fields = File.ReadLines("/etc/passwd").First(line => line.StartsWith(user + ":", StringComparison.Ordinal)).Split(':');
            foreach (var argument in new[] { "--reuid=" + fields[2], "--regid=" + fields[3], "--clear-groups", "sh" })
            {
                start.ArgumentList.Add(argument);
            }
        }
        else
        {
            start.FileName = "sh";
        }

        foreach (var argument in new[] { "-c", Watchdog, programs })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("LC_ALL");
        var watchdog = Process.Start(start)!;
        var folder = watchdog.StandardOutput.ReadLine();
        if (folder is null || !folder.StartsWith('/'))
        {
            throw new InvalidOperationException("PostgreSQL did not start: " + folder + watchdog.StandardOutput.ReadToEnd());
        }

        var server = new PostgresServer(watchdog, folder);
        server.WaitUntilReady();
        return server;
    }

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

    public override void Dispose()
    {
        _watchdog.StandardInput.Close();
        _watchdog.WaitForExit(20_000);
        _watchdog.Dispose();
    }

    private void WaitUntilReady()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Administer("SELECT 1");
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or System.Net.Sockets.SocketException && attempt < 300 && !_watchdog.HasExited)
            {
                Thread.Sleep(100);
            }
        }
    }

    private void Administer(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        connection.Open();
        TestDatabase.Execute(connection, sql);
    }

    private string ConnectionString(string database) =>
        "Host=" + _folder + ";Username=postgres;Database=" + database + ";Include Error Detail=true;Command Timeout=60";

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
