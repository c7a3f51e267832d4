using MigrationGuard.Execution;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Planning;

/// <summary>What running one migration does, forward and back: worked out when first asked for, and then kept.</summary>
/// <param name="step">The migration in its place.</param>
/// <param name="up">What the provider makes of Up, where that is known already; null to work it out.</param>
internal sealed class StepRuns(MigrationStep step, ProviderRun? up = null)
{
    private IReadOnlyList<PlacedOperation>? _placed;
    private ProviderRun? _up = up;
    private RoundTrip? _roundTrip;
    private IReadOnlyList<(PlacedOperation Placed, ReleaseBreak Break)>? _breaks;

    /// <summary>The migration in its place.</summary>
    public MigrationStep Step { get; } = step;

    /// <summary>What Up does on the engine, SQL effects included, each with the schema just before it.</summary>
    public IReadOnlyList<PlacedOperation> Placed => _placed ??= SchemaReplay.Walk(Step.Migration.Up.Operations, Step.Before, Step.Before.Engine, Step.Index);

    /// <summary>What the provider makes of Up.</summary>
    public ProviderRun Up => _up ??= ProviderRun.Of(Step.Migration.Framework, Step.Migration.Up.Operations, Step.Before, Step.Migration, Step.Index);

    /// <summary>What the previous release does not run with as before.</summary>
    /// <param name="context">The migrations that this one belongs to.</param>
    public IReadOnlyList<(PlacedOperation Placed, ReleaseBreak Break)> Breaks(ContextDeployment context) => _breaks ??= CodeCompatibility.Breaks(context, Step);

    /// <summary>Up and then Down as the provider carries them out, and why Down fails.</summary>
    /// <param name="context">The migrations that this one belongs to.</param>
    public RoundTrip RoundTrip(ContextDeployment context) =>
        _roundTrip ??= Rollback.RoundTrip.Of(context, Step, Placed, WayBack.Operations(Step.Migration, Step.Before.Engine));
}
