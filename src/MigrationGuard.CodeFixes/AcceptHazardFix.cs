using System.Collections.Immutable;
using System.Composition;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

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
            if (await MigrationClass.FindAsync(context.Document, diagnostic, AttributeType, context.CancellationToken).ConfigureAwait(false) is { } migration
                && !migration.Accepts(diagnostic.Id, AttributeType))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Accept " + diagnostic.Id + " with a reason",
                        cancellation => migration.WithAttributeAsync("[AcceptHazard(\"" + diagnostic.Id + "\", \"\")]", AttributeType, cancellation),
                        nameof(AcceptHazardFix) + diagnostic.Id),
                    diagnostic);
            }
        }
    }
}
