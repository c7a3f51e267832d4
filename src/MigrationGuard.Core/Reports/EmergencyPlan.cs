using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;

namespace MigrationGuard.Reports;

/// <summary>What somebody knows in the middle of an incident.</summary>
public sealed record Incident
{
    /// <summary>What is wrong, in their words.</summary>
    public required string Description { get; init; }

    /// <summary>The version to go back to; empty for the last known good one.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether the database is touched; null for what the migrations say.</summary>
    public bool? DatabaseImpact { get; init; }

    /// <summary>The flag of the change; empty when there is none.</summary>
    public string FeatureFlag { get; init; } = "";
}

/// <summary>Writes the rollback plan of what is deployed for somebody in the middle of an incident: the same steps as the report, under the headings of an emergency.</summary>
public static class EmergencyPlan
{
    /// <summary>The headings, always in this order.</summary>
    public static IReadOnlyList<string> Headings { get; } =
    [
        "Rollback Summary", "Rollback Scope", "Preconditions And Safety Checks", "Rollback Steps", "Post-Rollback Verification", "Risks And Irreversible Effects", "Follow-Up Actions",
    ];

    /// <summary>Writes the plan as Markdown.</summary>
    /// <param name="assessment">What was judged; its unreleased migrations are what the deployment brought.</param>
    /// <param name="incident">What is known about the incident.</param>
    public static string Write(Assessment assessment, Incident incident)
    {
        assessment = ForIncident(assessment, incident);
        var plan = RollbackPlan.Of(assessment);
        var touches = plan.Stages.Any(stage => stage.Kind == StageKind.Database && stage.Steps.Any(step => step.Destructive));
        var document = new MarkdownDocument();
        document.Paragraph(Markdown.Fenced("text", string.Join("\n",
        [
            "INCIDENT: " + Inert.Line(incident.Description),
            "VERSION: " + (incident.Version.Length > 0 ? Inert.Line(incident.Version) : "(empty: the last known good one, " + (assessment.Configuration.Plan.Deployment?.PreviousVersion is { } known ? Inert.Line(known) : "not said") + ")"),
            "DB_IMPACT: " + (incident.DatabaseImpact switch { true => "yes", false => "no", null => touches ? "yes (from the migrations)" : "no (from the migrations)" }),
            "FEATURE_FLAG: " + (incident.FeatureFlag.Length > 0 ? Inert.Line(incident.FeatureFlag) : "(none)"),
        ])));

        Section(document, 0, [.. Summary(assessment, plan)]);
        Section(document, 1,
        [
            .. plan.Scope.In.Select(line => "In: " + PhraseMarkdown.Of(line)),
            .. plan.Scope.Out.Select(line => "Out: " + PhraseMarkdown.Of(line)),
            .. plan.Scope.Assumptions.Select(line => "Assumed: " + PhraseMarkdown.Of(line)),
            .. plan.IsNeeded && plan.Scope.In.Count == 0 ? ["In: the code. The schema stays."] : Array.Empty<string>(),
            .. plan.IsNeeded ? Array.Empty<string>() : ["In: the code. No migration of this build is newer than the last released one."],
        ]);
        Section(document, 2, [.. Preconditions(plan, incident, touches)]);
        document.Heading(2, Headings[3]);
        WriteSteps(document, assessment, plan);
        Section(document, 4, [.. plan.Acceptance.Select(line => "[ ] " + PhraseMarkdown.Of(line)), .. plan.IsNeeded ? Array.Empty<string>() : ["[ ] The previous version serves, and error rate and response time are at the baseline."]]);
        Section(document, 5,
        [
            .. plan.Risks.Select(PhraseMarkdown.Of),
            .. Unknowns.Of(assessment, [.. MigrationView.All(assessment).Where(view => !view.Step.Released)], new ReportOptions()).Select(line => "Not known: " + line),
            .. plan.IfItFails.Select(line => "If the rollback fails: " + PhraseMarkdown.Of(line)),
            .. plan.Risks.Count == 0 ? ["No row is given up as far as the migrations tell."] : Array.Empty<string>(),
        ]);
        Section(document, 6,
        [
            .. plan.TemporaryMeasures.Select(line => "For now: " + PhraseMarkdown.Of(line)),
            .. plan.FollowUp.SelectMany(entry => entry.Actions.Select(action => "Within " + entry.When + ": " + PhraseMarkdown.Of(action))),
            .. plan.Exits.Select(exit => "Ends as " + exit.State + " when " + exit.Means + "; then: " + exit.Requires + "."),
            .. plan.FollowUp.Count == 0 ? ["Find the cause, and bring the change back in smaller pieces."] : Array.Empty<string>(),
        ]);
        return document.ToString();
    }

    /// <summary>The assessment with what the incident says about version and flag.</summary>
    internal static Assessment ForIncident(Assessment assessment, Incident incident)
    {
        var settings = assessment.Configuration.Plan;
        if (incident.Version.Length > 0)
        {
            settings = settings with { Deployment = (settings.Deployment ?? new DeploymentSettings()) with { PreviousVersion = incident.Version } };
        }

        if (incident.FeatureFlag.Length > 0)
        {
            // The flag of the change is switched first; the others of the release are none of this incident's business.
            var known = settings.FeatureFlags?.FirstOrDefault(flag => string.Equals(flag.Name, incident.FeatureFlag, StringComparison.OrdinalIgnoreCase));
            settings = settings with { FeatureFlags = [known ?? new FeatureFlag { Name = incident.FeatureFlag }] };
        }

        return assessment with { Configuration = assessment.Configuration with { Plan = settings } };
    }

    private static IEnumerable<string> Summary(Assessment assessment, RollbackPlan plan)
    {
        if (!plan.IsNeeded)
        {
            yield return "No migration of this build is newer than the last released one: only the code goes back.";
            yield break;
        }

        yield return "Class: **" + ReportNames.Of(plan.Class) + "** (" + ReportNames.Meaning(plan.Class) + ").";
        foreach (var sentence in plan.Summary)
        {
            yield return PhraseMarkdown.Of(sentence);
        }

        if (plan.Class >= Rollback.RollbackClass.Complex || plan.RollForward.Count > 0)
        {
            yield return plan.RollForward.Count == 0
                ? "Rolling forward is not safer as far as the migrations tell."
                : "**Rolling forward may be safer:**";
        }

        foreach (var reason in plan.RollForward)
        {
            yield return PhraseMarkdown.Of(reason);
        }

        if (assessment.Rollback.EstimateMinutes is { } minutes)
        {
            yield return "Expected duration on the database: " + Rollback.Durations.Duration.Text(minutes) + ".";
        }
    }

    private static IEnumerable<string> Preconditions(RollbackPlan plan, Incident incident, bool touches)
    {
        if (incident.DatabaseImpact == false && touches)
        {
            yield return "**DB_IMPACT says no, the migrations say yes.** The steps on the database stay in this plan: without them the previous release meets a schema it does not know.";
        }

        if (incident.DatabaseImpact == true && !touches)
        {
            yield return "**DB_IMPACT says yes, but no step on the schema is needed.** If the new release wrote wrong rows, back up the database before anything else; correcting them is a task of its own.";
        }

        foreach (var line in plan.SafeToRollBack)
        {
            yield return "[ ] " + PhraseMarkdown.Of(line);
        }

        foreach (var line in plan.Triggers.Authority)
        {
            yield return PhraseMarkdown.Of(line);
        }

        foreach (var gap in plan.Gaps)
        {
            yield return "**Missing:** " + Markdown.Code(gap.Name) + ": " + Markdown.Text(gap.Why) + ".";
        }

        yield return "[ ] Logs, metrics and the present state are kept for the review.";
        yield return "[ ] Known: does traffic still arrive? A drained release is rolled back without haste.";
    }

    private static void WriteSteps(MarkdownDocument document, Assessment assessment, RollbackPlan plan)
    {
        if (plan.IsNeeded)
        {
            MarkdownPlan.WriteSteps(document, plan, 0);
            return;
        }

        var steps = new MechanismSteps(assessment.Configuration.Plan.Deployment).Redeploy(drained: false);
        MarkdownPlan.WriteSteps(document, plan with { Stages = [new PlanStage(StageKind.Code, "Code", null, steps)] }, 0);
    }

    private static void Section(MarkdownDocument document, int heading, IReadOnlyList<string> lines)
    {
        document.Heading(2, Headings[heading]);
        document.Bullets(lines);
    }
}
