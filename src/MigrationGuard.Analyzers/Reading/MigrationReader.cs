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
        context.Frameworks = [.. known.Where(framework => framework.IsPresent)];
        if (context.Frameworks.Count == 0)
        {
            return ReadingResult.Empty;
        }

        var migrations = new List<Migration>();
        foreach (var type in MigrationClasses.Of(compilation, cancellation))
        {
            foreach (var framework in context.Frameworks)
            {
                if (Describe(framework, type, context) is { } described)
                {
                    migrations.Add(new ClassReader(context, framework, type).Read(described));
                    break;
                }
            }
        }

        migrations.Sort(Compare);
        return new() { Migrations = migrations, ProviderReferences = ProviderReferences.Of(compilation) };
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
