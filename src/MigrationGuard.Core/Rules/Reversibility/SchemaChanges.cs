using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Which operations leave a trace in the schema that a Down has to remove.</summary>
internal static class SchemaChanges
{
    /// <summary>
    /// The first operation of Up whose trace stays when nothing undoes it; null when there is none. A schema that is created if missing does not count, because EF Core
    /// itself never scaffolds its removal; nor does a table that Up both creates and drops.
    /// </summary>
    public static Operation? First(RuleContext context)
    {
        foreach (var placed in context.Up)
        {
            if (Stays(context, placed))
            {
                return placed.Operation;
            }
        }

        return null;
    }

    private static bool Stays(RuleContext context, PlacedOperation placed)
    {
        switch (placed.Operation)
        {
            case Unknown or Sql or EnsureSchema or ValidateConstraint:
            case InsertData or UpdateData or DeleteData or TruncateTable or RestartSequence:
            case ChangeObject { Change: ObjectChange.Refresh }:
                return false;
            case TableOperation operation:
                return !IsPassing(context, operation);
            default:
                return true;
        }
    }

    // Neither before nor after the migration: scratch space.
    private static bool IsPassing(RuleContext context, TableOperation operation)
    {
        if (context.Step.Before.FindTable(operation.Schema, operation.Table) is not null || context.Step.After.FindTable(operation.Schema, operation.Table) is not null)
        {
            return false;
        }

        var created = false;
        var dropped = false;
        foreach (var placed in context.Up)
        {
            created |= placed.Operation is CreateTable create && context.IsSameTable(create, operation);
            dropped |= placed.Operation is DropTable drop && context.IsSameTable(drop, operation);
        }

        return created && dropped;
    }
}
