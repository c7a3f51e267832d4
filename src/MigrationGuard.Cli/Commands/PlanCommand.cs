using System.CommandLine;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>plan</c>: how to take back what is deployed, in the middle of an incident.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var options = new JudgementOptions();
        var incident = new Option<string>("--incident") { Description = "What is wrong, in your words." };
        var scripts = new Option<DirectoryInfo>("--scripts") { Description = "Write the steps as files to be reviewed into this folder: rollback.sh, and a file for each statement. The script refuses to run without the confirmations that the plan demands." };
        var version = new Option<string>("--version") { Description = "The version to go back to. Default: the last known good one of migrationguard.json." };
        var impact = new Option<string>("--db-impact") { Description = "yes or no: whether the database is touched. Default: what the migrations say." };
        impact.AcceptOnlyFromAmong("yes", "no");
        var flag = new Option<string>("--feature-flag") { Description = "The flag of the change; it is switched off first." };
        var command = new Command("plan", "Prints the emergency rollback plan of what is deployed, as Markdown. It only prints: nothing is rolled back. Exits 0 when the plan was printed, also when inputs are missing; 1 when --scripts is asked for and there is no way back to write.");
        options.AddTo(command);
        command.Options.Add(incident);
        command.Options.Add(scripts);
        command.Options.Add(version);
        command.Options.Add(impact);
        command.Options.Add(flag);
        command.Validators.Add(result =>
        {
            if (result.GetResult(incident) is null && result.GetResult(scripts) is null)
            {
                result.AddError("Say what is wrong with --incident, or where to write scripts with --scripts.");
            }
        });
        command.SetAction(arguments =>
        {
            var errors = arguments.InvocationConfiguration.Error;
            if (options.Assess(arguments, errors, out var exitCode) is not { } assessment)
            {
                return exitCode;
            }

            foreach (var gap in RollbackPlan.Of(assessment).Gaps)
            {
                errors.WriteLine("missing: " + gap.Name + ": " + gap.Why + ". Supply it " + gap.Supply);
            }

            var known = new Incident
            {
                Description = arguments.GetValue(incident) ?? "",
                Version = arguments.GetValue(version) ?? "",
                DatabaseImpact = arguments.GetValue(impact) switch { "yes" => true, "no" => false, _ => null },
                FeatureFlag = arguments.GetValue(flag) ?? "",
            };
            if (arguments.GetValue(incident) is not null)
            {
                arguments.InvocationConfiguration.Output.Write(EmergencyPlan.Write(assessment, known));
            }

            return arguments.GetValue(scripts) is { } folder ? WriteScripts(assessment, known, folder, arguments.InvocationConfiguration.Output, errors) : ExitCodes.Passed;
        });
        return command;
    }

    private static int WriteScripts(Assessment assessment, Incident incident, DirectoryInfo folder, TextWriter output, TextWriter errors)
    {
        if (RollbackScript.WhyNot(assessment, incident) is { } reason)
        {
            errors.WriteLine("error: no script was written: " + reason + ".");
            return ExitCodes.GateFailed;
        }

        try
        {
            folder.Create();
            foreach (var file in RollbackScript.Write(assessment, incident))
            {
                var path = Path.Combine(folder.FullName, file.Name);
                File.WriteAllText(path, file.Text);
                if (file.Name.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
                }

                output.WriteLine(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine("error: " + folder.FullName + " cannot be written: " + exception.Message);
            return ExitCodes.Usage;
        }

        return ExitCodes.Passed;
    }
}
