using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Reports;

/// <summary>What nobody knows about a deployment, said as such.</summary>
internal static class Unknowns
{
    /// <summary>One sentence in Markdown for each thing that is not known.</summary>
    public static IReadOnlyList<string> Of(Assessment assessment, IReadOnlyList<MigrationView> unreleased, ReportOptions options)
    {
        var unknowns = new List<string>();
        if (!assessment.Manifest.Complete)
        {
            unknowns.Add("**The evidence is not complete**" + (assessment.Manifest.Error is { } error ? ": " + Markdown.Text(error) : "") + ". Migrations may be missing from this report.");
        }

        foreach (var context in assessment.Deployment.Contexts)
        {
            if (context.Engine == Engine.Unknown)
            {
                unknowns.Add("The engine of " + Title(context) + " is not known: every operation was judged by the strictest engine.");
            }

            if (context.Releases == ReleaseKnowledge.Unstated && context.Steps.Any(step => !step.Released))
            {
                unknowns.Add("Which migrations of " + Title(context) + " ran in production is not said (`MigrationGuardReleased`): all of them were judged.");
            }
        }

        foreach (var view in unreleased)
        {
            AddOperations(unknowns, view, "Up", view.Migration.Up, options);
            AddOperations(unknowns, view, "Down", view.Migration.Down, options);
        }

        return unknowns;
    }

    /// <summary>A context as a report names it.</summary>
    public static string Title(ContextDeployment context) => context.Context is null && context.Project is null ? context.Title : Markdown.Code(context.Title);

    private static void AddOperations(List<string> unknowns, MigrationView view, string direction, MigrationBody body, ReportOptions options)
    {
        foreach (var operation in body.Operations)
        {
            var reason = operation switch
            {
                Unknown unknown => Markdown.Text(unknown.Reason) + (unknown.Touches is { } touched ? " (it touches: " + Markdown.Text(touched) + ")" : ""),
                Sql { Text: null } => "its SQL is not known when it is compiled",
                Sql { Text: { } text, Statements.Count: 0 } when !string.IsNullOrWhiteSpace(text) => "its SQL was not understood",
                Sql sql when sql.Statements.FirstOrDefault(statement => statement.Understanding != SqlUnderstanding.Full) is { } statement =>
                    "its SQL was not understood" + (statement.Reason is { } why ? ": " + Markdown.Text(why) : ""),
                _ => null,
            };
            if (reason is not null)
            {
                unknowns.Add(direction + " of " + Markdown.Code(view.Migration.Id) + ": " + reason + Place(operation.Span, options) + ".");
            }
        }
    }

    private static string Place(SourceSpan span, ReportOptions options) =>
        span.File.Length == 0 ? "" : ", at " + Markdown.Code(ReportPath.Of(options, span.File) + ":" + Json.Numbers.Text(span.Line));
}
