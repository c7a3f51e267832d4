using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A lock that an operation of Up takes on a table with rows of users.</summary>
internal sealed class TakenLock(PlacedOperation at, DdlStep step, LockFact fact, long? rows, Work? work)
{
    /// <summary>The most rows of a small table: less work than anybody notices.</summary>
    public const long MostOfSmall = 100_000;

    /// <summary>The operation.</summary>
    public PlacedOperation At { get; } = at;

    /// <summary>What it asks of the engine.</summary>
    public DdlStep Step { get; } = step;

    /// <summary>What the engine does for it.</summary>
    public LockFact Fact { get; } = fact;

    /// <summary>Rows of the table; null when nobody said.</summary>
    public long? Rows { get; } = rows;

    /// <summary>What grows with the table; null when only the catalogue changes.</summary>
    public Work? Work { get; } = work;

    /// <summary>Whether the configuration says that the table is small.</summary>
    public bool IsSmall => Rows <= MostOfSmall;

    /// <summary>Whether everybody waits, readers too.</summary>
    public bool BlocksAll => Fact.Blocks == Blocked.ReadersAndWriters;

    /// <summary>The locks of a migration, in order. None on SQLite, which has one writer at a time whatever it does, and none where the engine is not known.</summary>
    public static IReadOnlyList<TakenLock> In(RuleContext context)
    {
        if (!context.Runs() || context.Engine is Engine.Unknown or Engine.Sqlite)
        {
            return [];
        }

        var reader = new DdlReader(context.Profile, context.Migration.Framework);
        KnownSizes? sizes = null;
        var locks = new List<TakenLock>();
        foreach (var placed in context.Up)
        {
            foreach (var step in reader.Of(placed))
            {
                if (Hole.IsIn(step.Table) || Hole.IsIn(step.Schema) || LockTable.Find(context.Profile, step.Action) is not { } fact || !context.IsInUse(placed, step.Schema, step.Table))
                {
                    continue;
                }

                sizes ??= KnownSizes.For(context.Deployment, context.Step, context.Configuration.TableSizes);
                var rows = sizes.Rows(placed.Before, step.Schema, step.Table);
                if (rows != 0)
                {
                    locks.Add(new TakenLock(placed, step, fact, rows, WorkReader.Of(placed, step, fact)));
                }
            }
        }

        return locks;
    }

    /// <summary>Whether both are about one table, which may have been renamed in between.</summary>
    public bool IsOnTableOf(PlacedOperation other, string? schema, string table) =>
        At.Before.FindTable(Step.Schema, Step.Table) is { } own && other.Before.FindTable(schema, table) is { } theirs
            ? own.Identity == theirs.Identity
            : IsOn(schema, table);

    /// <summary>Whether the lock was taken on that table.</summary>
    public bool IsOn(string? schema, string table) => SchemaNames.SameTable(Step.Schema, Step.Table, schema, table, At.Before.Engine);
}
