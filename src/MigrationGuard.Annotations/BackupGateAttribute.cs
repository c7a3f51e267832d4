using System.Diagnostics;

namespace MigrationGuard;

/// <summary>
/// Declares the backup that makes a migration with data impact recoverable. It is verified, not believed: it must name every table whose rows the migration loses or
/// rewrites, where the backup comes from, a runbook that exists in the repository, and the day on which a restore was last tried.
/// </summary>
/// <example>
/// <code>
/// [BackupGate("Customers", Source = "nightly snapshot orders-db", Runbook = "docs/runbooks/restore-customers.md",
///             RestoreTestedOn = "2026-11-01", RestoreMinutes = 20, Owner = "dba on-call")]
/// </code>
/// </example>
[Conditional("MIGRATIONGUARD_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BackupGateAttribute : Attribute
{
    /// <summary>Declares a backup.</summary>
    /// <param name="tables">The tables it covers, as the migration names them, with the schema where there is one (<c>sales.Orders</c>); <c>*</c> is the whole database.</param>
    public BackupGateAttribute(params string[] tables) => Tables = tables;

    /// <summary>The tables it covers.</summary>
    public string[] Tables { get; }

    /// <summary>Where the backup comes from, such as <c>nightly snapshot orders-db</c>. Required; null is an error (MG6002).</summary>
    public string? Source { get; set; }

    /// <summary>The runbook for the restore: a file, relative to the repository root or to the project. Required; a file that does not exist or has no heading that names each table is an error (MG6003).</summary>
    public string? Runbook { get; set; }

    /// <summary>The day of the last restore test, <c>yyyy-MM-dd</c>. Required; null and a day to come are errors (MG6002).</summary>
    public string? RestoreTestedOn { get; set; }

    /// <summary>How long the tested restore took, in minutes; 0 when nobody measured it. It becomes the estimate of the rollback.</summary>
    public int RestoreMinutes { get; set; }

    /// <summary>Who is called for the restore. Required; null is an error (MG6002).</summary>
    public string? Owner { get; set; }
}
