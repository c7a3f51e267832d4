using System.Threading;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// A migration that a light bulb wants to change, and the judgement of its project. A change is offered only when the changed project, read and judged again by the same
/// code as in the build, compiles, raises the rule less often there, and raises no other warning instead anywhere.
/// </summary>
internal sealed class ProvenFix
{
    /// <summary>Rules that judge what any way back does. Where there was none, they could not speak.</summary>
    private static readonly HashSet<string> JudgesOfDown = new(StringComparer.Ordinal) { "MG2005", "MG2006", "MG2019" };

    private readonly JudgedProject _judged;
    private readonly string _rule;

    private ProvenFix(MigrationClass migration, ContextDeployment context, MigrationStep step, JudgedProject judged, string rule)
    {
        Class = migration;
        Context = context;
        Step = step;
        _judged = judged;
        _rule = rule;
    }

    /// <summary>The class as it is written.</summary>
    public MigrationClass Class { get; }

    /// <summary>The migrations that it belongs to.</summary>
    public ContextDeployment Context { get; }

    /// <summary>The migration in its place.</summary>
    public MigrationStep Step { get; }

    /// <summary>What is judged about the project as it is.</summary>
    public Assessment Assessment => _judged.Assessment;

    /// <summary>Finds the migration that a diagnostic is about, and judges its project; null when it cannot be found.</summary>
    public static async Task<ProvenFix?> FindAsync(Document document, Diagnostic diagnostic, string? attributeType, CancellationToken cancellation)
    {
        if (await MigrationClass.FindAsync(document, diagnostic, attributeType, cancellation).ConfigureAwait(false) is not { } migration
            || await JudgedProject.OfAsync(migration.Document.Project, cancellation).ConfigureAwait(false) is not { } judged)
        {
            return null;
        }

        var name = Reading.Symbols.FullName(migration.Type);
        foreach (var context in judged.Assessment.Deployment.Contexts)
        {
            foreach (var step in context.Steps)
            {
                if (step.Migration.ClassName == name)
                {
                    return new ProvenFix(migration, context, step, judged, diagnostic.Id);
                }
            }
        }

        return null;
    }

    /// <summary>The operations of Up at the place of a diagnostic: a chain of calls may be several.</summary>
    public IEnumerable<T> OperationsAt<T>(Diagnostic diagnostic)
        where T : Operation =>
        Step.Migration.Up.Operations.OfType<T>().Where(operation =>
            operation.Span.File == diagnostic.Location.SourceTree?.FilePath && operation.Span.Start == diagnostic.Location.SourceSpan.Start);

    /// <summary>Whether a place is in the file of the class.</summary>
    public bool IsInFile(SourceSpan place) => place.File == Class.Declaration.SyntaxTree.FilePath;

    /// <summary>The class's own method of that name, with a block; null when it has none.</summary>
    public MethodDeclarationSyntax? Method(string name) =>
        Class.Declaration.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.ValueText == name);

    /// <summary>The document with changes made to its text; null unless the result is proven.</summary>
    /// <param name="changes">Changes to the text.</param>
    /// <param name="holds">What else must hold of the changed project and migration; null for nothing.</param>
    /// <param name="cancellation">Stops the proof.</param>
    public async Task<Document?> ProveAsync(IEnumerable<TextChange> changes, Func<Assessment, MigrationStep, bool>? holds, CancellationToken cancellation)
    {
        var text = await Class.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        return await ProveAsync(Class.Document.WithText(text.WithChanges(changes)), holds, cancellation).ConfigureAwait(false);
    }

    /// <summary>The changed document; null unless it is proven.</summary>
    /// <param name="changed">The document after the change.</param>
    /// <param name="holds">What else must hold of the changed project and migration; null for nothing.</param>
    /// <param name="cancellation">Stops the proof.</param>
    public async Task<Document?> ProveAsync(Document changed, Func<Assessment, MigrationStep, bool>? holds, CancellationToken cancellation) =>
        await IsProvenAsync(changed.Project, holds, [], cancellation).ConfigureAwait(false) ? changed : null;

    /// <summary>Whether a changed project is proven: the file of the migration, and files beside it that are new.</summary>
    /// <param name="changed">The project after the change.</param>
    /// <param name="holds">What else must hold of the changed project and migration; null for nothing.</param>
    /// <param name="tolerated">Rules that may speak afterwards, because something is left to a person on purpose.</param>
    /// <param name="cancellation">Stops the proof.</param>
    public async Task<bool> IsProvenAsync(Project changed, Func<Assessment, MigrationStep, bool>? holds, IReadOnlyList<string> tolerated, CancellationToken cancellation)
    {
        var key = string.Join("\n", [_rule, Step.Migration.ClassName, holds?.Method.DeclaringType?.FullName + "." + holds?.Method.Name, .. tolerated, .. await FilesOf(changed, cancellation).ConfigureAwait(false)]);
        if (!_judged.Proofs.TryGetValue(key, out var proven))
        {
            proven = await ProveAnewAsync(changed, holds, tolerated, cancellation).ConfigureAwait(false);
            _judged.Proofs[key] = proven;
        }

        return proven;
    }

    private async Task<IReadOnlyList<string>> FilesOf(Project changed, CancellationToken cancellation)
    {
        var files = new List<string>();
        foreach (var id in changed.GetChanges(Class.Document.Project).GetAddedDocuments().Prepend(Class.Document.Id))
        {
            if (changed.GetDocument(id) is { } document)
            {
                files.Add(document.FilePath + " " + document.Name + " " + JudgedProject.Checksum(await document.GetTextAsync(cancellation).ConfigureAwait(false)));
            }
        }

        return files;
    }

    private async Task<bool> ProveAnewAsync(Project changed, Func<Assessment, MigrationStep, bool>? holds, IReadOnlyList<string> tolerated, CancellationToken cancellation)
    {
        if (await changed.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation || !await CompilesAsync(changed, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        var original = await Class.Document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false);
        var after = ProjectReading.Of(compilation, _judged.Settings, cancellation, original).Assessment;
        var name = Step.Migration.ClassName;
        var step = after.Deployment.Contexts.SelectMany(context => context.Steps).FirstOrDefault(candidate => candidate.Migration.ClassName == name);
        if (step is null)
        {
            return false;
        }

        var (now, before) = (Counts(after), Counts(Assessment));
        return CountOf(now, name, _rule) < CountOf(before, name, _rule)
            && now.All(found => (found.Key.Class == name && found.Key.Rule == _rule) || !found.Value.Warns || JudgesOfDown.Contains(found.Key.Rule) || tolerated.Contains(found.Key.Rule)
                || found.Value.Count <= CountOf(before, found.Key.Class, found.Key.Rule))
            && (holds is null || holds(after, step));
    }

    /// <summary>The judgement of the project if one migration were another.</summary>
    public Assessment Imagine(Assessment assessment, Migration migration) => Guard.Assess(
        assessment.Manifest with { Migrations = [.. assessment.Manifest.Migrations.Select(candidate => candidate.ClassName == migration.ClassName ? migration : candidate)] },
        _judged.Settings.Inputs);

    private static Dictionary<(string Class, string Rule), (int Count, bool Warns)> Counts(Assessment assessment)
    {
        var counts = new Dictionary<(string Class, string Rule), (int Count, bool Warns)>();
        foreach (var finding in assessment.Hazards.Concat(assessment.Gate.Failures.Select(failure => failure.Finding)).Concat(assessment.Gate.Warnings))
        {
            if (finding.Accepted is null)
            {
                counts.TryGetValue((finding.ClassName, finding.Rule), out var found);
                counts[(finding.ClassName, finding.Rule)] = (found.Count + 1, found.Warns || finding.Severity >= Severity.Warning);
            }
        }

        return counts;
    }

    private static int CountOf(Dictionary<(string Class, string Rule), (int Count, bool Warns)> counts, string className, string rule) =>
        counts.TryGetValue((className, rule), out var found) ? found.Count : 0;

    private Task<bool> CompilesAsync(Project changed, CancellationToken cancellation) => CompilesAsync(Class.Document, changed, cancellation);

    /// <summary>Whether a changed project has no more errors in a document, and none in files that are new.</summary>
    /// <param name="before">The document before the change.</param>
    /// <param name="changed">The project after it.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<bool> CompilesAsync(Document before, Project changed, CancellationToken cancellation)
    {
        if (changed.GetDocument(before.Id) is not { } document || await ErrorsOf(document, cancellation).ConfigureAwait(false) > await ErrorsOf(before, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        foreach (var added in changed.GetChanges(before.Project).GetAddedDocuments())
        {
            if (changed.GetDocument(added) is not { } file || await ErrorsOf(file, cancellation).ConfigureAwait(false) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<int> ErrorsOf(Document document, CancellationToken cancellation) =>
        await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? model.GetDiagnostics(cancellationToken: cancellation).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            : 0;
}
