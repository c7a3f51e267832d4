using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.Schema;

namespace MigrationGuard.Planning;

/// <summary>What one project would bring to production: its migrations per context, in order, each with the schema before and after it.</summary>
public sealed record Deployment
{
    /// <summary>Project name.</summary>
    public required string Project { get; init; }

    /// <summary>One entry for each EF Core context and one for FluentMigrator, ordered by framework and context name.</summary>
    public IReadOnlyList<ContextDeployment> Contexts { get; init; } = [];

    /// <summary>The team's own rules, which its migrations may accept like any other.</summary>
    public IReadOnlyList<CustomRule> CustomRules { get; init; } = [];

    /// <summary>Problems with the evidence and the configuration (MG0xxx), in order.</summary>
    public IReadOnlyList<Finding> Problems { get; init; } = [];
}

/// <summary>How much is known about which migrations ran in production.</summary>
public enum ReleaseKnowledge
{
    /// <summary>
    /// Nobody said. Every migration is gated, and none excuses another: each may have been released on its own, so an object counts as new only inside the
    /// migration that creates it.
    /// </summary>
    Unstated,

    /// <summary>Nothing was ever released (<c>none</c>): all migrations are one new set.</summary>
    NothingReleased,

    /// <summary>A last released migration is named.</summary>
    Known,
}

/// <summary>The migrations of one context, in the order the framework runs them.</summary>
public sealed record ContextDeployment
{
    private StepPositions? _positions;

    /// <summary>The library that runs them.</summary>
    public required Framework Framework { get; init; }

    /// <summary>Full name of the EF Core context; null for FluentMigrator.</summary>
    public string? Context { get; init; }

    /// <summary>The engine they are judged for; <see cref="Model.Engine.Unknown"/> is judged as the strictest.</summary>
    public required Engine Engine { get; init; }

    /// <summary>How the engine was found: <c>property</c>, <c>configuration</c>, <c>migrations</c>, <c>references</c> or <c>unknown</c>.</summary>
    public required string EngineSource { get; init; }

    /// <summary>What is known about releases.</summary>
    public ReleaseKnowledge Releases { get; init; }

    /// <summary>Id of the last released migration; null unless <see cref="Releases"/> is <see cref="ReleaseKnowledge.Known"/>.</summary>
    public string? Released { get; init; }

    /// <summary>Whether the application is stopped while migrations run, so that no release runs on a schema that it was not built for.</summary>
    public bool Downtime { get; init; }

    /// <summary>The project that holds them, when several are deployed together; null when there is only one.</summary>
    public DeployedProject? Project { get; init; }

    /// <summary>What people call it; with the project, when there are several.</summary>
    public string Title => (Context ?? (Framework == Framework.EfCore ? "EF Core" : "FluentMigrator")) + (Project is null ? "" : " of " + Project.Name);

    /// <summary>All migrations: versioned ones in order, then those that run every time, then those that never run.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; init; } = [];

    /// <summary>The last versioned migration: what the deployment leaves behind. Null when there is none.</summary>
    internal MigrationStep? EndOfSet
    {
        get
        {
            // Versioned ones come first.
            var (low, high) = (0, Steps.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Steps[middle].Migration.Kind == MigrationKind.Versioned ? (middle + 1, high) : (low, middle);
            }

            return low > 0 ? Steps[low - 1] : null;
        }
    }

    /// <summary>Where which migrations stand; worked out once, because rules ask it of every migration.</summary>
    // A changed copy of this context has to work it out anew.
    internal StepPositions Positions => ReferenceEquals(_positions?.Steps, Steps) ? _positions! : _positions = new StepPositions(Steps);
}

/// <summary>One migration in its place.</summary>
public sealed record MigrationStep
{
    private StepRuns? _runs;

    /// <summary>The migration.</summary>
    public required Migration Migration { get; init; }

    /// <summary>Its position in <see cref="ContextDeployment.Steps"/>.</summary>
    public required int Index { get; init; }

    /// <summary>Whether it ran in production. Released migrations are history: replayed, never gated.</summary>
    public required bool Released { get; init; }

    /// <summary>
    /// Position of the first migration of the set that this one is deployed with. What was created at or after it is new: no user has written to it, and nothing that
    /// happens to it can lose anything.
    /// </summary>
    public required int SetStart { get; init; }

    /// <summary>The schema before it.</summary>
    public required SchemaState Before { get; init; }

    /// <summary>The schema after it.</summary>
    public required SchemaState After { get; init; }

    /// <summary>Id of the versioned migration before it; null for the first.</summary>
    public string? PreviousId { get; init; }

    /// <summary>What running it does; worked out once, because every rule asks.</summary>
    // A changed copy of this step has to work it out anew.
    internal StepRuns Runs => ReferenceEquals(_runs?.Step, this) ? _runs! : _runs = new StepRuns(this);

    internal void Remember(ProviderRun up) => _runs = new StepRuns(this, up);
}
