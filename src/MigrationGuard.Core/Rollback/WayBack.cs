using MigrationGuard.Model;

namespace MigrationGuard.Rollback;

/// <summary>What runs when a migration is rolled back: the Down that is written, or the one that FluentMigrator derives.</summary>
internal static class WayBack
{
    /// <summary>The operations of the way back on an engine; empty when it throws.</summary>
    public static IReadOnlyList<Operation> Operations(Migration migration, Engine engine) => Reversal(migration, engine)?.Operations ?? migration.Down.Operations;

    /// <summary>FluentMigrator's own reversal; null for a Down that is written.</summary>
    public static AutoReversal? Reversal(Migration migration, Engine engine) => migration.Down.Kind == BodyKind.AutoReversed
        ? AutoReversal.Of(engine == Engine.Unknown ? migration.Up.Operations : migration.Up.Operations.On(engine).Select(OnThisEngine).ToList(), migration.FrameworkVersion)
        : null;

    // Where the engine is known, a branch for it is no condition.
    private static Operation OnThisEngine(Operation operation) => operation.Providers == Providers.All ? operation : operation with { Providers = Providers.All };
}
