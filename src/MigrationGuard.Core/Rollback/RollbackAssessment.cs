using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Rollback;

/// <summary>What happens to rows that exist, from harmless to worst.</summary>
public enum DataImpact
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Rows or columns are added.</summary>
    Adds,

    /// <summary>Values change, such as NULL to a default.</summary>
    Rewrites,

    /// <summary>Rows or values are gone.</summary>
    Loses,

    /// <summary>Nobody knows; treated as loss.</summary>
    Unknown,
}

/// <summary>Whether Down brings the schema back.</summary>
public enum SchemaInverse
{
    /// <summary>Exactly.</summary>
    Exact,

    /// <summary>With named differences.</summary>
    Partial,

    /// <summary>Not at all: Down is missing, empty or throws.</summary>
    None,

    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <summary>Whether Down brings the data back.</summary>
public enum DataInverse
{
    /// <summary>Up touches no row, and Down none that existed before.</summary>
    Untouched,

    /// <summary>What Up changed comes back.</summary>
    Restored,

    /// <summary>Some of it comes back, or rows that Up added stay.</summary>
    Partial,

    /// <summary>It does not come back.</summary>
    Lost,

    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <summary>How a deployment is rolled back.</summary>
public enum RollbackClass
{
    /// <summary>Redeploy the previous code; the schema may stay.</summary>
    Instant,

    /// <summary>Under 15 minutes: code plus one small operational step.</summary>
    Fast,

    /// <summary>15 to 60 minutes: data recovery.</summary>
    Complex,

    /// <summary>Not: mitigate instead.</summary>
    Irreversible,
}

/// <summary>The class of a rollback at three times, because it is not one value.</summary>
/// <param name="BeforeTraffic">Right after the migration, before the new release takes requests.</param>
/// <param name="AfterNewWrites">After the new release has written rows.</param>
/// <param name="AfterContract">After the old form was removed.</param>
public sealed record RollbackWindows(RollbackClass BeforeTraffic, RollbackClass AfterNewWrites, RollbackClass AfterContract);

/// <summary>What Down gives back.</summary>
/// <param name="Schema">The schema verdict.</param>
/// <param name="Data">The data verdict.</param>
/// <param name="Differences">Each difference between the schema before Up and after Down, one sentence each.</param>
public sealed record InverseProof(SchemaInverse Schema, DataInverse Data, IReadOnlyList<string> Differences)
{
    /// <summary>Whether every difference is only a column default, which EF Core's own scaffolding leaves behind and no code notices.</summary>
    public bool OnlyDefaults { get; init; }

    /// <summary>
    /// Whether every difference is a default or of a kind that no ordinary code notices: RESTRICT or NO ACTION, AUTOINCREMENT, a schema, extension or enum type left behind.
    /// </summary>
    public bool OnlyMinor { get; init; }

    /// <summary>Whether Down fails: the worst of <see cref="DownFailures"/>.</summary>
    public DownFailure DownFails => DownFailures.Count == 0 ? DownFailure.NotProven : DownFailures.Max(failure => failure.When);

    /// <summary>Why Down fails, worst first; empty when no reason was found.</summary>
    public IReadOnlyList<DownFailureReason> DownFailures { get; init; } = [];
}

/// <summary>How one migration can be rolled back.</summary>
public sealed record MigrationRollback
{
    /// <summary>Id of the migration.</summary>
    public required string MigrationId { get; init; }

    /// <summary>Full name of the migration class: ids repeat across contexts, class names do not.</summary>
    public required string ClassName { get; init; }

    /// <summary>What Up does to rows that exist: the worst of its operations.</summary>
    public required DataImpact Impact { get; init; }

    /// <summary>The tables whose rows are rewritten or lost, as the source names them, ordinal order; <c>‹?›</c> for one that is not known.</summary>
    public IReadOnlyList<ImpactedTable> Impacted { get; init; } = [];

    /// <summary>What Down gives back.</summary>
    public required InverseProof Inverse { get; init; }

    /// <summary>The class after new writes, the time that matters most.</summary>
    public required RollbackClass Class { get; init; }

    /// <summary>The class at the three times.</summary>
    public required RollbackWindows Windows { get; init; }

    /// <summary>Why, in plain sentences, most important first.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>How long Up takes.</summary>
    public Duration Up { get; init; } = Duration.CatalogOnly;

    /// <summary>How long Down takes, when it is run.</summary>
    public Duration Down { get; init; } = Duration.CatalogOnly;
}

/// <summary>A table whose rows a migration rewrites or loses.</summary>
/// <param name="Schema">Schema; null means default.</param>
/// <param name="Table">Table name.</param>
/// <param name="Impact">The worst that happens to its rows.</param>
/// <param name="What">What happens, such as <c>column Email is dropped</c>.</param>
public sealed record ImpactedTable(string? Schema, string Table, DataImpact Impact, string What)
{
    /// <summary>The table that every row was copied to earlier in the same set, which makes it a backup that can be seen; null when there is none.</summary>
    public string? CopiedTo { get; init; }
}

/// <summary>How a deployment can be rolled back.</summary>
public sealed record RollbackAssessment
{
    /// <summary>The class after new writes.</summary>
    public required RollbackClass Class { get; init; }

    /// <summary>The class at the three times.</summary>
    public required RollbackWindows Windows { get; init; }

    /// <summary>Why, in plain sentences, most important first.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>Id of the first migration after which the class is irreversible; null when there is none.</summary>
    public string? PointOfNoReturn { get; init; }

    /// <summary>
    /// Expected minutes of the database part of a rollback: the Downs that run, restores as the gates declare them, and rows copied back. Null when the schema stays, when
    /// there is no way back, when a size is not known, and when somebody has to correct something by hand.
    /// </summary>
    public int? EstimateMinutes { get; init; }

    /// <summary>How long all Ups together take.</summary>
    public Duration Deploying { get; init; } = Duration.CatalogOnly;

    /// <summary>How long the way back of the schema and of rows that were copied takes, without restores; null when the schema stays or there is no way back.</summary>
    public Duration? RollingBack { get; init; }

    /// <summary>How long the database part of a rollback takes, in words, without a final stop.</summary>
    public string DescribeRollingBack() => Class switch
    {
        RollbackClass.Instant => "nothing on the database",
        RollbackClass.Irreversible => "no way back",
        _ when EstimateMinutes is { } minutes => minutes == 1 ? "about a minute" : "about " + Duration.Text(minutes),
        _ when RollingBack is { Seconds: null } machine => machine.Describe(),
        _ => "not known, because no gate declares a measured restore and somebody has to put rows or the schema right by hand",
    };

    /// <summary>The unreleased migrations, in order.</summary>
    public IReadOnlyList<MigrationRollback> Migrations { get; init; } = [];
}
