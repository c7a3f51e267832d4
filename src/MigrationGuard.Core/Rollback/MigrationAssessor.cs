using MigrationGuard.Planning;

namespace MigrationGuard.Rollback;

/// <summary>Says how one migration can be rolled back.</summary>
internal static class MigrationAssessor
{
    public static MigrationRollback Assess(ContextDeployment context, MigrationStep step)
    {
        var impact = step.Migration.Up.Operations.Count == 0 ? DataImpact.None : DataImpact.Unknown;
        var rollbackClass = impact == DataImpact.None ? RollbackClass.Instant : RollbackClass.Irreversible;
        return new MigrationRollback
        {
            MigrationId = step.Migration.Id,
            ClassName = step.Migration.ClassName,
            Impact = impact,
            Inverse = new InverseProof(SchemaInverse.Unknown, DataInverse.Unknown, []),
            Class = rollbackClass,
            Windows = new RollbackWindows(rollbackClass, rollbackClass, rollbackClass),
        };
    }
}
