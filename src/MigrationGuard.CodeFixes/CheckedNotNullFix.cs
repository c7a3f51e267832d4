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
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Makes a column required on PostgreSQL without reading every row under the strongest lock: a check that excludes NULL, added NOT VALID here, validated in the next
/// migration, and the change itself in the one after it, which then reads nothing. Not where EF Core fills NULLs itself: it would do so after the check.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CheckedNotNullFix))]
[Shared]
public sealed class CheckedNotNullFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("MG4007");

    /// <summary>None: each takes the next free ids for its other migrations.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ProvenFix.FindAsync(context.Document, diagnostic, null, context.CancellationToken).ConfigureAwait(false) is { Context.Engine: Engine.PostgreSql } fix
                && await WriteAsync(fix, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
            {
                context.RegisterCodeFix(CodeAction.Create("Check it NOT VALID, VALIDATE it in the next migration, require it in the one after", _ => Task.FromResult(changed.Solution), nameof(CheckedNotNullFix)), diagnostic);
            }
        }
    }

    private static async Task<Project?> WriteAsync(ProvenFix fix, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var document = fix.Class.Document;
        var migration = fix.Step.Migration;
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || diagnostic.Location.SourceTree != root.SyntaxTree
            || fix.OperationsAt<AlterColumn>(diagnostic).FirstOrDefault() is not { ExistingRows: null, Column.HasDefault: false } alter
            || Back(fix, alter) is not { } back
            || CallSite.Of(fix, root, migration.Up, alter) is not { } forth
            || CallSite.Of(fix, root, migration.Down, back) is not { } undo)
        {
            return null;
        }

        var engine = fix.Context.Engine;
        var name = SafeSql.NotNullCheckName(alter.Table, alter.Column.Name);
        if (SafeSql.NotNullCheck(engine, alter.Schema, alter.Table, alter.Column.Name) is not var (add, validate)
            || SafeSql.DropConstraint(engine, alter.Schema, alter.Table, name) is not { } drop
            || NextMigration.Of(fix, "Validate", name) is not { } second
            || NextMigration.Of(fix, "Require", alter.Table + "_" + alter.Column.Name, after: 1) is not { } third)
        {
            return null;
        }

        var sql = SqlCalls.For(fix);
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var layout = new SourceLayout(text, fix.Class.Declaration, fix.Class.Declaration.Members[0]);
        if (sql.Write(forth.Receiver, add) is not { } added || sql.Write(undo.Receiver, drop) is not { } dropped || sql.Write(second.UpBuilder, validate, suppressTransaction: true) is not { } validated
            || sql.Write(third.UpBuilder, drop) is not { } dropLater || sql.Write(third.DownBuilder, add) is not { } addAgain)
        {
            return null;
        }

        var changes = new[] { new TextChange(forth.Call.Span, added), new TextChange(undo.Call.Span, dropped) };
        var project = document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start))).Project;
        return await second.AddToAsync(project, validated + ";", "", cancellation).ConfigureAwait(false) is { } checkedProject
            && await third.AddToAsync(
                checkedProject,
                layout.Unindented(forth.Call) + ";\n\n" + dropLater + ";",
                addAgain + ";\n\n" + layout.Unindented(undo.Call) + ";",
                cancellation).ConfigureAwait(false) is { } changed
            && await fix.IsProvenAsync(changed, (after, step) => Holds(fix, after, step, second.ClassName, third.ClassName, alter), [], cancellation).ConfigureAwait(false)
                ? changed
                : null;
    }

    /// <summary>What Down does to the same column, if that is one thing.</summary>
    private static AlterColumn? Back(ProvenFix fix, AlterColumn alter) =>
        fix.Step.Migration.Down.Operations.OfType<AlterColumn>().Where(back => SchemaNames.Same(back.Column.Name, alter.Column.Name) && SchemaNames.SameTable(back.Schema, back.Table, alter.Schema, alter.Table, fix.Context.Engine)).ToList() is { Count: 1 } only
            ? only[0]
            : null;

    /// <summary>All three can be undone exactly, and in the end the column is required and the check is gone.</summary>
    private static bool Holds(ProvenFix fix, Assessment after, MigrationStep step, string second, string third, AlterColumn alter)
    {
        var inverse = fix.Assessment.Rollback.Migrations.FirstOrDefault(migration => migration.ClassName == fix.Step.Migration.ClassName)?.Inverse.Schema;
        string[] all = [step.Migration.ClassName, second, third];
        return after.Rollback.Migrations.Where(migration => all.Contains(migration.ClassName)).ToList() is { Count: 3 } migrations
            && migrations.All(migration => migration.Inverse.Schema == SchemaInverse.Exact || migration.Inverse.Schema == inverse)
            && after.Deployment.Contexts.SelectMany(context => context.Steps).FirstOrDefault(candidate => candidate.Migration.ClassName == third)?.After.FindTable(alter.Schema, alter.Table) is { } table
            && table.FindColumn(alter.Column.Name)?.Column.Nullable == false
            && table.Checks.All(check => check.Check.Name != SafeSql.NotNullCheckName(alter.Table, alter.Column.Name));
    }
}
