using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using MigrationGuard.Model;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// The first step to a required column: nullable now. What fills it, and when every release writes it, only a person knows, so the steps after it stand in a comment. A
/// migration that requires the column cannot be written yet: it belongs to a later deployment.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NullableFirstFix))]
[Shared]
public sealed class NullableFirstFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG1007", "MG3003");

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is not { } fix
                || await fix.Class.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root || diagnostic.Location.SourceTree != root.SyntaxTree)
            {
                continue;
            }

            if (fix.OperationsAt<AddColumn>(diagnostic).FirstOrDefault() is { } add)
            {
                if (await NullableAsync(fix, root, add, context.CancellationToken).ConfigureAwait(false) is { } changed)
                {
                    context.RegisterCodeFix(CodeAction.Create("Add the column as nullable for now", _ => Task.FromResult(changed.Project.Solution), nameof(NullableFirstFix)), diagnostic);
                }
            }
            else if (fix.OperationsAt<AlterColumn>(diagnostic).FirstOrDefault() is { } alter
                && await LaterAsync(fix, root, alter, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(CodeAction.Create("Leave requiring the column to a later release", _ => Task.FromResult(changed.Project.Solution), nameof(NullableFirstFix)), diagnostic);
            }
        }
    }

    private static async Task<Document?> NullableAsync(ProvenFix fix, SyntaxNode root, AddColumn add, CancellationToken cancellation)
    {
        // FluentMigrator's SetExistingRowsTo is three steps of one column.
        if (CallSite.Of(fix, root, fix.Step.Migration.Up, add, other => IsOf(add, other)) is not { Statement: { } statement } site)
        {
            return null;
        }

        var text = await fix.Class.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        var isEfCore = fix.Step.Migration.Framework == Framework.EfCore;
        if ((isEfCore ? InCall(site, text, layout, add.Column) : InChain(site, add.Column)) is not { } changes)
        {
            return null;
        }

        var update = SafeSql.FillNulls(fix.Context.Engine, add.Schema, add.Table, add.Column.Name);
        var indentation = layout.IndentationOf(statement);
        var comment = "// Nullable until every running release writes it" + (isEfCore ? "; let the property of the model be nullable, too." : ".") + layout.LineEnd + indentation
            + "// Then fill what is missing" + (update is null ? "" : ", " + update.TrimEnd(';') + ",") + " and require the column in a later release." + layout.LineEnd + indentation;
        changes.Insert(0, new TextChange(new TextSpan(statement.SpanStart, 0), comment));
        return await fix.ProveAsync(
            changes,
            (_, step) => step.Migration.Up.Operations.OfType<AddColumn>().Any(candidate => candidate.Table == add.Table && candidate.Column.Name == add.Column.Name && candidate.Column.Nullable == true),
            cancellation).ConfigureAwait(false);
    }

    private static bool IsOf(AddColumn add, Operation other) => other switch
    {
        AlterColumn alter => alter.FullTable == add.FullTable && alter.Column.Name == add.Column.Name,
        UpdateData update => update.FullTable == add.FullTable && update.Columns.Count == 1 && update.Columns[0] == add.Column.Name,
        _ => false,
    };

    private static List<TextChange>? InCall(CallSite site, SourceText text, SourceLayout layout, Column column)
    {
        if (site.Inner("AddColumn") is not { ArgumentList.Arguments: { Count: > 0 } arguments })
        {
            return null;
        }

        var changes = new List<TextChange>();
        if (Named(arguments, "nullable") is { } nullable)
        {
            changes.Add(new TextChange(nullable.Expression.Span, "true"));
        }
        else if (arguments.Count(argument => argument.NameColon is null) <= 2)
        {
            var last = arguments[arguments.Count - 1];
            var lines = text.Lines.GetLineFromPosition(last.SpanStart).LineNumber != text.Lines.GetLineFromPosition(site.Call.SpanStart).LineNumber;
            changes.Add(new TextChange(new TextSpan(last.Span.End, 0), "," + (lines ? layout.LineEnd + layout.IndentationOf(last) : " ") + "nullable: true"));
        }
        else
        {
            return null;
        }

        if (column.Default is { IsSentinel: true })
        {
            if (Named(arguments, "defaultValue") is not { } value)
            {
                return null;
            }

            // With the comma before it: names of arguments are in any order, but the column's own name comes first.
            changes.Add(new TextChange(TextSpan.FromBounds(value.GetFirstToken().GetPreviousToken().SpanStart, value.Span.End), ""));
        }

        return [.. changes.OrderBy(change => change.Span.Start)];
    }

    private static List<TextChange>? InChain(CallSite site, Column column)
    {
        var changes = new List<TextChange>();
        InvocationExpressionSyntax? type = null;
        var said = false;
        foreach (var call in site.Chain())
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier: var name } access)
            {
                return null;
            }

            switch (name.ValueText)
            {
                case "NotNullable":
                    changes.Add(new TextChange(name.Span, "Nullable"));
                    said = true;
                    break;
                case "Nullable":
                    said = true;
                    break;
                case "WithDefaultValue" or "WithDefault" when column.Default is { IsSentinel: true }:
                    changes.Add(new TextChange(TextSpan.FromBounds(access.Expression.Span.End, call.Span.End), ""));
                    break;
                case var word when word.StartsWith("As", StringComparison.Ordinal):
                    type = call;
                    break;
            }
        }

        if (!said)
        {
            if (type is null)
            {
                return null;
            }

            changes.Add(new TextChange(new TextSpan(type.Span.End, 0), ".Nullable()"));
        }

        return [.. changes.OrderBy(change => change.Span.Start)];
    }

    private static ArgumentSyntax? Named(SeparatedSyntaxList<ArgumentSyntax> arguments, string name) => arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name);

    /// <summary>The call becomes a comment, ready for the later migration.</summary>
    private static async Task<Document?> LaterAsync(ProvenFix fix, SyntaxNode root, AlterColumn alter, CancellationToken cancellation)
    {
        if (CallSite.Of(fix, root, fix.Step.Migration.Up, alter) is not { Statement: { } statement } site)
        {
            return null;
        }

        var text = await fix.Class.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        var lines = layout.Lines("// In a later release, when every running instance writes the column:\n// " + (layout.Unindented(site.Call) + ";").Replace("\n", "\n// "), layout.IndentationOf(statement));
        var replaced = lines.Substring(layout.IndentationOf(statement).Length).TrimEnd('\r', '\n');

        // What follows on the same line would become part of the comment.
        var rest = text.Lines.GetLineFromPosition(statement.Span.End);
        return text.ToString(TextSpan.FromBounds(statement.Span.End, rest.End)).Trim().Length > 0
            ? null
            : await fix.ProveAsync([new TextChange(statement.Span, replaced)], null, cancellation).ConfigureAwait(false);
    }
}
