using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Takes an index out of an EF Core migration that does something else as well, and builds it concurrently in a migration of its own behind it: PostgreSQL builds one outside
/// of the transaction, which is safe only where it stands alone. Both migrations lead to the same model, so the Designer is copied.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveIndexFix))]
[Shared]
public sealed class MoveIndexFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG4001");

    /// <summary>None: each index gets a file of its own, one after the other.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is
                { Context.Engine: Engine.PostgreSql, Step: { Released: false, Migration: { Framework: Framework.EfCore, Up.Operations.Count: > 1 } } } fix
                && await MoveAsync(fix, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Move the index into a migration of its own, built concurrently", _ => Task.FromResult(changed.Solution), nameof(MoveIndexFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Project?> MoveAsync(ProvenFix fix, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var document = fix.Class.Document;
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || diagnostic.Location.SourceTree != root.SyntaxTree
            || fix.OperationsAt<CreateIndex>(diagnostic).FirstOrDefault() is not { Name: { } index, Unique: false, Certainty: Certainty.Certain } create
            || fix.Method("Up")?.Body is not { } up || fix.Method("Down")?.Body is not { } down
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: InvocationExpressionSyntax } statement || statement.Parent != up
            || NextMigration.Of(fix, "Index", string.Concat(new[] { create.Table }.Concat(create.Columns).Select(Word))) is not { } next)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var drop = Dropped(fix, index, down);
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        var back = drop is not null
            ? layout.Unindented(drop)
            : new EfCoreCalls(next.DownBuilder, new CSharpLiterals(false, NamedConstants.None)).Write(new DropIndex { Schema = create.Schema, Table = create.Table, Name = index });
        if (back is null)
        {
            return null;
        }

        var build = layout.Unindented(statement.Expression) + "\n    .Annotation(\"Npgsql:CreatedConcurrently\", true);";
        var without = document.WithText(text.WithChanges(new[] { Without(text, statement), drop is null ? (TextChange?)null : Without(text, drop) }.OfType<TextChange>()));
        return await next.AddToAsync(without.Project, build, back, cancellation).ConfigureAwait(false) is { } changed
            && await fix.IsProvenAsync(changed, (after, _) => IsAlone(after, next.ClassName, index), [], cancellation).ConfigureAwait(false)
                ? changed
                : null;
    }

    /// <summary>Whether the new migration is read as what it is meant to be, and no rule warns of it.</summary>
    private static bool IsAlone(Assessment after, string className, string index) =>
        after.Manifest.Migrations.FirstOrDefault(migration => migration.ClassName == className) is { Up.Operations: { Count: 1 } operations } && operations[0] is CreateIndex { Online: true } create && create.Name == index
        && !after.Hazards.Any(hazard => hazard.ClassName == className && hazard.Severity >= Rules.Severity.Warning)
        && !after.Gate.Failures.Any(failure => failure.Finding.ClassName == className);

    /// <summary>A name of the database as a part of a class name.</summary>
    private static string Word(string text) => string.Concat(text.Split('_', ' ', '-', '.').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    /// <summary>The statement of Down that drops the index, where it stands by itself.</summary>
    private static ExpressionStatementSyntax? Dropped(ProvenFix fix, string index, BlockSyntax down) =>
        fix.Step.Migration.Down.Operations.OfType<DropIndex>().FirstOrDefault(drop => drop.Name == index) is { } found
            ? down.Statements.OfType<ExpressionStatementSyntax>().FirstOrDefault(statement => statement.SpanStart == found.Span.Start)
            : null;

    /// <summary>Takes a statement out, and one blank line beside it.</summary>
    private static TextChange Without(SourceText text, StatementSyntax statement)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(statement.FullSpan.Start).LineNumber, text.Lines.GetLineFromPosition(statement.Span.End).LineNumber);
        var isFirst = statement.Parent is BlockSyntax block && block.Statements[0] == statement;
        while (isFirst && last + 1 < text.Lines.Count && text.Lines[last + 1].ToString().Trim().Length == 0)
        {
            last++;
        }

        return new TextChange(TextSpan.FromBounds(text.Lines[first].Start, text.Lines[last].EndIncludingLineBreak), "");
    }
}
