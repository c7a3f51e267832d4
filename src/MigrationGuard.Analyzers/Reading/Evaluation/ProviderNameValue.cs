namespace MigrationGuard.Reading;

/// <summary>The name of a provider that is none of those that are told apart: known only not to be one of them.</summary>
internal sealed class ProviderNameValue : Value
{
    /// <summary>The name of the active provider of a run.</summary>
    public static Value Of(ProviderVariant variant) => variant.Name is null ? new ProviderNameValue() : new ConstantValue(variant.Name);

    public override bool IsSame(Value other) => other is ProviderNameValue;

    /// <summary>Whether it is that name; null when it may be.</summary>
    public bool? Is(Value other) =>
        other is ConstantValue constant && (constant.Value is not string name || ProviderVariant.IsKnownName(name)) ? false : null;

    /// <summary>Whether it has that part; null when it may have.</summary>
    public static bool? Has(string part, Func<string, string, bool> test)
    {
        foreach (var variant in ProviderVariant.All)
        {
            if (variant.Name is not null && test(variant.Name, part))
            {
                return false;
            }
        }

        return null;
    }
}
