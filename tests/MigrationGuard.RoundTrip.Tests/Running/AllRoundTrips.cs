using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Histories;
using MigrationGuard.RoundTrip.Judging;
using MigrationGuard.RoundTrip.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationGuard.RoundTrip.Running;

/// <summary>Runs every case of every engine once, some at a time, and keeps what happened for the tests to read.</summary>
internal sealed class AllRoundTrips
{
    private static readonly Lazy<AllRoundTrips> OfSqlite = new(() => Run(new SqliteFolder()));

    private static readonly Lazy<AllRoundTrips> OfPostgres = new(() => Run(new PostgresServer()));

    private AllRoundTrips(CompiledHistories histories, IReadOnlyDictionary<string, Outcome> outcomes, TestServer server) =>
        (Histories, Outcomes, Server) = (histories, outcomes, server);

    public CompiledHistories Histories { get; }

    public IReadOnlyDictionary<string, Outcome> Outcomes { get; }

    public TestServer Server { get; }

    public static AllRoundTrips On(Engine engine) => engine == Engine.PostgreSql ? OfPostgres.Value : OfSqlite.Value;

    /// <summary>Every verdict beside what happened, for migrations whose Up ran.</summary>
    public IEnumerable<(Case Case, Comparison Comparison)> Comparisons =>
        from outcome in Outcomes.Values.OrderBy(outcome => outcome.Case.Name, StringComparer.Ordinal)
        from comparison in Comparison.Of(Histories.VerdictOf(outcome.Case), outcome)
        select (outcome.Case, comparison);

    private static AllRoundTrips Run(TestServer server)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        var cases = CaseFiles.All.Where(history => history.Engines.Contains(server.Engine)).ToList();
        var histories = CompiledHistories.Compile(cases, server.Engine);
        var trip = new RoundTrip(server, histories);
        foreach (var (template, id) in new[] { ("shop", HistorySources.ShopId), ("before", HistorySources.BeforeId) })
        {
            server.CreateTemplate(template, database =>
            {
                var options = new DbContextOptionsBuilder();
                database.Use(options, histories.Assembly);
                using var context = (DbContext)Activator.CreateInstance(histories.ContextOf(cases.First(history => history.Text("before").Length == 0)), options.Options)!;
                context.GetService<IMigrator>().Migrate(id);
                database.Execute(Shop.Rows);
            });
        }

        var outcomes = new Outcome[cases.Count];
        Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => outcomes[i] = trip.Run(cases[i]));
        return new AllRoundTrips(histories, outcomes.ToDictionary(outcome => outcome.Case.Name), server);
    }
}
