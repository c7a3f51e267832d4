using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Reports;

/// <summary>What a person must see in ten seconds: why the class is what it is, where the way back ends, and the one thing to do. Plain text; the reports dress it.</summary>
internal sealed class ReportHead
{
    private const int MostReasons = 3;

    private ReportHead(IReadOnlyList<(string? Migration, string Reason)> why, int more, string? pointOfNoReturn, string toDo)
    {
        Why = why;
        More = more;
        PointOfNoReturn = pointOfNoReturn;
        ToDo = toDo;
    }

    /// <summary>One sentence for each of the migrations that make the class what it is; the id is null for a reason of the whole deployment.</summary>
    public IReadOnlyList<(string? Migration, string Reason)> Why { get; }

    /// <summary>How many more migrations are as bad.</summary>
    public int More { get; }

    /// <summary>Where and when the way back ends, after the id of the migration; null when it does not.</summary>
    public string? PointOfNoReturn { get; }

    /// <summary>The one thing to do before deploying.</summary>
    public string ToDo { get; }

    public static ReportHead Of(Assessment assessment)
    {
        var rollback = assessment.Rollback;
        var worst = rollback.Migrations.Where(migration => rollback.Class > RollbackClass.Instant && migration.Class == rollback.Class && migration.Because.Count > 0).ToList();
        var why = worst.Take(MostReasons).Select(migration => ((string?)migration.MigrationId, migration.Because[0])).ToList();
        if (rollback.Because.Count > 0 && (why.Count == 0 || !rollback.Migrations.Any(migration => rollback.Because[0].StartsWith(migration.MigrationId + ": ", StringComparison.Ordinal))))
        {
            // A sentence about the whole deployment, such as that its migrations take too long together.
            why = [(null, rollback.Because[0]), .. why.Where(reason => reason.Item2 != rollback.Because[0]).Take(MostReasons - 1)];
        }

        return new ReportHead(why, Math.Max(0, worst.Count - why.Count(reason => reason.Item1 is not null)), End(rollback), Action(assessment));
    }

    private static string? End(RollbackAssessment rollback)
    {
        var position = rollback.Migrations.ToList().FindIndex(migration => migration.MigrationId == rollback.PointOfNoReturn);
        if (position < 0)
        {
            return null;
        }

        var before = rollback.Migrations.Take(position).Aggregate(Duration.CatalogOnly, (sum, migration) => sum.Then(migration.Up));
        return "migration " + Json.Numbers.Text(position + 1) + " of " + Json.Numbers.Text(rollback.Migrations.Count) + ", "
            + (position == 0 ? "the first to run" : before.Seconds is null ? "after a time that is not known" : before.Describe() + " into the deployment");
    }

    private static string Action(Assessment assessment)
    {
        var rollback = assessment.Rollback;
        if (assessment.Gate.Failures.Count > 0)
        {
            var failure = assessment.Gate.Failures[0].Finding;
            var rest = assessment.Gate.Failures.Count - 1;
            return (failure.Rule == "MG6001"
                    ? "give " + failure.MigrationId + " a tested backup with [BackupGate(…)], or deploy it as a contract step once nothing uses what it removes"
                    : "correct " + failure.Rule + (failure.MigrationId.Length == 0 ? "" : " in " + failure.MigrationId) + (failure.Effect.Length == 0 ? "" : ": " + failure.Effect))
                + (rest == 0 ? "." : "; then the other " + (rest == 1 ? "error" : Json.Numbers.Text(rest) + " errors") + " of the gate.");
        }

        var others = rollback.Migrations.Where(migration => migration.Class != RollbackClass.Irreversible).ToList();
        return rollback.Class switch
        {
            RollbackClass.Irreversible when others.Count > 0 && rollback.PointOfNoReturn is { } point =>
                "deploy " + point + (rollback.Migrations.Count - others.Count > 1 ? " and what else has no way back" : "") + " by itself, later: the other " + Json.Numbers.Text(others.Count)
                + (others.Count == 1 ? " migration is " : " migrations are ") + ReportNames.Of(others.Max(migration => migration.Class)) + " without it.",
            RollbackClass.Irreversible => "deploy only when everybody knows that an error is corrected forward.",
            RollbackClass.Complex when rollback.Migrations.SelectMany(migration => migration.Impacted).FirstOrDefault(table => table.CopiedTo is not null) is { } copied =>
                "keep " + copied.CopiedTo + " until the release has proved itself: the rows of " + copied.Table + " come back from there.",
            RollbackClass.Complex when assessment.Gate.Gates.FirstOrDefault(gate => gate is { Kind: "backup", Verified: true }) is { } gate => "see that the backup is there before you deploy: " + gate.Summary + ".",
            RollbackClass.Complex => "have whoever rolls back read the steps before you deploy.",
            RollbackClass.Fast => "nothing before you deploy; to go back, run Down as the steps say, then deploy the previous release.",
            _ => "nothing; to go back, deploy the previous release.",
        };
    }
}
