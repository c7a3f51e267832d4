using System.Collections.Immutable;
using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>What FluentMigrator means by its types.</summary>
internal sealed partial class FluentMigratorSemantics : FrameworkSemantics
{
    private const string Space = "FluentMigrator.";

    private readonly ImmutableArray<INamedTypeSymbol> _migration;
    private readonly ImmutableArray<INamedTypeSymbol> _autoReversing;
    private readonly ImmutableArray<INamedTypeSymbol> _forwardOnly;
    private readonly MigrationAttributes _attributes;
    private readonly string? _version;

    public FluentMigratorSemantics(ReadingContext context)
    {
        _migration = context.TypesNamed(Space + "IMigration");
        _autoReversing = context.TypesNamed(Space + "AutoReversingMigration");
        _forwardOnly = context.TypesNamed(Space + "ForwardOnlyMigration");
        _attributes = new(context, this);
        _version = _migration.IsEmpty ? null : _migration[0].ContainingAssembly?.Identity.Version.ToString(3);
    }

    public override Framework Framework => Framework.FluentMigrator;

    public override bool IsPresent => !_migration.IsEmpty;

    public override Migration? Describe(INamedTypeSymbol type, ReadingContext context)
    {
        if (type.IsAbstract || type.IsStatic || IsGeneric(type) || !IsMigration(type))
        {
            return null;
        }

        var marks = _attributes.Of(type, context);
        var never = marks.Kind is null
            ? "The class has no [Migration], [Maintenance] or [Profile] attribute, so FluentMigrator skips it"
            : IsExported(type) ? null : "The class is not public, so FluentMigrator does not find it";
        return new()
        {
            Id = marks.Id ?? type.Name,
            Framework = Framework.FluentMigrator,
            Kind = never is null ? marks.Kind!.Value : MigrationKind.NeverRuns,
            NeverRunsBecause = never,
            ClassName = Symbols.FullName(type),
            Version = marks.Version,
            Description = marks.Description,
            NoTransaction = marks.NoTransaction,
            BreakingChange = marks.BreakingChange,
            Tags = marks.Tags,
            FrameworkVersion = _version,
        };
    }

    public override Entry FindEntry(INamedTypeSymbol type, Direction direction, ReadingContext context)
    {
        var here = SourceSpans.Of(type.Locations.FirstOrDefault(location => location.IsInSource));
        var builds = direction == Direction.Up ? "GetUpExpressions" : "GetDownExpressions";
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (Is(at, _autoReversing) && direction == Direction.Down)
            {
                return new(BodyKind.AutoReversed, null, here, null);
            }

            if (Is(at, _forwardOnly) && direction == Direction.Down)
            {
                return new(BodyKind.ForwardOnly, null, here, Symbols.FullName(at)) { Throws = true, Thrown = "InvalidOperationException" };
            }

            // Building the expressions by hand replaces Up and Down: the base's versions only call them.
            var method = IsLibrary(at) ? null : Method(at, builds, 1) ?? (Overrides(at, builds) ? null : Method(at, direction.ToString(), 0));
            if (method is not null)
            {
                var kind = SymbolEqualityComparer.Default.Equals(at, type) ? BodyKind.Declared : BodyKind.Inherited;
                var location = method.Locations.FirstOrDefault(candidate => candidate.IsInSource);
                return location is null
                    ? new(kind, null, here, Symbols.FullName(at)) { Unreadable = method.Name + " is declared in " + Symbols.FullName(at) + ", which has no source here" }
                    : new(kind, method, SourceSpans.Of(location), Symbols.FullName(at));
            }

            if (IsLibrary(at) && at.Name == "AutoScriptMigration")
            {
                return _attributes.Of(type, context).Version is { } version
                    ? new(BodyKind.Inherited, null, here, Symbols.FullName(at)) { Operations = AutoScripts.Of(type.Name, version, direction, here, type.Locations.FirstOrDefault()?.SourceTree, context) }
                    : new(BodyKind.Inherited, null, here, Symbols.FullName(at)) { Unreadable = "An embedded script is run that is found by a version which is not known" };
            }
        }

        return new(BodyKind.Missing, null, here, null) { Unreadable = direction + " is not found in the class or its bases" };
    }

    private static IMethodSymbol? Method(INamedTypeSymbol type, string name, int parameters) =>
        type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => !method.IsAbstract && !method.IsStatic && method.Parameters.Length == parameters);

    /// <summary>Whether a base above declares the expression builder itself, which then decides what runs.</summary>
    private static bool Overrides(INamedTypeSymbol above, string builds)
    {
        for (var at = above.BaseType; at is not null; at = at.BaseType)
        {
            if (!IsLibrary(at) && Method(at, builds, 1) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(INamedTypeSymbol type, ImmutableArray<INamedTypeSymbol> candidates) =>
        candidates.Any(candidate => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, candidate));

    private bool IsMigration(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(candidate => candidate.Name == "IMigration" && Is(candidate, _migration));

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsExported(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }
}
