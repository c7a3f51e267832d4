using System.Collections.Immutable;
using MigrationGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationGuard.BulbCheck.Trying;

/// <summary>What the compiler and the rules say of a project.</summary>
internal sealed class Judgement
{
    private Judgement(ImmutableArray<Diagnostic> diagnostics, Assessment assessment)
    {
        Findings =
        [
            .. diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("MG", StringComparison.Ordinal))
                .OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal).ThenBy(ClassOf, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
        Errors =
        [
            .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal))
                .Select(diagnostic => diagnostic.Id + " " + diagnostic.Location.SourceTree?.FilePath + ": " + diagnostic.GetMessage(null)).Order(StringComparer.Ordinal),
        ];
        Assessment = assessment;
    }

    /// <summary>What the rules say.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; }

    /// <summary>The compiler's errors.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>The migrations and how they roll back.</summary>
    public Assessment Assessment { get; }

    /// <summary>Compiles and judges a project.</summary>
    public static async Task<Judgement> OfAsync(Project project, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        var options = project.AnalyzerOptions;
        var diagnostics = await compilation
            .WithAnalyzers([new MigrationAnalyzer()], new CompilationWithAnalyzersOptions(options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAllDiagnosticsAsync(cancellation).ConfigureAwait(false);
        var settings = ProjectSettings.From(options.AnalyzerConfigOptionsProvider, options.AdditionalFiles, cancellation);
        return new Judgement(diagnostics, ProjectReading.Of(compilation, settings, cancellation).Assessment);
    }

    /// <summary>Full name of the migration class that a finding is about; empty when it is about none.</summary>
    public static string ClassOf(Diagnostic diagnostic) => diagnostic.Properties.GetValueOrDefault(MigrationAnalyzer.ClassProperty) ?? "";

    /// <summary>How often a rule speaks about a class.</summary>
    public int Count(string rule, string className) => Findings.Count(finding => finding.Id == rule && ClassOf(finding) == className);
}
