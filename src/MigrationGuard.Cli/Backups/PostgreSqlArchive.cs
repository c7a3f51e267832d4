using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MigrationGuard.Gates;

namespace MigrationGuard.Cli.Backups;

/// <summary>
/// Reads an archive of pg_dump (custom, tar or directory) with pg_restore. The table of contents stands at its beginning and is whole also in an archive that is cut off,
/// so the rows are read as well, to their end.
/// </summary>
internal static class PostgreSqlArchive
{
    private const string Program = "pg_restore";
    private const string CreatedAt = "Archive created at ";

    public static (BackupContents Contents, DateTime? Made) Read(string path, string name)
    {
        var program = Find() ?? throw new BackupException("pg_restore is not installed, and only it can read " + path + ". Install the client of PostgreSQL (Debian, Ubuntu: apt-get install postgresql-client).");
        if (File.Exists(path) && TarFile.IsCutOff(path))
        {
            return (Broken(name, "the tar archive has no end"), null);
        }

        var made = (DateTime?)null;
        var error = Run(program, ["--list", path], output =>
        {
            while (output.ReadLine() is { } line)
            {
                made ??= TimeIn(line);
            }
        });
        if (error is not null)
        {
            return (Broken(name, error), null);
        }

        BackupContents? contents = null;
        error = Run(program, ["--file=-", path], output => contents = PlainDump.Read(output, name));
        return (error is null ? contents! : Broken(name, error), made);
    }

    private static BackupContents Broken(string name, string error) => new() { Name = name, Unusable = "it is damaged or cut off: " + error };

    private static DateTime? TimeIn(string line)
    {
        var start = line.IndexOf(CreatedAt, StringComparison.Ordinal);
        const string format = "yyyy-MM-dd HH:mm:ss";
        return start >= 0 && line.Length >= start + CreatedAt.Length + format.Length
            && DateTime.TryParseExact(line.Substring(start + CreatedAt.Length, format.Length), format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;
    }

    /// <summary>Runs the program; gives the first line of what it complains about, null when it succeeds.</summary>
    private static string? Run(string program, string[] arguments, Action<TextReader> read)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start) ?? throw new BackupException(program + " does not start.");
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            read(process.StandardOutput);
            process.WaitForExit();
            return process.ExitCode == 0 ? null : Complaint(errors.Result);
        }
        catch (Win32Exception exception)
        {
            throw new BackupException(program + " does not start: " + exception.Message);
        }
    }

    private static string Complaint(string errors)
    {
        var line = errors.Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0) ?? "pg_restore fails";
        var colon = line.IndexOf("error: ", StringComparison.Ordinal);
        line = colon < 0 ? line : line[(colon + "error: ".Length)..];
        return line.Contains("unsupported version", StringComparison.Ordinal)
            ? throw new BackupException("pg_restore is older than the pg_dump that made the backup (" + line + "). Install the newer client.")
            : line.TrimEnd('.');
    }

    private static string? Find()
    {
        var file = OperatingSystem.IsWindows() ? Program + ".exe" : Program;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).ToList();
        var installed = OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL") : "/usr/lib/postgresql";
        if (Directory.Exists(installed))
        {
            // The newest reads what the older ones wrote, not the other way round.
            folders.InsertRange(0, Directory.GetDirectories(installed).OrderByDescending(Version).Select(folder => Path.Combine(folder, "bin")));
        }

        return folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

        static double Version(string folder) => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
