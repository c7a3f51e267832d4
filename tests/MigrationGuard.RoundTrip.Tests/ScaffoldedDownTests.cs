using MigrationGuard.Execution;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.RoundTrip.Histories;
using MigrationGuard.RoundTrip.Running;
using MigrationGuard.RoundTrip.Servers;

namespace MigrationGuard.RoundTrip;

/// <summary>
/// EF Core's model differ as the judge: a Down that is just what the differ gives for the way back is called exact, unless a database shows a difference; one that lacks an
/// operation of it is not.
/// </summary>
public sealed class ScaffoldedDownTests
{
    [PostgresFact]
    public void Postgres_agrees_on_what_EF_Core_scaffolds() => WholeDown(Engine.PostgreSql, atLeast: 40);

    [Fact]
    public void Sqlite_agrees_on_what_EF_Core_scaffolds() => WholeDown(Engine.Sqlite, atLeast: 20);

    [PostgresFact]
    public void On_Postgres_a_Down_that_lacks_an_operation_is_never_called_exact() => Incomplete(Engine.PostgreSql, atLeast: 40, notExact: 40);

    [Fact]
    public void On_Sqlite_a_Down_that_lacks_an_operation_is_called_exact_only_where_the_rebuild_makes_up_for_it() => Incomplete(Engine.Sqlite, atLeast: 20, notExact: 8);

    private static void WholeDown(Engine engine, int atLeast)
    {
        var all = AllRoundTrips.On(engine);
        var scaffolded = Scaffolded(all);
        var wrong = new List<string>();
        foreach (var history in scaffolded)
        {
            var outcome = all.Outcomes[history.Name];
            var said = all.Histories.VerdictOf(history).Inverse;
            if (outcome.Fails < DownFails.OnRows && (said.Schema == SchemaInverse.Exact) != (outcome.Schema == SchemaTruth.Exact))
            {
                wrong.Add(history.Name + ": said " + said.Schema + " (" + string.Join("; ", said.Differences) + "), was " + outcome.Schema + " (" + string.Join("; ", outcome.Differences) + ")");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(scaffolded.Count >= atLeast, "only " + scaffolded.Count);
    }

    private static void Incomplete(Engine engine, int atLeast, int notExact)
    {
        var all = AllRoundTrips.On(engine);
        var trip = new Running.RoundTrip(all.Server, all.Histories);
        var wrong = new List<string>();
        var (tried, different) = (0, 0);
        foreach (var history in Scaffolded(all).Where(history => all.Outcomes[history.Name].Schema == SchemaTruth.Exact))
        {
            var left = -1;
            var (truth, error) = trip.RunInsteadOfDown(history, context =>
            {
                left = history.Name.Length % ScaffoldedDown.Count(context);
                return ScaffoldedDown.CommandsWithout(context, left);
            });
            var said = ProofWithout(all.Histories, history, left);
            tried++;
            different += truth == SchemaTruth.Exact ? 0 : 1;
            if (truth != SchemaTruth.Exact && said is { Schema: SchemaInverse.Exact, DownFails: < DownFailure.OnData })
            {
                wrong.Add(history.Name + " without operation " + left + ": said exact, was " + truth + " " + error);
            }
            else if (truth == SchemaTruth.Exact && said.Schema is SchemaInverse.Partial or SchemaInverse.None)
            {
                wrong.Add(history.Name + " without operation " + left + ": was exact, said " + said.Schema + " (" + string.Join("; ", said.Differences) + ")");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(tried >= atLeast && different >= notExact, tried + " tried, " + different + " not exact");
    }

    private static List<Case> Scaffolded(AllRoundTrips all)
    {
        // Only asked for its services, never opened.
        using var database = all.Server.FromTemplate("shop");
        return [.. all.Outcomes.Values.Where(outcome => outcome.UpError is null && IsScaffolded(all, outcome.Case, database)).Select(outcome => outcome.Case).OrderBy(history => history.Name, StringComparer.Ordinal)];
    }

    private static bool IsScaffolded(AllRoundTrips all, Case history, TestDatabase database)
    {
        if (history.Flags.Contains("no-designer") || history.Text("model").Length == 0 || history.Text("down").Length == 0 || history.Text("down").Contains("throw ", StringComparison.Ordinal))
        {
            return false;
        }

        using var context = all.Histories.Context(history, database);
        return ScaffoldedDown.Is(context);
    }

    private static InverseProof ProofWithout(CompiledHistories histories, Case history, int left)
    {
        var migrations = histories.Migrations
            .Where(migration => migration.ClassName.StartsWith(history.Namespace + ".", StringComparison.Ordinal))
            .Select(migration => migration.ClassName == history.Namespace + ".Change"
                ? migration with { Down = migration.Down with { Operations = [.. migration.Down.Operations.Where((_, i) => i != left)] } }
                : migration)
            .ToList();
        var inputs = new GuardInputs { Engine = histories.Engine.ToName(), Released = HistorySources.BeforeId, SettingsMustMatch = false };
        return Guard.Assess(new ManifestDocument { Migrations = migrations }, inputs).Rollback.Migrations.Single(migration => migration.ClassName == history.Namespace + ".Change").Inverse;
    }
}
