using System.CommandLine;
using MigrationGuard.Gates;
using MigrationGuard.Reports;

namespace MigrationGuard.Cli.Commands;

/// <summary><c>gate</c>: may this deployment go on?</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var options = new JudgementOptions { Target = new TargetOptions() };
        var backup = new BackupOptions();
        var json = new Option<bool>("--json") { Description = "Print the JSON report instead." };
        var command = new Command("gate", """
            Judges a built artifact before it is deployed. Exits 0 when the gate is open, 1 when it is closed, 2 for wrong usage or configuration, 3 without usable evidence.

            Examples:
              migration-guard gate publish/Shop.dll
              migration-guard gate publish/Shop.dll --connection-variable DATABASE_URL --backup nightly.dump --max-age 12h
              mysql -N -e "SELECT MigrationId FROM __EFMigrationsHistory" shop | migration-guard gate publish/Shop.dll --applied -
            """);
        options.AddTo(command);
        backup.AddTo(command, asOption: true);
        command.Options.Add(json);
        command.SetAction(arguments =>
        {
            BackupContents? contents = null;
            if (arguments.GetValue(backup.Backup) is { } file && (contents = backup.Read(arguments, file, arguments.InvocationConfiguration.Error, out var unreadable)) is null)
            {
                return unreadable;
            }

            if (options.Assess(arguments, arguments.InvocationConfiguration.Error, out var exitCode, contents) is not { } assessment)
            {
                return exitCode;
            }

            arguments.InvocationConfiguration.Output.Write(arguments.GetValue(json) ? JsonReport.Write(assessment) : ConsoleReport.Write(assessment) + "\n");
            foreach (var failure in assessment.Gate.Failures)
            {
                arguments.InvocationConfiguration.Error.WriteLine("error " + failure.Finding.Rule + ": " + failure.Finding.Message);
            }

            return assessment.Gate.Passed ? ExitCodes.Passed : ExitCodes.GateFailed;
        });
        return command;
    }
}
