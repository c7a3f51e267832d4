using System.CommandLine;
using MigrationGuard.BulbCheck.Loading;
using MigrationGuard.BulbCheck.Reporting;
using MigrationGuard.BulbCheck.Trying;

namespace MigrationGuard.BulbCheck;

/// <summary>The program without its process. 0: whatever was offered compiles and silences its rule; 1: something does not; 2: the project could not be loaded.</summary>
internal static class BulbCommand
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where the table goes.</param>
    /// <param name="errors">Where it says why there is none.</param>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var project = new Argument<FileInfo>("project") { Description = "The project with the migrations, restored. It is evaluated by MSBuild, and not compiled to disk." };
        var name = new Option<string>("--name") { Description = "What the table calls it; the project's file name when not said.", DefaultValueFactory = _ => "" };
        var engine = new Option<string>("--engine") { Description = "postgresql, sqlserver, mysql or sqlite, where the references do not say.", DefaultValueFactory = _ => "" };
        var released = new Option<string>("--released") { Description = "Id of the last released migration.", DefaultValueFactory = _ => "" };
        var until = new Option<string>("--until") { Description = "Leave out migrations that are newer than this id, as a release would." };
        var emptied = new Option<bool>("--empty-down") { Description = "Empty every Down first, ask only for a new one, and compare it with the one that was there." };
        var bulb = new Option<string[]>("--bulb") { Description = "Only light bulbs whose class name contains this." };
        var most = new Option<int>("--most") { Description = "How many migrations to ask a light bulb for, evenly spread.", DefaultValueFactory = _ => 40 };
        var texts = new Option<DirectoryInfo?>("--texts") { Description = "Folder that gets what was changed, before and after." };
        var root = new RootCommand("Presses every light bulb on the migrations of a project, compiles what it writes with the whole project, and judges it again.")
        {
            project, name, engine, released, until, emptied, bulb, most, texts,
        };
        root.SetAction(async (arguments, cancellation) =>
        {
            try
            {
                var loaded = await LoadedProject.LoadAsync(
                    arguments.GetValue(project)!.FullName, arguments.GetValue(engine)!, arguments.GetValue(released)!, arguments.GetValue(until), cancellation).ConfigureAwait(false);
                var only = arguments.GetValue(bulb) ?? [];
                var trial = new Trial(Bulb.All.Where(candidate => only.Length == 0 || only.Any(part => candidate.Name.Contains(part, StringComparison.OrdinalIgnoreCase))), arguments.GetValue(most));
                var result = arguments.GetValue(emptied) ? await trial.WithEmptiedDownsAsync(loaded, cancellation).ConfigureAwait(false) : await trial.RunAsync(loaded, cancellation).ConfigureAwait(false);
                TrialText.Write(arguments.GetValue(name) is { Length: > 0 } said ? said : Path.GetFileNameWithoutExtension(arguments.GetValue(project)!.Name), result, output);
                if (arguments.GetValue(texts) is { } folder)
                {
                    TrialText.WriteSources(result, folder);
                }

                return result.Bulbs.All(tried => tried.Applied == tried.Silent && tried.Applied == tried.Compiled) ? 0 : 1;
            }
            catch (LoadException failure)
            {
                errors.WriteLine("error: " + failure.Message);
                return 2;
            }
        });
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
    }
}
