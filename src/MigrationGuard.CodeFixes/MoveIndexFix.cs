using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
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
    private const string Stamp = "yyyyMMddHHmmss";

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
                    CodeAction.Create("Move the index into a migration of its own, built concurrently", _ => Task.FromResult(changed.Project.Solution), nameof(MoveIndexFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document?> MoveAsync(ProvenFix fix, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var document = fix.Class.Document;
        if (document.FilePath is not { } path
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || diagnostic.Location.SourceTree != root.SyntaxTree
            || fix.OperationsAt<CreateIndex>(diagnostic).FirstOrDefault() is not { Name: { } index, Unique: false, Certainty: Certainty.Certain } create
            || fix.Method("Up")?.Body is not { } up || fix.Method("Down") is not { Body: { } down } downMethod
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: InvocationExpressionSyntax call } statement || statement.Parent != up
            || root.DescendantNodes(node => node is not ClassDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>().Count() != 1
            || Name(fix, create) is not var (id, name))
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var drop = Dropped(fix, index, down);
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        var builder = downMethod.ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText ?? "migrationBuilder";
        var back = drop is not null
            ? Whole(text, drop)
            : new EfCoreCalls(builder, new CSharpLiterals(false, NamedConstants.None)).Write(new DropIndex { Schema = create.Schema, Table = create.Table, Name = index }) is { } written
                ? layout.Lines(written, layout.IndentationOf(downMethod) + layout.Unit)
                : null;
        if (back is null)
        {
            return null;
        }

        var changed = document.WithText(text.WithChanges(new[] { Without(text, statement), drop is null ? (TextChange?)null : Without(text, drop) }.OfType<TextChange>()));
        var project = changed.Project;
        foreach (var reference in fix.Class.Type.DeclaringSyntaxReferences)
        {
            var part = (ClassDeclarationSyntax)await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false);
            var isDesigner = part.SyntaxTree != fix.Class.Declaration.SyntaxTree;
            var source = await part.SyntaxTree.GetTextAsync(cancellation).ConfigureAwait(false);
            var edits = Renamed(part, fix.Step.Migration.Id, id, name);
            if (!isDesigner)
            {
                edits.AddRange(fix.Class.Declaration.Members.Where(member => member is not MethodDeclarationSyntax { Identifier.ValueText: "Up" or "Down" }).Select(member => new TextChange(member.FullSpan, "")));
                var concurrently = layout.LineEnd + layout.IndentationOf(statement) + layout.Unit + ".Annotation(\"Npgsql:CreatedConcurrently\", true)";
                var whole = Whole(text, statement);
                edits.Add(Body(text, up, whole.Insert(whole.IndexOf(call.ToString(), StringComparison.Ordinal) + call.Span.Length, concurrently)));
                edits.Add(Body(text, down, back));
            }

            var file = id + (isDesigner ? ".Designer.cs" : ".cs");
            project = project.AddDocument(file, source.WithChanges(edits.OrderBy(edit => edit.Span.Start)), document.Folders, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", file)).Project;
        }

        var fullName = fix.Step.Migration.ClassName.Substring(0, fix.Step.Migration.ClassName.LastIndexOf('.') + 1) + name;
        return project.GetDocument(document.Id) is { } moved
            ? await fix.ProveAsync(moved, (after, _) => IsAlone(after, fullName, index), cancellation).ConfigureAwait(false)
            : null;
    }

    /// <summary>Whether the new migration is read as what it is meant to be, and no rule warns of it.</summary>
    private static bool IsAlone(Assessment after, string className, string index) =>
        after.Manifest.Migrations.FirstOrDefault(migration => migration.ClassName == className) is { Up.Operations: { Count: 1 } operations } && operations[0] is CreateIndex { Online: true } create && create.Name == index
        && !after.Hazards.Any(hazard => hazard.ClassName == className && hazard.Severity >= Rules.Severity.Warning)
        && !after.Gate.Failures.Any(failure => failure.Finding.ClassName == className);

    /// <summary>Id and class of the new migration: a second later, so that nothing comes between; null when something does, or the name is taken.</summary>
    private static (string Id, string Name)? Name(ProvenFix fix, CreateIndex index)
    {
        var own = fix.Step.Migration.Id;
        var name = "Index" + string.Concat(new[] { index.Table }.Concat(index.Columns).Select(Word));
        if (own.Length < Stamp.Length || !DateTime.TryParseExact(own.Substring(0, Stamp.Length), Stamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || !CSharpLiterals.IsName(name) || fix.Class.Type.ContainingNamespace.GetTypeMembers(name).Length > 0)
        {
            return null;
        }

        var id = time.AddSeconds(1).ToString(Stamp, CultureInfo.InvariantCulture) + "_" + name;
        return fix.Context.Steps.Any(step => string.CompareOrdinal(step.Migration.Id, own) > 0 && string.CompareOrdinal(step.Migration.Id, id) <= 0) ? null : (id, name);
    }

    /// <summary>A name of the database as a part of a class name.</summary>
    private static string Word(string text) => string.Concat(text.Split('_', ' ', '-', '.').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    /// <summary>The statement of Down that drops the index, where it stands by itself.</summary>
    private static ExpressionStatementSyntax? Dropped(ProvenFix fix, string index, BlockSyntax down) =>
        fix.Step.Migration.Down.Operations.OfType<DropIndex>().FirstOrDefault(drop => drop.Name == index) is { } found
            ? down.Statements.OfType<ExpressionStatementSyntax>().FirstOrDefault(statement => statement.SpanStart == found.Span.Start)
            : null;

    /// <summary>The lines of a statement, without comments above it.</summary>
    private static string Whole(SourceText text, StatementSyntax statement) =>
        text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(statement.SpanStart).Start, text.Lines.GetLineFromPosition(statement.Span.End).EndIncludingLineBreak));

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

    /// <summary>Other statements in a block.</summary>
    private static TextChange Body(SourceText text, BlockSyntax block, string lines) =>
        new(TextSpan.FromBounds(text.Lines.GetLineFromPosition(block.OpenBraceToken.SpanStart).EndIncludingLineBreak, text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart).Start), lines);

    /// <summary>The class under its new name and id, without what is declared about the old one.</summary>
    private static List<TextChange> Renamed(ClassDeclarationSyntax part, string oldId, string id, string name)
    {
        var edits = new List<TextChange> { new(part.Identifier.Span, name) };
        foreach (var list in part.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.ValueText: var said } literal && said == oldId)
                {
                    edits.Add(new TextChange(literal.Span, CSharpLiterals.Quote(id)));
                }
                else if (list.Attributes.Count == 1 && attribute.Name.ToString() is "AcceptHazard" or "BackupGate" or "ExpandContract" or "ForwardOnly")
                {
                    edits.Add(new TextChange(list.FullSpan, ""));
                }
            }
        }

        return edits;
    }
}
