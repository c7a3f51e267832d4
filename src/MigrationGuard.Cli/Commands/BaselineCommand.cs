using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using MigrationGuard.Build;
using MigrationGuard.Cli.Baselines;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>baseline</c>: what is released already, as one line to commit.</summary>
internal static class BaselineCommand
{
    private const string FileName = "migrationguard.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "The project, a manifest (*.migrations.json), a built assembly, or a folder with one manifest below it. Build first; a build that fails for its gate will do.", DefaultValueFactory = _ => "." };
        var git = new Option<string>("--from-git") { Description = "A tag, branch or commit that is released: the migrations that its source has are history.", HelpName = "reference" };
        var release = new Option<string>("--from-manifest") { Description = "The manifest of the release that runs, as it was shipped.", HelpName = "file" };
        var write = new Option<bool>("--write") { Description = "Write it to migrationguard.json. Without, it is only printed." };
        var json = new Option<bool>("--json") { Description = "Print the answer as JSON." };
        var target = new TargetOptions();
        var command = new Command("baseline", """
            Says which migrations production has already, so that only later ones are judged: adoption is this one command, and one line to commit.
            A baseline never moves backwards, and never names a migration that is not there. Exits 2 when it would, 3 without usable evidence.

            Examples:
              migration-guard baseline src/Shop --from-git v4.2 --write
              migration-guard baseline src/Shop/Shop.csproj --connection-variable DATABASE_URL --write
              migration-guard baseline src/Shop --from-manifest released/Shop.migrations.json
            """);
        command.Arguments.Add(path);
        command.Options.Add(git);
        command.Options.Add(release);
        target.AddTo(command);
        command.Options.Add(write);
        command.Options.Add(json);
        command.Validators.Add(result =>
        {
            if (new Option[] { git, release, target.Applied, target.Connection, target.Variable }.Count(option => result.GetResult(option) is not null) != 1)
            {
                result.AddError("Say where the release is: one of --from-git, --from-manifest, --connection, --connection-variable and --applied.");
            }
        });
        command.SetAction(arguments =>
        {
            var errors = arguments.InvocationConfiguration.Error;
            try
            {
                if (!EvidenceFile.TryRead(arguments.GetValue(path)!, out var manifest, out var file, out var problem))
                {
                    errors.WriteLine("error: " + problem);
                    return ExitCodes.NoEvidence;
                }

                var project = ProjectFolder(arguments.GetValue(path)!, file, manifest);
                var configuration = FindConfiguration(project);
                if (Applied(arguments, manifest, project, configuration, errors, out var exitCode) is not { } applied)
                {
                    return exitCode;
                }

                var baselines = Baseline.Of(manifest, configuration, applied);
                var target = configuration?.Path ?? Path.Combine(project, FileName);
                var text = Edit(configuration?.Text, baselines);
                if (arguments.GetValue(write))
                {
                    Write(manifest, target, text);
                }

                Print(arguments.InvocationConfiguration.Output, baselines, target, manifest, arguments.GetValue(write), arguments.GetValue(json));
                return ExitCodes.Passed;
            }
            catch (Exception exception) when (exception is BaselineException or JsonException or IOException or UnauthorizedAccessException)
            {
                errors.WriteLine("error: " + exception.Message);
                return ExitCodes.Usage;
            }
        });
        return command;

        IReadOnlyList<string>? Applied(ParseResult arguments, ManifestDocument manifest, string project, ConfigurationText? configuration, TextWriter errors, out int exitCode)
        {
            exitCode = ExitCodes.Passed;
            if (arguments.GetValue(git) is { } reference)
            {
                var root = RepositoryFiles.FindRoot(project) ?? throw new BaselineException(project + " is in no repository of git.");
                return GitReference.AppliedAt(root, Path.GetRelativePath(root, project).Replace('\\', '/').Trim('.'), reference, manifest);
            }

            if (arguments.GetValue(release) is { } shipped)
            {
                if (!EvidenceFile.TryRead(shipped, out var released, out _, out var problem))
                {
                    errors.WriteLine("error: " + problem);
                    exitCode = ExitCodes.NoEvidence;
                    return null;
                }

                return [.. released.Migrations.Where(migration => migration.Kind == MigrationKind.Versioned).Select(migration => migration.Id).Distinct(StringComparer.OrdinalIgnoreCase)];
            }

            var settings = configuration is null ? GuardConfiguration.Empty : GuardConfiguration.Parse(configuration).Configuration;
            return target.TryRead(arguments, manifest, manifest.Settings.Engine, settings, errors, out var history, out exitCode) ? history!.Applied : null;
        }
    }

    private static string ProjectFolder(string path, string file, ManifestDocument manifest)
    {
        if (path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) && File.Exists(path))
        {
            return Path.GetDirectoryName(Path.GetFullPath(path))!;
        }

        if (Directory.Exists(path) && Directory.EnumerateFiles(path, "*.csproj").Any())
        {
            return Path.GetFullPath(path);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return RepositoryFiles.FindRoot(folder) is { } root && manifest.ProjectFolder is { } below && Directory.Exists(Path.Combine(root, below))
            ? Path.GetFullPath(Path.Combine(root, below))
            : Path.GetFullPath(Directory.Exists(path) ? path : Directory.GetCurrentDirectory());
    }

    // As the build finds it: the nearest one, not beyond the repository.
    private static ConfigurationText? FindConfiguration(string project)
    {
        var root = RepositoryFiles.FindRoot(project);
        for (var folder = new DirectoryInfo(project); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, FileName);
            if (File.Exists(file))
            {
                return new ConfigurationText(file, File.ReadAllText(file));
            }

            if (folder.FullName == root)
            {
                break;
            }
        }

        return null;
    }

    private static string Edit(string? text, IReadOnlyList<Baseline> baselines)
    {
        var perContext = baselines.Count > 1 || (text is not null && ConfigurationEdit.Get(text, "released") is "");
        var simple = baselines.Select(baseline => baseline.Name).Distinct(StringComparer.Ordinal).Count() == baselines.Count;
        text ??= "{}\n";
        if (perContext && ConfigurationEdit.Get(text, "released") is { Length: > 0 })
        {
            throw new BaselineException("migrationguard.json has one \"released\" for all contexts, and the build has several. Remove it there, and run this again.");
        }

        foreach (var baseline in baselines.Reverse())
        {
            var name = ConfigurationEdit.Get(text, "contexts", baseline.Context) is not null || ConfigurationEdit.Get(text, "released", baseline.Context) is not null || !simple ? baseline.Context : baseline.Name;
            text = ConfigurationEdit.Get(text, "contexts", name, "released") is not null ? ConfigurationEdit.Set(text, ["contexts", name, "released"], baseline.Released)
                : perContext ? ConfigurationEdit.Set(text, ["released", name], baseline.Released)
                : ConfigurationEdit.Set(text, ["released"], baseline.Released);
        }

        return text;
    }

    private static void Write(ManifestDocument manifest, string file, string text)
    {
        if (manifest.Settings.Released.Trim().Length > 0)
        {
            throw new BaselineException("The project sets MigrationGuardReleased, which goes before " + FileName + ". Change it there, or remove it and run this again.");
        }

        File.WriteAllText(file, text);
    }

    private static void Print(TextWriter output, IReadOnlyList<Baseline> baselines, string file, ManifestDocument manifest, bool written, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(new { File = file.Replace('\\', '/'), Written = written, Contexts = baselines }, Indented).ReplaceLineEndings("\n"));
            return;
        }

        foreach (var baseline in baselines)
        {
            output.WriteLine(baseline.Context + ": " + baseline.Released + "  (" + baseline.History + " released, " + baseline.Pending + " to be judged)");
        }

        if (written)
        {
            output.WriteLine("Written to " + file + ". Commit it.");
        }
        else if (manifest.Settings.Released.Trim().Length > 0)
        {
            output.WriteLine("In the project: <MigrationGuardReleased>" + string.Join(";", baselines.Select(baseline => baseline.Released).Distinct()) + "</MigrationGuardReleased>");
        }
        else
        {
            output.WriteLine("In " + file + " (--write does it):");
            output.WriteLine(baselines.Count == 1
                ? "  \"released\": \"" + baselines[0].Released + "\""
                : "  \"released\": { " + string.Join(", ", baselines.Select(baseline => "\"" + baseline.Name + "\": \"" + baseline.Released + "\"")) + " }");
        }
    }
}
