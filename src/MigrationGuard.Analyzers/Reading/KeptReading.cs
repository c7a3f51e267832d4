using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>The reading of one migration class, with everything it rests on besides the declarations of the compilation.</summary>
internal sealed class KeptReading
{
    private readonly IReadOnlyList<SyntaxTree> _trees;
    private readonly IReadOnlyDictionary<(string Name, ScriptKind Kind), Script?> _scripts;
    private readonly IReadOnlyDictionary<SyntaxTree, Engine> _dialects;

    /// <param name="migration">What was read.</param>
    /// <param name="type">The class.</param>
    /// <param name="context">What the reading asked for.</param>
    public KeptReading(Migration migration, INamedTypeSymbol type, ReadingContext context)
    {
        Migration = migration;
        var trees = new HashSet<SyntaxTree>(context.Touched);
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var reference in at.DeclaringSyntaxReferences)
            {
                trees.Add(reference.SyntaxTree);
            }
        }

        _trees = [.. trees];
        _scripts = context.ScriptsAsked;
        _dialects = context.DialectsAsked;
    }

    public Migration Migration { get; }

    /// <summary>Whether a new reading would find the same, given that the declarations of the compilation are the same.</summary>
    public bool Holds(Compilation compilation, ReadingOptions options) =>
        _trees.All(compilation.ContainsSyntaxTree)
        && _scripts.All(asked => options.Scripts.Find(asked.Key.Name, asked.Key.Kind) == asked.Value)
        && _dialects.All(asked => options.SqlDialect(asked.Key) == asked.Value);
}
