using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>The two ways a migration goes.</summary>
internal enum Direction
{
    /// <summary>Forward.</summary>
    Up,

    /// <summary>Back.</summary>
    Down,
}

/// <summary>
/// What a migration framework means by its types. The <see cref="Interpreter"/> knows C#; everything that belongs to EF Core or FluentMigrator is asked here.
/// <para>
/// The life of one body: <see cref="FindEntry"/> says what runs; the interpreter runs it and, for every call, property and constructor that is met, asks
/// <see cref="TryInvoke"/>, <see cref="TryGetProperty"/>, <see cref="TryCreate"/> before it looks for source. The framework answers with a value
/// (its own objects derive from <see cref="FrameworkValue"/> and may be mutable) and takes places for operations with <c>Interpreter.Emit</c>.
/// A place is built after the body has ended, so a fluent chain can go on completing it; call <see cref="Interpreter.Continue"/> for each further link, which extends
/// the span and notes a link that stands under a condition of its own. What is not understood is reported with
/// <see cref="Interpreter.EmitUnknown"/>, never dropped.
/// </para>
/// <para>
/// Provider branches are not tracked as sets: a body that asks for the provider (<see cref="Interpreter.Provider"/>) is run once for each, and the runs are merged,
/// so <c>Operation.Providers</c> is never set here and values may differ by provider.
/// </para>
/// <para>An instance serves one compilation and is used by one thread at a time; it keeps no state of a body.</para>
/// </summary>
internal abstract class FrameworkSemantics
{
    public abstract Framework Framework { get; }

    /// <summary>Whether the compilation can see the framework at all. When it cannot, nothing else is asked.</summary>
    public abstract bool IsPresent { get; }

    /// <summary>
    /// Everything about a migration class except its bodies, its declarations and its files (the reader fills those in); null when the class is no migration of
    /// this framework. Must be cheap for any other class.
    /// </summary>
    public abstract Migration? Describe(INamedTypeSymbol type, ReadingContext context);

    /// <summary>What runs in that direction.</summary>
    public abstract Entry FindEntry(INamedTypeSymbol type, Direction direction, ReadingContext context);

    /// <summary>The arguments the framework calls the entry method with.</summary>
    public virtual Value[] Arguments(Interpreter interpreter, IMethodSymbol entry) => [];

    /// <summary>
    /// Answers a call. True when it is the framework's (also when all that can be said is <see cref="Interpreter.EmitUnknown"/>); false lets the interpreter look
    /// for source or library functions. Called for every method, so decide quickly by name and type.
    /// </summary>
    public virtual bool TryInvoke(CallSite call, out Value result)
    {
        result = UnknownValue.Nameless;
        return false;
    }

    /// <summary>Answers a read of a property: <c>Create</c>, <c>ActiveProvider</c>. <paramref name="receiver"/> is null for a static one.</summary>
    public virtual bool TryGetProperty(Interpreter interpreter, IPropertySymbol property, Value? receiver, SyntaxNode syntax, out Value result)
    {
        result = UnknownValue.Nameless;
        return false;
    }

    /// <summary>
    /// Answers a constructor without source. Members set by an object initializer are handed over later through <see cref="TrySetMember"/>.
    /// </summary>
    public virtual bool TryCreate(CallSite call, out Value result)
    {
        result = UnknownValue.Nameless;
        return false;
    }

    /// <summary>Answers a write to a property or field of a framework object.</summary>
    public virtual bool TrySetMember(Interpreter interpreter, ISymbol member, Value receiver, Value value, SyntaxNode syntax) => false;

    /// <summary>
    /// Whether code that gets this value could build operations with it. Such a value in the hands of code without source is an unknown operation.
    /// </summary>
    public virtual bool CanBuild(Value value) => value is FrameworkValue;

    /// <summary>Whether a method without source only looks at what it is given (<c>ToString</c>, <c>ArgumentNullException.ThrowIfNull</c>).</summary>
    public virtual bool OnlyLooks(IMethodSymbol method) => false;
}

/// <summary>What runs in one direction.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Method">The method to run; null when nothing is run, or it has no source.</param>
/// <param name="Span">Where findings about the body are shown.</param>
/// <param name="DeclaredIn">Full name of the declaring class; null when nothing declares it.</param>
internal sealed record Entry(BodyKind Kind, IMethodSymbol? Method, SourceSpan Span, string? DeclaredIn)
{
    /// <summary>Whether the body always throws although nothing is run (a framework's own throwing base).</summary>
    public bool Throws { get; init; }

    /// <summary>What it throws; null when it does not.</summary>
    public string? Thrown { get; init; }

    /// <summary>What is done although no method of the project says so: a script that is found by the name of the class.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    /// <summary>Why the body cannot be read although it is there: it has no source. Null when it can.</summary>
    public string? Unreadable { get; init; }
}
