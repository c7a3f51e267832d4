using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using MigrationGuard.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>Says <c>.Nullable()</c> behind the type of a column that FluentMigrator would make required by silence.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(KeepNullableFix))]
[Shared]
public sealed class KeepNullableFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG1018");

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is { } fix
                && await WriteAsync(fix, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(CodeAction.Create("Keep the column nullable", _ => Task.FromResult(changed.Project.Solution), nameof(KeepNullableFix)), diagnostic);
            }
        }
    }

    private static async Task<Document?> WriteAsync(ProvenFix fix, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await fix.Class.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null || diagnostic.Location.SourceTree != root.SyntaxTree || fix.OperationsAt<AlterColumn>(diagnostic).Select(alter => alter.Column.Name).ToList() is not { Count: > 0 } columns)
        {
            return null;
        }

        // A chain may change several columns; the type that counts is the one behind this column's name.
        foreach (var call in root.DescendantNodes(diagnostic.Location.SourceSpan).OfType<InvocationExpressionSyntax>().Where(call => diagnostic.Location.SourceSpan.Contains(call.Span)))
        {
            if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access && name.StartsWith("As", StringComparison.Ordinal) && NameBefore(access.Expression) is { } column && columns.Contains(column)
                && await fix.ProveAsync([new TextChange(new TextSpan(call.Span.End, 0), ".Nullable()")], null, cancellation).ConfigureAwait(false) is { } changed)
            {
                return changed;
            }
        }

        return null;
    }

    private static string? NameBefore(ExpressionSyntax expression)
    {
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call)
        {
            if (access.Name.Identifier.ValueText is "Column" or "AlterColumn")
            {
                return (call.ArgumentList.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax)?.Token.ValueText;
            }

            expression = access.Expression;
        }

        return null;
    }
}
