using System.Globalization;
using MigrationGuard.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationGuard.BulbCheck.Trying;

/// <summary>Presses light bulbs on a project. Changes to different files are compiled and judged together: none of them changes what another migration is judged by.</summary>
/// <param name="bulbs">The light bulbs.</param>
/// <param name="most">How many migrations to ask each for.</param>
internal sealed class Trial(IEnumerable<Bulb> bulbs, int most)
{
    /// <summary>Presses them on the project as it is.</summary>
    public async Task<TrialResult> RunAsync(Project project, CancellationToken cancellation)
    {
        var before = await Judgement.OfAsync(project, cancellation).ConfigureAwait(false);
        var tried = new List<TriedBulb>();
        foreach (var bulb in bulbs)
        {
            tried.Add(await PressAsync(bulb, project, before, null, null, cancellation).ConfigureAwait(false));
        }

        return new TrialResult(CountOf(before), before.Errors.Count, tried);
    }

    /// <summary>Empties every Down, asks for a new one, and compares it with what was there.</summary>
    public async Task<TrialResult> WithEmptiedDownsAsync(Project project, CancellationToken cancellation)
    {
        var author = await Judgement.OfAsync(project, cancellation).ConfigureAwait(false);
        var (emptied, classes) = await EmptiedDowns.OfAsync(project, cancellation).ConfigureAwait(false);
        var before = await Judgement.OfAsync(emptied, cancellation).ConfigureAwait(false);
        var bulb = Bulb.All.Single(candidate => candidate.Provider is WriteDownFix);
        return new TrialResult(CountOf(before), before.Errors.Count, [await PressAsync(bulb, emptied, before, classes, author, cancellation).ConfigureAwait(false)]);
    }

    private static int CountOf(Judgement judgement) => judgement.Assessment.Manifest.Migrations.Count;

    /// <summary>What a light bulb offers.</summary>
    private sealed record Offer(Press Press, Document? Changed, IReadOnlyList<Document> Added);

    private async Task<TriedBulb> PressAsync(Bulb bulb, Project project, Judgement before, HashSet<string>? classes, Judgement? author, CancellationToken cancellation)
    {
        var groups = before.Findings.Where(finding => bulb.Provider.FixableDiagnosticIds.Contains(finding.Id) && (classes is null || classes.Contains(Judgement.ClassOf(finding))))
            .GroupBy(finding => (Rule: finding.Id, Class: Judgement.ClassOf(finding))).ToList();
        var asked = groups.Where((_, i) => i == 0 || (long)i * most / groups.Count > ((long)i - 1) * most / groups.Count).Take(most).ToList();
        var presses = new List<Offer>();
        foreach (var group in asked)
        {
            var press = new Press(group.Key.Rule, group.Key.Class);
            var found = await FirstOfferAsync(bulb, project, group, cancellation).ConfigureAwait(false);
            if (found is not var (title, changed, added))
            {
                presses.Add(new Offer(press with { Author = Word(author, press.ClassName) }, null, []));
                continue;
            }

            var (was, now) = ((await project.GetDocument(changed.Id)!.GetTextAsync(cancellation).ConfigureAwait(false)).ToString(), (await changed.GetTextAsync(cancellation).ConfigureAwait(false)).ToString());
            foreach (var document in added.Where(document => !document.Name.EndsWith(".Designer.cs", StringComparison.Ordinal)))
            {
                now += "\n// " + document.Name + "\n" + await document.GetTextAsync(cancellation).ConfigureAwait(false);
            }

            presses.Add(new Offer(press with { Title = title, Before = was, After = now, Author = Word(author, press.ClassName) }, changed, added));
        }

        return new TriedBulb(bulb.Name, groups.Count, await JudgeAsync(project, before, author, presses, cancellation).ConfigureAwait(false));
    }

    private static async Task<(string Title, Document Changed, IReadOnlyList<Document> Added)?> FirstOfferAsync(Bulb bulb, Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (project.GetDocument(diagnostic.Location.SourceTree) is not { } document)
            {
                continue;
            }

            var actions = new List<CodeAction>();
            await bulb.Provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation)).ConfigureAwait(false);
            if (actions.Count == 0)
            {
                continue;
            }

            var solution = (await actions[0].GetOperationsAsync(cancellation).ConfigureAwait(false)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
            var changes = solution.GetChanges(project.Solution).GetProjectChanges().Single();
            var changed = await FilledIn.OfAsync(solution.GetDocument(changes.GetChangedDocuments().Single())!, cancellation).ConfigureAwait(false);
            return (actions[0].Title, changed, [.. changes.GetAddedDocuments().Select(id => solution.GetDocument(id)!)]);
        }

        return null;
    }

    private static async Task<IReadOnlyList<Press>> JudgeAsync(Project project, Judgement before, Judgement? author, List<Offer> presses, CancellationToken cancellation)
    {
        var result = presses.Select(press => press.Press).ToArray();
        var waiting = Enumerable.Range(0, presses.Count).Where(i => presses[i].Changed is not null).ToList();
        while (waiting.Count > 0)
        {
            var together = waiting.DistinctBy(i => presses[i].Changed!.Id).ToList();
            waiting = [.. waiting.Except(together)];
            var changed = project;
            foreach (var i in together)
            {
                changed = changed.GetDocument(presses[i].Changed!.Id)!.WithText(await presses[i].Changed!.GetTextAsync(cancellation).ConfigureAwait(false)).Project;
                foreach (var added in presses[i].Added)
                {
                    changed = changed.AddDocument(added.Name, await added.GetTextAsync(cancellation).ConfigureAwait(false), added.Folders, added.FilePath).Project;
                }
            }

            var after = await Judgement.OfAsync(changed, cancellation).ConfigureAwait(false);
            var errors = after.Errors.Except(before.Errors).ToList();
            foreach (var i in together)
            {
                var (press, path) = (result[i], presses[i].Changed!.FilePath);
                var error = errors.FirstOrDefault(error => presses[i].Added.Select(added => added.FilePath).Prepend(path).Any(file => error.Contains(" " + file + ":", StringComparison.Ordinal)));
                result[i] = press with
                {
                    Error = error,
                    Silent = error is null && after.Count(press.Rule, press.ClassName) < before.Count(press.Rule, press.ClassName),
                    Louder = [.. after.Findings.Select(finding => finding.Id).Distinct().Where(rule => after.Count(rule, press.ClassName) > before.Count(rule, press.ClassName))],
                    Likeness = author is null ? null : Likeness(author, after, press.ClassName),
                };
            }
        }

        return result;
    }

    private static DownLikeness? Likeness(Judgement author, Judgement after, string className) =>
        Find(author, className) is { } was && Find(after, className) is { } now && author.Assessment.Rollback.Migrations.FirstOrDefault(migration => migration.ClassName == className) is { } rollback
            ? DownComparison.Of(was, rollback.Inverse, now)
            : null;

    private static Migration? Find(Judgement judgement, string className) => judgement.Assessment.Manifest.Migrations.FirstOrDefault(migration => migration.ClassName == className);

    private static string? Word(Judgement? author, string className) =>
        author?.Assessment.Rollback.Migrations.FirstOrDefault(migration => migration.ClassName == className)?.Inverse is { } inverse
            ? inverse.Schema.ToString().ToLower(CultureInfo.InvariantCulture) + (inverse.OnlyDefaults ? ", only defaults" : inverse.OnlyMinor ? ", only minor" : "")
                + (inverse.Differences.Count == 0 ? "" : ": " + inverse.Differences[0])
            : null;
}
