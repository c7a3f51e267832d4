using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard;

/// <summary>
/// Starts a backup gate: writes <c>[BackupGate]</c> with the tables that lose or rewrite rows. The rest is left empty, and the gate refuses it (MG6002) until a person has
/// said where the backup comes from and when a restore was tried.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddBackupGateFix))]
[Shared]
public sealed class AddBackupGateFix : CodeFixProvider
{
    private const string AttributeType = "MigrationGuard.BackupGateAttribute";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG6001");

    /// <summary>None: a gate is declared for one migration at a time.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(MigrationAnalyzer.TablesProperty, out var tables) || string.IsNullOrEmpty(tables)
                || await ProvenFix.FindAsync(context.Document, diagnostic, AttributeType, context.CancellationToken).ConfigureAwait(false) is not { } fix)
            {
                continue;
            }

            var names = tables!.Split('\n').Select(table => SymbolDisplay.FormatLiteral(table, quote: true));
            var attribute = "[BackupGate(" + string.Join(", ", names) + ", Source = \"\", Runbook = \"\", RestoreTestedOn = \"\", RestoreMinutes = 0, Owner = \"\")]";
            var changed = await fix.Class.WithAttributeAsync(attribute, AttributeType, context.CancellationToken).ConfigureAwait(false);
            if (changed.GetProject(fix.Class.Document.Project.Id) is { } project && await fix.IsProvenAsync(project, null, ["MG6002"], context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Start a backup gate for " + string.Join(", ", tables.Split('\n')) + " (MG6002 until its blanks are filled in)",
                        _ => Task.FromResult(changed),
                        nameof(AddBackupGateFix)),
                    diagnostic);
            }
        }
    }
}
