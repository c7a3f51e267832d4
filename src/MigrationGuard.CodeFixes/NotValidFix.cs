using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;
using MigrationGuard.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Adds a constraint without a look at the rows that exist, and looks at them in a migration of its own, while everybody reads and writes (PostgreSQL). In one transaction
/// the two would gain nothing. Where no migration can be written behind this one, a comment says what comes next.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NotValidFix))]
[Shared]
public sealed class NotValidFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG4003", "MG4004");

    /// <summary>None: each takes the next free id for its second migration.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is { Context.Engine: Engine.PostgreSql } fix
                && await WriteAsync(fix, diagnostic, context.CancellationToken).ConfigureAwait(false) is var (title, changed))
            {
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed.Solution), nameof(NotValidFix)), diagnostic);
            }
        }
    }

    private static async Task<(string Title, Project Changed)?> WriteAsync(ProvenFix fix, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var document = fix.Class.Document;
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || diagnostic.Location.SourceTree != root.SyntaxTree
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        var sql = SqlCalls.For(fix);
        if (TooEarly(fix, root, text, diagnostic) is var (validation, line))
        {
            return await MoveAsync(fix, validation, text, line, sql, cancellation).ConfigureAwait(false) is { } moved ? ("VALIDATE it in the next migration", moved) : null;
        }

        if ((InBuilder(fix, root, diagnostic, sql) ?? InSql(fix, root, diagnostic)) is not var (constraint, validate, change) || ExplicitDown.Changes(fix, model, text, layout, cancellation) is not { } down)
        {
            return null;
        }

        var name = NameOf(constraint);
        var next = NextMigration.Of(fix, "Validate", name);
        var body = next is null ? null : sql.Write(next.UpBuilder, validate, suppressTransaction: true);
        if (next is not null && body is not null)
        {
            var project = document.WithText(text.WithChanges(Ordered([change, .. down]))).Project;
            if (await next.AddToAsync(project, body + ";", "", cancellation).ConfigureAwait(false) is { } changed
                && await fix.IsProvenAsync(changed, (after, step) => Holds(fix, after, step, constraint) && IsValidated(after, next.ClassName, name), [], cancellation).ConfigureAwait(false))
            {
                return ("Add it NOT VALID, and VALIDATE it in the next migration", changed);
            }
        }

        // The place of the comment is a line of its own, above the statement.
        var above = text.Lines.GetLineFromPosition(change.Span.Start).Start;
        var comment = new TextChange(new TextSpan(above, 0), layout.IndentationOf(root.FindNode(diagnostic.Location.SourceSpan)) + "// In the next migration: " + validate + layout.LineEnd);
        var alone = document.WithText(text.WithChanges(Ordered([comment, change, .. down]))).Project;
        return await fix.IsProvenAsync(alone, (after, step) => Holds(fix, after, step, constraint), [], cancellation).ConfigureAwait(false) ? ("Add it NOT VALID", alone) : null;
    }

    /// <summary>A validation in the transaction that added the constraint, alone in its call and on its lines.</summary>
    private static (ValidateConstraint Validation, TextSpan Lines)? TooEarly(ProvenFix fix, SyntaxNode root, SourceText text, Diagnostic diagnostic)
    {
        foreach (var call in fix.Step.Migration.Up.Operations.OfType<Sql>())
        {
            if (call.Statements.Count != 1 || call.Statements[0].Effects.Count != 1 || call.Statements[0].Effects[0] is not ValidateConstraint validation
                || !fix.IsInFile(validation.Span) || validation.Span.Start != diagnostic.Location.SourceSpan.Start || CallSite.Of(fix, root, fix.Step.Migration.Up, call) is not { Statement: { } statement })
            {
                continue;
            }

            var lines = TextSpan.FromBounds(text.Lines.GetLineFromPosition(statement.SpanStart).Start, text.Lines.GetLineFromPosition(statement.Span.End).EndIncludingLineBreak);
            return text.ToString(lines).Trim() == statement.ToString() ? (validation, lines) : null;
        }

        return null;
    }

    private static async Task<Project?> MoveAsync(ProvenFix fix, ValidateConstraint validation, SourceText text, TextSpan lines, SqlCalls sql, CancellationToken cancellation)
    {
        if (SafeSql.ValidateConstraint(validation.Schema, validation.Table, validation.Name) is not { } validate
            || NextMigration.Of(fix, "Validate", validation.Name) is not { } next
            || sql.Write(next.UpBuilder, validate, suppressTransaction: true) is not { } body)
        {
            return null;
        }

        var project = fix.Class.Document.WithText(text.WithChanges(new TextChange(lines, ""))).Project;
        return await next.AddToAsync(project, body + ";", "", cancellation).ConfigureAwait(false) is { } changed
            && await fix.IsProvenAsync(changed, (after, step) => InverseOf(after, step) == InverseOf(fix.Assessment, fix.Step) && IsValidated(after, next.ClassName, validation.Name), [], cancellation).ConfigureAwait(false)
                ? changed
                : null;
    }

    /// <summary>A call of the builder, which knows no such constraint: SQL takes its place.</summary>
    private static (TableOperation Constraint, string Validate, TextChange Change)? InBuilder(ProvenFix fix, SyntaxNode root, Diagnostic diagnostic, SqlCalls sql)
    {
        if (fix.OperationsAt<TableOperation>(diagnostic).FirstOrDefault() is not { } constraint || CallSite.Of(fix, root, fix.Step.Migration.Up, constraint) is not { } site)
        {
            return null;
        }

        var statements = constraint switch
        {
            AddForeignKey { ForeignKey.Name: not null } key => SafeSql.ForeignKey(Engine.PostgreSql, key),
            AddCheckConstraint { Check.Name: not null } check => SafeSql.Check(Engine.PostgreSql, check),
            _ => null,
        };
        return statements is var (add, validate) && sql.Write(site.Receiver, add) is { } call ? (constraint, validate, new TextChange(site.Call.Span, call)) : null;
    }

    /// <summary>A statement in SQL: two words on its end.</summary>
    private static (TableOperation Constraint, string Validate, TextChange Change)? InSql(ProvenFix fix, SyntaxNode root, Diagnostic diagnostic)
    {
        var start = diagnostic.Location.SourceSpan.Start;
        foreach (var sql in fix.Step.Migration.Up.Operations.OfType<Sql>())
        {
            foreach (var statement in sql.Statements)
            {
                if (statement.Effects.Count != 1 || statement.Effects[0] is not (AddForeignKey or AddCheckConstraint) || statement.Effects[0] is not TableOperation { Certainty: Certainty.Certain } constraint
                    || !fix.IsInFile(constraint.Span) || constraint.Span.Start != start || NameOf(constraint).Length == 0 || sql.Certainty != Certainty.Certain || sql.Providers != Providers.All
                    || SafeSql.ValidateConstraint(constraint.Schema, constraint.Table, NameOf(constraint)) is not { } validate)
                {
                    continue;
                }

                var token = root.FindToken(start);
                var end = start + constraint.Span.Length;
                if (!(token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)) || end >= token.Span.End)
                {
                    return null;
                }

                var written = token.Text.Substring(0, end - token.SpanStart).TrimEnd();
                return (constraint, validate, new TextChange(new TextSpan(token.SpanStart + written.TrimEnd(';').TrimEnd().Length, 0), " NOT VALID"));
            }
        }

        return null;
    }

    private static IEnumerable<TextChange> Ordered(IEnumerable<TextChange> changes) => changes.OrderBy(change => change.Span.Start);

    private static string NameOf(TableOperation constraint) => (constraint is AddForeignKey key ? key.ForeignKey.Name : (constraint as AddCheckConstraint)?.Check.Name) ?? "";

    /// <summary>The same constraint, not validated, and a way back that is no worse.</summary>
    private static bool Holds(ProvenFix fix, Assessment after, MigrationStep step, TableOperation constraint) =>
        step.Migration.Up.Operations.WithEffects().Any(operation => IsSame(fix.Context.Engine, constraint, operation)) && InverseOf(after, step) is var now && (now == SchemaInverse.Exact || now == InverseOf(fix.Assessment, fix.Step));

    private static SchemaInverse? InverseOf(Assessment assessment, MigrationStep step) =>
        assessment.Rollback.Migrations.FirstOrDefault(migration => migration.ClassName == step.Migration.ClassName)?.Inverse.Schema;

    private static bool IsValidated(Assessment after, string className, string name) =>
        after.Deployment.Contexts.SelectMany(context => context.Steps).FirstOrDefault(step => step.Migration.ClassName == className) is { } step
        && step.Migration.Up.Operations.WithEffects().OfType<ValidateConstraint>().Any(validate => validate.Name == name);

    private static bool IsSame(Engine engine, TableOperation wanted, Operation found) => (wanted, found) switch
    {
        (AddForeignKey a, AddForeignKey { NotValidated: true } b) => SchemaNames.SameTable(a.Schema, a.Table, b.Schema, b.Table, engine)
            && a.ForeignKey.Name == b.ForeignKey.Name
            && a.ForeignKey.PrincipalTable == b.ForeignKey.PrincipalTable
            && SchemaNames.SameSchema(a.ForeignKey.PrincipalSchema, b.ForeignKey.PrincipalSchema, engine)
            && a.ForeignKey.Columns.SequenceEqual(b.ForeignKey.Columns)
            && a.ForeignKey.PrincipalColumns.SequenceEqual(b.ForeignKey.PrincipalColumns)
            && a.ForeignKey.OnDelete == b.ForeignKey.OnDelete
            && a.ForeignKey.OnUpdate == b.ForeignKey.OnUpdate,
        (AddCheckConstraint a, AddCheckConstraint { NotValidated: true } b) => SchemaNames.SameTable(a.Schema, a.Table, b.Schema, b.Table, engine)
            && a.Check.Name == b.Check.Name && a.Check.Sql.Trim() == b.Check.Sql.Trim(),
        _ => false,
    };
}
