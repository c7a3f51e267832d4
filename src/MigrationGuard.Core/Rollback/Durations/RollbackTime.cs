using MigrationGuard.Execution;
using MigrationGuard.Gates;
using MigrationGuard.Planning;

namespace MigrationGuard.Rollback.Durations;

/// <summary>Adds up the database part of a rollback: what the migrations' Downs, restores and copies take together.</summary>
internal sealed class RollbackTime
{
    /// <summary>The most minutes of a fast rollback.</summary>
    public const int MostOfFast = 15;

    /// <summary>The most minutes of a complex rollback.</summary>
    public const int MostOfComplex = 60;

    private int _restore;
    private int _runs;
    private bool _byHand;
    private bool _leavesOldest;

    /// <summary>What the database does by itself.</summary>
    public Duration Machine { get; private set; } = Duration.CatalogOnly;

    /// <summary>Whether it is the restore of a single migration, which then says so itself.</summary>
    public bool IsOneRestore => _runs == 1 && _restore > MostOfComplex;

    /// <summary>All of it; null when nobody can say.</summary>
    public int? Minutes => _byHand || Machine.Seconds is null ? null
        : _restore == 0 ? Machine.Minutes
        : Machine.Work.Count == 0 ? _restore
        : (int)Math.Min(int.MaxValue, (long)_restore + Machine.Minutes!.Value);

    /// <summary>Begins with the migrations of the next context.</summary>
    public void NextContext() => _leavesOldest = true;

    /// <summary>Adds a migration; the migrations of a context come oldest first.</summary>
    public void Add(MigrationStep step, MigrationRollback rollback, MigrationGates gates, DurationEstimator durations)
    {
        // The oldest ones stay where the previous release runs on them; what is newer than a migration that goes back goes back with it.
        _leavesOldest &= rollback.Class == RollbackClass.Instant;
        if (_leavesOldest || (gates.Contract && gates.Backups.Count == 0))
        {
            return;
        }

        _runs++;
        Machine = Machine.Then(rollback.Down);
        if (rollback.Class is not RollbackClass.Complex)
        {
            return;
        }

        var copied = rollback.Impacted.Where(table => table.CopiedTo is not null).ToList();
        foreach (var table in copied)
        {
            Machine = Machine.Then(durations.CopyBack(step, table));
        }

        var restored = gates.Backups.Sum(gate => gate.RestoreMinutes ?? 0);
        _restore += restored;
        _byHand |= restored == 0 && copied.Count == 0 && NeedsHands(rollback);
    }

    /// <summary>Says that a rollback takes longer than its class allows; null when it does not.</summary>
    /// <param name="minutes">Its minutes; null when nobody knows.</param>
    /// <param name="worst">The class of the slowest migration.</param>
    public static string? Reason(int? minutes, RollbackClass worst) => minutes switch
    {
        > MostOfComplex => "Rolling the database back takes about " + Duration.Text(minutes.Value) + ", longer than the hour a complex rollback may take: correcting forward may be quicker.",
        > MostOfFast when worst == RollbackClass.Fast => "Rolling the database back takes about " + Duration.Text(minutes.Value) + ", longer than the 15 minutes of a fast rollback.",
        _ => null,
    };

    private static bool NeedsHands(MigrationRollback rollback)
    {
        var inverse = rollback.Inverse;
        return inverse.DownFails >= DownFailure.OnData
            || (inverse.Schema == SchemaInverse.Partial && !inverse.OnlyDefaults && !inverse.OnlyMinor)
            || inverse.Schema is SchemaInverse.None or SchemaInverse.Unknown
            || inverse.Data is DataInverse.Lost or DataInverse.Partial or DataInverse.Unknown;
    }
}
