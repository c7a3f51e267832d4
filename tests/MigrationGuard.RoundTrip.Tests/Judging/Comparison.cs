using MigrationGuard.Execution;
using MigrationGuard.Rollback;
using MigrationGuard.RoundTrip.Running;

namespace MigrationGuard.RoundTrip.Judging;

/// <summary>How a verdict stands to what happened.</summary>
internal enum Relation
{
    Right,

    /// <summary>It warned of what did not happen on these rows.</summary>
    Stricter,

    /// <summary>It promised what did not happen: never allowed.</summary>
    Safer,
}

/// <summary>One verdict beside what happened.</summary>
/// <param name="Question"><c>schema</c>, <c>data</c>, <c>down</c> or <c>impact</c>.</param>
/// <param name="Verdict">What was said without running anything.</param>
/// <param name="Truth">What happened.</param>
/// <param name="Relation">How they stand to each other.</param>
internal sealed record Comparison(string Question, string Verdict, string Truth, Relation Relation)
{
    public static IReadOnlyList<Comparison> Of(MigrationRollback verdict, Outcome outcome) =>
        [Schema(verdict.Inverse, outcome), Data(verdict.Inverse, outcome), Down(verdict.Inverse, outcome), Impact(verdict.Impact, outcome)];

    private static Comparison Schema(InverseProof proof, Outcome outcome)
    {
        var (said, rank) = proof.Schema switch
        {
            SchemaInverse.Exact => ("exact", 0),
            SchemaInverse.Partial when proof.OnlyDefaults => ("only defaults", 1),
            SchemaInverse.Partial when proof.OnlyMinor => ("only minor", 2),
            SchemaInverse.Partial => ("partial", 3),
            SchemaInverse.None => ("none", 4),
            _ => ("unknown", -1),
        };
        var (happened, truth) = outcome.Schema switch
        {
            SchemaTruth.Exact => ("exact", 0),
            SchemaTruth.OnlyDefaults => ("only defaults", 1),
            SchemaTruth.OnlyMinor => ("only minor", 2),
            SchemaTruth.Different => ("different", 3),
            _ => ("nothing back", 4),
        };

        // Down ran and brought nothing back: a list of differences says so too.
        var same = rank == truth || (rank is 1 or 2 or 3 && truth == 4 && outcome.Fails != DownFails.Always);
        var relation = rank < 0 ? truth <= 2 ? Relation.Stricter : Relation.Right
            : same ? Relation.Right
            : rank < truth ? Relation.Safer
            : Relation.Stricter;
        return new Comparison("schema", said, happened, relation);
    }

    private static Comparison Data(InverseProof proof, Outcome outcome)
    {
        var promised = proof.Data is DataInverse.Untouched or DataInverse.Restored;
        var truth = !outcome.DataCameBack ? "changed" : outcome.Impact >= DataImpact.Rewrites ? "restored" : "untouched";
        return new Comparison("data", proof.Data.ToString().ToLowerInvariant(), truth, promised == outcome.DataCameBack ? Relation.Right : promised ? Relation.Safer : Relation.Stricter);
    }

    private static Comparison Down(InverseProof proof, Outcome outcome)
    {
        var said = proof.DownFails switch
        {
            DownFailure.NotProven => DownFails.Never,
            DownFailure.OnNewRows => DownFails.OnLaterRows,
            DownFailure.OnData => DownFails.OnRows,
            _ => DownFails.Always,
        };

        // Whoever says that nobody knows what Down does has not promised that it runs.
        var relation = said == outcome.Fails || (said < outcome.Fails && proof.Schema == SchemaInverse.Unknown) ? Relation.Right : said < outcome.Fails ? Relation.Safer : Relation.Stricter;
        return new Comparison("down", Name(said), Name(outcome.Fails), relation);
    }

    private static Comparison Impact(DataImpact said, Outcome outcome) => new(
        "impact",
        said.ToString().ToLowerInvariant(),
        outcome.Impact.ToString().ToLowerInvariant(),
        outcome.Impact < DataImpact.Rewrites ? (said < DataImpact.Rewrites ? Relation.Right : Relation.Stricter)
            : said >= outcome.Impact ? Relation.Right
            : Relation.Safer);

    private static string Name(DownFails fails) => fails switch
    {
        DownFails.Never => "runs",
        DownFails.OnLaterRows => "fails on later rows",
        DownFails.OnRows => "fails on rows",
        _ => "always fails",
    };
}
