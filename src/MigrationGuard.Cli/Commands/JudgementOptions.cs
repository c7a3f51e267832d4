using System.CommandLine;
using MigrationGuard.Cli.Databases;
using MigrationGuard.Gates;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli.Commands;

/// <summary>What every command that judges a manifest asks for.</summary>
internal sealed class JudgementOptions
{
    public Argument<string> Path { get; } = new("path")
    {
        Description = "A manifest (*.migrations.json), a built assembly, a project or solution that was built, or a folder that holds one manifest below it.",
        DefaultValueFactory = _ => ".",
    };

    public Option<string> Released { get; } = new("--released")
    {
        Description = "Id of the last migration that ran in production, or 'none'. Default: what the build was told.",
    };

    public Option<string> Engine { get; } = new("--engine")
    {
        Description = "postgresql, sqlserver, mysql or sqlite. Default: what the build was told, or what the migrations show.",
    };

    public Option<FileInfo> Configuration { get; } = new("--config")
    {
        Description = "The migrationguard.json the build used. Default: the nearest one above the manifest with the content that the build saw.",
    };

    public Option<DirectoryInfo> Repository { get; } = new("--repository")
    {
        Description = "Folder of the repository, for the runbooks that gates name. Default: the one around the manifest, then the one around the current folder.",
        HelpName = "folder",
    };

    /// <summary>Where the deployment goes; null for a command that is not about one database.</summary>
    public TargetOptions? Target { get; init; }

    public void AddTo(Command command)
    {
        // Otherwise a misspelt option would be taken for the path.
        Path.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && token.Value.StartsWith('-'))
            {
                result.AddError("There is no option '" + token.Value + "'.");
            }
        });
        command.Arguments.Add(Path);
        command.Options.Add(Released);
        command.Options.Add(Engine);
        command.Options.Add(Configuration);
        command.Options.Add(Repository);
        Target?.AddTo(command);
    }

    /// <summary>Reads the manifest and judges it; null, with the exit code, after the reason was printed.</summary>
    public Assessment? Assess(ParseResult arguments, TextWriter errors, out int exitCode, BackupContents? backup = null)
    {
        if (!EvidenceFile.TryRead(arguments.GetValue(Path)!, out var manifest, out var found, out var problem))
        {
            errors.WriteLine("error: " + problem);
            exitCode = ExitCodes.NoEvidence;
            return null;
        }

        ConfigurationText? configuration = null;
        if (arguments.GetValue(Configuration) is { } file)
        {
            try
            {
                configuration = new ConfigurationText(file.FullName, File.ReadAllText(file.FullName));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                errors.WriteLine("error: " + file.FullName + " cannot be read: " + exception.Message);
                exitCode = ExitCodes.Usage;
                return null;
            }
        }

        configuration ??= ConfigurationFile.OfBuild(arguments.GetValue(Path)!, manifest);

        // Another baseline or engine than the build's is what a deployment asks for: the manifest is judged as if it had been built with it.
        var released = arguments.GetValue(Released) ?? manifest.Settings.Released;
        var engine = arguments.GetValue(Engine) ?? manifest.Settings.Engine;
        manifest = manifest with { Settings = manifest.Settings with { Released = released, Engine = engine } };
        MigrationHistory? history = null;
        if (Target is not null)
        {
            if (arguments.GetResult(Released) is not null && Target.IsGiven(arguments))
            {
                errors.WriteLine("error: --released cannot be combined with what the database has applied.");
                exitCode = ExitCodes.Usage;
                return null;
            }

            var settings = configuration is null ? GuardConfiguration.Empty : GuardConfiguration.Parse(configuration).Configuration;
            if (!Target.TryRead(arguments, manifest, engine, settings, errors, out history, out exitCode))
            {
                return null;
            }
        }

        exitCode = ExitCodes.Passed;
        return Guard.Assess(manifest, new GuardInputs
        {
            Released = released,
            Applied = history?.Applied,
            Engine = engine,
            Configuration = configuration,
            Today = DateTime.UtcNow.Date,
            Backup = backup,
            Files = Runbooks.Of(arguments.GetValue(Repository)?.FullName, found, manifest),
        });
    }
}
