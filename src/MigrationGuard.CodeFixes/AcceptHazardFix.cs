using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Threading;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard;

/// <summary>
/// Accepts a hazard: writes <c>[AcceptHazard]</c> with an empty reason above the class. Empty on purpose: the gate refuses it (MG6006) until a person has written one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptHazardFix))]
[Shared]
public sealed class AcceptHazardFix : CodeFixProvider
{
    private const string AttributeType = "MigrationGuard.AcceptHazardAttribute";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = RuleCatalog.All.Where(rule => !rule.IsGateRule).Select(rule => rule.Id).ToImmutableArray();

    /// <summary>None: every hazard is accepted on its own, with its own reason.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var rule = RuleOf(diagnostic);
            if (await MigrationClass.FindAsync(context.Document, diagnostic, AttributeType, context.CancellationToken).ConfigureAwait(false) is { } migration
                && !migration.Accepts(rule, AttributeType)
                && await migration.WithAttributeAsync("[AcceptHazard(" + SymbolDisplay.FormatLiteral(rule, quote: true) + ", \"\")]", AttributeType, context.CancellationToken).ConfigureAwait(false) is var changed
                && await IsAcceptedAsync(migration, changed, rule, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Accept " + rule + " (MG6006 until you say why)", _ => Task.FromResult(changed), nameof(AcceptHazardFix) + rule),
                    diagnostic);
            }
        }
    }

    /// <summary>The compiler knows a team's own rules by one id only; the message begins with the team's.</summary>
    private static string RuleOf(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var end = diagnostic.Id == "MG0009" ? message.IndexOf(':') : -1;
        return end > 0 ? message.Substring(0, end) : diagnostic.Id;
    }

    /// <summary>Whether it compiles, and there is something to accept: an acknowledgement with a reason quietens every finding of its rule on the class.</summary>
    private static async Task<bool> IsAcceptedAsync(MigrationClass migration, Solution changed, string rule, CancellationToken cancellation)
    {
        var name = Reading.Symbols.FullName(migration.Type);
        return await JudgedProject.OfAsync(migration.Document.Project, cancellation).ConfigureAwait(false) is { } judged
            && judged.Assessment.Hazards.Any(finding => finding.ClassName == name && finding.Rule == rule && finding.Accepted is null)
            && changed.GetProject(migration.Document.Project.Id) is { } project
            && await ProvenFix.CompilesAsync(migration.Document, project, cancellation).ConfigureAwait(false);
    }
}
