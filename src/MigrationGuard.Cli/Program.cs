using System.CommandLine;
using MigrationGuard.Cli;
using MigrationGuard.Cli.Commands;
using MigrationGuard.Cli.Secrets;

return CommandLine.Run(args, Console.Out, Console.Error);

namespace MigrationGuard.Cli
{
    /// <summary>The program without its process, so that tests can run it.</summary>
    internal static class CommandLine
    {
        public static RootCommand Root() => new("MigrationGuard: what EF Core and FluentMigrator migrations do to data, and whether they can be rolled back.")
        {
            InspectCommand.Create(),
            GateCommand.Create(),
            BackupCommand.Create(),
            BaselineCommand.Create(),
            PlanCommand.Create(),
            ReportCommand.Create(),
            ExplainCommand.Create(),
        };

        public static int Run(string[] args, TextWriter output, TextWriter errors)
        {
            var root = Root();
            var secrets = new SecretValues();
            foreach (var connection in TargetOptions.Connections(args))
            {
                secrets.AddConnection(connection);
            }

            using var hidden = new HidingWriter(errors, secrets);
            try
            {
                var arguments = root.Parse(args);
                var code = arguments.Invoke(new InvocationConfiguration { Output = output, Error = hidden, EnableDefaultExceptionHandler = false });

                // The library answers a wrong command line with 1, which here would read as "the gate is closed".
                return arguments.Errors.Count > 0 ? ExitCodes.Usage : code;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Nothing was judged. The message may quote what it failed on, hence the hiding writer here, too.
                hidden.WriteLine("error: MigrationGuard failed: " + exception.Message);
                return ExitCodes.NoEvidence;
            }
        }
    }
}
