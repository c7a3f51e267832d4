namespace MigrationGuard.Cli.Databases;

/// <summary>A database that cannot be read. The message says why, and what to do.</summary>
internal sealed class DatabaseException(string message) : Exception(message);
