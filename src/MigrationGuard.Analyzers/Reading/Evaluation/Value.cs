using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>
/// What the reader knows of the value of an expression. Values are compared by <see cref="IsSame"/> only where two branches meet.
/// </summary>
internal abstract class Value
{
    /// <summary>Whether both certainly stand for the same value.</summary>
    public virtual bool IsSame(Value other) => ReferenceEquals(this, other);

    /// <summary>The value as text, with a <see cref="Hole"/> where it is not known; null is the empty text, as in a concatenation.</summary>
    public virtual string ToText() => Hole.Text;

    /// <summary>Whether the value is the constant <c>null</c>.</summary>
    public bool IsNull => this is ConstantValue { Value: null };

    /// <summary>The truth value, or null when it is not known.</summary>
    public bool? AsBoolean => this is ConstantValue { Value: bool value } ? value : null;

    /// <summary>The whole number, or null when it is not known or too large.</summary>
    public long? AsInteger => this is ConstantValue constant ? constant.ToInteger() : null;

    /// <summary>The text (with holes), or null when the value is null or of another type. An unknown value is a hole.</summary>
    public string? AsText => this switch
    {
        ConstantValue { Value: null } => null,
        ConstantValue { Value: string text } => text,
        _ => ToText(),
    };
}

/// <summary>A value of which nothing is known.</summary>
internal sealed class UnknownValue(string text) : Value
{
    /// <summary>The expression as written.</summary>
    public string Text { get; } = text;

    /// <summary>An unknown value without an expression of its own.</summary>
    public static UnknownValue Nameless { get; } = new("");
}

/// <summary>
/// A known value: null, bool, char, a number, a string (perhaps with holes), Guid, DateTime, DateTimeOffset, TimeSpan, or a finished <see cref="Literal"/> for a type
/// that netstandard2.0 lacks.
/// </summary>
internal sealed class ConstantValue(object? value) : Value
{
    public object? Value { get; } = value;

    /// <summary>For a member of an enumeration: its type. <see cref="Value"/> is then the number.</summary>
    public INamedTypeSymbol? EnumType { get; init; }

    /// <summary>For a text that was read from a script: where it comes from.</summary>
    public SqlSource? Source { get; init; }

    /// <summary>For a text: where it was written; null when that is not known.</summary>
    public TextOrigin? Origin { get; init; }

    public static ConstantValue Null { get; } = new(null);

    public static ConstantValue True { get; } = new(true);

    public static ConstantValue False { get; } = new(false);

    public static ConstantValue Of(bool value) => value ? True : False;

    /// <summary>The name of the enumeration member; null when there is none or the value is no enumeration.</summary>
    public string? EnumMember
    {
        get
        {
            if (EnumType is not null)
            {
                foreach (var member in EnumType.GetMembers())
                {
                    if (member is IFieldSymbol { HasConstantValue: true } named && Equals(named.ConstantValue, Value))
                    {
                        return named.Name;
                    }
                }
            }

            return null;
        }
    }

    public override bool IsSame(Value other) => other is ConstantValue constant && Equals(Value, constant.Value);

    public override string ToText() => Value switch
    {
        null => "",
        string text => text,
        bool value => value ? "True" : "False",
        _ when EnumType is not null => EnumMember ?? Literals.Number(Value),
        Literal literal => literal.Text,
        Guid guid => guid.ToString(),
        DateTime or DateTimeOffset or TimeSpan => Hole.Text,
        _ => Literals.Number(Value),
    };

    public long? ToInteger() => Value switch
    {
        int value => value,
        long value => value,
        short value => value,
        byte value => value,
        sbyte value => value,
        ushort value => value,
        uint value => value,
        char value => value,
        ulong value when value <= long.MaxValue => (long)value,
        _ => null,
    };
}

/// <summary>The result of <c>typeof</c>.</summary>
internal sealed class TypeValue(ITypeSymbol type) : Value
{
    public ITypeSymbol Type { get; } = type;

    public override bool IsSame(Value other) => other is TypeValue value && SymbolEqualityComparer.Default.Equals(Type, value.Type);
}

/// <summary>An array, a list, a sequence or a tuple.</summary>
internal sealed class ListValue(IEnumerable<Value> items) : Value
{
    public List<Value> Items { get; } = [.. items];

    /// <summary>Lengths of a multi-dimensional array; empty for one dimension. Items are then in row order.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    /// <summary>False when there may be other items: it was changed on a path that may not run.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>How many undecided conditions surrounded its creation.</summary>
    public int Depth { get; init; }
}

/// <summary>A dictionary with known keys.</summary>
internal sealed class MapValue : Value
{
    public List<KeyValuePair<Value, Value>> Items { get; } = [];

    public bool IsComplete { get; set; } = true;

    public int Depth { get; init; }
}

/// <summary>A text under construction (<c>StringBuilder</c>).</summary>
internal sealed class TextBuilderValue : Value
{
    public TracedText Text { get; } = new();

    public int Depth { get; init; }

    public override string ToText() => Text.ToString();
}

/// <summary>An object with members: an anonymous object, an instance of a class in source, the migration itself.</summary>
internal sealed class ObjectValue(ITypeSymbol type) : Value
{
    /// <summary>Its run-time type.</summary>
    public ITypeSymbol Type { get; } = type;

    /// <summary>Fields, properties and captured constructor parameters that have been set, by definition.</summary>
    public Dictionary<ISymbol, Value> Members { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The members in the order they were set: an anonymous object's columns.</summary>
    public List<string> Order { get; } = [];

    /// <summary>Whether it is the migration that is being read.</summary>
    public bool IsMigration { get; init; }

    /// <summary>The member of that name, or null.</summary>
    public Value? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Key.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }
}

/// <summary>A lambda, an anonymous method, a local function or a method group.</summary>
internal sealed class FunctionValue : Value
{
    /// <summary>The method; for a lambda its symbol.</summary>
    public required IMethodSymbol Method { get; init; }

    /// <summary>The body of a lambda or local function; null for a method group.</summary>
    public IOperation? Body { get; init; }

    /// <summary>The frame a lambda or local function sees; null for a method group.</summary>
    public Frame? Captured { get; init; }

    /// <summary>The object of a method group; null for a static one.</summary>
    public Value? Receiver { get; init; }

    /// <summary>Whether a method group names an override-able method through its object.</summary>
    public bool IsVirtual { get; init; }

    /// <summary>What a combined delegate calls first; null for one that stands alone.</summary>
    public FunctionValue? Before { get; init; }

    /// <summary>The delegate that calls one and then the other.</summary>
    public static FunctionValue Combine(FunctionValue first, FunctionValue second) => new()
    {
        Method = second.Method,
        Body = second.Body,
        Captured = second.Captured,
        Receiver = second.Receiver,
        IsVirtual = second.IsVirtual,
        Before = second.Before is null ? first : Combine(first, second.Before),
    };
}

/// <summary>A file or embedded resource that is not read yet: a stream, a reader, a path that was handed around.</summary>
internal sealed class ScriptValue(string name, ScriptKind kind) : Value
{
    public string Name { get; } = name;

    public ScriptKind Kind { get; } = kind;
}

/// <summary>An assembly, or the name of one: only what resources it holds and how it is called matters.</summary>
internal sealed class AssemblyValue(IAssemblySymbol assembly) : Value
{
    public IAssemblySymbol Assembly { get; } = assembly;
}

/// <summary>Base of the objects that belong to a migration framework: EF Core's builders, a FluentMigrator chain.</summary>
internal abstract class FrameworkValue : Value;
