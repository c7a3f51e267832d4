using System.Collections.Immutable;
using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

/// <summary>What EF Core means by its migration types.</summary>
internal sealed partial class EfCoreSemantics : FrameworkSemantics
{
    private const string Space = "Microsoft.EntityFrameworkCore.Migrations.";

    private readonly ImmutableArray<INamedTypeSymbol> _migration;
    private readonly ImmutableArray<INamedTypeSymbol> _migrationAttribute;
    private readonly ImmutableArray<INamedTypeSymbol> _contextAttribute;
    private readonly string? _version;

    public EfCoreSemantics(ReadingContext context)
    {
        _migration = context.TypesNamed(Space + "Migration");
        _migrationAttribute = context.TypesNamed(Space + "MigrationAttribute");
        _contextAttribute = context.TypesNamed("Microsoft.EntityFrameworkCore.Infrastructure.DbContextAttribute");
        _version = _migration.IsEmpty ? null : _migration[0].ContainingAssembly?.Identity.Version.ToString(3);
    }

    public override Framework Framework => Framework.EfCore;

    public override bool IsPresent => !_migration.IsEmpty;

    public override Migration? Describe(INamedTypeSymbol type, ReadingContext context)
    {
        if (type.IsAbstract || type.IsStatic || type.IsGenericType || !Symbols.DerivesFrom(type.BaseType, _migration))
        {
            return null;
        }

        var id = IdOf(type);
        return new()
        {
            Id = id ?? type.Name,
            Framework = Framework.EfCore,
            Kind = id is null ? MigrationKind.NeverRuns : MigrationKind.Versioned,
            NeverRunsBecause = id is null ? "The class has no [Migration] attribute, so EF Core skips it" : null,
            Context = ContextOf(type),
            ClassName = Symbols.FullName(type),
            FrameworkVersion = _version,
        };
    }

    public override Entry FindEntry(INamedTypeSymbol type, Direction direction, ReadingContext context)
    {
        var name = direction.ToString();
        var here = SourceSpans.Of(type.Locations.FirstOrDefault(location => location.IsInSource));
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (Is(at, _migration))
            {
                break;
            }

            // EF Core runs what these properties give; the methods matter only because the properties call them.
            if (at.GetMembers(name + "Operations").FirstOrDefault(member => member is IPropertySymbol { IsOverride: true }) is { } operations)
            {
                var kind = SymbolEqualityComparer.Default.Equals(at, type) ? BodyKind.Declared : BodyKind.Inherited;
                var location = operations.Locations.FirstOrDefault(candidate => candidate.IsInSource);
                return new(kind, null, location is null ? here : SourceSpans.Of(location), Symbols.FullName(at))
                {
                    Unreadable = name + "Operations is overridden in " + Symbols.FullName(at) + ", so EF Core does not run what " + name + " builds",
                };
            }

            foreach (var member in at.GetMembers(name))
            {
                if (member is IMethodSymbol { IsOverride: true, Parameters.Length: 1 } method)
                {
                    var kind = SymbolEqualityComparer.Default.Equals(at, type) ? BodyKind.Declared : BodyKind.Inherited;
                    var location = method.Locations.FirstOrDefault(candidate => candidate.IsInSource);
                    return location is null
                        ? new(kind, null, here, Symbols.FullName(at)) { Unreadable = name + " is declared in " + Symbols.FullName(at) + ", which has no source here" }
                        : new(kind, method, SourceSpans.Of(location), Symbols.FullName(at));
                }
            }
        }

        return new(BodyKind.Missing, null, here, null) { Throws = direction == Direction.Down, Thrown = direction == Direction.Down ? "NotSupportedException" : null };
    }

    public override Value[] Arguments(Interpreter interpreter, IMethodSymbol entry) => [new MigrationBuilderValue()];

    private static bool Is(INamedTypeSymbol type, ImmutableArray<INamedTypeSymbol> candidates) =>
        candidates.Any(candidate => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, candidate));

    private string? IdOf(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (Symbols.DerivesFrom(attribute.AttributeClass, _migrationAttribute)
                && attribute.ConstructorArguments.FirstOrDefault(argument => argument.Value is string).Value is string id)
            {
                return id;
            }
        }

        return null;
    }

    private string? ContextOf(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var attribute in at.GetAttributes())
            {
                if (Symbols.DerivesFrom(attribute.AttributeClass, _contextAttribute)
                    && attribute.ConstructorArguments.FirstOrDefault(argument => argument.Value is ITypeSymbol).Value is ITypeSymbol context)
                {
                    return Symbols.FullName(context);
                }
            }
        }

        return null;
    }
}
