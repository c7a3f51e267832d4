using System.Diagnostics;

namespace MigrationGuard;

/// <summary>
/// Declares that a migration is one step of an expand/contract change. A contract step is verified: the migration it names must exist and come earlier.
/// </summary>
/// <example><code>[ExpandContract(MigrationPhase.Contract, ExpandedBy = "20260901120000_AddCustomerFullName")]</code></example>
[Conditional("MIGRATIONGUARD_ANNOTATIONS")]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExpandContractAttribute : Attribute
{
    /// <summary>Declares the phase.</summary>
    /// <param name="phase">The phase of this migration.</param>
    public ExpandContractAttribute(MigrationPhase phase) => Phase = phase;

    /// <summary>The phase of this migration.</summary>
    public MigrationPhase Phase { get; }

    /// <summary>Id of the migration that added the new form. Required for a contract step; null for an expand step.</summary>
    public string? ExpandedBy { get; set; }
}
