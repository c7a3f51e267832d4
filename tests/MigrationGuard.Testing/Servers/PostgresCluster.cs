using System.Diagnostics;
using System.Globalization;

namespace MigrationGuard.Testing.Servers;

/// <summary>
/// A PostgreSQL of the tests' own: an unprivileged user's folder, a socket in it, no network. A watchdog holds it: when the tests end, in whatever way, its input closes,
/// and it stops the server and removes the folder.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    public const string HowToInstall = "PostgreSQL is not installed: apt-get install postgresql (Debian, Ubuntu), or set PG_BIN to the folder of initdb and postgres.";

    // The standard input of the watchdog is the life line: nothing is ever written to it.
    private const string Watchdog = """
        set -e
        folder=$(mktemp -d /tmp/migration-guard-pg.XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        chmod 755 "$folder"
        cd "$folder"
        "$0/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log"; exit 1; }
        "$0/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
            -c autovacuum=off -c max_connections=40 -c shared_buffers=32MB -c wal_level=minimal -c max_wal_senders=0 >"$folder/server.log" 2>&1 &
        server=$!
        until "$0/pg_isready" -q -h "$folder" -U postgres; do kill -0 "$server" || { cat "$folder/server.log"; exit 1; }; sleep 0.1; done
        echo "$folder"
        cat >/dev/null || true
        kill -INT "$server" || true
        wait "$server" || true
        """;

    private static readonly string[] Users = ["postgres", "nobody"];

    private readonly Process _watchdog;

    public PostgresCluster()
    {
        Programs = FindPrograms() ?? throw new InvalidOperationException(HowToInstall);
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root.
            start.FileName = "setpriv";
            var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToList();
            var account = Users.Select(name => accounts.Find(fields => fields[0] == name)).First(fields => fields is not null)!;
            foreach (var argument in new[] { "--reuid=" + account[2], "--regid=" + account[3], "--clear-groups", "sh" })
            {
                start.ArgumentList.Add(argument);
            }
        }

        foreach (var argument in new[] { "-c", Watchdog, Programs })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("LC_ALL");
        _watchdog = Process.Start(start)!;
        var folder = _watchdog.StandardOutput.ReadLine();
        Folder = folder?.StartsWith('/') == true ? folder : throw new InvalidOperationException("PostgreSQL did not start: " + folder + _watchdog.StandardOutput.ReadToEnd());
    }

    /// <summary>The folder of its socket.</summary>
    public string Folder { get; }

    /// <summary>Where psql, pg_dump and pg_restore are.</summary>
    public string Programs { get; }

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

        static double Version(string folder) => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    /// <summary>How a client reaches one of its databases.</summary>
    public string ConnectionString(string database) => "Host=" + Folder + ";Username=postgres;Database=" + database;

    public void Dispose()
    {
        _watchdog.StandardInput.Close();
        _watchdog.WaitForExit(20_000);
        _watchdog.Dispose();
    }
}
