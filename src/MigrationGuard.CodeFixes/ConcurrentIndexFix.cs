using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using MigrationGuard.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Builds an index without blocking writers: <c>CONCURRENTLY</c> on PostgreSQL, <c>ONLINE</c> on SQL Server. FluentMigrator has to run such a migration without a
/// transaction, which is safe only where the index stands alone; elsewhere MG2011 would speak, and nothing is offered.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConcurrentIndexFix))]
[Shared]
public sealed class ConcurrentIndexFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG4001");

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is { Context.Engine: Engine.PostgreSql or Engine.SqlServer } fix
                && await WriteAsync(fix, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Context.Engine == Engine.PostgreSql ? "Build the index concurrently" : "Build the index online",
                        _ => Task.FromResult(changed.Project.Solution),
                        nameof(ConcurrentIndexFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document?> WriteAsync(ProvenFix fix, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var document = fix.Class.Document;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null || diagnostic.Location.SourceTree != root.SyntaxTree || fix.OperationsAt<CreateIndex>(diagnostic).FirstOrDefault() is not { } index
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: InvocationExpressionSyntax call })
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = fix.Step.Migration.Framework == Framework.EfCore ? [EfCore(fix, text, call)] : Fluent(fix, root, call).ToList();
        return await fix.ProveAsync(changes, (_, step) => step.Migration.Up.Operations.OfType<CreateIndex>().Any(candidate => candidate.Name == index.Name && candidate.Online), cancellation).ConfigureAwait(false);
    }

    private static TextChange EfCore(ProvenFix fix, SourceText text, InvocationExpressionSyntax call)
    {
        var annotation = ".Annotation(\"" + (fix.Context.Engine == Engine.PostgreSql ? "Npgsql:CreatedConcurrently" : "SqlServer:Online") + "\", true)";
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        var lines = text.ToString(call.Span).IndexOf('\n') >= 0;
        return new TextChange(new TextSpan(call.Span.End, 0), (lines ? layout.LineEnd + layout.IndentationOf(call) + layout.Unit : "") + annotation);
    }

    private static IEnumerable<TextChange> Fluent(ProvenFix fix, SyntaxNode root, InvocationExpressionSyntax call)
    {
        var isPostgreSql = fix.Context.Engine == Engine.PostgreSql;
        yield return new TextChange(new TextSpan(call.Span.End, 0), ".WithOptions()." + (isPostgreSql ? "AsConcurrently" : "Online") + "()");
        var space = isPostgreSql ? "FluentMigrator.Postgres" : "FluentMigrator.SqlServer";
        var usings = ((CompilationUnitSyntax)root).Usings;
        if (usings.LastOrDefault(directive => directive.Alias is null) is { } last && usings.All(directive => directive.Name?.ToString() != space))
        {
            yield return new TextChange(new TextSpan(last.Span.End, 0), (last.GetTrailingTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } end ? end : "\n") + "using " + space + ";");
        }

        if (isPostgreSql && !fix.Step.Migration.NoTransaction
            && fix.Class.Declaration.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString() is "Migration" or "MigrationAttribute" or "FluentMigrator.Migration") is { ArgumentList: { Arguments.Count: > 0 } arguments })
        {
            yield return new TextChange(new TextSpan(arguments.Arguments[0].Span.End, 0), ", TransactionBehavior.None");
        }
    }
}
