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
        Description = "A manifest (*.migrations.json), a built assembly, a project or solution that was built, or a folder that holds one manifest below it. The projects of a solution are judged as one deployment.",
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

    /// <summary>Whether a folder may hold the manifests of several projects.</summary>
    public bool FolderOfSeveral { get; init; }

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

    /// <summary>Reads the manifests and judges them as one deployment; null, with the exit code, after the reason was printed.</summary>
    public Assessment? Assess(ParseResult arguments, TextWriter errors, out int exitCode, BackupContents? backup = null)
    {
        var path = arguments.GetValue(Path)!;
        if (!EvidenceFile.TryReadAll(path, FolderOfSeveral, out var found, out var problem))
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

        exitCode = ExitCodes.Usage;
        if (arguments.GetValue(Released) is { } named && found.Count > 1 && !named.Trim().Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            errors.WriteLine("error: --released names migrations of one project, and " + path + " has several: say it in migrationguard.json (\"contexts\"), or use --applied.");
            return null;
        }

        if (arguments.GetResult(Released) is not null && Target?.IsGiven(arguments) == true)
        {
            errors.WriteLine("error: --released cannot be combined with what the database has applied.");
            return null;
        }

        var configurations = found.Select(each => configuration ?? ConfigurationFile.OfBuild(path, each.File, each.Manifest)).ToList();
        if (!TryReadApplied(arguments, found, configurations, errors, out var applied, out exitCode))
        {
            return null;
        }

        var inputs = found.Select((each, i) => Inputs(arguments, each, configurations[i], applied?[i], backup)).ToList();
        var assessments = new Assessment[found.Count];
        Parallel.For(0, found.Count, i => assessments[i] = Guard.Assess(found[i].Manifest with { Settings = found[i].Manifest.Settings with { Released = inputs[i].Released, Engine = inputs[i].Engine } }, inputs[i]));
        exitCode = ExitCodes.Passed;
        return MergedDeployment.Of(System.IO.Path.GetFileNameWithoutExtension(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path))), assessments);
    }

    // Another baseline or engine than the build's is what a deployment asks for: the manifest is judged as if it had been built with it.
    private GuardInputs Inputs(ParseResult arguments, FoundManifest found, ConfigurationText? configuration, IReadOnlyList<string>? applied, BackupContents? backup) => new()
    {
        Released = arguments.GetValue(Released) ?? found.Manifest.Settings.Released,
        Applied = applied,
        Engine = arguments.GetValue(Engine) ?? found.Manifest.Settings.Engine,
        Configuration = configuration,
        Today = DateTime.UtcNow.Date,
        Backup = backup,
        Files = Runbooks.Of(arguments.GetValue(Repository)?.FullName, found.File, found.Manifest),
    };

    /// <summary>What the target database has applied of each project; null when nobody asked.</summary>
    private bool TryReadApplied(ParseResult arguments, IReadOnlyList<FoundManifest> found, List<ConfigurationText?> configurations, TextWriter errors, out IReadOnlyList<string>?[]? applied, out int exitCode)
    {
        applied = null;
        exitCode = ExitCodes.Passed;
        if (Target is null || !Target.IsGiven(arguments))
        {
            return true;
        }

        // One history holds the migrations of all projects that share the database.
        var first = found[0].Manifest;
        var all = found.Count == 1 ? first : first with
        {
            ProviderReferences = [.. found.SelectMany(each => each.Manifest.ProviderReferences).Distinct()],
            Migrations = [.. found.SelectMany(each => each.Manifest.Migrations)],
        };
        var engine = arguments.GetValue(Engine) ?? first.Settings.Engine;
        var settings = configurations.FirstOrDefault(text => text is not null) is { } said ? GuardConfiguration.Parse(said).Configuration : GuardConfiguration.Empty;
        if (!Target.TryRead(arguments, all, engine, settings, errors, out var history, out exitCode))
        {
            return false;
        }

        applied = AppliedOfProjects.Split(history!.Applied, [.. found.Select(each => each.Manifest)]);
        return true;
    }
}
