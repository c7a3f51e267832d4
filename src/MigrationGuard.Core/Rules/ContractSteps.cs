using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Whether a migration removes what an earlier, released one replaced.</summary>
internal static class ContractSteps
{
    /// <summary>Whether the declared expand migration exists, comes earlier, is released, and added a column or table.</summary>
    public static bool IsVerified(RuleContext context)
    {
        if (context.Migration.Declarations.ExpandContract is not { Phase: MigrationPhase.Contract, ExpandedBy: { } expandedBy })
        {
            return false;
        }

        foreach (var step in context.Deployment.Steps)
        {
            if (step.Index < context.Step.Index && step.Released && string.Equals(step.Migration.Id, expandedBy.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                foreach (var operation in step.Migration.Up.Operations.WithEffects().On(context.Engine))
                {
                    if (operation is AddColumn or CreateTable)
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
