using System.Security.Cryptography;
using System.Text;
using MigrationGuard.Json;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Reports;

/// <summary>
/// Writes <c>rollback-report.sarif</c> (SARIF 2.1.0) for code scanning: one result for each hazard and for each failure and warning of the gate. An accepted hazard is
/// there, suppressed by its acknowledgement.
/// </summary>
public static class SarifReport
{
    private const string Repository = "https://github.com/migrationguard/migrationguard";

    /// <summary>Writes the log. The same assessment gives the same text.</summary>
    /// <param name="assessment">What was judged.</param>
    /// <param name="options">Where the project is; null when it is the repository root.</param>
    public static string Write(Assessment assessment, ReportOptions? options = null)
    {
        options ??= new ReportOptions();
        var findings = assessment.Gate.Failures.Select(failure => failure.Finding).Concat(assessment.Gate.Warnings)
            .Concat(assessment.Hazards.Where(hazard => !assessment.Gate.Failures.Any(failure => ReferenceEquals(failure.Finding, hazard)))).ToList();
        var rules = findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToList();
        var json = new JsonWriter(indented: true, JsonEscapes.Visible);
        json.StartObject()
            .Name("$schema").String("https://json.schemastore.org/sarif-2.1.0.json")
            .Name("version").String("2.1.0")
            .Name("runs").StartArray().StartObject()
            .Name("tool").StartObject().Name("driver").StartObject()
            .Name("name").String("MigrationGuard")
            .Name("informationUri").String(Repository);
        if (assessment.Manifest.ToolVersion.Length > 0)
        {
            json.Name("version").String(assessment.Manifest.ToolVersion);
        }

        json.Name("rules").StartArray();
        foreach (var id in rules)
        {
            WriteRule(json, id);
        }

        json.End().End().End().Name("columnKind").String("utf16CodeUnits").Name("results").StartArray();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            WriteResult(json, finding, rules.IndexOf(finding.Rule), assessment, options, seen);
        }

        return json.End().End().End().End().ToString();
    }

    private static void WriteRule(JsonWriter json, string id)
    {
        json.StartObject().Name("id").String(id);
        if (RuleCatalog.Find(id) is { } rule)
        {
            json.Name("name").String(rule.Name);
            WriteText(json.Name("shortDescription"), rule.Title);
            WriteText(json.Name("fullDescription"), rule.Documentation.FiresWhen);
            json.Name("helpUri").String(rule.HelpLink).Name("help").StartObject()
                .Name("text").String(rule.Documentation.SafeWay)
                .Name("markdown").String(rule.Documentation.SafeWay)
                .End()
                .Name("defaultConfiguration").StartObject().Name("level").String(Level(rule.DefaultSeverity)).End()
                .Name("properties").StartObject().Name("tags").Strings(["migrations", rule.Category]).End();
        }

        json.End();
    }

    private static void WriteResult(JsonWriter json, Finding finding, int rule, Assessment assessment, ReportOptions options, Dictionary<string, int> seen)
    {
        json.StartObject()
            .Name("ruleId").String(finding.Rule)
            .Name("ruleIndex").Number(rule)
            .Name("level").String(Level(finding.Severity));
        WriteText(json.Name("message"), Inert.Line(finding.Message.Length > 0 ? finding.Message : finding.Effect));
        json.Name("locations").StartArray().StartObject().Name("physicalLocation").StartObject()
            .Name("artifactLocation").StartObject().Name("uri").String(Uri(finding, assessment, options)).End();
        if (finding.Span is { Line: > 0 } span)
        {
            json.Name("region").StartObject().Name("startLine").Number(span.Line);
            if (span.Column > 0)
            {
                json.Name("startColumn").Number(span.Column);
            }

            if (span.EndLine >= span.Line && span.EndColumn > 0)
            {
                json.Name("endLine").Number(span.EndLine).Name("endColumn").Number(span.EndColumn);
            }

            json.End();
        }

        json.End();
        if (finding.ClassName.Length > 0)
        {
            json.Name("logicalLocations").StartArray().StartObject().Name("fullyQualifiedName").String(finding.ClassName).Name("kind").String("type").End().End();
        }

        json.End().End().Name("partialFingerprints").StartObject().Name("migrationGuard/v1").String(Fingerprint(finding, seen)).End();
        if (finding.Accepted is { } accepted)
        {
            json.Name("suppressions").StartArray().StartObject().Name("kind").String("inSource").Name("justification").String(Inert.Line(accepted.Reason)).End().End();
        }

        json.Name("properties").StartObject()
            .Name("migration").String(finding.MigrationId)
            .Name("object").String(Inert.Line(finding.Object))
            .Name("mitigation").String(Inert.Line(finding.Mitigation))
            .End().End();
    }

    // Code scanning refuses a result without a place; what concerns the project as a whole stands at its project file.
    private static string Uri(Finding finding, Assessment assessment, ReportOptions options)
    {
        var path = finding.Span.File.Length > 0 ? ReportPath.Of(options, finding.Span.File) : ReportPath.Of(options, assessment.Deployment.Project + ".csproj");
        var escaped = string.Join("/", path.Split('/').Select(part => part.Length > 1 && part[1] == ':' ? part : System.Uri.EscapeDataString(Inert.Line(part))));
        return path.StartsWith("/", StringComparison.Ordinal) ? "file://" + escaped : path.Length > 1 && path[1] == ':' ? "file:///" + escaped : escaped;
    }

    /// <summary>Stays the same when lines move; the number tells repeated findings on one object apart.</summary>
    private static string Fingerprint(Finding finding, Dictionary<string, int> seen)
    {
        var key = finding.Rule + "\n" + finding.ClassName + "\n" + finding.MigrationId + "\n" + finding.Object;
        seen[key] = seen.TryGetValue(key, out var count) ? count + 1 : 1;
        using var sha = SHA256.Create();
        var text = new StringBuilder(40);
        foreach (var value in sha.ComputeHash(Encoding.UTF8.GetBytes(key)).Take(16))
        {
            text.Append("0123456789abcdef"[value >> 4]).Append("0123456789abcdef"[value & 15]);
        }

        return text.Append(':').Append(Numbers.Text(seen[key])).ToString();
    }

    private static void WriteText(JsonWriter json, string text) => json.StartObject().Name("text").String(text).End();

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
