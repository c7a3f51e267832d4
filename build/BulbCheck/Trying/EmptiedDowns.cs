using MigrationGuard.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.BulbCheck.Trying;

/// <summary>A project whose authors wrote no Down.</summary>
internal static class EmptiedDowns
{
    /// <summary>Empties every Down that stands in a block, and says of which classes.</summary>
    public static async Task<(Project Project, HashSet<string> Classes)> OfAsync(Project project, CancellationToken cancellation)
    {
        var classes = new HashSet<string>(StringComparer.Ordinal);
        var compilation = (await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        foreach (var id in project.DocumentIds)
        {
            var document = project.GetDocument(id)!;
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree)
            {
                continue;
            }

            var model = compilation.GetSemanticModel(compilation.SyntaxTrees.First(candidate => candidate.FilePath == tree.FilePath));
            var changes = new List<TextChange>();
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            foreach (var down in model.SyntaxTree.GetRoot(cancellation).DescendantNodes(node => node is not BlockSyntax).OfType<MethodDeclarationSyntax>())
            {
                if (down is { Identifier.ValueText: "Down", Body: { Statements.Count: > 0 } block, Parent: ClassDeclarationSyntax type } && model.GetDeclaredSymbol(type, cancellation) is INamedTypeSymbol symbol)
                {
                    var close = text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart);
                    var open = text.Lines.GetLineFromPosition(block.OpenBraceToken.SpanStart);
                    changes.Add(close.LineNumber == open.LineNumber
                        ? new TextChange(TextSpan.FromBounds(block.OpenBraceToken.Span.End, block.CloseBraceToken.SpanStart), " ")
                        : new TextChange(TextSpan.FromBounds(open.EndIncludingLineBreak, close.Start), ""));
                    classes.Add(Symbols.FullName(symbol));
                }
            }

            project = document.WithText(text.WithChanges(changes)).Project;
        }

        return (project, classes);
    }
}
