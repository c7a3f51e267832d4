namespace MigrationGuard.Model;

/// <summary>What the attributes of namespace <c>MigrationGuard</c> on a migration class declare. Declared is not verified: <c>Gates</c> does that.</summary>
public sealed record MigrationDeclarations
{
    /// <summary>No attribute.</summary>
    public static MigrationDeclarations None { get; } = new();

    /// <summary><c>[BackupGate]</c>, in source order.</summary>
    public IReadOnlyList<BackupGateDeclaration> BackupGates { get; init; } = [];

    /// <summary><c>[ExpandContract]</c>; null when absent.</summary>
    public ExpandContractDeclaration? ExpandContract { get; init; }

    /// <summary><c>[AcceptHazard]</c>, in source order.</summary>
    public IReadOnlyList<AcceptHazardDeclaration> Accepted { get; init; } = [];

    /// <summary><c>[ForwardOnly]</c>; null when absent.</summary>
    public ForwardOnlyDeclaration? ForwardOnly { get; init; }
}

/// <summary><c>[BackupGate("Customers", …)]</c>.</summary>
public sealed record BackupGateDeclaration
{
    /// <summary>The tables it covers; <c>*</c> is the whole database.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Where the backup comes from; null when not said.</summary>
    public string? Source { get; init; }

    /// <summary>Runbook file, relative to the repository root or the project; null when not said.</summary>
    public string? Runbook { get; init; }

    /// <summary>Date of the last restore test as written, <c>yyyy-MM-dd</c>; null when not said.</summary>
    public string? RestoreTestedOn { get; init; }

    /// <summary>Measured duration of a restore in minutes; null when not said.</summary>
    public int? RestoreMinutes { get; init; }

    /// <summary>Who owns the backup; null when not said.</summary>
    public string? Owner { get; init; }

    /// <summary>The attribute.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;
}

/// <summary>The phase of an expand/contract change.</summary>
public enum MigrationPhase
{
    /// <summary>The new form is added beside the old one.</summary>
    Expand,

    /// <summary>The old form is removed.</summary>
    Contract,
}

/// <summary><c>[ExpandContract(MigrationPhase.Contract, ExpandedBy = "…")]</c>.</summary>
public sealed record ExpandContractDeclaration
{
    /// <summary>The phase.</summary>
    public required MigrationPhase Phase { get; init; }

    /// <summary>Id of the expand migration; null when not said.</summary>
    public string? ExpandedBy { get; init; }

    /// <summary>The attribute.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;
}

/// <summary><c>[AcceptHazard("MG1104", "reason", …)]</c>.</summary>
public sealed record AcceptHazardDeclaration
{
    /// <summary>Rule id as written.</summary>
    public required string Rule { get; init; }

    /// <summary>Why; empty when not said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who accepts; null when not said.</summary>
    public string? Owner { get; init; }

    /// <summary>Last day it is valid as written, <c>yyyy-MM-dd</c>; null when it does not end.</summary>
    public string? Until { get; init; }

    /// <summary>Issue or link; null when not said.</summary>
    public string? Issue { get; init; }

    /// <summary>The attribute.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;
}

/// <summary><c>[ForwardOnly("reason")]</c>.</summary>
public sealed record ForwardOnlyDeclaration
{
    /// <summary>Why; empty when not said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The attribute.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;
}
