namespace MigrationGuard.Reading;

/// <summary>Names of symbols as the model and the tables of this reader spell them.</summary>
internal static class Symbols
{
    private static readonly SymbolDisplayFormat Full = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static readonly SymbolDisplayFormat Clr = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>Namespace, containing types and name, without type parameters.</summary>
    public static string FullName(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString(Full);

    /// <summary>A type of a column in keyword form and without nullability; null when it is not known.</summary>
    public static string? ClrName(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type is null or IErrorTypeSymbol or ITypeParameterSymbol ? null : type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(Clr);
    }

    /// <summary>Whether a class is one of <paramref name="bases"/> or derives from one.</summary>
    public static bool DerivesFrom(INamedTypeSymbol? type, System.Collections.Immutable.ImmutableArray<INamedTypeSymbol> bases)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (var candidate in bases)
            {
                if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, candidate))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
