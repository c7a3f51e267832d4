using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.BulbCheck.Trying;

/// <summary>What a person adds to attributes that a light bulb leaves unfinished on purpose.</summary>
internal static class FilledIn
{
    /// <summary>The text with every empty argument of this product's attributes filled in.</summary>
    public static async Task<Document> OfAsync(Document document, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var empty = root.DescendantNodes(node => node is not BlockSyntax).OfType<AttributeSyntax>()
            .Where(attribute => attribute.Name.ToString() is "AcceptHazard" or "BackupGate" or "ExpandContract" or "ForwardOnly")
            .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? []).Where(argument => argument.Expression is LiteralExpressionSyntax { Token.ValueText: "" or "0" }).ToList();
        return document.WithSyntaxRoot(root.ReplaceNodes(empty, (_, argument) => argument.WithExpression(Said(argument.NameEquals?.Name.Identifier.ValueText))));
    }

    private static LiteralExpressionSyntax Said(string? name) => name switch
    {
        "RestoreMinutes" => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(20)),
        "RestoreTestedOn" => Text("2026-01-15"),
        "Runbook" => Text("docs/restore.md"),
        "Owner" => Text("on-call"),
        "Source" => Text("nightly snapshot"),
        _ => Text("reviewed"),
    };

    private static LiteralExpressionSyntax Text(string value) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(value));
}
