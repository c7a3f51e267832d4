using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationGuard.Testing;

/// <summary>
/// Runs an analyzer over marked source and compares the diagnostics with the marks and the expected results, exactly. Alias it:
/// <c>using Verify = MigrationGuard.Testing.CSharpAnalyzerVerifier&lt;MigrationAnalyzer&gt;;</c>.
/// </summary>
public static class CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public static DiagnosticResult Diagnostic(string id) => new(id);

    public static DiagnosticResult Diagnostic(DiagnosticDescriptor descriptor) => new(descriptor.Id, descriptor.DefaultSeverity);

    /// <summary>One file against EF Core.</summary>
    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected) => new Test { Source = source, Expected = expected }.RunAsync();

    /// <summary>A verification with everything adjustable.</summary>
    public sealed class Test
    {
        public required string Source { get; init; }

        public IReadOnlyList<DiagnosticResult> Expected { get; init; } = [];

        /// <summary>Files beside the marked one; they have no marks.</summary>
        public IReadOnlyList<(string Path, string Source)> OtherFiles { get; init; } = [];

        public IReadOnlyList<AdditionalText> AdditionalFiles { get; init; } = [];

        public TestOptions Options { get; init; } = new();

        public IReadOnlyList<MetadataReference> References { get; init; } = Testing.References.EfCore;

        /// <summary>Only these ids are looked at; null for all.</summary>
        public IReadOnlyList<string>? OnlyIds { get; init; }

        public string Path { get; init; } = "Test0.cs";

        public async Task RunAsync()
        {
            var markup = Markup.Parse(Source);
            var compilation = TestCompilation.Create([(Path, markup.Source), .. OtherFiles], References);
            var unexpectedErrors = TestCompilation.ErrorsOf(compilation)
                .Where(error => !markup.Marks.Any(mark => mark.Label?.StartsWith("CS", StringComparison.Ordinal) == true && error.Contains(mark.Label, StringComparison.Ordinal)))
                .ToArray();
            if (unexpectedErrors.Length > 0)
            {
                throw new VerificationException("The test source does not compile:\n" + string.Join("\n", unexpectedErrors));
            }

            var found = await DiagnosticsAsync(compilation, new TAnalyzer(), AdditionalFiles, Options);
            if (OnlyIds is not null)
            {
                found = [.. found.Where(diagnostic => OnlyIds.Contains(diagnostic.Id))];
            }

            Compare(found, markup);
        }

        private void Compare(IReadOnlyList<Diagnostic> found, Markup markup)
        {
            var open = found.ToList();
            var missing = new List<string>();
            foreach (var expected in Expected)
            {
                Take(diagnostic => expected.Matches(diagnostic, markup), expected.ToString());
            }

            foreach (var mark in markup.Marks.Where(mark => mark.Label is null || !(mark.Label[0] == '#' || mark.Label.StartsWith("CS", StringComparison.Ordinal))))
            {
                Take(
                    diagnostic => (mark.Label is null || diagnostic.Id == mark.Label) && diagnostic.Location.SourceSpan == mark.Span,
                    (mark.Label ?? "a diagnostic") + " at " + mark.Span);
            }

            if (missing.Count > 0 || open.Count > 0)
            {
                throw new VerificationException(Describe(missing, open, markup.Source));
            }

            void Take(Predicate<Diagnostic> matches, string what)
            {
                var index = open.FindIndex(matches);
                if (index >= 0)
                {
                    open.RemoveAt(index);
                }
                else
                {
                    missing.Add(what);
                }
            }
        }
    }

    internal static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(
        Compilation compilation, DiagnosticAnalyzer analyzer, IReadOnlyList<AdditionalText> files, TestOptions options)
    {
        Exception? crash = null;
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.SetItems(
            analyzer.SupportedDiagnostics.Where(descriptor => !descriptor.IsEnabledByDefault)
                .Select(descriptor => new KeyValuePair<string, ReportDiagnostic>(descriptor.Id, ReportDiagnostic.Warn)))));
        var run = compilation.WithAnalyzers(
            [analyzer],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([.. files], options),
                onAnalyzerException: (thrown, _, _) => crash = thrown,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        var found = await run.GetAnalyzerDiagnosticsAsync();
        return crash is not null
            ? throw new VerificationException("The analyzer threw: " + crash)
            : [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static string Describe(List<string> missing, List<Diagnostic> unexpected, string source)
    {
        var text = new StringBuilder();
        foreach (var what in missing)
        {
            text.Append("missing: ").AppendLine(what);
        }

        foreach (var diagnostic in unexpected)
        {
            text.Append("unexpected: ").AppendLine(diagnostic.ToString());
            var span = diagnostic.Location.SourceSpan;
            if (diagnostic.Location.IsInSource && span.End <= source.Length)
            {
                text.Append("    at \"").Append(source.AsSpan(span.Start, Math.Min(span.Length, 120))).AppendLine("\" " + span.ToString());
            }
        }

        return text.ToString().ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>What was expected did not happen.</summary>
public sealed class VerificationException(string message) : Exception(message);
