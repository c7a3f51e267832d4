namespace MigrationGuard.Reading;

/// <summary>The variables of one call. A lambda's frame sees the frame that it was made in.</summary>
internal sealed class Frame(Frame? parent, Value? self)
{
    private Dictionary<ITypeParameterSymbol, ITypeSymbol>? _types;

    /// <summary>The frame a lambda or local function was made in; null for a method.</summary>
    public Frame? Parent { get; } = parent;

    /// <summary>The object whose member runs; null in a static method.</summary>
    public Value? Self { get; } = self;

    public Dictionary<ISymbol, Value> Variables { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What <c>return</c> has left so far; null before the first one.</summary>
    public Value? Result { get; set; }

    /// <summary>What <c>yield return</c> has left; null when the method has none.</summary>
    public ListValue? Yielded { get; set; }

    /// <summary>The receiver of the innermost <c>?.</c>.</summary>
    public Value? ConditionalReceiver { get; set; }

    /// <summary>The object whose initializer runs.</summary>
    public Value? Initialized { get; set; }

    /// <summary>The frame that holds a variable, or null.</summary>
    public Frame? FrameOf(ISymbol variable)
    {
        for (var frame = this; frame is not null; frame = frame.Parent)
        {
            if (frame.Variables.ContainsKey(variable))
            {
                return frame;
            }
        }

        return null;
    }

    public void Bind(IMethodSymbol method, Func<ITypeSymbol, ITypeSymbol> substitute)
    {
        Bind(method.OriginalDefinition.TypeParameters, method.TypeArguments, substitute);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            Bind(type.OriginalDefinition.TypeParameters, type.TypeArguments, substitute);
        }
    }

    /// <summary>What a type stands for in this call: type parameters are replaced by their arguments.</summary>
    public ITypeSymbol Substitute(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            for (var frame = this; frame is not null; frame = frame.Parent)
            {
                if (frame._types is not null && frame._types.TryGetValue((ITypeParameterSymbol)parameter.OriginalDefinition, out var found))
                {
                    return found;
                }
            }

            return type;
        }

        if (type is INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false } named && Mentions(named))
        {
            var arguments = new ITypeSymbol[named.TypeArguments.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = Substitute(named.TypeArguments[i]);
            }

            return named.ConstructedFrom.Construct(arguments);
        }

        return type;
    }

    private static bool Mentions(INamedTypeSymbol type)
    {
        foreach (var argument in type.TypeArguments)
        {
            if (argument is ITypeParameterSymbol || (argument is INamedTypeSymbol { IsGenericType: true } named && Mentions(named)))
            {
                return true;
            }
        }

        return false;
    }

    private void Bind(
        System.Collections.Immutable.ImmutableArray<ITypeParameterSymbol> parameters,
        System.Collections.Immutable.ImmutableArray<ITypeSymbol> arguments,
        Func<ITypeSymbol, ITypeSymbol> substitute)
    {
        for (var i = 0; i < parameters.Length && i < arguments.Length; i++)
        {
            var argument = substitute(arguments[i]);
            if (!SymbolEqualityComparer.Default.Equals(argument, parameters[i]))
            {
                (_types ??= new(SymbolEqualityComparer.Default))[parameters[i]] = argument;
            }
        }
    }
}
