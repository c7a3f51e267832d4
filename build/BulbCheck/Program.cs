using MigrationGuard.BulbCheck;

return await BulbCommand.RunAsync(args, Console.Out, Console.Error);
