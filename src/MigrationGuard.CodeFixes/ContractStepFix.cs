using System.Collections.Immutable;
using System.Composition;
using MigrationGuard.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard;

/// <summary>
/// Declares a drop as the contract step of an expand step that is released: offers the migrations for which the gate would be proven, the latest first, and no others.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContractStepFix))]
[Shared]
public sealed class ContractStepFix : CodeFixProvider
{
    private const string AttributeType = "MigrationGuard.ExpandContractAttribute";

    // Each candidate is judged as if it were named, which an editor has time for only so often.
    private const int MostCandidates = 20;

    private const int MostOffered = 3;

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG1001", "MG1002", "MG6001");

    /// <summary>None: which step a contract completes is decided for one migration at a time.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, AttributeType, context.CancellationToken).ConfigureAwait(false) is not { Step.Migration.Declarations.ExpandContract: null } fix)
            {
                continue;
            }

            var offered = 0;
            foreach (var id in Candidates(fix))
            {
                if (offered == MostOffered)
                {
                    break;
                }

                if (!IsProven(fix, id))
                {
                    continue;
                }

                var solution = await fix.Class.WithAttributeAsync(
                    "[ExpandContract(MigrationPhase.Contract, ExpandedBy = " + SymbolDisplay.FormatLiteral(id, quote: true) + ")]", AttributeType, context.CancellationToken).ConfigureAwait(false);
                if (solution.GetDocument(fix.Class.Document.Id) is { } changed && await fix.ProveAsync(changed, null, context.CancellationToken).ConfigureAwait(false) is not null)
                {
                    offered++;
                    context.RegisterCodeFix(CodeAction.Create("Declare as contract step of " + id, _ => Task.FromResult(solution), nameof(ContractStepFix) + id), diagnostic);
                }
            }
        }
    }

    private static IEnumerable<string> Candidates(ProvenFix fix) => fix.Context.Steps
        .Where(step => step.Released && step.Index < fix.Step.Index && step.Migration.Kind == MigrationKind.Versioned && step.Migration.Up.Operations.WithEffects().Any(operation => operation is AddColumn or CreateTable))
        .OrderByDescending(step => step.Index)
        .Take(MostCandidates)
        .Select(step => step.Migration.Id);

    private static bool IsProven(ProvenFix fix, string id)
    {
        var migration = fix.Step.Migration;
        var imagined = fix.Imagine(fix.Assessment, migration with
        {
            Declarations = migration.Declarations with { ExpandContract = new() { Phase = MigrationPhase.Contract, ExpandedBy = id } },
        });
        return !imagined.Gate.Failures.Any(failure => failure.Finding.ClassName == migration.ClassName);
    }
}
