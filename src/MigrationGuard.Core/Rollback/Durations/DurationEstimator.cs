using MigrationGuard.Engines;
using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback.Durations;

/// <summary>Estimates how long the two directions of a migration take on the database of the configuration.</summary>
internal sealed class DurationEstimator(ContextDeployment context, GuardConfiguration configuration)
{
    private static readonly Engine[] EveryEngine = [Engine.PostgreSql, Engine.SqlServer, Engine.MySql, Engine.Sqlite];

    private readonly WorkRates _rates = WorkRates.Of(context.Engine, configuration.Rates);

    // Nobody knows which engine it is: the one that takes longest counts.
    private readonly IReadOnlyList<WorkReader> _readers =
        [.. (context.Engine == Engine.Unknown ? EveryEngine : [context.Engine]).Select(engine => new WorkReader(EngineProfile.Of(engine, configuration), context.Framework))];

    /// <summary>How long Up takes.</summary>
    public Duration Up(MigrationStep step) => Of(step, step.Migration.Up.Operations, step.Before);

    /// <summary>How long Down takes: the one that is written, or the one that FluentMigrator derives.</summary>
    public Duration Down(MigrationStep step) => Of(step, WayBack.Operations(step.Migration, context.Engine), step.After);

    /// <summary>How long it takes to bring rows back from a table they were copied to.</summary>
    public Duration CopyBack(MigrationStep step, ImpactedTable table)
    {
        var work = new Work
        {
            Kind = step.After.FindTable(table.Schema, table.Table) is null ? WorkKind.Copy : WorkKind.Update,
            Schema = table.Schema,
            Table = table.Table,
            Because = "its rows are copied back from " + table.CopiedTo,
        };
        var result = new Result(_rates);
        result.Add(work, KnownSizes.For(context, step, configuration.TableSizes).Rows(step.Before, table.Schema, table.Table));
        return result.ToDuration();
    }

    private Duration Of(MigrationStep step, IReadOnlyList<Operation> operations, SchemaState before)
    {
        var sizes = KnownSizes.For(context, step, configuration.TableSizes);
        var result = new Result(_rates);
        var rebuilds = context is { Engine: Engine.Sqlite, Framework: Framework.EfCore } ? SqlitePlan.Of(operations).Rebuilds : [];
        var replaced = new HashSet<Operation>(rebuilds.SelectMany(rebuild => rebuild.Replaced), OperationIdentity.Instance);
        foreach (var placed in SchemaReplay.Walk(operations, before, context.Engine, step.Index))
        {
            if (replaced.Contains(placed.Operation))
            {
                continue;
            }

            if (NotKnown(placed) is { } why)
            {
                result.Doubt(why);
                continue;
            }

            foreach (var work in Slowest(placed))
            {
                var rows = sizes.Rows(placed.Before, work.Schema, work.Table);
                result.Add(work, rows);
                if (placed.Operation.Certainty is Certainty.Repeated or Certainty.Unknown && rows != 0)
                {
                    result.Doubt("how often an operation of a loop runs");
                }
            }
        }

        foreach (var rebuild in rebuilds)
        {
            result.Add(WorkReader.Rebuild(before, rebuild.Schema, rebuild.Table), sizes.Rows(before, rebuild.Schema, rebuild.Table));
        }

        return result.ToDuration();
    }

    private IEnumerable<Work> Slowest(PlacedOperation placed) => _readers.Count == 1
        ? _readers[0].Of(placed)
        : _readers
            .Select(reader => reader.Of(placed).ToList())
            .OrderByDescending(works => works.Sum(work => work.Seconds(Duration.LargeTable, _rates)))
            .First();

    private static string? NotKnown(PlacedOperation placed) => placed.Operation switch
    {
        Unknown => "an operation that could not be read",
        Sql sql when !SqlKnowledge.IsUnderstood(sql) => "SQL that was not understood",
        ChangeObject { Change: ObjectChange.Refresh } or ChangeObject { ObjectType: "materialized view", Change: ObjectChange.Create or ObjectChange.CreateOrReplace } =>
            "a query whose result is stored",
        InsertData { Rows.Count: 0, CopiedFrom: null, Columns.Count: > 0 } when placed.EffectOf is not null => "rows that a query or a file gives",
        _ => null,
    };

    private sealed class Result(WorkRates rates)
    {
        private readonly List<Work> _work = [];
        private readonly List<string> _notKnown = [];
        private double _least;
        private double _most;

        public void Add(Work work, long? rows)
        {
            if (rows == 0)
            {
                return;
            }

            _work.Add(work with { Rows = rows });
            _least += work.Seconds(rows ?? Duration.SmallTable, rates);
            _most += work.Seconds(rows ?? Duration.LargeTable, rates);
        }

        public void Doubt(string why)
        {
            if (!_notKnown.Contains(why))
            {
                _notKnown.Add(why);
            }
        }

        public Duration ToDuration() => new() { Work = _work, NotKnown = _notKnown, Least = _least, Most = _most };
    }
}
