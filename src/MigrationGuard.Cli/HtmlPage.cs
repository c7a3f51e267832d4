using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using MigrationGuard.Planning;
using MigrationGuard.Reports;
using MigrationGuard.Rollback;

namespace MigrationGuard.Cli;

/// <summary>
/// The report as one page that needs nothing else: no script, no font, no request. Above it a timeline of the migrations with the point of no return. Readable on a phone,
/// on paper, in the light and in the dark.
/// </summary>
internal static class HtmlPage
{
    // HTML in the report is written by the report itself (folded parts, names in code); everything from outside was made inert before it got there.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().Build();

    private const string Style = """
        :root { color-scheme: light dark; --text: #1c2024; --faint: #60646c; --line: #d9d9e0; --page: #fff; --box: #f4f4f6; --instant: #2b7a4b; --fast: #1f6fb2; --complex: #a35c00; --irreversible: #c1272d }
        @media (prefers-color-scheme: dark) { :root { --text: #ececf0; --faint: #a0a4ac; --line: #3a3c42; --page: #16171a; --box: #212328; --instant: #5bb98b; --fast: #70b8ff; --complex: #ffb066; --irreversible: #ff8a8a } }
        * { box-sizing: border-box }
        body { margin: 0 auto; max-width: 68rem; padding: 1rem; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
        h1 { font-size: 1.6rem; line-height: 1.25 } h2 { margin-top: 2.2rem; padding-top: .6rem; border-top: 1px solid var(--line); font-size: 1.25rem }
        code { background: var(--box); border-radius: 3px; padding: .1em .3em; font: .875em ui-monospace, monospace }
        pre { background: var(--box); border-radius: 6px; padding: .75rem; overflow-x: auto } pre code { background: none; padding: 0; overflow-wrap: normal }
        .scroll { overflow-x: auto } table { border-collapse: collapse; font-size: .92rem } th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; min-width: 7rem }
        th { background: var(--box) } td:first-child code { white-space: nowrap } details { border: 1px solid var(--line); border-radius: 6px; padding: .5rem .75rem } summary { cursor: pointer; font-weight: 600 }
        .timeline { list-style: none; margin: 1rem 0 2rem; padding: 0 } .timeline li { position: relative; margin: 0; padding: .35rem 0 .35rem 1.9rem; border-left: 3px solid var(--line); margin-left: .6rem }
        .timeline li::before { content: ""; position: absolute; left: -.5rem; top: .75rem; width: .8rem; height: .8rem; border-radius: 50%; background: var(--mark, var(--faint)); border: 2px solid var(--page) }
        .timeline .instant { --mark: var(--instant) } .timeline .fast { --mark: var(--fast) } .timeline .complex { --mark: var(--complex) } .timeline .irreversible { --mark: var(--irreversible) }
        .timeline b { color: var(--mark, var(--faint)) } .timeline small { color: var(--faint); display: block }
        .timeline .point { border-left-color: var(--irreversible); border-top: 3px dashed var(--irreversible); padding-top: .6rem; color: var(--irreversible); font-weight: 600 } .timeline .point::before { display: none }
        .timeline .after { border-left-color: var(--irreversible) }
        @media (max-width: 600px) { body { padding: .75rem; font-size: 15px } ol, ul { padding-left: 1.3rem } }
        @media print { body { max-width: none; font-size: 10.5pt } pre { white-space: pre-wrap } h2, summary { break-after: avoid } tr, li { break-inside: avoid } details > * { display: block } }
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="assessment">What was judged.</param>
    public static string Write(Assessment assessment)
    {
        var report = Markdown.ToHtml(MarkdownReport.Write(assessment), Pipeline)
            .Replace("<table>", "<div class=\"scroll\"><table>", StringComparison.Ordinal)
            .Replace("<details>", "<details open>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);
        var headEnd = report.IndexOf("</h1>", StringComparison.Ordinal);
        var start = headEnd < 0 ? 0 : headEnd + "</h1>".Length;
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n"
            + "<title>Rollback plan: " + Text(assessment.Deployment.Project) + "</title>\n<style>\n" + Style + "\n</style>\n</head>\n<body>\n"
            + report[..start] + "\n" + Timeline(assessment) + report[start..] + "</body>\n</html>\n";
    }

    private static string Timeline(Assessment assessment)
    {
        const int MostReleased = 3;
        var page = new StringBuilder();
        foreach (var context in assessment.Deployment.Contexts.Where(context => context.Steps.Any(step => !step.Released)))
        {
            var after = false;
            var released = context.Steps.Where(step => step.Released).ToList();
            page.Append("<ol class=\"timeline\" aria-label=\"Migrations of ").Append(Text(context.Context ?? context.Framework.ToString())).Append("\">\n");
            if (released.Count > MostReleased)
            {
                page.Append("<li><small>").Append((released.Count - MostReleased).ToString(CultureInfo.InvariantCulture)).Append(" older migrations in production</small></li>\n");
            }

            foreach (var step in released.Skip(Math.Max(0, released.Count - MostReleased)))
            {
                page.Append("<li><code>").Append(Text(step.Migration.Id)).Append("</code><small>in production</small></li>\n");
            }

            foreach (var step in context.Steps.Where(step => !step.Released))
            {
                var rollback = assessment.Rollback.Migrations.FirstOrDefault(candidate => candidate.ClassName == step.Migration.ClassName && candidate.MigrationId == step.Migration.Id);
                var name = rollback?.Class.ToString().ToLowerInvariant() ?? "";
                if (!after && rollback?.Class == RollbackClass.Irreversible && step.Migration.Id == assessment.Rollback.PointOfNoReturn)
                {
                    after = true;
                    page.Append("<li class=\"point\">Point of no return: once the next one has run, there is no way back</li>\n");
                }

                page.Append("<li class=\"").Append(name).Append(after ? " after" : "").Append("\"><code>").Append(Text(step.Migration.Id)).Append("</code> <b>").Append(name).Append("</b><small>")
                    .Append(Text(rollback?.Because.FirstOrDefault() ?? "never runs")).Append("</small></li>\n");
            }

            page.Append("</ol>\n");
        }

        return page.ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(Rules.Display.Name(text));
}
