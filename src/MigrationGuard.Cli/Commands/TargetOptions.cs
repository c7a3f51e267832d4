using System.CommandLine;
using MigrationGuard.Cli.Databases;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli.Commands;

/// <summary>Where a deployment goes: what the target database has applied, said or asked for.</summary>
internal sealed class TargetOptions
{
    private const string ConnectionName = "--connection";
    private const string VariableName = "--connection-variable";

    public Option<string> Applied { get; } = new("--applied")
    {
        Description = "What the target database has applied: ids separated by commas, a file with one id a line or with the output of 'dotnet ef migrations list --json', - for the same from standard input, or none. Everything else is judged.",
        HelpName = "id,id…|file|-|none",
    };

    public Option<string> Connection { get; } = new(ConnectionName)
    {
        Description = "Connection string of the target database; its history table is read, in a read-only transaction. PostgreSQL: key and value pairs or a URL. SQLite: the file will do.",
        HelpName = "connection string",
    };

    public Option<string> Variable { get; } = new(VariableName)
    {
        Description = "Environment variable that holds the connection string, which then stands in no log and no list of processes.",
        HelpName = "name",
    };

    public Option<string[]> HistoryTable { get; } = new("--history-table")
    {
        Description = "The history table, where it is not __EFMigrationsHistory or VersionInfo, or where several schemas have one. May be said several times.",
        HelpName = "schema.table",
    };

    /// <summary>The connection strings of a command line that is not parsed yet: nothing that the parser complains about may show them.</summary>
    public static IEnumerable<string> Connections(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            foreach (var name in new[] { ConnectionName, VariableName })
            {
                var value = arguments[i] == name && i + 1 < arguments.Length ? arguments[i + 1]
                    : arguments[i].StartsWith(name + "=", StringComparison.Ordinal) || arguments[i].StartsWith(name + ":", StringComparison.Ordinal) ? arguments[i][(name.Length + 1)..]
                    : null;
                if (value is not null && (name == ConnectionName ? value : Environment.GetEnvironmentVariable(value)) is { Length: > 0 } connection)
                {
                    yield return connection;
                }
            }
        }
    }

    public void AddTo(Command command)
    {
        command.Options.Add(Applied);
        command.Options.Add(Connection);
        command.Options.Add(Variable);
        command.Options.Add(HistoryTable);
        command.Validators.Add(result =>
        {
            if (new Option[] { Applied, Connection, Variable }.Count(option => result.GetResult(option) is not null) > 1)
            {
                result.AddError("Say one of --applied, --connection and --connection-variable.");
            }
        });
    }

    /// <summary>Whether the command line says anything about what is applied.</summary>
    public bool IsGiven(ParseResult arguments) => arguments.GetResult(Applied) is not null || arguments.GetResult(Connection) is not null || arguments.GetResult(Variable) is not null;

    /// <summary>Finds out what is applied; false, with the exit code, after the reason was printed. Null when nobody asked.</summary>
    public bool TryRead(ParseResult arguments, ManifestDocument manifest, string engine, GuardConfiguration configuration, TextWriter errors, out MigrationHistory? history, out int exitCode)
    {
        history = null;
        exitCode = ExitCodes.Passed;
        if (arguments.GetValue(Applied) is { } list)
        {
            if (!AppliedList.TryRead(list, out var ids, out var problem))
            {
                errors.WriteLine("error: " + problem);
                exitCode = ExitCodes.Usage;
                return false;
            }

            history = new MigrationHistory(ids, "--applied");
            return true;
        }

        if (!TryFindConnection(arguments, errors, out var connection))
        {
            exitCode = ExitCodes.Usage;
            return false;
        }

        if (connection is null)
        {
            return true;
        }

        try
        {
            using var database = TargetDatabase.Open(EngineOf(manifest, engine, configuration, connection), connection);
            history = MigrationHistory.Read(database, manifest, arguments.GetValue(HistoryTable) ?? []);
            return true;
        }
        catch (DatabaseException exception)
        {
            errors.WriteLine("error: " + exception.Message);
            exitCode = ExitCodes.NoEvidence;
            return false;
        }
    }

    /// <summary>The connection string; null when none is said. False, after the reason was printed, when the variable that should hold it is empty.</summary>
    public bool TryFindConnection(ParseResult arguments, TextWriter errors, out string? connection)
    {
        connection = arguments.GetValue(Connection);
        if (arguments.GetValue(Variable) is { } name && string.IsNullOrWhiteSpace(connection = Environment.GetEnvironmentVariable(name)))
        {
            errors.WriteLine("error: the environment variable " + name + " is not set.");
            return false;
        }

        return true;
    }

    private static Engine EngineOf(ManifestDocument manifest, string engine, GuardConfiguration configuration, string connection)
    {
        if (EngineNames.TryParse(engine, out var told) || (told = configuration.Engine) != Engine.Unknown)
        {
            return told;
        }

        return connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase) ? Engine.PostgreSql
            : manifest.ProviderReferences.Count == 1 ? manifest.ProviderReferences[0]
            : Engine.Unknown;
    }
}
