using System.Diagnostics;

namespace MigrationGuard.PlanExecution;

/// <summary>
/// A PostgreSQL of the tests' own: an unprivileged user's folder, a socket in it, no network. A watchdog holds it: when the tests end, in whatever way, its input closes,
/// and it stops the server and removes the folder.
/// </summary>
public sealed class Cluster : IDisposable
{
    private const string Watchdog = """
        set -e
        folder=$(mktemp -d /tmp/migration-guard-plan.XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        chmod 755 "$folder"
        cd "$folder"
        "$0/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log"; exit 1; }
        "$0/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=32MB >"$folder/server.log" 2>&1 &
        server=$!
        until "$0/pg_isready" -q -h "$folder" -U postgres; do kill -0 "$server" || { cat "$folder/server.log"; exit 1; }; sleep 0.1; done
        echo "$folder"
        cat >/dev/null || true
        kill -INT "$server" || true
        wait "$server" || true
        """;

    private readonly Process _watchdog;
    private int _databases;

    public Cluster()
    {
        Programs = FindPrograms() ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql (Debian, Ubuntu), or set PG_BIN to the folder of initdb and postgres.");
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root.
            start.FileName = "setpriv";
            var user = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] is "postgres" or "nobody");
            foreach (var argument in new[] { "--reuid=" + user[2], "--regid=" + user[3], "--clear-groups", "sh" })
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

    /// <summary>Creates an empty database.</summary>
    public Database Create()
    {
        var name = "case_" + Interlocked.Increment(ref _databases);
        new Database(this, "postgres").Run("CREATE DATABASE " + name);
        return new Database(this, name);
    }

    public void Dispose()
    {
        _watchdog.StandardInput.Close();
        _watchdog.WaitForExit(20_000);
        _watchdog.Dispose();
    }

    private static string? FindPrograms()
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } told)
        {
            folders.Add(told);
        }

        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder.Length).ThenByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin")));
        }

        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
