using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>Proves what Down gives back, by replaying Up and then Down on the schema before.</summary>
internal static class InverseProver
{
    public static InverseProof Prove(ContextDeployment context, MigrationStep step, ImpactSummary impact)
    {
        var migration = step.Migration;
        var up = step.Runs.Placed;
        if (up.Count == 0)
        {
            return migration.Down is { Throws: false, Operations.Count: 0 }
                ? new InverseProof(SchemaInverse.Exact, DataInverse.Untouched, [])
                : Replayed(context, step, impact);
        }

        if (NoDown(migration, ChangesSchema(up)) is { } why)
        {
            var data = impact.Impact switch
            {
                DataImpact.None or DataImpact.Adds => DataInverse.Untouched,
                DataImpact.Unknown => DataInverse.Unknown,
                _ => DataInverse.Lost,
            };
            if (Refuses(migration))
            {
                return new InverseProof(SchemaInverse.None, data, [why]) { DownFailures = [new DownFailureReason(DownFailure.Always, why)] };
            }

            // Only what is understood is known to change the schema.
            return up.Any(placed => placed.Operation is not Sql && ChangesSchema(placed))
                ? new InverseProof(SchemaInverse.None, data, [why])
                : new InverseProof(SchemaInverse.Unknown, data, ["Down is empty, and Up does something that is not understood"]);
        }

        if (WayBack.Reversal(migration, context.Engine) is { } reversal)
        {
            return Reversed(Replayed(context, step, impact), reversal);
        }

        return Replayed(context, step, impact);
    }

    /// <summary>Corrects a proof by what FluentMigrator's own reversal does differently from what its operations say.</summary>
    private static InverseProof Reversed(InverseProof proof, AutoReversal reversal)
    {
        if (reversal.Throws)
        {
            return new InverseProof(
                SchemaInverse.None,
                proof.Data == DataInverse.Restored ? DataInverse.Lost : proof.Data,
                ["FluentMigrator cannot reverse Up and throws: " + (reversal.Thrown ?? "an expression has no reverse")])
            {
                DownFailures = [new DownFailureReason(DownFailure.Always, "Down fails: FluentMigrator cannot reverse Up and throws")],
            };
        }

        var doubts = new List<string>();
        foreach (var step in reversal.Steps)
        {
            var doubt = step.Doubt switch
            {
                ReversalDoubt.AsksTheDatabase => "FluentMigrator runs Up again to reverse it, and its conditions then find the tables already there",
                ReversalDoubt.SwapsForeignKey => "FluentMigrator creates a dropped foreign key the other way round",
                ReversalDoubt.AppliedAgain => "FluentMigrator applies the new description again instead of the old one",
                _ => null,
            };
            if (doubt is not null && !doubts.Contains(doubt))
            {
                doubts.Add(doubt);
            }
        }

        var losesRows = reversal.Steps.Any(step => step.Doubt == ReversalDoubt.RestoresNoRows);
        var data = losesRows && proof.Data is DataInverse.Restored or DataInverse.Partial ? DataInverse.Lost : proof.Data;
        var schema = reversal.MayThrow || reversal.DependsOnDatabase ? SchemaInverse.Unknown
            : doubts.Count > 0 && proof.Schema == SchemaInverse.Exact ? SchemaInverse.Partial
            : proof.Schema;
        return proof with { Schema = schema, Data = data, Differences = [.. doubts, .. proof.Differences], OnlyDefaults = proof.OnlyDefaults && doubts.Count == 0, OnlyMinor = proof.OnlyMinor && doubts.Count == 0 };
    }

    private static InverseProof Replayed(ContextDeployment context, MigrationStep step, ImpactSummary impact)
    {
        var trip = step.Runs.RoundTrip(context);
        return Compared(trip, DataInversion.Of(context, step, impact, trip.Before, step.Runs.Placed, trip.Down, trip.DownRun));
    }

    /// <summary>The proof that follows from a round trip.</summary>
    /// <param name="trip">Up and Down, carried out.</param>
    /// <param name="data">What became of the rows.</param>
    public static InverseProof Compared(RoundTrip trip, DataInverse data)
    {
        var (before, afterUp, after, failures) = (trip.Before, trip.UpRun.After, trip.DownRun.After, trip.Failures);
        var unknown = new List<string>(trip.Unknown);
        if (failures.Count > 0 && failures[0].When == DownFailure.Always)
        {
            return new InverseProof(SchemaInverse.None, data, [failures[0].Why]) { DownFailures = failures };
        }

        unknown.AddRange(trip.UpRun.Unknown);
        unknown.AddRange(trip.DownRun.Unknown.Where(clause => !trip.UpRun.Unknown.Contains(clause)));
        if (after.NotUnderstood > afterUp.NotUnderstood)
        {
            unknown.Add("Down does something that is not understood");
        }

        if (afterUp.NotUnderstood > before.NotUnderstood)
        {
            unknown.Add("Up does something that is not understood, so nobody can say what Down would have to undo");
        }

        if (after.Undecided > before.Undecided)
        {
            unknown.Add("a condition or loop decides what runs");
        }

        var comparison = SchemaComparison.Of(before, after, trip.Unseen);
        unknown.AddRange(comparison.Unknown);
        if (unknown.Count > 0)
        {
            return new InverseProof(SchemaInverse.Unknown, data, [.. unknown, .. comparison.Differences]) { DownFailures = failures };
        }

        return new InverseProof(comparison.Differences.Count == 0 ? SchemaInverse.Exact : SchemaInverse.Partial, data, comparison.Differences)
        {
            OnlyDefaults = comparison.OnlyDefaults,
            OnlyMinor = comparison.OnlyMinor,
            DownFailures = failures,
        };
    }

    private static string? NoDown(Migration migration, bool changesSchema)
    {
        if (migration.Kind is MigrationKind.Maintenance or MigrationKind.Profile)
        {
            return changesSchema ? "a " + (migration.Kind == MigrationKind.Maintenance ? "maintenance" : "profile") + " migration is never rolled back" : null;
        }

        var down = migration.Down;
        return down.Kind switch
        {
            BodyKind.Missing => "Down is missing, so a rollback stops with an exception",
            BodyKind.ForwardOnly => "Down throws on purpose: the migration is declared forward-only",
            BodyKind.AutoReversed => null,
            _ when down.Throws => "Down throws" + (down.Thrown is { } thrown ? " " + Shorten(Hole.Show(thrown)) : ""),
            _ when down.IsEmpty && changesSchema => "Down is empty: the history row goes, the schema stays, and the next Up fails",
            _ => null,
        };
    }

    private static bool ChangesSchema(IReadOnlyList<PlacedOperation> up) => up.Any(ChangesSchema);

    private static bool ChangesSchema(PlacedOperation placed) =>
        placed.Operation is not (Sql or InsertData or UpdateData or DeleteData or TruncateTable or EnsureSchema or ValidateConstraint)
        || (placed.Operation is Sql sql && !SqlKnowledge.IsUnderstood(sql));

    private static bool Refuses(Migration migration) => migration.Down.Kind is BodyKind.Missing or BodyKind.ForwardOnly || migration.Down.Throws;

    private static string Shorten(string text)
    {
        var line = string.Join(" ", text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 100 ? line : line.Substring(0, 99) + "…";
    }
}
