using System.Globalization;
using System.Text.Json;
using MigrationGuard.Model;
using MigrationGuard.TruthCheck.Comparison;

namespace MigrationGuard.TruthCheck.Reporting;

/// <summary>A comparison as text or as JSON.</summary>
internal static class TruthText
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TruthReport report, bool details, TextWriter output)
    {
        foreach (var context in report.Contexts)
        {
            output.Write($"{context.Context ?? "(no context)"}: {Count(context.Migrations, "migration")}, {context.Engine.ToTitle()} (from {context.Source})\n");
        }

        foreach (var migration in report.Bodies.GroupBy(body => (body.Migration, body.ClassName)))
        {
            var isPlain = migration.All(body => body.NotRun is null && body.Verdicts.All(verdict => verdict.Standing == Standing.Matched));
            if (!isPlain || details)
            {
                output.Write($"{(migration.Key.Migration.Length == 0 ? "(not read)" : migration.Key.Migration)} {migration.Key.ClassName}: {Totals(standing => migration.Sum(body => body.Count(standing)))}\n");
            }

            foreach (var body in migration)
            {
                Write(body, details, output);
            }
        }

        output.Write($"total: {Count(report.Bodies.Select(body => body.ClassName).Distinct().Count(), "migration")}, {Totals(report.Count)}, {Count(report.Bodies.Count(body => body.NotRun is not null), "body", "bodies")} not run\n");
    }

    public static string Json(TruthReport report) => JsonSerializer.Serialize(
        new
        {
            contexts = report.Contexts.Select(context => new { context = context.Context, engine = context.Engine.ToName(), source = context.Source, migrations = context.Migrations }),
            matched = report.Count(Standing.Matched),
            covered = report.Count(Standing.Covered),
            missed = report.Count(Standing.Missed),
            invented = report.Count(Standing.Invented),
            notRun = report.Bodies.Count(body => body.NotRun is not null),
            bodies = report.Bodies.Select(body => new
            {
                migration = body.Migration,
                @class = body.ClassName,
                direction = body.IsUp ? "up" : "down",
                provider = body.Provider.ToString(),
                matched = body.Count(Standing.Matched),
                covered = Of(body, Standing.Covered),
                missed = Of(body, Standing.Missed),
                invented = Of(body, Standing.Invented),
                notRun = body.NotRun,
            }),
        },
        s_indented) + "\n";

    private static IEnumerable<object> Of(BodyTruth body, Standing standing) =>
        body.Verdicts.Where(verdict => verdict.Standing == standing).Select(verdict => new { operation = verdict.Text, because = verdict.Because });

    private static void Write(BodyTruth body, bool details, TextWriter output)
    {
        var place = (body.IsUp ? "Up" : "Down") + " on " + body.Provider;
        if (body.NotRun is not null)
        {
            output.Write($"  {place} not run: {body.NotRun}\n");
        }

        foreach (var verdict in body.Verdicts.Where(verdict => details || verdict.Standing != Standing.Matched))
        {
            var text = verdict.Text.ReplaceLineEndings(" ");
            output.Write($"  {place} {verdict.Standing.ToString().ToLowerInvariant()}: {(text.Length > 300 ? text[..300] + "…" : text)}{(verdict.Because is null ? "" : " (" + verdict.Because + ")")}\n");
        }
    }

    private static string Totals(Func<Standing, int> count) =>
        $"{count(Standing.Matched)} matched, {count(Standing.Covered)} covered, {count(Standing.Missed)} missed, {count(Standing.Invented)} invented";

    private static string Count(int number, string one, string? many = null) => number.ToString(CultureInfo.InvariantCulture) + " " + (number == 1 ? one : many ?? one + "s");
}
