using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>One migration and everything that was found out about it.</summary>
internal sealed record MigrationView
{
    public required ContextDeployment Context { get; init; }

    public required MigrationStep Step { get; init; }

    /// <summary>How it can be rolled back; null when it is history, or never runs.</summary>
    public MigrationRollback? Rollback { get; init; }

    public IReadOnlyList<Finding> Hazards { get; init; } = [];

    public IReadOnlyList<VerifiedGate> Gates { get; init; } = [];

    public Migration Migration => Step.Migration;

    /// <summary>Every migration of a deployment, by context and order.</summary>
    public static IReadOnlyList<MigrationView> All(Assessment assessment)
    {
        var rollbacks = assessment.Rollback.Migrations.ToLookup(rollback => (rollback.MigrationId, rollback.ClassName));
        var hazards = assessment.Hazards.ToLookup(hazard => (hazard.MigrationId, hazard.ClassName));
        var gates = assessment.Gate.Gates.ToLookup(gate => (gate.MigrationId, gate.ClassName));
        return
        [
            .. assessment.Deployment.Contexts.SelectMany(context => context.Steps.Select(step => new MigrationView
            {
                Context = context,
                Step = step,
                Rollback = rollbacks[(step.Migration.Id, step.Migration.ClassName)].FirstOrDefault(),
                Hazards = [.. hazards[(step.Migration.Id, step.Migration.ClassName)]],
                Gates = step.Released ? [] : [.. gates[(step.Migration.Id, step.Migration.ClassName)]],
            })),
        ];
    }
}
