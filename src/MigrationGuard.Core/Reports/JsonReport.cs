using MigrationGuard.Gates;
using MigrationGuard.Json;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Rules;

namespace MigrationGuard.Reports;

/// <summary>Writes <c>rollback-report.json</c>. Its form is a contract: <c>docs/schemas/rollback-report.schema.json</c>.</summary>
public static class JsonReport
{
    /// <summary>The version of the form.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Writes the report. The same assessment gives the same text.</summary>
    /// <param name="assessment">What was judged.</param>
    /// <param name="options">Where the project is; null when it is the repository root.</param>
    public static string Write(Assessment assessment, ReportOptions? options = null)
    {
        options ??= new ReportOptions();
        var json = new JsonWriter(indented: true, JsonEscapes.Visible);
        json.StartObject()
            .Name("schemaVersion").Number(SchemaVersion)
            .Name("project").String(assessment.Deployment.Project)
            .Name("engine").String(EngineOf(assessment.Deployment))
            .Name("complete").Boolean(assessment.Manifest.Complete);
        WriteProjects(json, assessment.Deployment);
        WriteRollback(json.Name("rollback"), assessment.Rollback);
        WriteGate(json.Name("gate"), assessment.Gate, options);
        JsonPlan.Write(json.Name("plan"), Planning.Plan.RollbackPlan.Of(assessment));
        json.Name("migrations").StartArray();
        foreach (var view in MigrationView.All(assessment))
        {
            WriteMigration(json, view, options);
        }

        return json.End().End().ToString();
    }

    private static void WriteProjects(JsonWriter json, Deployment deployment)
    {
        var projects = deployment.Contexts.Select(context => context.Project).OfType<DeployedProject>().Distinct().ToList();
        if (projects.Count == 0)
        {
            return;
        }

        json.Name("projects").StartArray();
        foreach (var project in projects)
        {
            json.StartObject().Name("name").String(project.Name).Name("folder").String(project.Folder).Name("assembly").String(project.Assembly).End();
        }

        json.End();
    }

    /// <summary>The engine of every context; null when they differ or one is not known.</summary>
    private static string? EngineOf(Deployment deployment)
    {
        var engines = deployment.Contexts.Select(context => context.Engine).Distinct().ToList();
        return engines.Count == 1 && engines[0] != Engine.Unknown ? engines[0].ToName() : null;
    }

    private static void WriteRollback(JsonWriter json, RollbackAssessment rollback)
    {
        json.StartObject().Name("class").String(ReportNames.Of(rollback.Class)).Name("because").Strings(rollback.Because).Name("windows");
        WriteWindows(json, rollback.Windows)
            .Name("pointOfNoReturn").String(rollback.PointOfNoReturn)
            .Name("estimateMinutes").Number(rollback.EstimateMinutes)
            .Name("durations").StartObject();
        WriteDuration(json.Name("deploying"), rollback.Deploying);
        WriteDuration(json.Name("rollingBack"), rollback.RollingBack);
        json.End().End();
    }

    private static void WriteDuration(JsonWriter json, Duration? duration)
    {
        if (duration is null)
        {
            json.Null();
            return;
        }

        json.StartObject()
            .Name("text").String(duration.Describe())
            .Name("seconds").Number(duration.Seconds is { } seconds ? (long)Math.Ceiling(seconds) : null)
            .Name("sizeUnknown").Strings(duration.SizeUnknown)
            .Name("notKnown").Strings(duration.NotKnown)
            .Name("work").StartArray();
        foreach (var work in duration.Work)
        {
            json.StartObject()
                .Name("kind").String(ReportNames.Of(work.Kind))
                .Name("schema").String(work.Schema)
                .Name("table").String(work.Table)
                .Name("because").String(work.Because)
                .Name("indexes").Number(work.Indexes)
                .Name("times").Number(work.Times)
                .Name("rows").Number(work.Rows)
                .End();
        }

        json.End().End();
    }

    private static JsonWriter WriteWindows(JsonWriter json, RollbackWindows windows) => json.StartObject()
        .Name("beforeTraffic").String(ReportNames.Of(windows.BeforeTraffic))
        .Name("afterNewWrites").String(ReportNames.Of(windows.AfterNewWrites))
        .Name("afterContract").String(ReportNames.Of(windows.AfterContract))
        .End();

    private static void WriteGate(JsonWriter json, GateDecision gate, ReportOptions options)
    {
        json.StartObject().Name("passed").Boolean(gate.Passed).Name("failures").StartArray();
        foreach (var failure in gate.Failures)
        {
            WriteProblem(json.StartObject(), failure.Finding, options).Name("missing").Strings(failure.Missing).End();
        }

        json.End().Name("warnings").StartArray();
        foreach (var warning in gate.Warnings)
        {
            WriteProblem(json.StartObject(), warning, options).End();
        }

        json.End().End();
    }

    private static JsonWriter WriteProblem(JsonWriter json, Finding finding, ReportOptions options) => json
        .Name("migration").String(finding.MigrationId.Length == 0 ? null : finding.MigrationId)
        .Name("rule").String(finding.Rule)
        .Name("reason").String(finding.Message)
        .Name("file").String(FileOf(finding.Span, options))
        .Name("line").Number(LineOf(finding.Span));

    private static void WriteMigration(JsonWriter json, MigrationView view, ReportOptions options)
    {
        var migration = view.Migration;
        json.StartObject().Name("id").String(migration.Id);
        if (view.Context.Project is { } project)
        {
            json.Name("project").String(project.Name);
        }

        json
            .Name("framework").String(ReportNames.Of(migration.Framework))
            .Name("context").String(migration.Context)
            .Name("class").String(migration.ClassName)
            .Name("file").String(FileOf(migration.Span, options))
            .Name("line").Number(LineOf(migration.Span))
            .Name("released").Boolean(view.Step.Released);
        WriteJudgement(json, view.Rollback);
        json.Name("gates").StartArray();
        foreach (var gate in view.Gates)
        {
            json.StartObject().Name("kind").String(gate.Kind).Name("verified").Boolean(gate.Verified).Name("summary").String(gate.Summary).End();
        }

        json.End();
        WriteOperations(json.Name("up"), migration.Up, migration.Span.File, options);
        WriteOperations(json.Name("down"), migration.Down, migration.Span.File, options);
        json.Name("hazards").StartArray();
        foreach (var hazard in view.Hazards)
        {
            WriteHazard(json, hazard, migration.Span.File, options);
        }

        json.End().End();
    }

    private static void WriteJudgement(JsonWriter json, MigrationRollback? rollback)
    {
        if (rollback is null)
        {
            json.Name("dataImpact").Null().Name("inverse").Null().Name("rollback").Null().Name("durations").Null();
            return;
        }

        json.Name("dataImpact").String(ReportNames.Of(rollback.Impact))
            .Name("inverse").StartObject()
            .Name("schema").String(ReportNames.Of(rollback.Inverse.Schema))
            .Name("data").String(ReportNames.Of(rollback.Inverse.Data))
            .Name("differences").Strings(rollback.Inverse.Differences)
            .Name("downFails").String(ReportNames.Of(rollback.Inverse.DownFails))
            .Name("downFailures").Strings([.. rollback.Inverse.DownFailures.Select(failure => failure.Why)])
            .End()
            .Name("rollback").StartObject().Name("class").String(ReportNames.Of(rollback.Class)).Name("because").Strings(rollback.Because).Name("windows");
        WriteWindows(json, rollback.Windows).End();
        json.Name("durations").StartObject();
        WriteDuration(json.Name("up"), rollback.Up);
        WriteDuration(json.Name("down"), rollback.Down);
        json.End();
    }

    private static void WriteOperations(JsonWriter json, MigrationBody body, string file, ReportOptions options)
    {
        json.StartArray();
        foreach (var operation in body.Operations)
        {
            var summary = OperationSummary.Of(operation);
            json.StartObject()
                .Name("kind").String(operation.Kind)
                .Name("schema").String(summary.Schema)
                .Name("table").String(summary.Table)
                .Name("name").String(summary.Name)
                .Name("newName").String(summary.NewName);
            _ = summary.Columns is null ? json.Name("columns").Null() : json.Name("columns").Strings(summary.Columns);
            json.Name("sql").String(summary.Sql)
                .Name("certainty").String(ReportNames.Of(operation.Certainty))
                .Name("provider").String(ReportNames.Of(operation.Providers));
            WritePlace(json, operation.Span, file, options).End();
        }

        json.End();
    }

    private static void WriteHazard(JsonWriter json, Finding hazard, string file, ReportOptions options)
    {
        json.StartObject()
            .Name("rule").String(hazard.Rule)
            .Name("severity").String(ReportNames.Of(hazard.Severity))
            .Name("object").String(hazard.Object)
            .Name("effect").String(hazard.Effect)
            .Name("engine").String(hazard.Engine == Engine.Unknown ? null : hazard.Engine.ToName())
            .Name("mitigation").String(hazard.Mitigation);
        WritePlace(json, hazard.Span, file, options).Name("accepted");
        if (hazard.Accepted is { } accepted)
        {
            json.StartObject().Name("reason").String(accepted.Reason).Name("owner").String(accepted.Owner).Name("until").String(accepted.Until).End();
        }
        else
        {
            json.Null();
        }

        json.End();
    }

    /// <summary>Line, and the file when it is not the migration's own: a helper or a base class.</summary>
    private static JsonWriter WritePlace(JsonWriter json, SourceSpan span, string file, ReportOptions options)
    {
        if (span.File != file && span.File.Length > 0)
        {
            json.Name("file").String(FileOf(span, options));
        }

        return json.Name("line").Number(LineOf(span));
    }

    private static string? FileOf(SourceSpan span, ReportOptions options) => span.File.Length == 0 ? null : ReportPath.Of(options, span.File);

    private static long? LineOf(SourceSpan span) => span.Line > 0 ? span.Line : null;
}
