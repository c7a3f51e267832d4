using Microsoft.CodeAnalysis.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Places in the source as the model spells them.</summary>
internal static class SourceSpans
{
    public static SourceSpan Of(SyntaxNode node) => Of(node.SyntaxTree, node.Span);

    public static SourceSpan Of(SyntaxToken token) => token.SyntaxTree is { } tree ? Of(tree, token.Span) : SourceSpan.None;

    public static SourceSpan Of(Location? location) =>
        location is { IsInSource: true, SourceTree: { } tree } ? Of(tree, location.SourceSpan) : SourceSpan.None;

    public static SourceSpan Of(SyntaxTree tree, TextSpan span)
    {
        var lines = tree.GetLineSpan(span);
        return new(
            tree.FilePath,
            span.Start,
            span.Length,
            lines.StartLinePosition.Line + 1,
            lines.StartLinePosition.Character + 1,
            lines.EndLinePosition.Line + 1,
            lines.EndLinePosition.Character + 1);
    }
}
