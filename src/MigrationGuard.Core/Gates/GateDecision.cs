using MigrationGuard.Rules;

namespace MigrationGuard.Gates;

/// <summary>Whether the deployment may go on.</summary>
public sealed record GateDecision
{
    /// <summary>Whether no error stands in the way.</summary>
    public bool Passed => Failures.Count == 0;

    /// <summary>The errors, in order of migrations: MG0xxx and MG6xxx of severity error.</summary>
    public IReadOnlyList<GateFailure> Failures { get; init; } = [];

    /// <summary>Findings of the gate that are no errors (MG0004, MG6005, …).</summary>
    public IReadOnlyList<Finding> Warnings { get; init; } = [];

    /// <summary>The gates of each unreleased migration and what was found about them.</summary>
    public IReadOnlyList<VerifiedGate> Gates { get; init; } = [];
}

/// <summary>One reason why the gate is closed.</summary>
/// <param name="Finding">The error, with message and place.</param>
/// <param name="Missing">What would satisfy it: <c>backup</c>, <c>expandContract</c>; empty when the error is of another kind.</param>
public sealed record GateFailure(Finding Finding, IReadOnlyList<string> Missing);

/// <summary>A declared gate and what was found about it.</summary>
/// <param name="MigrationId">Id of the migration that declares it.</param>
/// <param name="Kind"><c>backup</c> or <c>expandContract</c>.</param>
/// <param name="Verified">Whether everything it says was found to be so.</param>
/// <param name="Summary">One line for the report.</param>
public sealed record VerifiedGate(string MigrationId, string Kind, bool Verified, string Summary)
{
    /// <summary>Full name of the migration class: ids repeat across contexts, class names do not.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>Measured minutes of a restore; null for a gate that does not say.</summary>
    public int? RestoreMinutes { get; init; }
}
