using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Histories;
using MigrationGuard.RoundTrip.Judging;
using MigrationGuard.RoundTrip.Running;

namespace MigrationGuard.RoundTrip;

/// <summary>What the product says about a migration without running it, held against what happened when it ran: up, down, up again, and down over rows written since.</summary>
public sealed class VerdictTests
{
    public static TheoryData<string> OnPostgres => Cases(Engine.PostgreSql);

    public static TheoryData<string> OnSqlite => Cases(Engine.Sqlite);

    [PostgresTheory]
    [MemberData(nameof(OnPostgres))]
    public void Postgres_never_shows_a_verdict_to_be_safer_than_the_truth(string name) => Check(Engine.PostgreSql, name);

    [Theory]
    [MemberData(nameof(OnSqlite))]
    public void Sqlite_never_shows_a_verdict_to_be_safer_than_the_truth(string name) => Check(Engine.Sqlite, name);

    [PostgresFact]
    public void Every_verdict_of_Postgres_that_is_too_strict_is_explained() => StricterVerdicts.Match(Engine.PostgreSql);

    [Fact]
    public void Every_verdict_of_Sqlite_that_is_too_strict_is_explained() => StricterVerdicts.Match(Engine.Sqlite);

    [PostgresFact]
    public void At_most_one_verdict_in_twenty_is_too_strict()
    {
        var all = new[] { Engine.PostgreSql, Engine.Sqlite }
            .SelectMany(engine => AllRoundTrips.On(engine).Comparisons.Select(pair => (engine, pair.Case.Name, pair.Comparison.Relation)))
            .GroupBy(verdict => (verdict.engine, verdict.Name))
            .ToList();

        Assert.True(all.Count(migration => migration.Any(verdict => verdict.Relation == Relation.Stricter)) * 20 <= all.Count);
    }

    [Fact]
    public void There_are_enough_migrations_and_no_two_of_one_name()
    {
        Assert.True(CaseFiles.All.Count >= 120);
        Assert.Equal(CaseFiles.All.Count, CaseFiles.All.Select(history => history.Name).Distinct().Count());
    }

    private static void Check(Engine engine, string name)
    {
        var all = AllRoundTrips.On(engine);
        var outcome = all.Outcomes[name];
        Assert.Null(outcome.UpError);
        var verdict = all.Histories.VerdictOf(outcome.Case);
        var safer = Comparison.Of(verdict, outcome).Where(comparison => comparison.Relation == Relation.Safer).Select(comparison => comparison.Question + ": said " + comparison.Verdict + ", was " + comparison.Truth);

        Assert.True(
            !safer.Any(),
            string.Join("\n", [.. safer, "What failed: " + (outcome.DownError ?? "nothing"), "What the schema showed:", .. outcome.Differences, "What was said:", .. verdict.Inverse.Differences, .. verdict.Inverse.DownFailures.Select(failure => failure.ToString())]));
    }

    private static TheoryData<string> Cases(Engine engine) => [.. CaseFiles.All.Where(history => history.Engines.Contains(engine)).Select(history => history.Name)];
}
