namespace MigrationGuard.Cli.Baselines;

/// <summary>A baseline that cannot be taken. The message says why, and what to do.</summary>
internal sealed class BaselineException(string message) : Exception(message);
