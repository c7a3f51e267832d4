namespace MigrationGuard.Cli;

/// <summary>What the process ends with. Pipelines depend on these numbers.</summary>
internal static class ExitCodes
{
    /// <summary>The gate is open, or there was nothing to decide.</summary>
    public const int Passed = 0;

    /// <summary>The gate is closed.</summary>
    public const int GateFailed = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>There is no evidence, or it cannot be used.</summary>
    public const int NoEvidence = 3;
}
