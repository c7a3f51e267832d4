using Microsoft.CodeAnalysis.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>From the origin of a text to the places in source files and scripts where its characters stand.</summary>
internal static class WrittenTexts
{
    /// <summary>The places of a text, in its order. What is not found, such as a number or an unknown value, has none.</summary>
    /// <param name="value">The text.</param>
    /// <param name="context">Binds the constants that the text names.</param>
    /// <param name="trees">Gets the files that say something.</param>
    public static IReadOnlyList<TextPlace> Of(Value? value, ReadingContext context, HashSet<SyntaxTree> trees)
    {
        if (value is not ConstantValue { Value: string { Length: > 0 } text, Origin: { } origin })
        {
            return [];
        }

        var places = new List<TextPlace>();
        var open = new Stack<TextPiece>();
        open.Push(new(0, text.Length, origin, 0));
        while (open.Count > 0)
        {
            var piece = open.Pop();
            switch (piece.Origin)
            {
                case TextOrigin.Pieces pieces:
                    PushParts(pieces, piece, open);
                    break;
                case TextOrigin.Content content:
                    Add(places, content.Script.File, piece.At, piece.Length, piece.From, piece.Length, content.PositionOf(piece.From));
                    break;
                case TextOrigin.Constant { Expression: var expression }:
                    AddConstant(expression, piece, context, trees, places);
                    break;
            }
        }

        return places;
    }

    /// <summary>The places of a script's whole text.</summary>
    public static IReadOnlyList<TextPlace> Of(Script script) => script.Text.Length == 0 ? [] : [new(script.File, 0, script.Text.Length, 0, script.Text.Length, 1, 1)];

    // Only the parts that reach into the piece, the last one first: the stack turns them round.
    private static void PushParts(TextOrigin.Pieces pieces, TextPiece piece, Stack<TextPiece> open)
    {
        var end = piece.From + piece.Length;
        for (var i = pieces.Parts.Count - 1; i >= 0; i--)
        {
            var part = pieces.Parts[i];
            var from = Math.Max(part.At, piece.From);
            var to = Math.Min(part.At + part.Length, end);
            if (from < to)
            {
                open.Push(new(piece.At + from - piece.From, to - from, part.Origin, part.From + from - part.At));
            }
        }
    }

    private static void AddConstant(IOperation expression, TextPiece piece, ReadingContext context, HashSet<SyntaxTree> trees, List<TextPlace> places)
    {
        var at = 0;
        foreach (var literal in Literals(expression, context))
        {
            var length = ((string)literal.ConstantValue.Value!).Length;
            if (at < piece.From + piece.Length && at + length > piece.From)
            {
                AddLiteral(literal, at, piece, context, trees, places);
            }

            at += length;
        }
    }

    private static void AddLiteral(IOperation literal, int literalAt, TextPiece piece, ReadingContext context, HashSet<SyntaxTree> trees, List<TextPlace> places)
    {
        var end = piece.From + piece.Length;
        var tree = literal.Syntax.SyntaxTree;
        foreach (var run in WrittenLiteral.Runs(literal.Syntax, (string)literal.ConstantValue.Value!))
        {
            var from = Math.Max(literalAt + run.At, piece.From);
            var to = Math.Min(literalAt + run.At + run.Length, end);
            if (from >= to)
            {
                continue;
            }

            trees.Add(tree);
            var start = run.Start + from - literalAt - run.At;
            var cut = literalAt + run.At + run.Length - to;
            var sourceLength = cut > 0 ? to - from : run.SourceLength - (start - run.Start);
            Add(
                places,
                tree.FilePath,
                piece.At + from - piece.From,
                to - from,
                start,
                sourceLength,
                tree.GetText(context.Cancellation).Lines.GetLinePosition(start));
        }
    }

    private static void Add(List<TextPlace> places, string file, int at, int length, int start, int sourceLength, LinePosition position)
    {
        // Text and source that go on side by side are one place.
        if (places.Count > 0
            && places[places.Count - 1] is var last
            && last.File == file && last.At + last.Length == at && last.Start + last.SourceLength == start && last.SourceLength == last.Length)
        {
            places[places.Count - 1] = last with { Length = last.Length + length, SourceLength = last.SourceLength + sourceLength };
            return;
        }

        places.Add(new(file, at, length, start, sourceLength, position.Line + 1, position.Character + 1));
    }

    /// <summary>The literals that a constant text consists of, those behind the names of constants included; their values follow each other in the text.</summary>
    private static List<IOperation> Literals(IOperation expression, ReadingContext context)
    {
        var literals = new List<IOperation>();
        var open = new Stack<IOperation>();
        open.Push(expression);
        while (open.Count > 0)
        {
            var operation = open.Pop();
            if (operation.ConstantValue is not { HasValue: true, Value: string { Length: > 0 } })
            {
                continue;
            }

            switch (operation)
            {
                case IConversionOperation conversion when conversion.Operand.ConstantValue is { HasValue: true, Value: string }:
                    open.Push(conversion.Operand);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    open.Push(sum.RightOperand);
                    open.Push(sum.LeftOperand);
                    break;
                case IInterpolatedStringOperation interpolated:
                    for (var i = interpolated.Parts.Length - 1; i >= 0; i--)
                    {
                        if ((interpolated.Parts[i] as IInterpolatedStringTextOperation)?.Text is { } text)
                        {
                            open.Push(text);
                        }
                        else if ((interpolated.Parts[i] as IInterpolationOperation)?.Expression is { } hole)
                        {
                            open.Push(hole);
                        }
                    }

                    break;
                case IFieldReferenceOperation { Field.IsConst: true } field when context.InitializerOf(field.Field) is { ConstantValue.HasValue: true } value:
                    open.Push(value);
                    break;
                case ILocalReferenceOperation { Local.IsConst: true } local when context.InitializerOf(local.Local) is { ConstantValue.HasValue: true } value:
                    open.Push(value);
                    break;
                default:
                    // Also what is no literal: it takes its room in the text.
                    literals.Add(operation);
                    break;
            }
        }

        return literals;
    }
}
