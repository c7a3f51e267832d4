using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MigrationGuard.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Reading;

/// <summary>
/// What was read of earlier versions of a compilation, so that an edit in one body costs the reading of the migrations that reach it and not of all. Two things have to be the same
/// for a reading to be used again: the declarations of the whole compilation (bodies aside), because any of them can change what a name means, and the very files that the reading
/// looked into.
/// </summary>
/// <remarks>A reading is held by the file of its class: it goes when the editor lets go of that version of the file.</remarks>
internal sealed class ReadingMemory
{
    /// <summary>Compilations that share files without being versions of one another are rare; more than a few are not worth comparing.</summary>
    private const int MaxCandidates = 4;

    private static readonly ConditionalWeakTable<SyntaxTree, ReadingsOfFile> Files = new();

    private readonly object _gate = new();
    private readonly string? _assembly;
    private readonly CompilationOptions _options;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly string _directory;
    private readonly ReadingMemory? _original;
    private ImmutableArray<SyntaxTree> _trees;

    private ReadingMemory(Compilation compilation, ImmutableArray<SyntaxTree> trees, ReadingOptions options)
    {
        _assembly = compilation.AssemblyName;
        _options = compilation.Options;
        _references = compilation.References.ToImmutableArray();
        _directory = options.ProjectDirectory;
        _trees = trees;
    }

    private ReadingMemory(ReadingMemory original, Compilation compilation, ReadingOptions options)
        : this(compilation, compilation.SyntaxTrees.ToImmutableArray(), options) => _original = original;

    /// <summary>The memory of a compilation whose declarations are these; a new one when there is none.</summary>
    public static ReadingMemory Of(Compilation compilation, ReadingOptions options, CancellationToken cancellation)
    {
        if (options.VariantOf is { } original && original.AssemblyName == compilation.AssemblyName && original.Options.Equals(compilation.Options) && original.References.SequenceEqual(compilation.References))
        {
            return new(Of(original, options with { VariantOf = null }, cancellation), compilation, options);
        }

        var trees = compilation.SyntaxTrees.ToImmutableArray();
        var asked = new HashSet<ReadingMemory>();
        foreach (var tree in trees)
        {
            if (Files.TryGetValue(tree, out var file) && asked.Add(file.Memory))
            {
                if (file.Memory.IsOf(compilation, trees, options, cancellation))
                {
                    return file.Memory;
                }

                if (asked.Count == MaxCandidates)
                {
                    break;
                }
            }
        }

        return new(compilation, trees, options);
    }

    /// <summary>What was read of a class; null when it has to be read.</summary>
    public Migration? Find(INamedTypeSymbol type, Compilation compilation, ReadingOptions options) =>
        type.DeclaringSyntaxReferences.FirstOrDefault() is { } place
        && Files.TryGetValue(place.SyntaxTree, out var file)
        && ReferenceEquals(file.Memory, _original ?? this)
        && file.ByStart.TryGetValue(place.Span.Start, out var reading)
        && reading.Holds(compilation, options)
            ? reading.Migration
            : null;

    public void Keep(INamedTypeSymbol type, Migration migration, ReadingContext context)
    {
        // A trial would push out what the next edit needs.
        if (_original is not null || type.DeclaringSyntaxReferences.FirstOrDefault() is not { } place)
        {
            return;
        }

        ReadingsOfFile? file;
        lock (Files)
        {
            if (!Files.TryGetValue(place.SyntaxTree, out file) || !ReferenceEquals(file.Memory, this))
            {
                Files.Remove(place.SyntaxTree);
                Files.Add(place.SyntaxTree, file = new(this));
            }
        }

        file.ByStart[place.Span.Start] = new(migration, type, context);
    }

    private bool IsOf(Compilation compilation, ImmutableArray<SyntaxTree> trees, ReadingOptions options, CancellationToken cancellation)
    {
        ImmutableArray<SyntaxTree> before;
        lock (_gate)
        {
            before = _trees;
        }

        if (_assembly != compilation.AssemblyName
            || _directory != options.ProjectDirectory
            || !_options.Equals(compilation.Options)
            || !_references.SequenceEqual(compilation.References))
        {
            return false;
        }

        var common = Math.Min(before.Length, trees.Length);
        for (var i = 0; i < common; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (before[i] != trees[i] && !(before[i].Options.Equals(trees[i].Options) && SyntaxFactory.AreEquivalent(before[i], trees[i], topLevel: true)))
            {
                return false;
            }
        }

        // The manifest itself is such a file: comments only, and behind all others.
        if (before.Skip(common).Concat(trees.Skip(common)).Any(extra => !IsEmpty(extra, cancellation)))
        {
            return false;
        }

        // From now on compared with the newest, and the old versions of the files are let go.
        lock (_gate)
        {
            _trees = trees;
        }

        return true;
    }

    private static bool IsEmpty(SyntaxTree tree, CancellationToken cancellation) => tree.GetRoot(cancellation).ChildNodesAndTokens().All(child => child.IsKind(SyntaxKind.EndOfFileToken));

    private sealed class ReadingsOfFile(ReadingMemory memory)
    {
        public ReadingMemory Memory { get; } = memory;

        /// <summary>The readings by where the class is declared.</summary>
        public ConcurrentDictionary<int, KeptReading> ByStart { get; } = new();
    }
}
