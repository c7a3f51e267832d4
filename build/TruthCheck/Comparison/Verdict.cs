namespace MigrationGuard.TruthCheck.Comparison;

/// <summary>How an operation of the truth and an operation of the reading stand to each other.</summary>
public enum Standing
{
    /// <summary>Built and read as certain, and the same in every part.</summary>
    Matched,

    /// <summary>Built, and the reading says that something of the kind may happen there: unknown, conditional, repeated, or with a part that is not known.</summary>
    Covered,

    /// <summary>Built, and the reading is silent.</summary>
    Missed,

    /// <summary>Read as certain, and never built.</summary>
    Invented,
}

/// <summary>One operation of the comparison.</summary>
/// <param name="Standing">How truth and reading stand to each other.</param>
/// <param name="Text">The operation: as it was built, or as it was read when it is invented.</param>
/// <param name="Because">For <see cref="Standing.Covered"/>, what the reading says instead of certainty; null otherwise.</param>
public sealed record Verdict(Standing Standing, string Text, string? Because = null);
