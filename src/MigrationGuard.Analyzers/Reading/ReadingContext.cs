using System.Collections.Immutable;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>
/// What the reading of one migration class asks of its surroundings, and a record of what it asked: the reading holds for as long as the answers stay the same.
/// </summary>
internal sealed class ReadingContext
{
    private readonly BoundBodies _bound;
    private readonly HashSet<SyntaxTree> _touched = [];
    private readonly Dictionary<(string Name, ScriptKind Kind), Script?> _scripts = [];
    private readonly Dictionary<SyntaxTree, Engine> _dialects = [];

    public ReadingContext(Compilation compilation, ReadingOptions options, CancellationToken cancellation)
        : this(compilation, options, new BoundBodies(compilation, cancellation), cancellation)
    {
    }

    private ReadingContext(Compilation compilation, ReadingOptions options, BoundBodies bound, CancellationToken cancellation)
    {
        Compilation = compilation;
        Options = options;
        Cancellation = cancellation;
        _bound = bound;
    }

    public Compilation Compilation { get; }

    public ReadingOptions Options { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>The files whose bodies and initializers were looked at.</summary>
    public IReadOnlyCollection<SyntaxTree> Touched => _touched;

    /// <summary>The scripts that were asked for, found or not.</summary>
    public IReadOnlyDictionary<(string Name, ScriptKind Kind), Script?> ScriptsAsked => _scripts;

    /// <summary>The files whose dialect was asked for.</summary>
    public IReadOnlyDictionary<SyntaxTree, Engine> DialectsAsked => _dialects;

    /// <summary>The scripts that were read.</summary>
    public IEnumerable<Script> ScriptsRead => _scripts.Values.OfType<Script>().Distinct();

    /// <summary>How many steps the bodies took.</summary>
    public long Steps { get; private set; }

    /// <summary>The same surroundings for another class, with a record of its own. What is bound is shared.</summary>
    public ReadingContext ForAnotherClass() => new(Compilation, Options, _bound, Cancellation);

    /// <summary>All types of that metadata name, whichever assembly defines them.</summary>
    public ImmutableArray<INamedTypeSymbol> TypesNamed(string metadataName) => Compilation.GetTypesByMetadataName(metadataName);

    /// <summary>The script that a migration names; null when the project has none of that name, or more than one fits.</summary>
    public Script? FindScript(string name, ScriptKind kind)
    {
        if (!_scripts.TryGetValue((name, kind), out var script))
        {
            _scripts.Add((name, kind), script = Options.Scripts.Find(name, kind));
        }

        return script;
    }

    /// <summary>The engine whose SQL the migrations of a file hand over; unknown where the project does not say it.</summary>
    public Engine DialectOf(SyntaxTree tree)
    {
        if (!_dialects.TryGetValue(tree, out var dialect))
        {
            _dialects.Add(tree, dialect = Options.SqlDialect(tree));
        }

        return dialect;
    }

    /// <summary>The bound body of a method, constructor or accessor; null when it has no source.</summary>
    public IOperation? BodyOf(IMethodSymbol method)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        Touch(method);
        return _bound.OfMethod(method);
    }

    /// <summary>The bound initializer of a field or auto-property; null when it has none.</summary>
    public IOperation? InitializerOf(ISymbol member)
    {
        member = member.OriginalDefinition;
        Touch(member);
        return _bound.OfInitializer(member);
    }

    /// <summary>Says that the reading depends on more of a symbol's files than its declarations.</summary>
    public void Touch(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            _touched.Add(reference.SyntaxTree);
        }
    }

    /// <summary>Says that the reading depends on the text of a file.</summary>
    public void Touch(SyntaxTree tree) => _touched.Add(tree);

    /// <summary>Adds the steps of one run.</summary>
    public void Count(int steps) => Steps += steps;

    /// <summary>What the readings that share these surroundings have bound.</summary>
    public (int Bodies, IReadOnlyList<SyntaxTree> Trees) Bound() => (_bound.Count, _bound.Trees);
}
