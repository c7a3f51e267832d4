namespace MigrationGuard.Reading;

/// <summary>How a statement ends, from the nearest place to the farthest.</summary>
internal enum Flow
{
    /// <summary>The next statement runs.</summary>
    Next,

    /// <summary>The next iteration runs.</summary>
    Continue,

    /// <summary>The loop or switch is left.</summary>
    Break,

    /// <summary>The method is left.</summary>
    Return,

    /// <summary>An exception is thrown.</summary>
    Throw,
}

/// <summary>A condition that could not be decided and on which everything depends that runs now.</summary>
/// <param name="Certainty">Whether it makes things conditional or repeated.</param>
/// <param name="Text">The condition as written.</param>
/// <param name="Until">How far it reaches when it stems from a branch that left early; <see cref="Flow.Next"/> for the branch itself.</param>
internal sealed record PathCondition(Model.Certainty Certainty, string Text, Flow Until);
