using MigrationGuard.Gates;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Whether a migration removes what an earlier one replaced.</summary>
internal static class ContractSteps
{
    /// <summary>Whether the migration declares itself a contract step and the gate finds its expand step.</summary>
    public static bool IsVerified(RuleContext context) =>
        context.Migration.Declarations.ExpandContract is { Phase: MigrationPhase.Contract } declared && ContractGates.Check(context.Deployment, context.Step, declared) is null;
}
