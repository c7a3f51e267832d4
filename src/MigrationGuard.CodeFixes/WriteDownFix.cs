using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Writes the Down that undoes Up: where it is missing or empty, and in place of FluentMigrator's automatic one where that cannot work. Offered only when what would be
/// written, read back and replayed, gives the schema before: exactly, or with no other difference than EF Core's own scaffolding leaves, such as the default that a required
/// column needs where rows exist.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteDownFix))]
[Shared]
public sealed class WriteDownFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG2001", "MG2002", "MG2007", "MG2008");

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is { } fix
                && await WriteAsync(fix, diagnostic.Id, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Write the Down that undoes Up", _ => Task.FromResult(changed.Project.Solution), nameof(WriteDownFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Document?> WriteAsync(ProvenFix fix, string rule, CancellationToken cancellation)
    {
        var underConditions = rule == "MG2008";
        if (Anchor(fix) is not { } up || await fix.Class.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || DerivedDown.Of(fix.Step, fix.Context.Engine, underConditions) is not { Count: > 0 } exact)
        {
            return null;
        }

        foreach (var operations in Candidates(fix, exact, underConditions))
        {
            if (await WriteAsync(fix, operations, up, model, underConditions, cancellation).ConfigureAwait(false) is { } changed)
            {
                return changed;
            }
        }

        return null;
    }

    private static async Task<Document?> WriteAsync(ProvenFix fix, IReadOnlyList<Operation> operations, MethodDeclarationSyntax up, SemanticModel model, bool underConditions, CancellationToken cancellation)
    {
        var literals = new CSharpLiterals(model.LookupNamespacesAndTypes(up.SpanStart, name: "Guid").Length > 0, NamedConstants.In(up, model, cancellation));
        var isEfCore = fix.Step.Migration.Framework == Framework.EfCore;
        var down = fix.Method("Down");
        var builder = (down ?? up).ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText ?? "migrationBuilder";
        Func<Operation, string?> write = isEfCore ? new EfCoreCalls(builder, literals).Write : new FluentMigratorChains(literals).Write;
        var statements = operations.Select(write).ToList();
        if (statements.Contains(null))
        {
            return null;
        }

        var text = await fix.Class.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        var layout = new SourceLayout(text, fix.Class.Declaration, up);
        var body = Body(statements!, isEfCore);
        var changes = new List<TextChange>();
        if (down is not null)
        {
            if (down.Body is not { Statements.Count: 0 } block || down.ExpressionBody is not null)
            {
                return null;
            }

            changes.Add(Fill(text, layout, down, block, body));
        }
        else
        {
            var signature = isEfCore
                ? "protected override void Down(" + literals.Type(TypeOf(up.ParameterList.Parameters.FirstOrDefault())) + " " + builder + ")"
                : "public override void Down()";
            var method = layout.LineEnd + layout.Lines(signature + "\n{\n    " + body.Replace("\n", "\n    ") + "\n}", layout.IndentationOf(up));
            changes.Add(new TextChange(new TextSpan(EndOfLine(text, up.Span.End), 0), Starts(text, up.Span.End, layout) + method));
        }

        if (fix.Step.Migration.Down.Kind == BodyKind.AutoReversed)
        {
            if (AutoReversingBase.Replaced(fix.Class.Declaration, model) is not { } change)
            {
                return null;
            }

            changes.Add(change);
        }

        return await fix.ProveAsync(changes, (after, step) => IsWayBack(InverseOf(fix, after, step.Migration, underConditions)), cancellation).ConfigureAwait(false);
    }

    /// <summary>EF Core's scaffolding sets statements apart; people write those of FluentMigrator one below the other, where each fits on a line.</summary>
    private static string Body(IReadOnlyList<string> statements, bool isEfCore)
    {
        var body = statements[0];
        for (var i = 1; i < statements.Count; i++)
        {
            body += (isEfCore || statements[i].Contains("\n") || statements[i - 1].Contains("\n") ? "\n\n" : "\n") + statements[i];
        }

        return body;
    }

    /// <summary>The method that Down goes behind: Up, or where a base class calls a method of another name from its Up, that one.</summary>
    private static MethodDeclarationSyntax? Anchor(ProvenFix fix) =>
        fix.Method("Up") ?? (fix.Step.Migration.Framework == Framework.FluentMigrator ? fix.Class.Declaration.Members.OfType<MethodDeclarationSyntax>().LastOrDefault(method => method.Modifiers.Any(SyntaxKind.OverrideKeyword)) : null);

    private static string TypeOf(ParameterSyntax? parameter) => parameter?.Type?.ToString() ?? "MigrationBuilder";

    /// <summary>Statements in an empty block, behind whatever comments stand in it.</summary>
    private static TextChange Fill(SourceText text, SourceLayout layout, MethodDeclarationSyntax down, BlockSyntax block, string body)
    {
        var indentation = layout.IndentationOf(down);
        var lines = layout.Lines(body, indentation + layout.Unit);
        var open = block.OpenBraceToken.Span.End;
        var close = block.CloseBraceToken.SpanStart;
        var between = text.ToString(TextSpan.FromBounds(open, close));
        var before = block.OpenBraceToken.GetPreviousToken().Span.End;
        return between.IndexOf('\n') < 0 && between.Trim().Length == 0
            ? new TextChange(TextSpan.FromBounds(before, close), layout.LineEnd + indentation + "{" + layout.LineEnd + lines + indentation)
            : new TextChange(TextSpan.FromBounds(open + between.TrimEnd().Length, close), layout.LineEnd + lines + indentation);
    }

    private static int EndOfLine(SourceText text, int position) => text.Lines.GetLineFromPosition(position).EndIncludingLineBreak;

    private static string Starts(SourceText text, int position, SourceLayout layout)
    {
        var line = text.Lines.GetLineFromPosition(position);
        return line.EndIncludingLineBreak == line.End ? layout.LineEnd : "";
    }

    /// <summary>The operations that lead back, whatever rows there are by then if that can be had; empty when none do.</summary>
    private static IReadOnlyList<IReadOnlyList<Operation>> Candidates(ProvenFix fix, IReadOnlyList<Operation> exact, bool underConditions)
    {
        IReadOnlyList<IReadOnlyList<Operation>> candidates = [.. new[] { exact, RequiredDefaults.In(exact) }.Distinct()];
        if (fix.Context.Engine == Engine.Sqlite)
        {
            // A Down that is imagined rebuilds tables by a model that nobody has read yet: only what is written can be judged.
            return candidates;
        }

        IReadOnlyList<Operation>? best = null;
        foreach (var operations in candidates)
        {
            var migration = fix.Step.Migration with { Down = new MigrationBody { Kind = BodyKind.Declared, Operations = operations } };
            if (InverseOf(fix, fix.Assessment, migration, underConditions) is { } inverse && IsWayBack(inverse))
            {
                best ??= operations;
                if (inverse.DownFailures.Count == 0)
                {
                    return [operations];
                }
            }
        }

        return best is null ? [] : [best];
    }

    private static bool IsWayBack(InverseProof? inverse) =>
        inverse is not null && (inverse.Schema == SchemaInverse.Exact || inverse.OnlyDefaults || inverse.OnlyMinor)
        && inverse.DownFailures.All(failure => failure.When is not (Execution.DownFailure.Always or Execution.DownFailure.OnData));

    private static InverseProof? InverseOf(ProvenFix fix, Assessment assessment, Migration migration, bool underConditions)
    {
        // Whether the conditions hold is for the database to say: what is proven is the way back from an Up that ran.
        var certain = !underConditions ? migration : migration with
        {
            Up = migration.Up with { Operations = Certain(migration.Up.Operations) },
            Down = migration.Down with { Operations = Certain(migration.Down.Operations) },
        };
        return fix.Imagine(assessment, certain).Rollback.Migrations.FirstOrDefault(candidate => candidate.ClassName == certain.ClassName)?.Inverse;
    }

    private static IReadOnlyList<Operation> Certain(IReadOnlyList<Operation> operations) => [.. operations.Select(operation => operation with { Certainty = Certainty.Certain })];
}
