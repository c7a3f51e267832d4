using MigrationGuard.Gates;

namespace MigrationGuard.Rules;

/// <summary>Whether a migration removes what an earlier one replaced.</summary>
internal static class ContractSteps
{
    /// <summary>Whether the migration declares itself a contract step and the gate finds that proven.</summary>
    public static bool IsVerified(RuleContext context) => ContractGates.IsProven(context.Deployment, context.Step);
}
