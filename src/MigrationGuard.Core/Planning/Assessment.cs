using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>Everything that is known and judged about one project's deployment: what every report is written from.</summary>
public sealed record Assessment
{
    /// <summary>The facts it rests on.</summary>
    public required ManifestDocument Manifest { get; init; }

    /// <summary>What the configuration file says.</summary>
    public GuardConfiguration Configuration { get; init; } = GuardConfiguration.Empty;

    /// <summary>The migrations in their places.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>The hazards of unreleased migrations, in order of migrations and places; accepted ones included.</summary>
    public IReadOnlyList<Finding> Hazards { get; init; } = [];

    /// <summary>How it can be rolled back.</summary>
    public required RollbackAssessment Rollback { get; init; }

    /// <summary>Whether it may go on.</summary>
    public required GateDecision Gate { get; init; }
}
