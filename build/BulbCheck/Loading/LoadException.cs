namespace MigrationGuard.BulbCheck.Loading;

/// <summary>The project cannot be loaded; the message says why.</summary>
internal sealed class LoadException(string message) : Exception(message);
