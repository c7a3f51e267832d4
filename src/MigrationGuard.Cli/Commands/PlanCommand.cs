using System.CommandLine;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>plan</c>: how to take back what is deployed, in the middle of an incident.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var options = new JudgementOptions();
        var incident = new Option<string>("--incident") { Description = "What is wrong, in your words.", Required = true };
        var version = new Option<string>("--version") { Description = "The version to go back to. Default: the last known good one of migrationguard.json." };
        var impact = new Option<string>("--db-impact") { Description = "yes or no: whether the database is touched. Default: what the migrations say." };
        impact.AcceptOnlyFromAmong("yes", "no");
        var flag = new Option<string>("--feature-flag") { Description = "The flag of the change; it is switched off first." };
        var command = new Command("plan", "Prints the emergency rollback plan of what is deployed, as Markdown. It only prints: nothing is rolled back. Exits 0 when the plan was printed, also when inputs are missing.");
        options.AddTo(command);
        command.Options.Add(incident);
        command.Options.Add(version);
        command.Options.Add(impact);
        command.Options.Add(flag);
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

            arguments.InvocationConfiguration.Output.Write(EmergencyPlan.Write(assessment, new Incident
            {
                Description = arguments.GetValue(incident)!,
                Version = arguments.GetValue(version) ?? "",
                DatabaseImpact = arguments.GetValue(impact) switch { "yes" => true, "no" => false, _ => null },
                FeatureFlag = arguments.GetValue(flag) ?? "",
            }));
            return ExitCodes.Passed;
        });
        return command;
    }
}
