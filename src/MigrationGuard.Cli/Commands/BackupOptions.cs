using System.CommandLine;
using MigrationGuard.Cli.Backups;
using MigrationGuard.Gates;

namespace MigrationGuard.Cli.Commands;

/// <summary>The backup that a deployment relies on.</summary>
internal sealed class BackupOptions
{
    public Option<string> Backup { get; } = new("--backup")
    {
        Description = "The backup made for this deployment: a pg_dump (custom, tar, directory or plain, also gzipped), a mysqldump, or a SQLite file. It must hold the rows of every table that a pending backup gate covers.",
        HelpName = "file",
    };

    public Option<string> MaxAge { get; } = new("--max-age")
    {
        Description = "How old the backup may be, such as 90m, 24h or 7d.",
        HelpName = "age",
        DefaultValueFactory = _ => "24h",
    };

    public void AddTo(Command command, bool asOption)
    {
        if (asOption)
        {
            command.Options.Add(Backup);
        }

        MaxAge.Validators.Add(result =>
        {
            if (!Age.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--max-age is a number with s, m, h or d behind it, such as 24h.");
            }
        });
        command.Options.Add(MaxAge);
    }

    /// <summary>Looks into the backup; null, with the exit code, after the reason was printed.</summary>
    public BackupContents? Read(ParseResult arguments, string path, TextWriter errors, out int exitCode)
    {
        exitCode = ExitCodes.Passed;
        try
        {
            Age.TryParse(arguments.GetValue(MaxAge), out var age);
            return BackupFile.Read(path, age, DateTime.UtcNow);
        }
        catch (BackupException exception)
        {
            errors.WriteLine("error: " + exception.Message);
            exitCode = ExitCodes.NoEvidence;
            return null;
        }
    }
}
