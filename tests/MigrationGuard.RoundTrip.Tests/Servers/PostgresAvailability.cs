using MigrationGuard.Testing.Servers;

namespace MigrationGuard.RoundTrip;

/// <summary>Tests that need PostgreSQL are skipped by name where it is not installed, and fail there under CI: a check that did not run has shown nothing.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresAvailability.WhySkipped;
}

/// <inheritdoc cref="PostgresFactAttribute"/>
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresAvailability.WhySkipped;
}

internal static class PostgresAvailability
{
    public static string? WhySkipped { get; } = PostgresCluster.FindPrograms() is null && Environment.GetEnvironmentVariable("CI") != "true" ? PostgresCluster.HowToInstall : null;
}
