namespace MigrationGuard.Cli.Backups;

/// <summary>A backup that cannot be looked into from here. The message says what to do. What is wrong with the backup itself is no exception.</summary>
internal sealed class BackupException(string message) : Exception(message);
