using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>
/// What has to be true for an operation to run, where the reader cannot decide it. Two operations of one method that stand under the same condition run both or not at all:
/// what the first one creates is surely there, and new, when the second one runs.
/// </summary>
/// <param name="Condition">Source text of the condition; null when only the provider decides.</param>
/// <param name="Providers">The providers for which it runs.</param>
internal sealed record Supposition(string? Condition, Providers Providers)
{
    /// <summary>The supposition of an operation; null when it runs for certain, or when nobody can say what it depends on.</summary>
    public static Supposition? Of(Operation operation) => operation switch
    {
        { Certainty: Certainty.Certain, Providers: not Providers.All } => new(null, operation.Providers),
        { Certainty: Certainty.Conditional, Condition: { } condition } when !AsksWhatIsThere(condition) => new(condition, operation.Providers),
        _ => null,
    };

    // What a migration creates because it is not there yet may be older all the same: the answer changes while the migration runs.
    private static bool AsksWhatIsThere(string condition) => condition.IndexOf("Exist", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Whether it is true wherever <paramref name="other"/> is.</summary>
    public bool FollowsFrom(Supposition? other) =>
        other is not null
        && (Condition is null || string.Equals(Condition, other.Condition, StringComparison.Ordinal))
        && (other.Providers & ~Providers) == 0;
}

/// <summary>That something was created under a condition.</summary>
/// <param name="Under">The condition.</param>
/// <param name="At">Position of the migration that created it.</param>
internal sealed record SupposedCreation(Supposition Under, int At)
{
    /// <summary>The creation that an operation is, where it does not surely run; null when it surely runs, or when nobody can say what it depends on.</summary>
    public static SupposedCreation? Of(Operation operation, int position, bool sure) =>
        !sure && Supposition.Of(operation) is { } under ? new(under, position) : null;
}
