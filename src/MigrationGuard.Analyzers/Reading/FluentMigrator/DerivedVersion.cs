using System.Collections.Immutable;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>The version that an attribute of a team's own computes, as far as it only passes numbers on to the constructor of its base.</summary>
internal sealed class DerivedVersion(ReadingContext context, Func<IReadOnlyList<long>, long?> combine)
{
    public long? Of(IMethodSymbol constructor, ImmutableArray<TypedConstant> arguments)
    {
        if (context.BodyOf(constructor) is not IConstructorBodyOperation { Initializer: { } initializer })
        {
            return null;
        }

        var call = initializer is IExpressionStatementOperation statement ? statement.Operation : initializer;
        if (call is not IInvocationOperation chained || SymbolEqualityComparer.Default.Equals(chained.TargetMethod.ContainingType, constructor.ContainingType))
        {
            return null;
        }

        var values = new List<long>();
        foreach (var argument in chained.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0))
        {
            // The numbers of a version come first; a transaction behaviour or a description ends them.
            if (argument.Parameter?.Type.SpecialType is not (SpecialType.System_Int64 or SpecialType.System_UInt16)
                || Number(argument.Value, arguments) is not { } number)
            {
                break;
            }

            values.Add(number);
        }

        return combine(values);
    }

    private static long? Number(IOperation operation, ImmutableArray<TypedConstant> arguments)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        if (operation.ConstantValue is { HasValue: true, Value: { } constant })
        {
            return Integer(constant);
        }

        if (operation is IParameterReferenceOperation reference)
        {
            var ordinal = reference.Parameter.Ordinal;
            return ordinal < arguments.Length && arguments[ordinal].Kind != TypedConstantKind.Array && arguments[ordinal].Value is { } value ? Integer(value) : null;
        }

        if (operation is IBinaryOperation binary
            && Number(binary.LeftOperand, arguments) is { } left
            && Number(binary.RightOperand, arguments) is { } right)
        {
            return binary.OperatorKind switch
            {
                BinaryOperatorKind.Add => unchecked(left + right),
                BinaryOperatorKind.Subtract => unchecked(left - right),
                BinaryOperatorKind.Multiply => unchecked(left * right),
                _ => null,
            };
        }

        return null;
    }

    private static long? Integer(object value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        ushort number => number,
        byte number => number,
        uint number => number,
        _ => null,
    };
}
