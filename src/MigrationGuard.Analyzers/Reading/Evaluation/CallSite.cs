namespace MigrationGuard.Reading;

/// <summary>
/// One call as it is made: which method, on what, with which values. Arguments are found by parameter name, whatever their order in the source;
/// the receiver of an extension method is the argument of its first parameter.
/// </summary>
internal sealed class CallSite(
    Interpreter interpreter, IOperation? operation, SyntaxNode syntax, IMethodSymbol method, Value? receiver, Value[] arguments, bool[] isWritten)
{
    public Interpreter Interpreter { get; } = interpreter;

    /// <summary>The call in the code; null when a delegate is called.</summary>
    public IOperation? Operation { get; } = operation;

    /// <summary>Where operations of this call are reported.</summary>
    public SyntaxNode Syntax { get; } = syntax;

    /// <summary>The method, constructed with the type arguments of this call.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>The object the method is called on; null for static and extension methods and constructors.</summary>
    public Value? Receiver { get; } = receiver;

    /// <summary>One value for each parameter, in the order of the parameters; defaults included.</summary>
    public IReadOnlyList<Value> Arguments { get; } = arguments;

    /// <summary>The receiver, also that of an extension method; null when there is none.</summary>
    public Value? Subject => Receiver ?? (Method.IsExtensionMethod && Arguments.Count > 0 ? Arguments[0] : null);

    /// <summary>Whether the method has that parameter.</summary>
    public bool Has(string parameter) => IndexOf(parameter) >= 0;

    /// <summary>Whether the call gives the parameter a value of its own.</summary>
    public bool Writes(string parameter) => IndexOf(parameter) is >= 0 and var index && isWritten[index];

    /// <summary>The value of a parameter, its default included; null when the method has no such parameter.</summary>
    public Value? this[string parameter] => IndexOf(parameter) is >= 0 and var index ? Arguments[index] : null;

    /// <summary>The type argument at a position, as it is in this call; null when there is none.</summary>
    public ITypeSymbol? TypeArgument(int index) => index < Method.TypeArguments.Length ? Method.TypeArguments[index] : null;

    /// <summary>The text of a parameter, with holes; null when it is null or the method has no such parameter.</summary>
    public string? Text(string parameter) => this[parameter]?.AsText;

    /// <summary>The text of a parameter that must be there: a hole when it is not.</summary>
    public string Name(string parameter) => Text(parameter) ?? Model.Hole.Text;

    private int IndexOf(string parameter)
    {
        var parameters = Method.Parameters;
        for (var i = 0; i < parameters.Length && i < Arguments.Count; i++)
        {
            if (parameters[i].Name == parameter)
            {
                return i;
            }
        }

        return -1;
    }
}
