using MigrationGuard.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>The call that makes one operation and nothing else, standing alone, so that something else can be written in its place.</summary>
internal sealed class CallSite
{
    private CallSite(InvocationExpressionSyntax call) => Call = call;

    /// <summary>The whole call or chain, without what ends the statement.</summary>
    public InvocationExpressionSyntax Call { get; }

    /// <summary>The statement; null where the call is the whole body behind an arrow.</summary>
    public ExpressionStatementSyntax? Statement => Call.Parent as ExpressionStatementSyntax;

    /// <summary>Finds the call of an operation.</summary>
    /// <param name="fix">The migration.</param>
    /// <param name="root">The file of its class.</param>
    /// <param name="body">The direction that the operation belongs to.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="goesWithIt">Whether another operation of the same call belongs to this one; null for none.</param>
    /// <returns>The call; null when it makes more than that, stands in another file, or holds a comment that would be lost.</returns>
    public static CallSite? Of(ProvenFix fix, SyntaxNode root, MigrationBody body, Operation operation, Func<Operation, bool>? goesWithIt = null)
    {
        var span = new TextSpan(operation.Span.Start, operation.Span.Length);
        return operation is { Certainty: Certainty.Certain, Providers: Providers.All }
            && fix.IsInFile(operation.Span)
            && root.FullSpan.Contains(span)
            && body.Operations.All(other => other.Span.File != operation.Span.File || other.Span.Start != operation.Span.Start || ReferenceEquals(other, operation) || goesWithIt?.Invoke(other) == true)
            && root.FindNode(span) is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax } call
            && call.Span == span
            && call.FirstAncestorOrSelf<ClassDeclarationSyntax>()?.Span == fix.Class.Declaration.Span
            && !call.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective)
                ? new CallSite(call)
                : null;
    }

    /// <summary>The call of that name inside the chain; null when there is none.</summary>
    public InvocationExpressionSyntax? Inner(string name)
    {
        for (var call = Call; call is { Expression: MemberAccessExpressionSyntax access }; call = access.Expression as InvocationExpressionSyntax)
        {
            if (access.Name.Identifier.ValueText == name)
            {
                return call;
            }
        }

        return null;
    }

    /// <summary>The calls of the chain, first one first.</summary>
    public IEnumerable<InvocationExpressionSyntax> Chain()
    {
        var calls = new Stack<InvocationExpressionSyntax>();
        for (ExpressionSyntax? part = Call; part is not null; part = part is InvocationExpressionSyntax call ? call.Expression : (part as MemberAccessExpressionSyntax)?.Expression)
        {
            if (part is InvocationExpressionSyntax call)
            {
                calls.Push(call);
            }
        }

        return calls;
    }

    /// <summary>What the chain starts from: the builder of EF Core, or a word such as <c>Create</c>.</summary>
    public string Receiver
    {
        get
        {
            ExpressionSyntax part = Call;
            while (part is InvocationExpressionSyntax or MemberAccessExpressionSyntax)
            {
                part = part is InvocationExpressionSyntax call ? call.Expression : ((MemberAccessExpressionSyntax)part).Expression;
            }

            return part.ToString();
        }
    }
}
