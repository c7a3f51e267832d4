using Microsoft.CodeAnalysis.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>
/// A place in the list of operations. The place is taken when the framework would add its operation; what stands there may still be completed by later calls on
/// the same chain, so it is built when the body has ended.
/// </summary>
internal sealed class Emission
{
    private readonly Func<Operation?> _build;

    public Emission(SyntaxNode syntax, Func<Operation?> build, Certainty certainty, string? condition, int pathLength)
    {
        Tree = syntax.SyntaxTree;
        Span = syntax.Span;
        _build = build;
        Certainty = certainty;
        Condition = condition;
        PathLength = pathLength;
    }

    public SyntaxTree Tree { get; }

    /// <summary>From the start of the first call to the end of the last one of the chain.</summary>
    public TextSpan Span { get; private set; }

    public Certainty Certainty { get; private set; }

    public string? Condition { get; private set; }

    /// <summary>How many undecided conditions surrounded the first call.</summary>
    public int PathLength { get; }

    /// <summary>Extends the place by a later call of the chain, when it stands in the same file and surrounds or follows the first.</summary>
    public void Extend(SyntaxNode syntax)
    {
        if (syntax.SyntaxTree == Tree && syntax.Span.Contains(Span))
        {
            Span = syntax.Span;
        }
    }

    /// <summary>Says that what the operation does depends on a condition of its own.</summary>
    public void Doubt(Certainty certainty, string? condition)
    {
        if (certainty > Certainty)
        {
            Certainty = certainty;
        }

        Condition ??= condition;
    }

    /// <summary>The finished operation; null when nothing came of it.</summary>
    public Operation? Build()
    {
        var operation = _build();
        return operation is null
            ? null
            : operation with
            {
                Span = SourceSpans.Of(Tree, Span),
                Certainty = Certainty > operation.Certainty ? Certainty : operation.Certainty,
                Condition = operation.Condition ?? Condition,
            };
    }
}
