using System.Globalization;
using MigrationGuard.Gates;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Reports;

/// <summary>
/// Writes <c>rollback-report.md</c>: what a person who has never seen this deployment needs to decide and to roll it back. What does not apply has no heading, so that a
/// harmless deployment gets a short report.
/// </summary>
public sealed class MarkdownReport
{
    /// <summary>GitHub takes no comment of more than 65,536 characters; what a workflow puts around the report needs room as well.</summary>
    private const int LongestReport = 60_000;

    /// <summary>How many entries of a list are shown, from generous to tight: more is read by machines, and they have <c>rollback-report.json</c>.</summary>
    private static readonly int[] MostEntries = [200, 100, 60, 30, 15, 8, 4];

    private readonly Assessment _assessment;
    private readonly ReportOptions _options;
    private readonly MarkdownDocument _document;
    private readonly RollbackPlan _plan;
    private readonly IReadOnlyList<MigrationView> _all;
    private readonly IReadOnlyList<MigrationView> _unreleased;

    private MarkdownReport(Assessment assessment, ReportOptions options, RollbackPlan plan, int mostEntries)
    {
        _assessment = assessment;
        _options = options;
        _plan = plan;
        _document = new MarkdownDocument(mostEntries);
        _all = MigrationView.All(assessment);
        _unreleased = [.. _all.Where(view => !view.Step.Released)];
    }

    /// <summary>Writes the report. The same assessment gives the same text.</summary>
    /// <param name="assessment">What was judged.</param>
    /// <param name="options">Where the project is; null when it is the repository root.</param>
    public static string Write(Assessment assessment, ReportOptions? options = null)
    {
        var plan = RollbackPlan.Of(assessment);
        var text = "";
        foreach (var most in MostEntries)
        {
            var report = new MarkdownReport(assessment, options ?? new ReportOptions(), plan, most);
            report.Compose();
            text = report._document.ToString();
            if (text.Length <= LongestReport)
            {
                break;
            }
        }

        return text.Length <= LongestReport ? text : Cut(text);
    }

    // Names of a thousand characters each defeat every limit on entries; then the end of the text goes, at the end of a line.
    private static string Cut(string text)
    {
        var end = text.LastIndexOf("\n\n", LongestReport, StringComparison.Ordinal);
        return text.Substring(0, end > 0 ? end : LongestReport) + "\n\n**Cut here.** The report is longer than a comment may be; all of it is in `rollback-report.json`.\n";
    }

    private void Compose()
    {
        WriteSummary();
        WriteProjects();
        WriteGate();
        WriteHazards();
        WriteReasons();
        WriteMigrations();
        MarkdownPlan.Write(_document, _plan, _assessment);
        WriteUnknowns();
        WriteAcknowledgements();
    }

    private void WriteSummary()
    {
        var rollback = _assessment.Rollback;
        _document.Heading(1, "Rollback report: " + Markdown.Text(_assessment.Deployment.Project));
        var gate = "**Gate: " + (_assessment.Gate.Passed ? "open" : "closed") + ".** ";
        if (_unreleased.Count == 0)
        {
            _document.Paragraph("**Nothing to roll back.** " + gate + Scope());
            return;
        }

        _document.Paragraph("**Rollback class: " + ReportNames.Of(rollback.Class) + "** (" + ReportNames.Meaning(rollback.Class) + "). " + gate + Scope());
        var head = ReportHead.Of(_assessment);
        _document.Bullets(
        [
            .. head.Why.Select((reason, index) => "**Why:** " + (reason.Migration is { } id ? Markdown.Code(id) + ": " : "") + Markdown.Text(reason.Reason)
                + (index == head.Why.Count - 1 && head.More > 0 ? " And " + Count(head.More, "more migration") + "." : "")),
            .. head.PointOfNoReturn is { } end ? ["**Point of no return:** " + Markdown.Code(rollback.PointOfNoReturn!) + ", " + Markdown.Text(end) + ". Once it has run, the deployment cannot be taken back."] : Array.Empty<string>(),
            "**Do:** " + Markdown.Text(head.ToDo),
            "**Deploying takes:** " + Markdown.Text(rollback.Deploying.Describe()) + ". **Rolling the database back:** " + Markdown.Text(rollback.DescribeRollingBack()) + ".",
        ]);
        if (!_plan.IsShort)
        {
            _document.Paragraph(string.Join(" ", _plan.Summary.Select(PhraseMarkdown.Of)));
        }

        var windows = rollback.Windows;
        if (windows.BeforeTraffic != windows.AfterNewWrites || windows.AfterNewWrites != windows.AfterContract)
        {
            _document.Table(
                ["When", "Rollback class", "What it means"],
                [
                    Window("Before traffic reaches the new release", windows.BeforeTraffic),
                    Window("After the new release has written", windows.AfterNewWrites),
                    Window("After the old form is removed", windows.AfterContract),
                ]);
        }
    }

    private void WriteProjects()
    {
        _document.Heading(2, "Projects");
        _document.Table(
            ["Project", "Context", "Engine", "Unreleased", "Rollback class"],
            [
                .. _assessment.Deployment.Contexts.Where(context => context.Project is not null).Select(context => (IReadOnlyList<string>)
                [
                    Markdown.Code(context.Project!.Name),
                    Unknowns.Title(context with { Project = null }),
                    context.Engine.ToTitle(),
                    Json.Numbers.Text(context.Steps.Count(step => !step.Released)) + " of " + Json.Numbers.Text(context.Steps.Count),
                    ClassOf(context),
                ]),
            ]);
    }

    private string ClassOf(ContextDeployment context)
    {
        var classes = _unreleased.Where(view => ReferenceEquals(view.Context, context) && view.Rollback is not null).Select(view => view.Rollback!.Class).ToList();
        return classes.Count == 0 ? "" : ReportNames.Of(classes.Max());
    }

    // The head has one sentence for each of the worst migrations; all of them stand here when there are more.
    private void WriteReasons()
    {
        if (_assessment.Rollback.Because.Count > 1)
        {
            _document.Heading(2, "Why this class");
            _document.Bullets(_assessment.Rollback.Because.Select(Markdown.Text));
        }
    }

    private string Scope()
    {
        if (_all.Count == 0)
        {
            return "The project has no migrations.";
        }

        if (_unreleased.Count == 0)
        {
            return Count(_all.Count, "migration") + ", all released.";
        }

        var engines = string.Join(", ", _assessment.Deployment.Contexts.Where(context => context.Steps.Count > 0).Select(context => context.Engine.ToTitle()).Distinct());
        var version = _assessment.Configuration.EngineVersion is { } said && engines.IndexOf(',') < 0 ? " " + said : "";
        return Count(_unreleased.Count, "unreleased migration") + " of " + Json.Numbers.Text(_all.Count) + ", judged for " + engines + version + ".";
    }

    private void WriteGate()
    {
        _document.Heading(2, "What closes the gate");
        _document.Bullets(_assessment.Gate.Failures.Select(failure =>
            "**" + Markdown.Text(failure.Finding.Rule) + "**" + Subject(failure.Finding) + ": " + Markdown.Text(failure.Finding.Message) + Place(failure.Finding.Span) + Needs(failure.Missing)));

        _document.Heading(2, "Gates and evidence worth a look");
        _document.Bullets(_assessment.Gate.Warnings.Select(warning =>
            Markdown.Text(warning.Rule) + Subject(warning) + ": " + Markdown.Text(warning.Message) + Place(warning.Span)));
    }

    private void WriteHazards()
    {
        _document.Heading(2, "State hazards");
        _document.Table(
            ["Migration", "Object", "What happens", "Mitigation", "Rule"],
            [
                .. _unreleased.SelectMany(view => view.Hazards.Where(hazard => hazard.Accepted is null).Select(hazard => (IReadOnlyList<string>)
                [
                    Markdown.Code(view.Migration.Id),
                    hazard.Object.Length == 0 ? "" : Markdown.Code(hazard.Object),
                    Markdown.Text(hazard.Effect),
                    Markdown.Text(hazard.Mitigation),
                    Markdown.Text(hazard.Rule) + (hazard.Severity == Severity.Info ? " (info)" : ""),
                ])),
            ]);
    }

    private void WriteMigrations()
    {
        _document.Heading(2, "Migrations");
        _document.Table(
            ["Migration", "Data impact", "Down: schema", "Down: data", "Rollback class", "Up / Down take", "Gates"],
            [
                .. _unreleased.Select(view => (IReadOnlyList<string>)
                [
                    Markdown.Code(view.Migration.Id),
                    view.Rollback is { } rollback ? ReportNames.Of(rollback.Impact) : "",
                    view.Rollback is { } schema ? ReportNames.Of(schema.Inverse.Schema) + ReportNames.Failing(schema.Inverse.DownFails) : "",
                    view.Rollback is { } data ? ReportNames.Of(data.Inverse.Data) : "",
                    view.Rollback is { } judged ? ReportNames.Of(judged.Class) : Never(view.Migration),
                    view.Rollback is { } timed ? Takes(timed) : "",
                    string.Join("; ", view.Gates.Select(gate => (gate.Verified ? "" : "**not verified:** ") + KindOf(gate) + Markdown.Text(gate.Summary))),
                ]),
            ]);
    }

    private static string Takes(MigrationRollback rollback)
    {
        var (up, down) = (Markdown.Text(rollback.Up.Short()), Markdown.Text(rollback.Down.Short()));
        return up == down ? up : up + " / " + down;
    }

    private void WriteUnknowns()
    {
        var unknowns = Unknowns.Of(_assessment, _unreleased, _options);
        _document.Heading(2, "What is not known");
        _document.Bullets(unknowns);
    }

    /// <summary>How many acknowledgements come with this deployment, and how much they quieten; empty when none do.</summary>
    private string Acknowledged()
    {
        var accepted = _unreleased.SelectMany(view => view.Hazards.Where(hazard => hazard.Accepted is not null).Select(hazard => (view.Migration.ClassName, hazard.Accepted))).ToList();
        var declared = accepted.Distinct().Count();
        return declared == 0
            ? ""
            : "This change adds " + Number(declared, "acknowledgement") + " for " + Number(accepted.Count, "hazard") + ". None of them opens the gate.";
    }

    private static string Number(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");

    private void WriteAcknowledgements()
    {
        _document.Heading(2, "Accepted hazards");
        _document.Table(
            ["Migration", "Rule", "Object", "Reason", "Owner", "Until", "Issue"],
            [
                .. _unreleased.SelectMany(view => view.Hazards.Where(hazard => hazard.Accepted is not null).Select(hazard => (IReadOnlyList<string>)
                [
                    Markdown.Code(view.Migration.Id),
                    Markdown.Text(hazard.Rule),
                    hazard.Object.Length == 0 ? "" : Markdown.Code(hazard.Object),
                    Markdown.Text(hazard.Accepted!.Reason),
                    Markdown.Text(hazard.Accepted.Owner ?? ""),
                    Markdown.Text(hazard.Accepted.Until ?? ""),
                    Markdown.Text(hazard.Accepted.Issue ?? ""),
                ])),
            ]);
        if (Acknowledged() is { Length: > 0 } count)
        {
            _document.Paragraph(count);
        }

        _document.Bullets(_unreleased
            .Where(view => view.Migration.Declarations.ForwardOnly is { Reason.Length: > 0 })
            .Select(view => Markdown.Code(view.Migration.Id) + " is declared forward-only: " + Markdown.Text(view.Migration.Declarations.ForwardOnly!.Reason)));
        _document.Heading(2, "Rules that the project switched off or changed");
        _document.Bullets(_assessment.Manifest.Severities.Select(change =>
            Markdown.Text(change.Rule) + " is " + Markdown.Text(change.Severity) + " in the editor (" + Markdown.Text(change.By) + "). The gate and this report do not follow that."));
    }

    private string Place(SourceSpan span) =>
        span.File.Length == 0 ? "" : " (" + Markdown.Code(ReportPath.Of(_options, span.File) + (span.Line > 0 ? ":" + Json.Numbers.Text(span.Line) : "")) + ")";

    private static string Subject(Finding finding) => finding.MigrationId.Length == 0 ? "" : " " + Markdown.Code(finding.MigrationId);

    private static string Needs(IReadOnlyList<string> missing) => missing.Count == 0
        ? ""
        : " *Opens with: " + string.Join(", or ", missing.Select(kind => kind == "backup" ? "a verified backup gate" : "a verified expand/contract gate")) + ".*";

    private static string KindOf(VerifiedGate gate) => gate.Kind == "backup" ? "backup: " : "expand/contract: ";

    private static string Never(Migration migration) => migration.Kind == MigrationKind.NeverRuns ? "never runs" : "";

    private static IReadOnlyList<string> Window(string when, RollbackClass value) => [when, ReportNames.Of(value), ReportNames.Meaning(value)];

    private static string Count(int count, string what) => Json.Numbers.Text(count) + " " + what + (count == 1 ? "" : "s");
}
