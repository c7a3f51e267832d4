using MigrationGuard.Gates;
using MigrationGuard.Planning;

namespace MigrationGuard.Rollback;

/// <summary>Says how one migration can be rolled back.</summary>
internal static class MigrationAssessor
{
    public static MigrationRollback Assess(ContextDeployment context, MigrationStep step, ImpactSummary impact, MigrationGates gates)
    {
        var rollbackClass = impact.Impact < DataImpact.Rewrites ? RollbackClass.Instant : gates.Uncovered.Count == 0 ? RollbackClass.Complex : RollbackClass.Irreversible;
        return new MigrationRollback
        {
            MigrationId = step.Migration.Id,
            ClassName = step.Migration.ClassName,
            Impact = impact.Impact,
            Impacted = impact.Tables,
            Inverse = new InverseProof(SchemaInverse.Unknown, DataInverse.Unknown, []),
            Class = rollbackClass,
            Windows = new RollbackWindows(rollbackClass, rollbackClass, rollbackClass),
        };
    }
}
