using System.CommandLine;
using MigrationGuard.Manifest;
using MigrationGuard.TruthCheck.Reporting;
using MigrationGuard.TruthCheck.Running;

namespace MigrationGuard.TruthCheck;

/// <summary>The program without its process, so that tests can run it. 0: nothing missed, nothing invented; 1: something was; 2: nothing could be compared.</summary>
public static class TruthCommand
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where the comparison goes.</param>
    /// <param name="errors">Where it says why there is none.</param>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var assembly = new Option<FileInfo>("--assembly") { Description = "The built assembly with the migrations.", Required = true };
        var report = new Option<FileInfo>("--report") { Description = "The .migrations.json that was written beside it.", Required = true };
        var every = new Option<bool>("--every-provider") { Description = "Run with every provider's name, not only with that of the engine each context is for." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var details = new Option<bool>("--details") { Description = "Print matched operations too." };
        var limit = new Option<int>("--limit") { Description = "Seconds the migrations may take on one provider.", DefaultValueFactory = _ => 300 };
        var root = new RootCommand("Compares what MigrationGuard read from source with what the same migrations build when they run. Runs their code!") { assembly, report, every, json, details, limit };
        root.SetAction(arguments =>
        {
            try
            {
                var truth = Check(arguments.GetValue(assembly)!, arguments.GetValue(report)!, arguments.GetValue(every), arguments.GetValue(limit));
                if (truth.Bodies.Count > 0 && truth.Bodies.All(body => body.NotRun is not null))
                {
                    throw new TruthException($"none of the migrations could be run. {truth.Bodies[0].ClassName}: {truth.Bodies[0].NotRun}");
                }

                if (arguments.GetValue(json))
                {
                    output.Write(TruthText.Json(truth));
                }
                else
                {
                    TruthText.Write(truth, arguments.GetValue(details), output);
                }

                return truth.IsTrue ? 0 : 1;
            }
            catch (TruthException failure)
            {
                errors.WriteLine("error: " + failure.Message);
                return 2;
            }
        });

        var runAssembly = new Argument<string>("assembly");
        var runProvider = new Argument<string>("provider");
        var runResult = new Argument<string>("result");
        var run = new Command(RunnerProcess.Command) { runAssembly, runProvider, runResult };
        run.Hidden = true;
        run.SetAction(arguments => RunnerProcess.Run(arguments.GetValue(runAssembly)!, arguments.GetValue(runProvider)!, arguments.GetValue(runResult)!, errors));
        root.Subcommands.Add(run);

        // The options above belong to the comparison; the process that runs migrations knows none of them.
        if (args.FirstOrDefault() == RunnerProcess.Command)
        {
            assembly.Required = report.Required = false;
        }

        var parsed = root.Parse(args);
        var code = parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return parsed.Errors.Count > 0 ? 2 : code;
    }

    private static TruthReport Check(FileInfo assembly, FileInfo report, bool everyProvider, int limit)
    {
        foreach (var file in new[] { assembly, report })
        {
            if (!file.Exists)
            {
                throw new TruthException($"{file.FullName} does not exist.");
            }
        }

        var reading = ManifestReader.Read(File.ReadAllText(report.FullName));
        return reading.Document is { } manifest
            ? TruthReport.Create(manifest, everyProvider, provider => RunnerProcess.Start(assembly.FullName, provider, TimeSpan.FromSeconds(limit)))
            : throw new TruthException($"{report.Name} is not usable: {reading.Error}");
    }
}
