using System.Text;
using MigrationGuard.Cli.Databases;
using MigrationGuard.Gates;

namespace MigrationGuard.Cli.Backups;

/// <summary>Looks into a backup, whatever it is.</summary>
internal static class BackupFile
{
    /// <summary>What the backup holds. A backup that is not there, cut off or too old is an answer, too: one that says why it is not usable.</summary>
    /// <param name="path">A dump of PostgreSQL (custom, tar, directory or plain, also gzipped), a plain dump of MySQL, or a SQLite file.</param>
    /// <param name="maxAge">How old it may be.</param>
    /// <param name="now">The time it is compared with, UTC.</param>
    /// <exception cref="BackupException">Nobody can say from here: a tool or a client is missing.</exception>
    public static BackupContents Read(string path, TimeSpan maxAge, DateTime now)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return new BackupContents { Name = name, Unusable = "there is no file " + path };
        }

        try
        {
            var (contents, made) = Read(path, name);
            var written = File.GetLastWriteTimeUtc(Directory.Exists(path) ? Path.Combine(path, "toc.dat") : path);

            // A dump says the wall time of the machine that made it, which may be in another zone.
            var time = made is { } said && said <= now.AddMinutes(5) ? said : written;
            return contents.Unusable is null && now - time > maxAge
                ? contents with { Unusable = "it is too old: made " + Age.Show(now - time) + " ago, and at most " + Age.Show(maxAge) + " is allowed (--max-age)" }
                : contents;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new BackupContents { Name = name, Unusable = "it cannot be read: " + exception.Message.TrimEnd('.') };
        }
    }

    private static (BackupContents Contents, DateTime? Made) Read(string path, string name)
    {
        if (Directory.Exists(path))
        {
            return File.Exists(Path.Combine(path, "toc.dat")) ? PostgreSqlArchive.Read(path, name) : (Unknown(name), null);
        }

        var head = Head(path);
        if (StartsWith(head, "PGDMP") || StartsWith(head, "toc.dat\0"))
        {
            return PostgreSqlArchive.Read(path, name);
        }

        if (StartsWith(head, "SQLite format 3\0"))
        {
            return (ReadSqlite(path, name), null);
        }

        if (StartsWith(head, "TAPE"))
        {
            throw new BackupException(path + " is a backup of SQL Server, which only SQL Server can read, and this build of migration-guard has no client for it. Let the server check it: "
                + "RESTORE VERIFYONLY FROM DISK = N'" + path + "' WITH CHECKSUM; RESTORE HEADERONLY says when it was made.");
        }

        if (head.Length > 1 && head[0] == 0x1f && head[1] == 0x8b)
        {
            return (PlainDump.ReadGzip(path, name), null);
        }

        return (head.Length == 0 ? new BackupContents { Name = name, Unusable = "it is empty" } : Array.IndexOf(head, (byte)0) >= 0 ? Unknown(name) : PlainDump.ReadFile(path, name), null);
    }

    private static BackupContents ReadSqlite(string path, string name)
    {
        try
        {
            using var database = SqliteDatabase.ConnectFile(path);
            var problems = database.IntegrityProblems();
            return problems.Count > 0
                ? new BackupContents { Name = name, Unusable = "SQLite finds it damaged: " + problems[0].Trim().ReplaceLineEndings(" ") }
                : new BackupContents { Name = name, Tables = [.. database.Tables().Select(table => new BackupTable(null, table.Table, HasRows: true))] };
        }
        catch (DatabaseException exception)
        {
            return new BackupContents { Name = name, Unusable = "SQLite cannot read it: " + exception.Message.TrimEnd('.') };
        }
    }

    private static BackupContents Unknown(string name) => new() { Name = name, Unusable = "it is no dump of PostgreSQL or MySQL and no SQLite file" };

    private static byte[] Head(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[4096];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static bool StartsWith(byte[] head, string magic) => head.AsSpan().StartsWith(Encoding.ASCII.GetBytes(magic));
}
