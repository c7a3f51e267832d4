using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Reads the bodies, the declarations and the files of one migration class.</summary>
internal sealed class ClassReader(ReadingContext context, FrameworkSemantics framework, INamedTypeSymbol type)
{
    private readonly HashSet<SyntaxTree> _trees = [];

    public Migration Read(Migration described)
    {
        var up = Body(Direction.Up, out var upTree);
        var down = Body(Direction.Down, out _);
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference is { } reference)
            {
                _trees.Add(reference.SyntaxTree);
            }
        }

        var span = Identifier(upTree);
        return described with
        {
            Span = span,
            Up = up,
            Down = down,
            Declarations = DeclarationsReader.Read(type, context.Cancellation),
            Files = SourceFiles.Of(_trees, context.ScriptsRead, context),
        };
    }

    private MigrationBody Body(Direction direction, out SyntaxTree? tree)
    {
        tree = null;
        try
        {
            var entry = framework.FindEntry(type, direction, context);
            if (entry.Method?.DeclaringSyntaxReferences.FirstOrDefault() is { } reference)
            {
                _trees.Add(reference.SyntaxTree);
                if (SymbolEqualityComparer.Default.Equals(entry.Method.ContainingType, type))
                {
                    tree = reference.SyntaxTree;
                }
            }

            var body = new MigrationBody
            {
                Kind = entry.Kind,
                Span = entry.Span,
                DeclaredIn = entry.DeclaredIn,
                Throws = entry.Throws,
                Thrown = entry.Thrown,
            };
            if (entry.Unreadable is not null)
            {
                return body with { Operations = [new Unknown { Reason = entry.Unreadable, Span = entry.Span, Name = direction.ToString() }] };
            }

            if (entry.Method is null)
            {
                return body with { Operations = entry.Operations };
            }

            var run = new BodyRunner(context, framework, type, _trees).Run(entry.Method);
            return body with { Operations = run.Operations, Throws = run.Throws || entry.Throws, Thrown = run.Thrown ?? entry.Thrown };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var span = SourceSpans.Of(type.Locations.FirstOrDefault());
            return new()
            {
                Span = span,
                DeclaredIn = Symbols.FullName(type),
                Operations = [new Unknown { Reason = "The reader failed with " + failure.GetType().Name, Span = span, Name = direction.ToString() }],
            };
        }
    }

    private SourceSpan Identifier(SyntaxTree? tree)
    {
        Location? first = null;
        foreach (var location in type.Locations)
        {
            if (location.IsInSource)
            {
                if (location.SourceTree == tree)
                {
                    return SourceSpans.Of(location);
                }

                first = first is null || string.CompareOrdinal(location.SourceTree!.FilePath, first.SourceTree!.FilePath) < 0 ? location : first;
            }
        }

        return SourceSpans.Of(first);
    }
}
