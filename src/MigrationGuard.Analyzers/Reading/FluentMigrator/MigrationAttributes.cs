using System.Collections.Immutable;
using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>What the attributes of a migration class say.</summary>
internal sealed record MigrationMarks
{
    /// <summary>When it is run; null when no attribute says that it is.</summary>
    public MigrationKind? Kind { get; init; }

    /// <summary>The version as text, else what the attribute says instead; null when there is neither.</summary>
    public string? Id { get; init; }

    public long? Version { get; init; }

    public string? Description { get; init; }

    public bool NoTransaction { get; init; }

    public bool BreakingChange { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>Reads <c>[Migration]</c> and the attributes derived from it, <c>[Maintenance]</c>, <c>[Profile]</c> and <c>[Tags]</c>.</summary>
internal sealed class MigrationAttributes(ReadingContext shared, FrameworkSemantics framework)
{
    private readonly ImmutableArray<INamedTypeSymbol> _migration = shared.TypesNamed("FluentMigrator.MigrationAttribute");
    private readonly ImmutableArray<INamedTypeSymbol> _timestamped = shared.TypesNamed("FluentMigrator.TimestampedMigrationAttribute");
    private readonly ImmutableArray<INamedTypeSymbol> _maintenance = shared.TypesNamed("FluentMigrator.MaintenanceAttribute");
    private readonly ImmutableArray<INamedTypeSymbol> _profile = shared.TypesNamed("FluentMigrator.ProfileAttribute");
    private readonly ImmutableArray<INamedTypeSymbol> _tags = shared.TypesNamed("FluentMigrator.TagsAttribute");

    public MigrationMarks Of(INamedTypeSymbol type, ReadingContext context)
    {
        var marks = new MigrationMarks();
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var attribute in type.GetAttributes())
        {
            if (Symbols.DerivesFrom(attribute.AttributeClass, _migration))
            {
                marks = Versioned(attribute, context);
            }
            else if (Symbols.DerivesFrom(attribute.AttributeClass, _maintenance))
            {
                marks = marks.Kind is null ? marks with { Kind = MigrationKind.Maintenance, NoTransaction = SaysNone(attribute) } : marks;
            }
            else if (Symbols.DerivesFrom(attribute.AttributeClass, _profile))
            {
                marks = marks.Kind is null ? marks with { Kind = MigrationKind.Profile } : marks;
                tags.UnionWith(Texts(attribute));
            }
        }

        foreach (var carrier in Carriers(type))
        {
            foreach (var attribute in carrier.GetAttributes())
            {
                if (Symbols.DerivesFrom(attribute.AttributeClass, _tags))
                {
                    tags.UnionWith(Texts(attribute));
                }
            }
        }

        return marks with { Tags = [.. tags] };
    }

    private static IEnumerable<INamedTypeSymbol> Carriers(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            yield return at;
        }

        foreach (var carrier in type.AllInterfaces)
        {
            yield return carrier;
        }
    }

    private MigrationMarks Versioned(AttributeData attribute, ReadingContext context)
    {
        var version = VersionOf(attribute, context);
        return new()
        {
            Kind = MigrationKind.Versioned,
            Id = version?.ToString(CultureInfo.InvariantCulture) ?? Texts(attribute).FirstOrDefault(text => text.Length > 0),
            Version = version,
            Description = Argument(attribute, "description") as string,
            NoTransaction = SaysNone(attribute),
            BreakingChange = attribute.NamedArguments.Any(argument => argument is { Key: "BreakingChange", Value.Value: true }),
        };
    }

    private long? VersionOf(AttributeData attribute, ReadingContext context)
    {
        if (attribute.AttributeConstructor is not { } constructor)
        {
            return null;
        }

        // A derived attribute: what it hands to the library's constructor. Without its source, a number that it calls the version.
        return new DerivedVersion(context, framework, Combine).Of(constructor, attribute.ConstructorArguments)
            ?? Argument(attribute, "version") switch { long number => number, int number => number, _ => null };

        Func<IReadOnlyList<long>, long?>? Combine(INamedTypeSymbol type) => Is(type, _timestamped) ? Timestamp
            : Is(type, _migration) ? static parts => parts.Count > 0 ? parts[0] : null
            : null;
    }

    private static long? Timestamp(IReadOnlyList<long> parts)
    {
        if (parts.Count is not (5 or 6))
        {
            return null;
        }

        var version = 0L;
        for (var i = 0; i < 6; i++)
        {
            version = (version * 100) + (i < parts.Count ? parts[i] : 0);
        }

        return version;
    }

    private static bool Is(INamedTypeSymbol? type, ImmutableArray<INamedTypeSymbol> candidates) =>
        type is not null && candidates.Any(candidate => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, candidate));

    private static object? Argument(AttributeData attribute, string parameter)
    {
        var parameters = attribute.AttributeConstructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        for (var i = 0; i < parameters.Length && i < attribute.ConstructorArguments.Length; i++)
        {
            if (string.Equals(parameters[i].Name, parameter, StringComparison.OrdinalIgnoreCase))
            {
                return attribute.ConstructorArguments[i].Kind == TypedConstantKind.Array ? null : attribute.ConstructorArguments[i].Value;
            }
        }

        return null;
    }

    private static bool SaysNone(AttributeData attribute)
    {
        foreach (var argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.Value)))
        {
            if (argument is { Kind: TypedConstantKind.Enum, Type.Name: "TransactionBehavior", Value: 1 })
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Texts(AttributeData attribute)
    {
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Array)
            {
                foreach (var item in argument.IsNull ? ImmutableArray<TypedConstant>.Empty : argument.Values)
                {
                    if (item.Value is string text)
                    {
                        yield return text;
                    }
                }
            }
            else if (argument.Value is string text)
            {
                yield return text;
            }
        }
    }
}
