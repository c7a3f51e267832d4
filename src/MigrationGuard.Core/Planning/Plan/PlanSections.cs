using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Planning.Plan;

/// <summary>The sections around the steps: what is decided before, said meanwhile and checked afterwards.</summary>
internal sealed class PlanSections(Assessment assessment, PlanSettings settings, IReadOnlyList<MigrationView> unreleased, RollbackPlan plan)
{
    private const string NotSaid = "(not said)";

    private RollbackAssessment Rollback => assessment.Rollback;

    private bool LosesData => plan.DataRecovery.Any(table => table.Fate is DataFate.Lost or DataFate.Discarded);

    private bool TouchesDatabase => plan.Stages.Any(stage => stage.Kind == StageKind.Database && stage.Steps.Any(step => step.Destructive));

    /// <summary>The plan with every section.</summary>
    public RollbackPlan Fill(MechanismSteps mechanism, IReadOnlyList<DatabaseRollback> databases)
    {
        var filled = plan with
        {
            Summary = Summary(databases),
            RollForward = RollForward(databases),
            Triggers = Triggers(mechanism),
            Acceptance = Acceptance(databases),
            GoNoGo = GoNoGo(),
        };
        return plan.IsShort
            ? filled
            : filled with
            {
                Scope = Scope(databases),
                NoGoTriggers = NoGoTriggers(),
                SafeToRollBack = SafeToRollBack(),
                Rollout = Rollout(),
                Messages = Messages(),
                TemporaryMeasures = TemporaryMeasures(databases),
                IfItFails = IfItFails(databases),
                Risks = Risks(),
                FollowUp = FollowUps(),
                Exits = Exits(),
                Audit = Audit(),
            };
    }

    private List<Phrase> Summary(IReadOnlyList<DatabaseRollback> databases)
    {
        var sentences = new List<Phrase>();
        var lost = plan.DataRecovery.Where(table => table.Fate == DataFate.Lost).ToList();
        var discarded = plan.DataRecovery.Where(table => table.Fate == DataFate.Discarded).ToList();
        if (databases.Any(database => database.IsBlocked))
        {
            sentences.Add($"There is no way back: mitigate and correct forward.");
        }

        if (lost.Count > 0)
        {
            sentences.Add($"Data that stays lost after the rollback: {List(lost)}.");
        }

        var fromBackup = plan.DataRecovery.Where(table => table.Fate == DataFate.FromBackup).ToList();
        if (fromBackup.Count > 0)
        {
            sentences.Add($"Comes back only as it was in the backup: {List(fromBackup)}.");
        }

        if (discarded.Count > 0)
        {
            sentences.Add($"Written by the new release and discarded by the rollback: {List(discarded)}.");
        }

        sentences.Add(unreleased.Count == 1 ? $"The deployment brings one migration, {new Code(unreleased[0].Migration.Id)}." : (Phrase)$"The deployment brings {unreleased.Count} migrations, {new Code(unreleased[0].Migration.Id)} to {new Code(unreleased[unreleased.Count - 1].Migration.Id)}.");
        if (!databases.Any(database => database.IsBlocked))
        {
            sentences.Add(Approach(databases));
        }

        return sentences;
    }

    private Phrase Approach(IReadOnlyList<DatabaseRollback> databases)
    {
        var flag = settings.FeatureFlags is { Count: > 0 } flags ? $"Switch {new Code(flags[0].Name)} off first, which may be enough. " : (Phrase)$"";
        var reverted = databases.Sum(database => database.Reverted.Count);
        var version = settings.Deployment?.PreviousVersion is { } previous ? $"the previous release ({new Code(previous)})" : (Phrase)$"the previous release";
        return reverted == 0
            ? $"{flag}Then {version} is deployed again; the schema stays as it is."
            : (Phrase)$"{flag}Then the new release stops, {reverted} of {unreleased.Count} {Migrations(unreleased.Count)} {(reverted == 1 ? "goes" : "go")} back, and {version} is deployed again.";
    }

    private List<Phrase> RollForward(IReadOnlyList<DatabaseRollback> databases)
    {
        var reasons = new List<Phrase>();
        if (databases.Any(database => database.IsBlocked) || Rollback.Class == RollbackClass.Irreversible)
        {
            reasons.Add($"The class is irreversible: what {new Code(Rollback.PointOfNoReturn ?? "the deployment")} did cannot be taken back, and a rollback would end before it.");
        }

        var discarded = plan.DataRecovery.Where(table => table.Fate == DataFate.Discarded).ToList();
        if (discarded.Count > 0)
        {
            reasons.Add($"As soon as users have written, going back discards it: {List(discarded)}. A fix that goes forward keeps it.");
        }

        foreach (var view in unreleased.Where(view => view.Gates.Any(gate => gate is { Kind: "expandContract", Verified: true })))
        {
            reasons.Add($"{new Code(view.Migration.Id)} is a contract step: releases before the expand step cannot run any more, so only the release just before this one is a target.");
        }

        if (Rollback.EstimateMinutes is > 60 and { } minutes)
        {
            reasons.Add($"The database part alone takes about {Duration.Text(minutes)}; a correction may be faster.");
        }

        return reasons;
    }

    private PlanScope Scope(IReadOnlyList<DatabaseRollback> databases) => new()
    {
        In =
        [
            (Phrase)$"Code: {new Code(assessment.Deployment.Project)}{(settings.Deployment?.Name is { } name ? (Phrase)$", deployed as {new Code(name)}" : $"")}.",
            .. settings.Deployment?.Configuration is { } configuration && configuration != "none" ? [(Phrase)$"Configuration, by {new Code(configuration)}."] : Array.Empty<Phrase>(),
            .. databases.Where(database => database.Reverted.Count > 0).Select(database => (Phrase)$"Schema of {Context(database)}: {Phrase.Join(", ", database.Reverted.Select(Id))}."),
            .. plan.DataRecovery.Count > 0 ? [(Phrase)$"Data of {Phrase.Join(", ", plan.DataRecovery.Where(table => table.Fate != DataFate.Kept).Select(table => (table.Schema, table.Table)).Distinct().Select(table => DatabaseRollback.Of(table.Schema, table.Table)).DefaultIfEmpty((Phrase)$"no table"))}."] : Array.Empty<Phrase>(),
        ],
        Out =
        [
            .. databases.Where(database => database.Kept.Count > 0).Select(database => (Phrase)$"Stays applied: {Phrase.Join(", ", database.Kept.Select(Id))}."),
            .. unreleased.Any(view => view.Migration.Kind is MigrationKind.Maintenance or MigrationKind.Profile)
                ? [(Phrase)$"Run on every deployment and never rolled back: {Phrase.Join(", ", unreleased.Where(view => view.Migration.Kind is MigrationKind.Maintenance or MigrationKind.Profile).Select(view => (Phrase)$"{new Code(view.Migration.Name)}"))}."]
                : Array.Empty<Phrase>(),
            $"A full repair of the data, and a redesign of the change: both come afterwards.",
        ],
        Assumptions =
        [
            $"Production has exactly the migrations of this build up to the last released one; the first step on the database checks it.",
            $"Nobody changed the schema by hand.",
            .. databases.Where(database => database.Steps.Count > 0).GroupBy(database => database.Variable, StringComparer.Ordinal).Where(group => group.Select(database => database.Context.Project?.Name).Distinct(StringComparer.Ordinal).Count() > 1)
                .Select(group => (Phrase)$"All projects use the database that {new Code("$" + group.Key)} names; where they do not, name one variable for each in the projects' own {new Code("migrationguard.json")}."),
            .. assessment.Deployment.Contexts.Where(context => context.Steps.Any(step => !step.Released)).Select(context => (Phrase)$"The engine is {context.Engine.ToTitle() + (assessment.Configuration.EngineVersion is { } version ? " " + version : "")}, known from {context.EngineSource}."),
        ],
    };

    private List<PlanCheck> GoNoGo()
    {
        var checks = new List<PlanCheck>
        {
            new($"The gate is open.", assessment.Gate.Passed),
            new($"Nothing that this plan needs is missing.", plan.Gaps.Count == 0),
        };
        if (plan.IsShort)
        {
            return checks;
        }

        checks.Add(new($"All tests are green, the smoke test on staging passed, and its database went up and down again.", null));
        checks.Add(new($"Error rate and response time of the last 24 hours are written down as the baseline.", null));
        if (TouchesDatabase)
        {
            checks.Add(new($"The last backup is younger than a day{(settings.Backup.Location is { } location ? (Phrase)$" ({location})" : $"")}, and its restore was tested{(settings.Backup.TestedOn is { } day ? (Phrase)$" on {day}" : $"")}.", null));
        }

        if (settings.FeatureFlags is { Count: > 0 })
        {
            checks.Add(new($"Every flag of the release is off before it is deployed.", null));
        }

        if (Rollback.Class >= RollbackClass.Complex)
        {
            checks.Add(new($"Now is inside the window{(settings.Deployment?.Window is { } window ? (Phrase)$" ({window})" : $"")}, and it is not a Friday or the day before a holiday.", null));
            checks.Add(new($"Whoever decides and whoever approves destructive steps have read this plan: {Who(settings.Roles.Decides)}, {Who(settings.Roles.Approves)}.", null));
        }

        return checks;
    }

    private List<Phrase> NoGoTriggers() =>
    [
        $"A migration fails, or takes longer than twice its time on staging.",
        $"A query of the application waits for a lock for more than 30 seconds while a migration runs.",
        $"One of the automatic triggers below is met at any stage of the rollout.",
        .. Rollback.PointOfNoReturn is { } point ? [(Phrase)$"Any doubt at all before {new Code(point)} runs: after it there is no way back."] : Array.Empty<Phrase>(),
    ];

    private List<Phrase> SafeToRollBack() =>
    [
        $"No migration is running: the history table and the list of sessions show none.",
        $"The last applied migration is the one this plan starts from.",
        $"The build of the new release is at hand, with the migrations in it; the previous release is at hand, too{(settings.Deployment?.PreviousVersion is { } version ? (Phrase)$" ({new Code(version)})" : $"")}.",
        .. TouchesDatabase ? [(Phrase)$"A destructive step was approved by somebody else than the one who runs it: {Who(settings.Roles.Approves)}."] : Array.Empty<Phrase>(),
        $"What cannot be satisfied is written into the record together with what it risks.",
    ];

    private PlanTriggers Triggers(MechanismSteps mechanism)
    {
        var thresholds = settings.Thresholds;
        var automatic = new List<PlanTrigger>
        {
            new("Error rate", "over " + N(thresholds.ErrorRatePercent ?? 5) + " % for " + N(thresholds.ErrorRateMinutes ?? 5) + " minutes", thresholds.ErrorRatePercent is null && thresholds.ErrorRateMinutes is null),
            new("95th percentile of the response time", "over " + N(thresholds.LatencyFactor ?? 2) + " times the baseline for " + N(thresholds.LatencyMinutes ?? 10) + " minutes", thresholds.LatencyFactor is null && thresholds.LatencyMinutes is null),
            new("Health checks", "more than " + N(thresholds.UnhealthyPercent ?? 50) + " % fail", thresholds.UnhealthyPercent is null),
        };
        if (!plan.IsShort)
        {
            automatic.Add(new PlanTrigger(thresholds.BusinessMetric ?? "Business metric", "down by " + N(thresholds.BusinessDropPercent ?? 20) + " %", thresholds.BusinessDropPercent is null));
            automatic.Add(new PlanTrigger("Data", "found to be wrong or missing, or seen by the wrong people", true));
            automatic.AddRange(settings.Validation.Select(validation => new PlanTrigger(
                "Query: " + validation.Name,
                "answers something else than " + validation.Expect,
                false,
                new PlanQuery($"{validation.Name}", validation.Query.TrimEnd().TrimEnd(';') + ";", validation.Expect))));
        }

        return new PlanTriggers
        {
            Automatic = automatic,
            Manual = plan.IsShort
                ? []
                :
                [
                    $"Several critical reports of the same kind.",
                    $"Part of the function fails while the numbers stay below the thresholds.",
                    $"A system outside cannot work with the new release.",
                    $"The business decides so.",
                ],
            Authority =
            [
                (Phrase)$"Decides: {Who(settings.Roles.Decides)}.",
                .. plan.IsShort
                    ? Array.Empty<Phrase>()
                    :
                    [
                        (Phrase)$"Executes: {Who(settings.Roles.Executes)}. Approves destructive steps: {Who(settings.Roles.Approves)}.",
                        $"Must be told: {Who(settings.Roles.Informed ?? settings.Channels.Incident)}.",
                    ],
            ],
            Start = settings.FeatureFlags?.FirstOrDefault(flag => flag.Off is not null)?.Off ?? (TouchesDatabase ? null : mechanism.FirstCommand()),
        };
    }

    private List<Phrase> Rollout()
    {
        var lines = new List<Phrase>();
        foreach (var stage in settings.Rollout ?? [])
        {
            lines.Add($"{stage.Percent} % of the traffic for {stage.Minutes} minutes; on only when no trigger was met and error rate and response time are those of the rest.");
        }

        foreach (var flag in settings.FeatureFlags ?? [])
        {
            lines.Add($"Flag {new Code(flag.Name)}: off by default{(flag.Schedule is { } schedule ? (Phrase)$"; then {schedule}" : $"; no schedule is said")}.");
        }

        if (lines.Count > 0 && plan.DataRecovery.Any(table => table.Fate == DataFate.Discarded))
        {
            lines.Add($"Every stage writes rows that a rollback discards: stop early rather than late.");
        }

        return lines;
    }

    private List<PlanMessage> Messages()
    {
        var project = assessment.Deployment.Project;
        var given = plan.DataRecovery.Where(table => table.Fate is DataFate.Lost or DataFate.Discarded).Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
        var stale = plan.DataRecovery.Where(table => table.Fate == DataFate.FromBackup).Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
        var impact = given.Count + stale.Count == 0
            ? "No data is expected to be lost."
            : (given.Count == 0 ? "" : "Data that is given up: " + string.Join(", ", given) + ".") + (given.Count > 0 && stale.Count > 0 ? " " : "") + (stale.Count == 0 ? "" : "As of the last backup: " + string.Join(", ", stale) + ".");
        var duration = Rollback.EstimateMinutes is { } minutes ? Duration.Text(minutes) + " on the database" : "<minutes>";
        return
        [
            new("before the deployment", Channel(settings.Channels.Incident), "Deployment of " + project + " starts at <time>. Rollback class: " + Reports.ReportNames.Of(plan.Class) + ". "
                + (Rollback.PointOfNoReturn is { } point ? "Point of no return: " + point + ". " : "") + "Decides on a rollback: " + (settings.Roles.Decides ?? NotSaid) + ". Plan: <link>."),
            new("rollback in progress", Channel(settings.Channels.Incident), "Rollback of " + project + " in progress. Detected: <time>. Started: <time>. Severity: <severity>. Impact: <impact>. " + impact
                + " Actions so far: <steps>. Next: <step>. Expected duration: " + duration + ". Links: <record>, " + (settings.Channels.Dashboard ?? "<dashboard>") + "."),
            new("resolved", Channel(settings.Channels.Incident), "Rollback of " + project + " finished at <time>: <exit state>. Serving again: " + (settings.Deployment?.PreviousVersion ?? "<version>") + ". Verified: <checks>. " + impact + " Review: <time>."),
            new("to customers", Channel(settings.Channels.Customers), "Since <time> <function> does not work as it should. We are going back to the previous version. Expected to be over: <time>. Next news: in 30 minutes, or as soon as it is over."),
            new("status page", Channel(settings.Channels.StatusPage), "Investigating / Identified / Monitoring / Resolved: <function> is limited since <time>. Next update: <time>."),
        ];
    }

    private List<Phrase> Acceptance(IReadOnlyList<DatabaseRollback> databases)
    {
        var version = settings.Deployment?.PreviousVersion is { } previous ? (Phrase)$" ({new Code(previous)})" : $"";
        var lines = new List<Phrase>
        {
            $"The previous version{version} serves, on every instance.",
            $"Error rate and response time are at the baseline for 30 minutes.",
        };
        if (plan.IsShort)
        {
            return lines;
        }

        if (settings.Deployment?.Health is { } health)
        {
            lines.Add($"{new Code(health)} answers 200 from every instance.");
        }

        lines.Add($"The key flows were walked through by hand.");
        lines.Add($"The log of the previous release holds no error about a missing table, column or value.");
        if (databases.Any(database => database.Reverted.Count > 0))
        {
            lines.Add($"Every query of the database steps answered what the plan says, and the answers are in the record.");
        }

        lines.AddRange(settings.Validation.Select(validation => (Phrase)$"{validation.Name}: {new Code(validation.Query)} answers {new Code(validation.Expect)}."));
        lines.Add($"{settings.Thresholds.BusinessMetric ?? "The business metric"} is back where it was.");
        return lines;
    }

    private List<Phrase> TemporaryMeasures(IReadOnlyList<DatabaseRollback> databases) =>
    [
        .. (settings.FeatureFlags ?? []).Select(flag => (Phrase)$"{new Code(flag.Name)} stays off until the change is deployed again."),
        .. databases.Where(database => database.Reverted.Count > 0).Select(_ => (Phrase)$"No deployment of this project until its migrations were corrected: the next one would apply the same migrations again.").Take(1),
    ];

    private List<Phrase> IfItFails(IReadOnlyList<DatabaseRollback> databases)
    {
        var lines = new List<Phrase> { $"Stop. Write down which step failed, with its output, and what is applied now." };
        lines.Add($"Call {Who(settings.Roles.Escalation)}.");
        foreach (var database in databases.Where(database => database.Steps.Any(step => step.Destructive)))
        {
            if (database.Commands.RestoreWhole() is { } restore)
            {
                lines.Add($"Go back to the copy made before the rollback and put the {new Strong("new")} release into service again: {new Code(restore)}. Everything since that copy is lost.");
            }
        }

        if (settings.Backup.Restore is { } full)
        {
            lines.Add($"When that fails, too: the full restore, {new Code(full)}{(settings.Backup.Location is { } location ? (Phrase)$", from {location}" : $"")}{(settings.Backup.RestoreMinutes is { } minutes ? (Phrase)$", {minutes} minutes" : $"")}. Everything since that backup is lost.");
        }

        lines.Add($"When nothing serves: show the maintenance page, and tell customers.");
        return lines;
    }

    private List<Phrase> Risks()
    {
        var lines = new List<Phrase>();
        foreach (var table in plan.DataRecovery.Where(table => table.Fate is DataFate.Lost or DataFate.Discarded))
        {
            lines.Add($"{new Code(NameOf(table))}: {table.What} ({new Code(table.MigrationId)}). {Compensation(table)}");
        }

        foreach (var state in plan.ExternalState)
        {
            lines.Add($"{state.Name} ({state.Kind}) keeps what the new release did. {state.Mitigation}");
        }

        if (lines.Count > 0)
        {
            lines.Add($"What users saw, exported or received meanwhile does not go back.");
        }

        return lines;
    }

    private static Phrase Compensation(TableRecovery table) => table.Fate == DataFate.Discarded
        ? $"Compensate: take the rows out of the copy made before the rollback and load them again once the change is deployed a second time."
        : (Phrase)$"Compensate: tell the owners of the data; look in exports, replicas and older backups.";

    private List<PlanFollowUp> FollowUps() =>
    [
        new("30 minutes", [$"Watch error rate and response time against the baseline.", $"Send the message \"resolved\", or say what is still open.", $"Close the record with its exit state."]),
        new("24 hours",
        [
            $"Find the cause; keep the evidence.",
            $"Work off the rows that need correction by hand, table by table.",
            .. LosesData ? [(Phrase)$"Decide about the data that was given up, with whoever owns it."] : Array.Empty<Phrase>(),
        ]),
        new("one week",
        [
            $"Review the incident: which test, which alarm was missing, and why this plan did or did not hold.",
            $"Correct the runbooks and the configuration of this plan.",
            .. Reintroduce(),
        ]),
    ];

    private IEnumerable<Phrase> Reintroduce()
    {
        var mitigations = unreleased.SelectMany(view => view.Hazards).Where(hazard => hazard.Mitigation.Length > 0).OrderBy(hazard => hazard.Rule.StartsWith("MG4", StringComparison.Ordinal)).Select(hazard => hazard.Mitigation).Distinct(StringComparer.Ordinal).Take(3).ToList();
        yield return mitigations.Count == 0
            ? $"Bring the change back in smaller pieces, behind a flag, to a part of the traffic first."
            : (Phrase)$"Bring the change back in smaller pieces, behind a flag, to a part of the traffic first; and: {string.Join("; ", mitigations)}.";
    }

    private static List<PlanExit> Exits() =>
    [
        new("completed", "every step done, every acceptance criterion ticked", "the record is closed and \"resolved\" is sent"),
        new("blocked", "a step cannot start: an input, an approval or a person is missing", "say the reason, what is required and from whom; tell whoever decides; nothing is half done"),
        new("aborted", "stopped on purpose before its end", "say why, which steps ran, and what serves now; no system is left in an unknown state"),
        new("partially completed", "the service is back, but not everything is", "say what is missing, the risk that remains, and who does what by when"),
    ];

    private static List<Phrase> Audit() =>
    [
        $"Reason and scope; version before and target version; time of detection, start and end.",
        $"Every step: number, who ran it, when, the command as it ran, its output, done or failed.",
        $"Every number that was written down, and every answer that was compared with it.",
        $"Who decided, who approved each destructive step, who executed.",
        $"Exit state, data given up, what needs correction by hand; links to evidence, messages and review. The plan itself is in {new Code("rollback-report.json")} for machines.",
    ];

    private static Phrase Who(string? role) => role is null ? $"{new Strong(NotSaid)}" : (Phrase)$"{role}";

    private static Phrase Channel(string? channel) => channel is null ? $"{NotSaid}" : (Phrase)$"{channel}";

    private static Phrase Id(MigrationView view) => $"{new Code(view.Migration.Id)}";

    private static Phrase Context(DatabaseRollback database) => $"{new Code(database.Context.Title)}";

    private static Phrase List(IReadOnlyList<TableRecovery> tables)
    {
        const int Most = 6;
        var names = tables.Select(NameOf).Distinct(StringComparer.Ordinal).ToList();
        var list = Phrase.Join(", ", names.Take(Most).Select(name => (Phrase)$"{new Code(name)}"));
        return names.Count > Most ? $"{list} and {names.Count - Most} more" : list;
    }

    private static string NameOf(TableRecovery table) => (table.Schema is null ? "" : table.Schema + ".") + table.Table + (table.Columns.Count == 0 ? "" : "." + string.Join("/", table.Columns));

    private static string Migrations(int count) => count == 1 ? "migration" : "migrations";

    private static string N(long number) => Json.Numbers.Text(number);
}
