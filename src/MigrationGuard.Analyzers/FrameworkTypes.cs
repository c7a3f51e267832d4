using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MigrationGuard;

/// <summary>
/// The base types of migrations that a compilation can see, whichever assembly defines them. Most compilations see none; then nothing else is ever asked.
/// </summary>
internal sealed class FrameworkTypes
{
    private readonly ImmutableArray<INamedTypeSymbol> _efCore;
    private readonly ImmutableArray<INamedTypeSymbol> _fluentMigrator;

    private FrameworkTypes(ImmutableArray<INamedTypeSymbol> efCore, ImmutableArray<INamedTypeSymbol> fluentMigrator)
    {
        _efCore = efCore;
        _fluentMigrator = fluentMigrator;
    }

    /// <summary>The types; null when the compilation sees no migration framework.</summary>
    public static FrameworkTypes? Find(Compilation compilation)
    {
        var efCore = compilation.GetTypesByMetadataName("Microsoft.EntityFrameworkCore.Migrations.Migration");
        var fluentMigrator = compilation.GetTypesByMetadataName("FluentMigrator.IMigration");
        return efCore.IsEmpty && fluentMigrator.IsEmpty ? null : new FrameworkTypes(efCore, fluentMigrator);
    }

    /// <summary>Whether the type is a migration, or a base class of some.</summary>
    public bool IsMigration(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
        {
            return false;
        }

        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (Contains(_efCore, ancestor))
            {
                return true;
            }
        }

        if (!_fluentMigrator.IsEmpty)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (Contains(_fluentMigrator, implemented))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Contains(ImmutableArray<INamedTypeSymbol> types, INamedTypeSymbol type)
    {
        foreach (var candidate in types)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, type))
            {
                return true;
            }
        }

        return false;
    }
}
