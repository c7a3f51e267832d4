using System.Globalization;
using MigrationGuard.Execution;
using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>
/// Says how one migration can be rolled back. When the previous release can run on the new schema and no row was touched, the schema stays and only the code goes
/// back. Otherwise Down must be a proven inverse, and data that Down cannot bring back must come from a verified backup or live on in the new form.
/// </summary>
internal static class MigrationAssessor
{
    public static MigrationRollback Assess(ContextDeployment context, MigrationStep step, ImpactSummary impact, MigrationGates gates, DurationEstimator durations)
    {
        var inverse = InverseProver.Prove(context, step, impact);
        var reasons = new List<string>();
        var windows = impact.Impact >= DataImpact.Rewrites
            ? WithImpact(step, impact, inverse, gates, reasons)
            : WithoutImpact(context, step, inverse, reasons);
        if (step.Migration.Declarations.ForwardOnly is { } forwardOnly)
        {
            reasons.Insert(0, "It is declared forward-only" + (string.IsNullOrWhiteSpace(forwardOnly.Reason) ? "." : ": " + forwardOnly.Reason.Trim().TrimEnd('.') + "."));
            var least = impact.Impact >= DataImpact.Rewrites && gates.Backups.Count > 0 && gates.Uncovered.Count == 0 ? RollbackClass.Complex : RollbackClass.Irreversible;
            windows = AtLeast(windows, least);
        }

        var back = durations.Down(step);
        if (windows.AfterNewWrites == RollbackClass.Fast && inverse.Schema is (SchemaInverse.Exact or SchemaInverse.Partial) && !gates.Contract && back.Minutes is > RollbackTime.MostOfFast and { } minutes)
        {
            reasons.Add("Down takes about " + Duration.Text(minutes) + ", longer than the 15 minutes of a fast rollback: " + Longest(back) + ".");
            windows = new RollbackWindows(RollbackClass.Complex, RollbackClass.Complex, Max(windows.AfterContract, RollbackClass.Complex));
        }

        return new MigrationRollback
        {
            MigrationId = step.Migration.Id,
            ClassName = step.Migration.ClassName,
            Impact = impact.Impact,
            Impacted = impact.Tables,
            Inverse = inverse,
            Class = windows.AfterNewWrites,
            Windows = windows,
            Because = reasons,
            Up = durations.Up(step),
            Down = back,
        };
    }

    private static string Longest(Duration duration)
    {
        var work = duration.Work.OrderByDescending(work => work.Rows * work.Times * (1 + work.Indexes)).First();
        return "in " + Hole.Show(work.FullTable ?? Hole.Text) + " " + Hole.Show(work.Because);
    }

    private static RollbackWindows WithImpact(MigrationStep step, ImpactSummary impact, InverseProof inverse, MigrationGates gates, List<string> reasons)
    {
        foreach (var table in impact.Tables)
        {
            var name = table.Table == ImpactSummary.UnknownTable ? "What is touched is not known" : table.Schema is null ? table.Table : table.Schema + "." + table.Table;
            reasons.Add(name + ": " + table.What + ".");
        }

        if (inverse.Data == DataInverse.Restored && inverse.Schema is (SchemaInverse.Exact or SchemaInverse.Partial) && inverse.DownFails < DownFailure.OnData)
        {
            reasons.Add("Down copies the data back.");
            return All(RollbackClass.Complex);
        }

        reasons.Add(inverse.Data switch
        {
            DataInverse.Unknown => "Nobody can say whether Down brings the data back.",
            DataInverse.Partial => "Down brings back only part of the data, such as seeded values.",
            DataInverse.Restored => "Down would copy the data back, but it does not get that far.",
            _ => inverse.Schema is SchemaInverse.Exact or SchemaInverse.Partial ? "Down brings the schema back, not the data." : "Nothing brings the data back.",
        });
        AddSentences(reasons, Failures(inverse, DownFailure.OnData));
        if (gates.Uncovered.Count == 0 && impact.Tables.Count > 0)
        {
            var copied = impact.Tables.Where(table => table.CopiedTo is not null).Select(table => table.CopiedTo!).Distinct(StringComparer.Ordinal).ToList();
            if (copied.Count > 0)
            {
                reasons.Add("The rows are kept in " + string.Join(", ", copied) + " and can be copied back from there.");
            }

            var minutes = Minutes(gates);
            if (minutes is { } restore)
            {
                reasons.Add("A restore from the verified backup takes " + restore.ToString(CultureInfo.InvariantCulture) + " minutes; rows written since then must be merged by hand."
                    + (restore > 60 ? " That is longer than the hour a complex rollback may take." : ""));
            }

            return All(RollbackClass.Complex);
        }

        if (gates.Contract && !gates.Uncovered.Any(table => table.Table == ImpactSummary.UnknownTable))
        {
            reasons.Add("The release before this one already uses the new form, so going back to it needs nothing of what is removed; releases before the expand step cannot run any more.");
            return new RollbackWindows(RollbackClass.Fast, RollbackClass.Fast, RollbackClass.Irreversible);
        }

        if (step.Migration.Declarations.ExpandContract is { Phase: MigrationPhase.Contract })
        {
            reasons.Add("It is not proven that the release before this one can do without what is removed.");
        }

        return All(RollbackClass.Irreversible);
    }

    private static RollbackWindows WithoutImpact(ContextDeployment context, MigrationStep step, InverseProof inverse, List<string> reasons)
    {
        var up = step.Runs.Placed;
        var breaks = Distinct(step.Runs.Breaks(context).Where(found => found.Break.Stops).Select(found => found.Break.Why));
        var contracted = step.Migration.Declarations.ExpandContract is { Phase: MigrationPhase.Expand } ? RollbackClass.Irreversible : (RollbackClass?)null;
        if (breaks.Count == 0)
        {
            reasons.Add(up.Count == 0 ? "It changes nothing." : "It only adds: the previous release runs on the new schema, which may stay.");
            if (inverse.Schema == SchemaInverse.None)
            {
                reasons.Add("The schema itself cannot be taken back (" + string.Join("; ", inverse.Differences) + "), and does not have to be.");
            }

            return new RollbackWindows(RollbackClass.Instant, RollbackClass.Instant, contracted ?? RollbackClass.Instant);
        }

        AddSentences(reasons, breaks);
        switch (inverse.Schema)
        {
            case SchemaInverse.None or SchemaInverse.Unknown:
                AddSentences(reasons, Distinct([.. inverse.Differences, .. Failures(inverse, DownFailure.OnData)]));
                reasons.Add("So the previous release cannot run on the new schema, and " + (inverse.Schema == SchemaInverse.None ? "there is no way back to the old one." : "nobody can say whether Down leads back to the old one."));
                return All(RollbackClass.Irreversible);
            case SchemaInverse.Partial when !inverse.OnlyDefaults && !inverse.OnlyMinor:
                AddSentences(reasons, Failures(inverse, DownFailure.OnNewRows));
                AddSentences(reasons, inverse.Differences);
                reasons.Add("So Down must be completed by hand.");
                return new RollbackWindows(RollbackClass.Complex, RollbackClass.Complex, contracted ?? RollbackClass.Complex);
        }

        if (inverse.Data is DataInverse.Lost or DataInverse.Partial or DataInverse.Unknown)
        {
            reasons.Add(inverse.Data == DataInverse.Unknown
                ? "Nobody can say what Down does to rows that existed before."
                : "Down itself loses data that existed before, or does not copy moved values back: copy them by hand first.");
            return All(inverse.Data == DataInverse.Unknown ? RollbackClass.Irreversible : RollbackClass.Complex);
        }

        var down = SchemaReplay.Walk(WayBack.Operations(step.Migration, context.Engine), step.After, context.Engine, step.Index);
        var burden = Burden(context, step, down);
        var fails = Failures(inverse, DownFailure.OnData);
        var least = burden is null && fails.Count == 0 ? RollbackClass.Fast : RollbackClass.Complex;
        if (fails.Count > 0)
        {
            AddSentences(reasons, fails);
            reasons.Add("So rows must be corrected by hand before Down can run.");
        }

        if (burden is not null || fails.Count == 0)
        {
            reasons.Add(burden ?? "Down is a proven inverse: run it together with the previous code.");
        }

        var later = Distinct([
            .. inverse.DownFailures.Where(failure => failure.When == DownFailure.OnNewRows).Select(failure => failure.Why),
            .. down.Where(placed => !inverse.DownFailures.Any(failure => ReferenceEquals(failure.At, placed.Operation)))
                .Select(placed => CodeCompatibility.AfterNewWrites(placed, context.Framework, step.Index))]);
        AddSentences(reasons, later);
        var afterWrites = later.Count > 0 ? RollbackClass.Complex : least;
        return new RollbackWindows(least, afterWrites, contracted ?? afterWrites);
    }

    /// <summary>What makes running Down more than one small step; null when nothing does.</summary>
    private static string? Burden(ContextDeployment context, MigrationStep step, IReadOnlyList<PlacedOperation> down)
    {
        var operations = down.Count(placed => placed.Operation is not Sql { Statements.Count: > 0 });
        if (operations > 1 && (step.Migration.NoTransaction || down.Any(placed => placed.Operation is Sql { SuppressTransaction: true })))
        {
            return "Down runs outside a transaction and can stop halfway.";
        }

        if (operations > 1 && context.Engine is (Engine.MySql or Engine.Unknown))
        {
            return context.Engine == Engine.MySql ? "MySQL commits after every statement, so Down can stop halfway." : "On engines without transactional DDL Down can stop halfway.";
        }

        return context.Engine == Engine.Sqlite
            && context.Framework == Framework.EfCore
            && down.Any(placed => placed.Operation is AlterColumn or DropColumn or AddForeignKey or DropForeignKey or AddPrimaryKey or DropPrimaryKey or AddUniqueConstraint
                or DropUniqueConstraint or AddCheckConstraint or DropCheckConstraint)
            ? "Down rebuilds a table, which SQLite does by copying every row."
            : null;
    }

    private static IReadOnlyList<string> Failures(InverseProof inverse, DownFailure atLeast) =>
        [.. inverse.DownFailures.Where(failure => failure.When >= atLeast).Select(failure => failure.Why)];

    private static int? Minutes(MigrationGates gates) => gates.Backups.Count == 0 ? null : gates.Backups.Sum(gate => gate.RestoreMinutes ?? 0);

    private static RollbackWindows All(RollbackClass value) => new(value, value, value);

    private static RollbackWindows AtLeast(RollbackWindows windows, RollbackClass least) =>
        new(Max(windows.BeforeTraffic, least), Max(windows.AfterNewWrites, least), Max(windows.AfterContract, least));

    private static RollbackClass Max(RollbackClass a, RollbackClass b) => a > b ? a : b;

    private static List<string> Distinct(IEnumerable<string?> sentences)
    {
        var distinct = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sentence in sentences)
        {
            if (sentence is not null && seen.Add(sentence))
            {
                distinct.Add(sentence);
            }
        }

        return distinct;
    }

    private static void AddSentences(List<string> reasons, IReadOnlyList<string> clauses)
    {
        const int most = 8;
        for (var i = 0; i < clauses.Count && i < most; i++)
        {
            var clause = clauses[i];
            reasons.Add(clause.Length == 0 ? clause : char.ToUpperInvariant(clause[0]) + clause.Substring(1).TrimEnd('.') + ".");
        }

        if (clauses.Count > most)
        {
            reasons.Add("And " + (clauses.Count - most).ToString(CultureInfo.InvariantCulture) + " more of this kind.");
        }
    }
}
