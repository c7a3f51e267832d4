using System.Collections.Immutable;
using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Reading;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Shows findings where they are. One analyzer for all rules, because they share one reading: it is made when the first migration class is met and judged by the same
/// code as the gate's.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Property of a diagnostic: full name of the migration class.</summary>
    internal const string ClassProperty = "MigrationGuard.Class";

    /// <summary>Property of MG6001: the tables that lose or rewrite rows, separated by line feeds.</summary>
    internal const string TablesProperty = "MigrationGuard.Tables";

    /// <summary>The compiler feature by which the targets say that a gate follows, which raises its errors itself.</summary>
    private const string GateFeature = "MigrationGuardGate";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Descriptors = RuleCatalog.All.ToImmutableDictionary(rule => rule.Id, Describe);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).ToImmutableArray();

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        // A Designer file is generated code and may hold thousands of operations; the migration's own file is not.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (FrameworkTypes.Find(context.Compilation) is not { } frameworks || !ProjectSettings.IsEnabled(options))
        {
            return;
        }

        var settings = ProjectSettings.From(context.Options.AnalyzerConfigOptionsProvider, context.Options.AdditionalFiles, context.CancellationToken);
        var compilation = context.Compilation;
        var gateFollows = compilation.SyntaxTrees.FirstOrDefault()?.Options.Features.ContainsKey(GateFeature) == true;
        var findings = new Lazy<FindingsByClass>(() => FindingsByClass.Of(compilation, settings, gateFollows, context.CancellationToken));
        context.RegisterSymbolAction(
            symbol =>
            {
                if (symbol.Symbol is INamedTypeSymbol type && frameworks.IsMigration(type))
                {
                    findings.Value.Report(type, symbol.ReportDiagnostic);
                }
            },
            SymbolKind.NamedType);
    }

    private static DiagnosticDescriptor Describe(Rule rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        rule.Category,
        ToRoslyn(rule.DefaultSeverity),
        isEnabledByDefault: true,
        rule.Documentation.FiresWhen,
        rule.HelpLink,
        rule.IsGateRule ? [WellKnownDiagnosticTags.NotConfigurable] : []);

    private static DiagnosticSeverity ToRoslyn(Severity severity) => severity switch
    {
        Severity.Info => DiagnosticSeverity.Info,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Error,
    };

    /// <summary>The findings of one compilation, by the class of their migration.</summary>
    private sealed class FindingsByClass(SeverityPreset? preset)
    {
        private readonly Dictionary<string, List<Diagnostic>> _diagnostics = new(StringComparer.Ordinal);

        public static FindingsByClass Of(Compilation compilation, ProjectSettings settings, bool gateFollows, CancellationToken cancellation)
        {
            var result = new FindingsByClass(SeverityPreset.Find(settings.Preset));
            var reading = gateFollows ? SharedReadings.Find(compilation, settings) : null;
            var assessment = (reading ?? ProjectReading.Of(compilation, settings, cancellation)).Assessment;
            var trees = new Dictionary<string, SyntaxTree>(StringComparer.Ordinal);
            foreach (var tree in compilation.SyntaxTrees)
            {
                trees[tree.FilePath] = tree;
            }

            foreach (var finding in assessment.Hazards)
            {
                // The build raises a team's own rules under their own ids; the compiler knows only the ids it was told beforehand.
                if (finding.Accepted is null && RuleCatalog.Find(finding.Rule) is null && !gateFollows)
                {
                    result.Add(finding with { Rule = "MG0009", Message = finding.Rule + ": " + finding.Message }, trees, assessment);
                }
                else if (finding.Accepted is null && RuleCatalog.Find(finding.Rule) is not { IsGateRule: true })
                {
                    result.Add(finding, trees, assessment);
                }
            }

            if (!gateFollows)
            {
                foreach (var failure in assessment.Gate.Failures.Where(failure => RuleCatalog.Find(failure.Finding.Rule) is not null))
                {
                    result.Add(failure.Finding, trees, assessment);
                }

                foreach (var warning in assessment.Gate.Warnings)
                {
                    result.Add(warning, trees, assessment);
                }
            }

            return result;
        }

        public void Report(INamedTypeSymbol type, Action<Diagnostic> report)
        {
            if (_diagnostics.TryGetValue(Symbols.FullName(type), out var diagnostics))
            {
                foreach (var diagnostic in diagnostics)
                {
                    report(diagnostic);
                }
            }
        }

        private void Add(Finding finding, Dictionary<string, SyntaxTree> trees, Assessment assessment)
        {
            if (!Descriptors.TryGetValue(finding.Rule, out var descriptor))
            {
                return;
            }

            // A script takes no part in the compilation: no pragma and no .editorconfig reaches it. So the call that runs it gets the squiggle, and names the place.
            var (place, script) = trees.ContainsKey(finding.Span.File) ? (finding.Span, null) : (CallOf(finding, assessment), finding.Span);
            if (place is null || !trees.TryGetValue(place.File, out var tree))
            {
                return;
            }

            var properties = ImmutableDictionary<string, string?>.Empty.Add(ClassProperty, finding.ClassName);
            if (TablesOf(finding, assessment) is { Length: > 0 } tables)
            {
                properties = properties.Add(TablesProperty, tables);
            }

            var length = Math.Min(place.Length, tree.Length - place.Start);
            var location = length < 0 ? Location.Create(tree, default) : Location.Create(tree, new TextSpan(place.Start, length));
            if (!_diagnostics.TryGetValue(finding.ClassName, out var list))
            {
                _diagnostics.Add(finding.ClassName, list = []);
            }

            var message = script is null ? finding.Message : finding.Message + " (" + script.File + ", line " + script.Line.ToString(CultureInfo.InvariantCulture) + ")";
            list.Add(Diagnostic.Create(descriptor, location, ToRoslyn(SeverityOf(finding)), script is null ? null : [InScript(script)], properties, message));
        }

        private Severity SeverityOf(Finding finding) => preset is not null && RuleCatalog.Find(finding.Rule) is { } rule ? preset.SeverityOf(rule, finding.Severity) : finding.Severity;

        private static Location InScript(SourceSpan span) => Location.Create(
            span.File,
            new TextSpan(span.Start, span.Length),
            new LinePositionSpan(new LinePosition(span.Line - 1, span.Column - 1), new LinePosition(span.EndLine - 1, span.EndColumn - 1)));

        /// <summary>The place of the call that runs the statement of a script at a place; null when there is none.</summary>
        private static SourceSpan? CallOf(Finding finding, Assessment assessment)
        {
            foreach (var context in assessment.Deployment.Contexts)
            {
                foreach (var step in context.Steps)
                {
                    if (step.Migration.ClassName == finding.ClassName)
                    {
                        var calls = step.Migration.Up.Operations.Concat(step.Migration.Down.Operations).OfType<Sql>().Where(sql => sql.Source?.File == finding.Span.File);
                        return calls.FirstOrDefault(sql => sql.Statements.Any(statement => statement.Span.Start <= finding.Span.Start && finding.Span.Start < statement.Span.Start + Math.Max(1, statement.Span.Length)))?.Span;
                    }
                }
            }

            return null;
        }

        private static string TablesOf(Finding finding, Assessment assessment)
        {
            if (finding.Rule != "MG6001")
            {
                return "";
            }

            foreach (var migration in assessment.Rollback.Migrations)
            {
                if (migration.MigrationId == finding.MigrationId)
                {
                    return string.Join("\n", migration.Impacted.Select(table => table.Schema is null ? table.Table : table.Schema + "." + table.Table).Distinct(StringComparer.Ordinal));
                }
            }

            return "";
        }
    }
}
