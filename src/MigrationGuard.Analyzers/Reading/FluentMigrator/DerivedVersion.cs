using System.Collections.Immutable;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>The version that an attribute of a team's own computes: what its constructors hand on, through one another and methods of their own, to the library's.</summary>
/// <param name="context">The reading.</param>
/// <param name="framework">What runs the methods.</param>
/// <param name="combine">Makes the version of the numbers that an attribute of the library is given; null for a constructor that is none of its.</param>
internal sealed class DerivedVersion(ReadingContext context, FrameworkSemantics framework, Func<INamedTypeSymbol, Func<IReadOnlyList<long>, long?>?> combine)
{
    private const int MaxDepth = 8;

    public long? Of(IMethodSymbol constructor, ImmutableArray<TypedConstant> arguments) => Of(constructor, [.. arguments.Select(Interpreter.Constant)], MaxDepth);

    private long? Of(IMethodSymbol constructor, Value[] arguments, int depth)
    {
        if (combine(constructor.ContainingType) is { } version)
        {
            return version(Numbers(constructor, arguments));
        }

        var body = depth == 0 ? null : context.BodyOf(constructor);
        var initializer = body is IConstructorBodyOperation written ? written.Initializer : body;
        if ((initializer is IExpressionStatementOperation statement ? statement.Operation : initializer) is not IInvocationOperation chained)
        {
            return null;
        }

        var interpreter = new Interpreter(context, framework, new ObjectValue(constructor.ContainingType), null, []);
        var values = new Value[chained.TargetMethod.Parameters.Length];
        foreach (var argument in chained.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                values[parameter.Ordinal] = interpreter.ValueOf(argument.Value, constructor, arguments) ?? UnknownValue.Nameless;
            }
        }

        context.Count(interpreter.Steps);
        return Of(chained.TargetMethod, [.. values.Select(value => value ?? UnknownValue.Nameless)], depth - 1);
    }

    /// <summary>The numbers of a version come first; a transaction behaviour or a description ends them.</summary>
    private static List<long> Numbers(IMethodSymbol constructor, Value[] arguments)
    {
        var numbers = new List<long>();
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.Type.SpecialType is not (SpecialType.System_Int64 or SpecialType.System_UInt16)
                || parameter.Ordinal >= arguments.Length
                || arguments[parameter.Ordinal].AsInteger is not { } number)
            {
                break;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
