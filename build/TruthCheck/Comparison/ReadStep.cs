using MigrationGuard.Model;

namespace MigrationGuard.TruthCheck.Comparison;

/// <summary>An operation of the reading, as the comparison sees it.</summary>
/// <param name="Text">Its text, written as the same operation is when it was built; a <see cref="Hole"/> stands for what is not known.</param>
/// <param name="Certainty">How sure the reading is that it runs, once.</param>
/// <param name="Unknown">Why nothing is known of what happens there; null for an operation that was understood.</param>
/// <param name="Condition">The condition or loop around it; null when there is none.</param>
public sealed record ReadStep(string Text, Certainty Certainty = Certainty.Certain, string? Unknown = null, string? Condition = null)
{
    /// <summary>The steps that a reading gives for one provider.</summary>
    /// <param name="operations">Everything that was read in one direction.</param>
    /// <param name="providers">The provider that the truth was built with.</param>
    /// <param name="framework">The library that the migration belongs to.</param>
    public static IReadOnlyList<ReadStep> Of(IEnumerable<Operation> operations, Providers providers, Framework framework) =>
    [
        .. operations.Where(operation => (operation.Providers & providers) != 0).Select(operation => new ReadStep(
            framework == Framework.EfCore ? ReadEfCore.Text(operation) : FluentText.Of(operation),
            operation.Certainty,
            (operation as Unknown)?.Reason,
            operation.Condition)),
    ];
}
