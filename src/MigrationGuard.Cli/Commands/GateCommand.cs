using System.CommandLine;
using MigrationGuard.Reports;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>gate</c>: may this deployment go on?</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var options = new JudgementOptions { Target = new TargetOptions() };
        var json = new Option<bool>("--json") { Description = "Print the JSON report instead." };
        var command = new Command("gate", "Judges a built artifact before it is deployed. Exits 0 when the gate is open, 1 when it is closed, 3 without usable evidence.");
        options.AddTo(command);
        command.Options.Add(json);
        command.SetAction(arguments =>
        {
            if (options.Assess(arguments, arguments.InvocationConfiguration.Error, out var exitCode) is not { } assessment)
            {
                return exitCode;
            }

            arguments.InvocationConfiguration.Output.Write(arguments.GetValue(json) ? JsonReport.Write(assessment) : ConsoleReport.Write(assessment));
            foreach (var failure in assessment.Gate.Failures)
            {
                arguments.InvocationConfiguration.Error.WriteLine("error " + failure.Finding.Rule + ": " + failure.Finding.Message);
            }

            return assessment.Gate.Passed ? ExitCodes.Passed : ExitCodes.GateFailed;
        });
        return command;
    }
}
