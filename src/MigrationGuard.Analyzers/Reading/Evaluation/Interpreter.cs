using System.Runtime.CompilerServices;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>
/// Runs the body of a migration in thought: values that are known stay known, what is not known stays unknown, and every operation that a framework would build is
/// taken down in order together with the conditions it depends on. One instance runs one body once, for one provider or for none in particular.
/// </summary>
internal sealed partial class Interpreter
{
    private const int MaxSteps = 3_000_000;
    private const int MaxDepth = 100;
    private const int MaxIterations = 2_000;

    private readonly List<Emission> _emissions = [];
    private readonly List<PathCondition> _path = [];
    private readonly ProviderVariant? _provider;
    private readonly HashSet<SyntaxTree> _trees;
    private List<Change>? _journal;
    private int _steps;
    private int _depth;

    public Interpreter(ReadingContext context, FrameworkSemantics framework, ObjectValue migration, ProviderVariant? provider, HashSet<SyntaxTree> trees)
    {
        Context = context;
        Framework = framework;
        Migration = migration;
        _provider = provider;
        _trees = trees;
    }

    public ReadingContext Context { get; }

    /// <summary>The framework that runs the body.</summary>
    public FrameworkSemantics Framework { get; }

    /// <summary>The migration instance.</summary>
    public ObjectValue Migration { get; }

    /// <summary>The provider of this run. Asking makes the body run once for each provider.</summary>
    public ProviderVariant Provider => _provider ?? throw new ProviderAskedException();

    /// <summary>How many statements and expressions were run.</summary>
    public int Steps => _steps;

    /// <summary>How many undecided conditions surround what runs now.</summary>
    public int PathLength => _path.Count;

    /// <summary>What was thrown when the entry method ended with a throw, as written.</summary>
    public string? Thrown { get; private set; }

    /// <summary>Takes a place for an operation that later calls may still complete.</summary>
    public Emission Emit(SyntaxNode syntax, Func<Operation?> build)
    {
        var (certainty, condition) = Doubt(0);
        var emission = new Emission(syntax, build, certainty, condition, _path.Count);
        _emissions.Add(emission);
        return emission;
    }

    /// <summary>Takes a place for an operation.</summary>
    public Emission Emit(SyntaxNode syntax, Operation operation) => Emit(syntax, () => operation);

    /// <summary>Says that a chain goes on: the operation's span grows, and a link under a condition of its own makes the operation conditional.</summary>
    public void Continue(Emission emission, SyntaxNode syntax)
    {
        emission.Extend(syntax);
        if (_path.Count > emission.PathLength)
        {
            var (certainty, condition) = Doubt(emission.PathLength);
            emission.Doubt(certainty, condition);
        }
    }

    /// <summary>Reports something that may change the database and that is not understood.</summary>
    /// <param name="syntax">Where.</param>
    /// <param name="reason">What could not be read and why, as one sentence without a final stop.</param>
    /// <param name="name">The method or member at fault; null when there is none.</param>
    /// <param name="touches">What it is known to touch; null when nothing is known.</param>
    public void EmitUnknown(SyntaxNode syntax, string reason, string? name = null, string? touches = null) =>
        Emit(syntax, new Unknown { Reason = reason, Name = name, Touches = touches });

    /// <summary>How many places for operations have been taken so far.</summary>
    public int Emitted => _emissions.Count;

    /// <summary>Says of everything emitted since then that how often it runs is not known.</summary>
    /// <param name="since">A former <see cref="Emitted"/>.</param>
    /// <param name="condition">What decides, as written.</param>
    public void DoubtSince(int since, string condition)
    {
        for (var i = since; i < _emissions.Count; i++)
        {
            _emissions[i].Doubt(Certainty.Repeated, condition);
        }
    }

    /// <summary>Where the parts of a text were written.</summary>
    public IReadOnlyList<TextPlace> PlacesOf(Value? text) => WrittenTexts.Of(text, Context, _trees);

    /// <summary>Runs something that depends on a condition that cannot be decided.</summary>
    public void Under(Certainty certainty, string condition, Action action)
    {
        var entry = new PathCondition(certainty, condition, Flow.Next);
        _path.Add(entry);
        try
        {
            action();
        }
        finally
        {
            RemoveFromPath(entry);
        }
    }

    /// <summary>Runs the entry method. The result tells how it ended.</summary>
    public Flow Run(IMethodSymbol method, Value[] arguments)
    {
        try
        {
            Construct(Migration);
            return RunBody(method, Migration, arguments, method.DeclaringSyntaxReferences[0].GetSyntax(Context.Cancellation), out _);
        }
        catch (BudgetExceededException)
        {
            _path.Clear();
            EmitUnknown(
                method.DeclaringSyntaxReferences[0].GetSyntax(Context.Cancellation),
                "The method does more than can be followed",
                method.Name);
            return Flow.Next;
        }
    }

    /// <summary>The value of an expression in a method or constructor; null when it throws, or asks for a provider.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="method">What it belongs to.</param>
    /// <param name="arguments">The values of its parameters.</param>
    public Value? ValueOf(IOperation expression, IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        var frame = new Frame(null, null);
        frame.Bind(method, static type => type);
        for (var i = 0; i < method.OriginalDefinition.Parameters.Length && i < arguments.Count; i++)
        {
            frame.Variables[method.OriginalDefinition.Parameters[i]] = arguments[i];
        }

        try
        {
            var value = Evaluate(expression, frame);
            return _threw ? null : value;
        }
        catch (Exception failure) when (failure is BudgetExceededException or ProviderAskedException)
        {
            return null;
        }
    }

    /// <summary>The operations, finished.</summary>
    public IReadOnlyList<Operation> Finish()
    {
        var operations = new List<Operation>(_emissions.Count);
        foreach (var emission in _emissions)
        {
            if (emission.Build() is { } operation)
            {
                operations.Add(operation);
            }
        }

        return operations;
    }

    private (Certainty Certainty, string? Condition) Doubt(int from)
    {
        if (_path.Count <= from)
        {
            return (Certainty.Certain, null);
        }

        var certainty = Certainty.Certain;
        var texts = new List<string>();
        for (var i = from; i < _path.Count; i++)
        {
            if (_path[i].Certainty > certainty)
            {
                certainty = _path[i].Certainty;
            }

            if (!texts.Contains(_path[i].Text))
            {
                texts.Add(_path[i].Text);
            }
        }

        return (certainty, string.Join(" && ", texts));
    }

    private void RemoveFromPath(PathCondition entry)
    {
        for (var i = _path.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_path[i], entry))
            {
                _path.RemoveAt(i);
                return;
            }
        }
    }

    private void EndPath(int from, Flow until)
    {
        for (var i = _path.Count - 1; i >= from; i--)
        {
            if (_path[i].Until == until)
            {
                _path.RemoveAt(i);
            }
        }
    }

    private void Step()
    {
        if (++_steps > MaxSteps)
        {
            throw new BudgetExceededException();
        }

        // An expression that is nested deeper than the stack ends this reading, not the process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if ((_steps & 0xFFF) == 0)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
        }
    }

    private void Store(Dictionary<ISymbol, Value> store, ISymbol key, Value value)
    {
        if (_journal is not null)
        {
            _journal.Add(new(store, key, store.TryGetValue(key, out var old) ? old : null));
        }

        store[key] = value;
    }

    /// <summary>A write that is undone when the other branch is run.</summary>
    private readonly record struct Change(Dictionary<ISymbol, Value> Store, ISymbol Key, Value? Old);
}
