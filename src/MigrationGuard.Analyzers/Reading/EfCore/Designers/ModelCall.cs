using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore.Designers;

/// <summary>One call in a chain such as <c>b.Property&lt;int&gt;("Id").HasColumnType("INTEGER")</c>, as syntax says it: nothing is bound.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Type">Its first type argument; null when it has none.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record ModelCall(string Name, TypeSyntax? Type, SeparatedSyntaxList<ArgumentSyntax> Arguments)
{
    /// <summary>The calls of a chain from the first to the last; empty when the expression is no chain.</summary>
    public static IReadOnlyList<ModelCall> Chain(ExpressionSyntax expression)
    {
        var calls = new List<ModelCall>();
        Unfold(expression, calls);
        return calls;
    }

    /// <summary>The one call of a statement like <c>b.ToTable("Orders")</c>; null for a longer chain and for anything else.</summary>
    public static ModelCall? Single(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } member } call ? Of(call, member.Name) : null;

    /// <summary>The statements of a lambda, block or not.</summary>
    public static IEnumerable<ExpressionSyntax> Statements(LambdaExpressionSyntax lambda)
    {
        if (lambda.Body is ExpressionSyntax only)
        {
            yield return only;
        }
        else if (lambda.Body is BlockSyntax block)
        {
            foreach (var statement in block.Statements)
            {
                if (statement is ExpressionStatementSyntax { Expression: var expression })
                {
                    yield return expression;
                }
            }
        }
    }

    /// <summary>The lambda among the arguments; null when there is none.</summary>
    public LambdaExpressionSyntax? Lambda
    {
        get
        {
            foreach (var argument in Arguments)
            {
                if (argument.Expression is LambdaExpressionSyntax lambda)
                {
                    return lambda;
                }
            }

            return null;
        }
    }

    /// <summary>The text of an argument; null when it is missing, <c>null</c> or no literal text.</summary>
    public string? Text(int position) => position < Arguments.Count ? TextOf(Arguments[position].Expression) : null;

    /// <summary>The texts of all arguments, those of an array argument included.</summary>
    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string>();
        foreach (var argument in Arguments)
        {
            AddTexts(argument.Expression, texts);
        }

        return texts;
    }

    /// <summary>Whether an argument is <c>null</c>, perhaps behind a cast.</summary>
    public bool IsNull(int position) => position < Arguments.Count && Plain(Arguments[position].Expression).IsKind(SyntaxKind.NullLiteralExpression);

    /// <summary>A truth value; null when it is missing or no literal.</summary>
    public bool? Truth(int position) => position >= Arguments.Count ? null : Plain(Arguments[position].Expression).Kind() switch
    {
        SyntaxKind.TrueLiteralExpression => true,
        SyntaxKind.FalseLiteralExpression => false,
        _ => null,
    };

    /// <summary>A whole number; null when it is missing or no literal.</summary>
    public int? Number(int position) =>
        position < Arguments.Count && Plain(Arguments[position].Expression) is LiteralExpressionSyntax { Token.Value: int number } ? number : null;

    /// <summary>A value; of unknown kind when it is no literal.</summary>
    public Literal? Value(int position) => position < Arguments.Count ? ValueOf(Plain(Arguments[position].Expression)) : null;

    /// <summary>The last name of an argument such as <c>DeleteBehavior.Cascade</c>; null when it is none.</summary>
    public string? Member(int position) => position < Arguments.Count && Arguments[position].Expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.ValueText : null;

    private static void Unfold(ExpressionSyntax expression, List<ModelCall> calls)
    {
        if (expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call)
        {
            return;
        }

        Unfold(member.Expression, calls);

        // An extension method written as what it is: its first argument is the chain it continues.
        if (calls.Count == 0
            && call.ArgumentList.Arguments.Count > 0
            && call.ArgumentList.Arguments[0].Expression is InvocationExpressionSyntax continued)
        {
            Unfold(continued, calls);
            if (calls.Count > 0)
            {
                calls.Add(Of(call, member.Name) with { Arguments = call.ArgumentList.Arguments.RemoveAt(0) });
                return;
            }
        }

        calls.Add(Of(call, member.Name));
    }

    private static ModelCall Of(InvocationExpressionSyntax call, SimpleNameSyntax name) =>
        new(name.Identifier.ValueText, name is GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } types } ? types[0] : null, call.ArgumentList.Arguments);

    private static ExpressionSyntax Plain(ExpressionSyntax expression) => expression switch
    {
        CastExpressionSyntax cast => Plain(cast.Expression),
        ParenthesizedExpressionSyntax parentheses => Plain(parentheses.Expression),
        _ => expression,
    };

    private static string? TextOf(ExpressionSyntax expression) => Plain(expression) switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => TextOf(sum.Left) is { } left && TextOf(sum.Right) is { } right ? left + right : null,
        _ => null,
    };

    private static void AddTexts(ExpressionSyntax expression, List<string> texts)
    {
        var elements = expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
            _ => default,
        };
        foreach (var element in elements)
        {
            AddTexts(element, texts);
        }

        if (TextOf(expression) is { } text)
        {
            texts.Add(text);
        }
    }

    private static Literal ValueOf(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } text:
                return Literal.OfString(text.Token.ValueText);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } number:
                return Literal.OfNumber(Convert.ToString(number.Token.Value, System.Globalization.CultureInfo.InvariantCulture) ?? "");
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression or (int)SyntaxKind.FalseLiteralExpression } truth:
                return Literal.OfBoolean(truth.IsKind(SyntaxKind.TrueLiteralExpression));
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression }:
                return Literal.Null;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative when ValueOf(Plain(negative.Operand)) is { Kind: LiteralKind.Number } operand:
                return Literal.OfNumber("-" + operand.Text);
            default:
                return new Literal(LiteralKind.Unknown, expression.ToString());
        }
    }
}
