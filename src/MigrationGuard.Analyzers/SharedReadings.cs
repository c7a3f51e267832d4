using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MigrationGuard;

/// <summary>
/// Lets the analyzer have what the generator read from the same build, because binding every migration twice is most of what the package costs. The analyzer sees the
/// generator's compilation with the generated files behind it; they are not looked at, so that a squiggle and the gate rest on the same facts.
/// Only for builds: an editor changes its compilation in ways that look like this one.
/// </summary>
internal static class SharedReadings
{
    // Held by the first syntax tree, which lives as long as its build.
    private static readonly ConditionalWeakTable<SyntaxTree, Entry> Entries = new();

    public static void Keep(Compilation compilation, ProjectSettings settings, ProjectReading reading)
    {
        var trees = compilation.SyntaxTrees.ToImmutableArray();
        if (trees.IsEmpty)
        {
            return;
        }

        lock (Entries)
        {
            Entries.Remove(trees[0]);
            Entries.Add(trees[0], new Entry(trees, compilation.ExternalReferences, settings, reading));
        }
    }

    /// <summary>What the generator read; null when it did not read exactly this.</summary>
    public static ProjectReading? Find(Compilation compilation, ProjectSettings settings)
    {
        // Each side makes its own list of the scripts and asks its own options; syntax trees of one build come with the files and options of one build.
        if (compilation.SyntaxTrees.FirstOrDefault() is not { } first
            || !Entries.TryGetValue(first, out var entry)
            || (entry.Settings with { Scripts = settings.Scripts, SqlDialect = settings.SqlDialect }) != settings)
        {
            return null;
        }

        return compilation.SyntaxTrees.Take(entry.Trees.Length).SequenceEqual(entry.Trees) && compilation.ExternalReferences.SequenceEqual(entry.References)
            ? entry.Reading
            : null;
    }

    private sealed record Entry(ImmutableArray<SyntaxTree> Trees, ImmutableArray<MetadataReference> References, ProjectSettings Settings, ProjectReading Reading);
}
