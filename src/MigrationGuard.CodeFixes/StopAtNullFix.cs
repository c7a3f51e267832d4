using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using MigrationGuard.Model;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Requires a column without the empty value that EF Core made up for its NULLs: a NULL then stops the migration instead of being overwritten. What the NULLs stand for is
/// for a person to say, in an earlier migration; a comment says so.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopAtNullFix))]
[Shared]
public sealed class StopAtNullFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG1006");

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is { Step.Migration.Framework: Framework.EfCore } fix
                && await WriteAsync(fix, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(CodeAction.Create("Let a NULL stop the migration instead of overwriting it", _ => Task.FromResult(changed.Project.Solution), nameof(StopAtNullFix)), diagnostic);
            }
        }
    }

    private static async Task<Document?> WriteAsync(ProvenFix fix, Diagnostic diagnostic, CancellationToken cancellation)
    {
        // A value that says something was chosen by somebody, who may well mean it.
        if (await fix.Class.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || diagnostic.Location.SourceTree != root.SyntaxTree
            || fix.OperationsAt<AlterColumn>(diagnostic).FirstOrDefault() is not { Column.Default.IsSentinel: true } alter
            || CallSite.Of(fix, root, fix.Step.Migration.Up, alter) is not { Statement: { } statement } site
            || site.Inner("AlterColumn")?.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "defaultValue") is not { } value)
        {
            return null;
        }

        var text = await fix.Class.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        var update = SafeSql.FillNulls(fix.Context.Engine, alter.Schema, alter.Table, alter.Column.Name);
        var comment = "// A NULL stops this. Fill the rows in an earlier migration" + (update is null ? "." : ": " + update) + layout.LineEnd + layout.IndentationOf(statement);
        return await fix.ProveAsync(
            [
                new TextChange(new TextSpan(statement.SpanStart, 0), comment),
                new TextChange(TextSpan.FromBounds(value.GetFirstToken().GetPreviousToken().SpanStart, value.Span.End), ""),
            ],
            (_, step) => step.Migration.Up.Operations.OfType<AlterColumn>().Any(candidate => candidate.Table == alter.Table && candidate.Column.Name == alter.Column.Name && candidate.Column is { Nullable: false, HasDefault: false }),
            cancellation).ConfigureAwait(false);
    }
}
