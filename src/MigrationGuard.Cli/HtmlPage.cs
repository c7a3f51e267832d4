using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;
using MigrationGuard.Rollback;

namespace MigrationGuard.Cli;

/// <summary>
/// The report as one page that needs nothing else: no script, no font, no request. Above it the verdicts and a timeline of the migrations with the point of no return, beside it
/// a table of contents. Readable on a phone, on paper, in the light and in the dark.
/// </summary>
internal static class HtmlPage
{
    /// <summary>An id or a name of so many characters stays on one line of a table.</summary>
    private const int LongestUnbroken = 44;

    // HTML in the report is written by the report itself (folded parts, names in code); everything from outside was made inert before it got there.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseTaskLists().Build();

    /// <summary>Writes the page.</summary>
    /// <param name="assessment">What was judged.</param>
    public static string Write(Assessment assessment)
    {
        var report = Markdown.Parse(MarkdownReport.Write(assessment), Pipeline);
        if (report.FirstOrDefault() is HeadingBlock { Level: 1 } title)
        {
            report.Remove(title);
        }

        LabelCells(report);
        MarkDestructive(report);
        var contents = Contents(report);
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n"
            + "<title>Rollback plan: " + Text(assessment.Deployment.Project) + "</title>\n<style>\n" + HtmlStyle.Text + "\n</style>\n</head>\n<body>\n"
            + Head(assessment) + "<div class=\"columns\">\n" + contents + "<main>\n" + Timeline(assessment) + Body(report) + "</main>\n</div>\n</body>\n</html>\n";
    }

    /// <summary>On a phone a row is a card, and every cell says itself which column it is of.</summary>
    private static void LabelCells(MarkdownDocument report)
    {
        foreach (var table in report.Descendants<Table>())
        {
            var heads = table.OfType<TableRow>().First(row => row.IsHeader).OfType<TableCell>().Select(Plain).ToList();
            foreach (var row in table.OfType<TableRow>().Where(row => !row.IsHeader))
            {
                foreach (var (cell, head) in row.OfType<TableCell>().Zip(heads))
                {
                    cell.GetAttributes().AddProperty("data-head", head);
                    if (cell is [ParagraphBlock { Inline: { } line }] && line.FirstChild is CodeInline { Content.Length: <= LongestUnbroken } && line.FirstChild == line.LastChild)
                    {
                        cell.GetAttributes().AddClass("id");
                    }

                    if (Enum.GetNames<RollbackClass>().FirstOrDefault(name => string.Equals(name, Plain(cell), StringComparison.OrdinalIgnoreCase)) is { } known)
                    {
                        cell.GetAttributes().AddClass(Lower(known));
                    }
                }
            }
        }
    }

    private static void MarkDestructive(MarkdownDocument report)
    {
        foreach (var item in report.Descendants<ListItemBlock>().Where(item => item.FirstOrDefault() is ParagraphBlock first && Plain(first).StartsWith('⚠')))
        {
            item.GetAttributes().AddClass("destructive");
        }

        foreach (var list in report.Descendants<ListBlock>().Where(list => list.IsOrdered))
        {
            // A number that continues from the stage before is an attribute in HTML; the style counts by itself and has to be told.
            list.GetAttributes().AddClass("steps");
            list.GetAttributes().AddProperty("style", "--from: " + ((int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1) - 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Contents(MarkdownDocument report)
    {
        var page = new StringBuilder("<nav aria-label=\"Contents\">\n<ol>\n");
        var number = 0;
        foreach (var heading in report.OfType<HeadingBlock>().Where(heading => heading.Level == 2))
        {
            var id = "part-" + (++number).ToString(CultureInfo.InvariantCulture);
            heading.GetAttributes().Id = id;
            page.Append("<li><a href=\"#").Append(id).Append("\">").Append(Text(Plain(heading))).Append("</a></li>\n");
        }

        return number == 0 ? "" : page.Append("</ol>\n</nav>\n").ToString();
    }

    private static string Body(MarkdownDocument report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(report);
        return text.ToString()
            .Replace("<details>", "<details open>", StringComparison.Ordinal)
            .Replace("<table>", "<div class=\"scroll\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);
    }

    private static string Head(Assessment assessment)
    {
        var plan = RollbackPlan.Of(assessment);
        var unreleased = assessment.Deployment.Contexts.Sum(context => context.Steps.Count(step => !step.Released));
        var all = assessment.Deployment.Contexts.Sum(context => context.Steps.Count);
        var page = new StringBuilder("<header>\n<p class=\"brand\">MigrationGuard</p>\n<h1>Rollback plan: ").Append(Text(assessment.Deployment.Project)).Append("</h1>\n<ul class=\"tiles\">\n");
        if (plan.IsNeeded)
        {
            var minutes = assessment.Rollback.EstimateMinutes;
            Tile(page, Lower(assessment.Rollback.Class.ToString()), "Rollback class", Lower(assessment.Rollback.Class.ToString()), assessment.Rollback.Class switch
            {
                RollbackClass.Instant => "redeploy the previous code",
                RollbackClass.Fast => "under 15 minutes",
                RollbackClass.Complex => "15 to 60 minutes, with data recovery",
                _ => "no way back: mitigate instead",
            });
            Tile(page, assessment.Gate.Passed ? "instant" : "irreversible", "Gate", assessment.Gate.Passed ? "open" : "closed", assessment.Gate.Passed ? "nothing is missing" : Count(assessment.Gate.Failures.Count, "failure"));
            Tile(page, plan.IsGo ? "instant" : "irreversible", "Verdict", plan.IsGo ? "go" : "no-go", plan.Gaps.Count > 0 ? Count(plan.Gaps.Count, "missing input")
                : plan.GoNoGo.Any(check => check.Holds is null) ? "after the checks below" : "every check holds");
            Tile(page, "", "Way back", minutes is { } known ? known.ToString(CultureInfo.InvariantCulture) + " min" : plan.IsShort ? "code only" : "not known",
                minutes is null && plan.IsShort ? "the schema stays" : minutes is null ? "no restore was measured" : "from measured restores");
        }

        Tile(page, "", "Migrations", unreleased.ToString(CultureInfo.InvariantCulture), "unreleased, of " + all.ToString(CultureInfo.InvariantCulture));
        return page.Append("</ul>\n</header>\n").ToString();
    }

    private static void Tile(StringBuilder page, string kind, string name, string value, string more) =>
        page.Append("<li class=\"").Append(kind).Append("\"><small>").Append(name).Append("</small><b>").Append(value).Append("</b><span>").Append(more).Append("</span></li>\n");

    private static string Timeline(Assessment assessment)
    {
        const int MostReleased = 3;
        var page = new StringBuilder();
        var contexts = assessment.Deployment.Contexts.Where(context => context.Steps.Any(step => !step.Released)).ToList();
        foreach (var context in contexts)
        {
            var after = false;
            var name = Text(context.Title);
            var released = context.Steps.Where(step => step.Released).ToList();
            if (contexts.Count > 1)
            {
                page.Append("<p class=\"context\"><code>").Append(name).Append("</code></p>\n");
            }

            page.Append("<ol class=\"timeline\" aria-label=\"Migrations of ").Append(name).Append("\">\n");
            if (released.Count > MostReleased)
            {
                page.Append("<li class=\"released\"><small>").Append((released.Count - MostReleased).ToString(CultureInfo.InvariantCulture)).Append(" older migrations in production</small></li>\n");
            }

            foreach (var step in released.Skip(Math.Max(0, released.Count - MostReleased)))
            {
                page.Append("<li class=\"released\"><code>").Append(Text(step.Migration.Id)).Append("</code><small>in production</small></li>\n");
            }

            page.Append("<li class=\"now\">This deployment</li>\n");
            foreach (var step in context.Steps.Where(step => !step.Released))
            {
                var rollback = assessment.Rollback.Migrations.FirstOrDefault(candidate => candidate.ClassName == step.Migration.ClassName && candidate.MigrationId == step.Migration.Id);
                var kind = rollback is null ? "" : Lower(rollback.Class.ToString());
                if (!after && rollback?.Class == RollbackClass.Irreversible && step.Migration.Id == assessment.Rollback.PointOfNoReturn)
                {
                    after = true;
                    page.Append("<li class=\"point\">Point of no return: once the next one has run, there is no way back</li>\n");
                }

                page.Append("<li class=\"").Append(kind).Append(after ? " after" : "").Append("\"><code>").Append(Text(step.Migration.Id)).Append("</code> <b>").Append(kind).Append("</b><small>")
                    .Append(Text(rollback?.Because.FirstOrDefault() ?? "never runs")).Append("</small></li>\n");
            }

            page.Append("</ol>\n");
        }

        return page.ToString();
    }

    /// <summary>The words of a block, without markup.</summary>
    private static string Plain(Block block)
    {
        var text = new StringBuilder();
        foreach (var inline in (block is LeafBlock { Inline: { } own } ? [own] : ((ContainerBlock)block).Descendants<LeafBlock>().Select(leaf => leaf.Inline).OfType<ContainerInline>()).SelectMany(line => line.Descendants()))
        {
            text.Append(inline switch { LiteralInline literal => literal.Content.ToString(), CodeInline code => code.Content, _ => "" });
        }

        return text.ToString().Trim();
    }

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");

    private static string Lower(string text) => text.ToLowerInvariant();

    private static string Text(string text) => WebUtility.HtmlEncode(Rules.Display.Name(text));
}
