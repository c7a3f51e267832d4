using System.Diagnostics;
using MigrationGuard.SqlComparison.Comparing;

namespace MigrationGuard.SqlComparison.MariaDb;

/// <summary>A server of its own: in a folder of its own, reachable by a socket in that folder only, gone when disposed.</summary>
internal sealed class MariaDbServer : IDisposable
{
    // In memory where there is such a folder: creating and dropping tables is all that happens here.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "mg-mariadb-" + Guid.NewGuid().ToString("N"))).FullName;
    private readonly Process _process;

    public MariaDbServer()
    {
        // A server refuses to run as root, which is who a container is.
        string[] user = Environment.IsPrivilegedProcess ? ["--user=nobody"] : [];
        if (user.Length > 0)
        {
            Programs.Run("chown", ["nobody", _folder]);
        }

        Programs.Run("mariadb-install-db", ["--no-defaults", .. user, "--datadir=" + Data, "--skip-test-db", "--auth-root-authentication-method=normal"]);

        var start = new ProcessStartInfo(
            Programs.Find("mariadbd")!,
            ["--no-defaults", .. user, "--datadir=" + Data, "--socket=" + Socket, "--skip-networking", "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--open-files-limit=1024", "--log-error=" + Path.Combine(_folder, "log")]);
        _process = Process.Start(start)!;
        var watch = Stopwatch.StartNew();
        while (!File.Exists(Socket) || !Execute("SELECT 'ready'").Contains("ready", StringComparison.Ordinal))
        {
            if (_process.HasExited || watch.Elapsed > TimeSpan.FromSeconds(60))
            {
                var log = File.Exists(Path.Combine(_folder, "log")) ? File.ReadAllText(Path.Combine(_folder, "log")) : "no log";
                Dispose();
                throw new InvalidOperationException("The server did not start:\n" + log);
            }

            Thread.Sleep(100);
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private string Socket => Path.Combine(_folder, "socket");

    /// <summary>Runs a script; a statement that fails does not stop it. Returns what it printed, tabs between columns, and the errors after it.</summary>
    public string Execute(string script) =>
        Programs.Run("mariadb", ["--no-defaults", "--user=root", "--socket=" + Socket, "--batch", "--skip-column-names", "--force", "--comments", "--default-character-set=utf8mb4"], script, mayFail: true);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
