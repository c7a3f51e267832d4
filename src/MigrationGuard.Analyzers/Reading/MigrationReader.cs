using MigrationGuard.Model;
using MigrationGuard.Reading.EfCore;
using MigrationGuard.Reading.FluentMigrator;

namespace MigrationGuard.Reading;

/// <summary>Reads the migrations of a compilation into plain data.</summary>
public static class MigrationReader
{
    /// <summary>
    /// Reads every migration class of the compilation's own source. Binds only the bodies of <c>Up</c>, <c>Down</c> and what they reach. Never throws, except
    /// <see cref="OperationCanceledException"/>: what cannot be read, and a failure of the reader itself, is an <see cref="Unknown"/> operation at its place.
    /// </summary>
    /// <param name="compilation">A C# compilation; it may have errors.</param>
    /// <param name="options">Paths and scripts.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <returns>The migrations; empty when the compilation references no migration framework.</returns>
    public static ReadingResult Read(Compilation compilation, ReadingOptions options, CancellationToken cancellation = default)
    {
        var context = new ReadingContext(compilation, options, cancellation);
        FrameworkSemantics[] known = [new EfCoreSemantics(context), new FluentMigratorSemantics(context)];
        var frameworks = known.Where(framework => framework.IsPresent).ToArray();
        if (frameworks.Length == 0)
        {
            return ReadingResult.Empty;
        }

        var memory = ReadingMemory.Of(compilation, options, cancellation);
        var types = MigrationClasses.Of(compilation, cancellation).ToArray();
        var found = new Migration?[types.Length];
        var classes = 0;
        var steps = 0L;
        Concurrently.For(types.Length, compilation, cancellation, i =>
        {
            if ((found[i] = memory.Find(types[i], compilation, options)) is not null)
            {
                return;
            }

            var own = context.ForAnotherClass();
            if ((found[i] = Read(types[i], frameworks, own)) is { } migration)
            {
                memory.Keep(types[i], migration, own);
                Interlocked.Increment(ref classes);
                Interlocked.Add(ref steps, own.Steps);
            }
        });

        // The order in which they were read does not matter from here on.
        var migrations = found.OfType<Migration>().ToList();
        migrations.Sort(Compare);
        var (bodies, trees) = context.Bound();
        return new()
        {
            Migrations = migrations,
            ProviderReferences = ProviderReferences.Of(compilation),
            Effort = new(classes, bodies, steps, [.. trees.Select(tree => tree.FilePath).OrderBy(path => path, StringComparer.Ordinal)]),
        };
    }

    private static Migration? Read(INamedTypeSymbol type, IReadOnlyList<FrameworkSemantics> frameworks, ReadingContext context)
    {
        foreach (var framework in frameworks)
        {
            if (Describe(framework, type, context) is { } described)
            {
                return new ClassReader(context, framework, type).Read(described);
            }
        }

        return null;
    }

    private static Migration? Describe(FrameworkSemantics framework, INamedTypeSymbol type, ReadingContext context)
    {
        try
        {
            return framework.Describe(type, context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A migration class that cannot even be described still has to be seen.
            return new() { Id = type.Name, Framework = framework.Framework, ClassName = Symbols.FullName(type), Span = SourceSpans.Of(type.Locations.FirstOrDefault()) };
        }
    }

    private static int Compare(Migration left, Migration right)
    {
        var order = left.Framework.CompareTo(right.Framework);
        if (order == 0)
        {
            order = string.CompareOrdinal(left.Context, right.Context);
        }

        if (order == 0)
        {
            order = (left.Version ?? long.MaxValue).CompareTo(right.Version ?? long.MaxValue);
        }

        if (order == 0)
        {
            order = string.CompareOrdinal(left.Id, right.Id);
        }

        return order == 0 ? string.CompareOrdinal(left.ClassName, right.ClassName) : order;
    }
}
