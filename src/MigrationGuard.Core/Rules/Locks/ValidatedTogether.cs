using MigrationGuard.Engines;

namespace MigrationGuard.Rules;

/// <summary>Finds a constraint that is validated in the very transaction that added it unchecked, which gains nothing.</summary>
internal sealed class ValidatedTogether(RuleContext context, DdlAction added)
{
    private Transactions? _transactions;

    /// <summary>The lock that is still held when a constraint is validated; null when there is none.</summary>
    /// <param name="validation">The validation.</param>
    public TakenLock? Earlier(TakenLock validation)
    {
        foreach (var taken in context.Locks)
        {
            if (taken.At.Index >= validation.At.Index)
            {
                return null;
            }

            if (taken.Step.Action == added
                && taken.IsOn(validation.Step.Schema, validation.Step.Table)
                && (_transactions ??= Transactions.Of(context)).Share(taken.At.Index, validation.At.Index))
            {
                return taken;
            }
        }

        return null;
    }
}
