using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.Truth.Mutation;

/// <summary>Damages the source of a migration as editors, merges and disks do: cut off, written twice, mixed with another, a token or statement lost or exchanged.</summary>
internal static class Mutant
{
    /// <summary>The damages, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["cut off", "statement twice", "text twice", "spliced files", "spliced statement", "token lost", "tokens exchanged", "statement lost", "statements exchanged", "token of another"];

    /// <summary>Damages a source once.</summary>
    /// <param name="random">What decides where.</param>
    /// <param name="kind">The number of the damage.</param>
    /// <param name="source">The source of a file.</param>
    /// <param name="other">The source of another, for parts of it.</param>
    public static string Of(Random random, int kind, string source, string other)
    {
        var root = Parse(source);
        var stranger = Parse(other);
        switch (Kinds[kind])
        {
            case "cut off":
                return source[..random.Next(source.Length)];
            case "statement twice":
                return Pick(random, Statements(root)) is { } twice ? source.Insert(twice.FullSpan.End, twice.ToFullString()) : source;
            case "text twice":
                var start = random.Next(source.Length);
                return source.Insert(start, source.Substring(start, random.Next(Math.Min(400, source.Length - start))));
            case "spliced files":
                var (head, tail) = (Pick(random, Tokens(root)), Pick(random, Tokens(stranger)));
                return source[..head.FullSpan.End] + other[tail.FullSpan.Start..];
            case "spliced statement":
                return Pick(random, Statements(root)) is { } before && Pick(random, Statements(stranger)) is { } added ? source.Insert(before.FullSpan.Start, added.ToFullString()) : source;
            case "token lost":
                return Without(source, Pick(random, Tokens(root)).Span);
            case "tokens exchanged":
                var (one, two) = (Pick(random, Tokens(root)), Pick(random, Tokens(root)));
                return Exchange(source, one.Span, two.Span);
            case "statement lost":
                return Pick(random, Statements(root)) is { } lost ? Without(source, lost.FullSpan) : source;
            case "statements exchanged":
                return Pick(random, Statements(root)) is { } first && Pick(random, Statements(root)) is { } second ? Exchange(source, first.FullSpan, second.FullSpan) : source;
            default:
                var token = Pick(random, Tokens(root));
                var alike = Tokens(stranger).Where(candidate => candidate.IsKind(token.Kind())).ToList();
                return alike.Count == 0 ? source : source[..token.SpanStart] + Pick(random, alike).Text + source[token.Span.End..];
        }
    }

    private static SyntaxNode Parse(string source) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();

    private static List<StatementSyntax> Statements(SyntaxNode root) =>
        [.. root.DescendantNodes().OfType<StatementSyntax>().Where(statement => statement is not (BlockSyntax or LocalFunctionStatementSyntax) && statement.Parent is BlockSyntax)];

    private static List<SyntaxToken> Tokens(SyntaxNode root) => [.. root.DescendantTokens()];

    private static T? Pick<T>(Random random, List<T> items) => items.Count == 0 ? default : items[random.Next(items.Count)];

    private static string Without(string source, Microsoft.CodeAnalysis.Text.TextSpan span) => source.Remove(span.Start, span.Length);

    private static string Exchange(string source, Microsoft.CodeAnalysis.Text.TextSpan one, Microsoft.CodeAnalysis.Text.TextSpan two)
    {
        var (first, second) = one.Start <= two.Start ? (one, two) : (two, one);
        return first.End > second.Start
            ? source
            : source[..first.Start] + source.Substring(second.Start, second.Length) + source[first.End..second.Start] + source.Substring(first.Start, first.Length) + source[second.End..];
    }
}
