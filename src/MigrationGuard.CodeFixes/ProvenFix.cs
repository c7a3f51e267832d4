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
/// code as in the build, compiles, no longer raises the rule there, and raises no other warning instead.
/// </summary>
internal sealed class ProvenFix
{
    /// <summary>Rules that judge what any way back does. Where there was none, they could not speak.</summary>
    private static readonly HashSet<string> JudgesOfDown = new(StringComparer.Ordinal) { "MG2005", "MG2006", "MG2019" };

    private readonly ProjectSettings _settings;
    private readonly string _rule;

    private ProvenFix(MigrationClass migration, ContextDeployment context, MigrationStep step, ProjectSettings settings, Assessment assessment, string rule)
    {
        Class = migration;
        Context = context;
        Step = step;
        _settings = settings;
        Assessment = assessment;
        _rule = rule;
    }

    /// <summary>The class as it is written.</summary>
    public MigrationClass Class { get; }

    /// <summary>The migrations that it belongs to.</summary>
    public ContextDeployment Context { get; }

    /// <summary>The migration in its place.</summary>
    public MigrationStep Step { get; }

    /// <summary>What is judged about the project as it is.</summary>
    public Assessment Assessment { get; }

    /// <summary>Finds the migration that a diagnostic is about, and judges its project; null when it cannot be found.</summary>
    public static async Task<ProvenFix?> FindAsync(Document document, Diagnostic diagnostic, string? attributeType, CancellationToken cancellation)
    {
        if (await MigrationClass.FindAsync(document, diagnostic, attributeType, cancellation).ConfigureAwait(false) is not { } migration
            || await migration.Document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
        {
            return null;
        }

        var options = migration.Document.Project.AnalyzerOptions;
        var settings = ProjectSettings.From(options.AnalyzerConfigOptionsProvider, options.AdditionalFiles, cancellation);
        var assessment = ProjectReading.Of(compilation, settings, cancellation).Assessment;
        var name = Reading.Symbols.FullName(migration.Type);
        foreach (var context in assessment.Deployment.Contexts)
        {
            foreach (var step in context.Steps)
            {
                if (step.Migration.ClassName == name)
                {
                    return new ProvenFix(migration, context, step, settings, assessment, diagnostic.Id);
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
    public async Task<Document?> ProveAsync(Document changed, Func<Assessment, MigrationStep, bool>? holds, CancellationToken cancellation)
    {
        if (await changed.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
            || await ErrorsOf(changed, cancellation).ConfigureAwait(false) > await ErrorsOf(Class.Document, cancellation).ConfigureAwait(false))
        {
            return null;
        }

        var after = ProjectReading.Of(compilation, _settings, cancellation).Assessment;
        var name = Step.Migration.ClassName;
        var step = after.Deployment.Contexts.SelectMany(context => context.Steps).FirstOrDefault(candidate => candidate.Migration.ClassName == name);
        if (step is null || Count(after, name, _rule) >= Count(Assessment, name, _rule))
        {
            return null;
        }

        foreach (var rule in after.Hazards.Where(hazard => hazard.ClassName == name && hazard.Severity >= Severity.Warning && hazard.Rule != _rule && !JudgesOfDown.Contains(hazard.Rule)).Select(hazard => hazard.Rule).Distinct())
        {
            if (Count(after, name, rule) > Count(Assessment, name, rule))
            {
                return null;
            }
        }

        return holds is null || holds(after, step) ? changed : null;
    }

    /// <summary>The judgement of the project if one migration were another.</summary>
    public Assessment Imagine(Assessment assessment, Migration migration) => Guard.Assess(
        assessment.Manifest with { Migrations = [.. assessment.Manifest.Migrations.Select(candidate => candidate.ClassName == migration.ClassName ? migration : candidate)] },
        _settings.Inputs);

    private static int Count(Assessment assessment, string className, string rule) =>
        assessment.Hazards.Concat(assessment.Gate.Failures.Select(failure => failure.Finding)).Concat(assessment.Gate.Warnings)
            .Count(finding => finding.ClassName == className && finding.Rule == rule && finding.Accepted is null);

    private static async Task<int> ErrorsOf(Document document, CancellationToken cancellation) =>
        await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? model.GetDiagnostics(cancellationToken: cancellation).Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            : 0;
}
