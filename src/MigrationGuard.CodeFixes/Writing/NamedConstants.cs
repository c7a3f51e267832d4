using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.Writing;

/// <summary>The constants by which a method names tables and columns, so that its counterpart can do the same.</summary>
internal static class NamedConstants
{
    /// <summary>No constants.</summary>
    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Text to expression, for every text that the method spells in one way only, and not through something of its own.</summary>
    public static IReadOnlyDictionary<string, string> In(SyntaxNode method, SemanticModel model, CancellationToken cancellation)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in method.DescendantNodes().OfType<ArgumentSyntax>())
        {
            if (!IsNamedElsewhere(argument.Expression, model, cancellation) || model.GetConstantValue(argument.Expression, cancellation) is not { HasValue: true, Value: string value })
            {
                continue;
            }

            var text = argument.Expression.ToString();
            if (found.TryGetValue(value, out var other) && other != text)
            {
                ambiguous.Add(value);
            }

            found[value] = text;
        }

        foreach (var value in ambiguous)
        {
            found.Remove(value);
        }

        return found;
    }

    private static bool IsNamedElsewhere(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) => expression switch
    {
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } named } =>
            named[0].DescendantNodes().OfType<IdentifierNameSyntax>().All(name =>
                model.GetSymbolInfo(name, cancellation) is var info && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not (null or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol)),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => model.GetSymbolInfo(expression, cancellation).Symbol is IFieldSymbol { IsConst: true },
        _ => false,
    };
}
