using System.Threading;
using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>Says what FluentMigrator's automatic Down does, so that Up may say something that it cannot turn round.</summary>
internal static class ExplicitDown
{
    /// <summary>The changes that write it; none where a Down is written already, null where it cannot be said.</summary>
    /// <param name="fix">The migration.</param>
    /// <param name="model">Its file's meaning.</param>
    /// <param name="text">Its file.</param>
    /// <param name="layout">How the file is laid out.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<TextChange>? Changes(ProvenFix fix, SemanticModel model, SourceText text, SourceLayout layout, CancellationToken cancellation)
    {
        if (fix.Step.Migration.Down.Kind != BodyKind.AutoReversed)
        {
            return [];
        }

        if (fix.Method("Up") is not { } up || fix.Method("Down") is not null
            || AutoReversingBase.Replaced(fix.Class.Declaration, model) is not { } change
            || DerivedDown.Of(fix.Step, fix.Context.Engine) is not { Count: > 0 } operations)
        {
            return null;
        }

        var chains = new FluentMigratorChains(new CSharpLiterals(model.LookupNamespacesAndTypes(up.SpanStart, name: "Guid").Length > 0, NamedConstants.In(up, model, cancellation)));
        var statements = operations.Select(chains.Write).ToList();
        var line = text.Lines.GetLineFromPosition(up.Span.End);
        var method = layout.Lines("public override void Down()\n{\n    " + string.Join("\n", statements).Replace("\n", "\n    ") + "\n}", layout.IndentationOf(up));
        return statements.Contains(null)
            ? null
            :
            [
                change,
                new(new TextSpan(line.EndIncludingLineBreak, 0), (line.EndIncludingLineBreak == line.End ? layout.LineEnd : "") + layout.LineEnd + method),
            ];
    }
}
