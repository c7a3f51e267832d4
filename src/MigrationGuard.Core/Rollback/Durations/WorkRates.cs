using MigrationGuard.Model;

namespace MigrationGuard.Rollback.Durations;

/// <summary>A rate that somebody measured on the database in question.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="RowsPerSecond">How many rows a second.</param>
public sealed record WorkRate(WorkKind Kind, long RowsPerSecond);

/// <summary>How many rows of 100 bytes an engine works through in a second. Where the numbers come from says <c>docs/guides/durations.md</c>.</summary>
public sealed class WorkRates
{
    /// <summary>Bytes of the rows that the rates were measured with: a table of wider rows counts as more rows.</summary>
    public const int BytesOfRow = 100;

    private static readonly IReadOnlyList<WorkKind> Kinds =
        [WorkKind.Scan, WorkKind.Rewrite, WorkKind.IndexBuild, WorkKind.ForeignKey, WorkKind.Update, WorkKind.Delete, WorkKind.Copy];

    private readonly Engine _engine;
    private readonly IReadOnlyList<WorkRate> _measured;

    private WorkRates(Engine engine, IReadOnlyList<WorkRate> measured)
    {
        _engine = engine;
        _measured = measured;
    }

    /// <summary>Every kind of work, in the order the documentation names them.</summary>
    public static IReadOnlyList<WorkKind> AllKinds => Kinds;

    /// <summary>The rates of an engine.</summary>
    /// <param name="engine">The engine; <see cref="Engine.Unknown"/> is as slow as the slowest.</param>
    /// <param name="measured">Rates that take the place of the defaults.</param>
    public static WorkRates Of(Engine engine, IReadOnlyList<WorkRate> measured) => new(engine, measured);

    /// <summary>Rows a second for a kind of work.</summary>
    public long this[WorkKind kind] => _measured.FirstOrDefault(rate => rate.Kind == kind)?.RowsPerSecond ?? Default(_engine, kind);

    /// <summary>The rate when nobody measured one.</summary>
    /// <param name="engine">The engine; <see cref="Engine.Unknown"/> is as slow as the slowest.</param>
    /// <param name="kind">What is done.</param>
    public static long Default(Engine engine, WorkKind kind) => engine switch
    {
        Engine.PostgreSql => PostgreSql(kind),
        Engine.MySql => MySql(kind),
        Engine.Sqlite => Sqlite(kind),

        // Never measured: the slower one of the two other servers, so that a mistake is on the slow side.
        Engine.SqlServer => Math.Min(PostgreSql(kind), MySql(kind)),
        _ => Math.Min(Sqlite(kind), Math.Min(PostgreSql(kind), MySql(kind))),
    };

    private static long PostgreSql(WorkKind kind) => kind switch
    {
        WorkKind.Scan => 5_000_000,
        WorkKind.Rewrite => 100_000,
        WorkKind.IndexBuild => 200_000,
        WorkKind.ForeignKey => 3_000_000,
        WorkKind.Update => 70_000,
        WorkKind.Delete => 200_000,
        _ => 100_000,
    };

    private static long MySql(WorkKind kind) => kind switch
    {
        WorkKind.Scan => 700_000,
        WorkKind.Rewrite => 80_000,
        WorkKind.IndexBuild => 100_000,
        WorkKind.ForeignKey => 30_000,
        WorkKind.Update => 30_000,
        WorkKind.Delete => 40_000,
        _ => 20_000,
    };

    private static long Sqlite(WorkKind kind) => kind switch
    {
        WorkKind.Scan => 1_000_000,
        WorkKind.Rewrite => 100_000,
        WorkKind.IndexBuild => 200_000,
        WorkKind.ForeignKey => 1_000_000,
        WorkKind.Update => 50_000,
        WorkKind.Delete => 60_000,
        _ => 500_000,
    };
}
