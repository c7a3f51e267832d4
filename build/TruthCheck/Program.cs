using System.CommandLine;
using MigrationGuard.TruthCheck;

return TruthCommand.Run(args, Console.Out, Console.Error);
