using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>The column changes of a migration that meet values of users.</summary>
internal static class ColumnChanges
{
    /// <summary>Every changed column that may hold values, and what the change does to them.</summary>
    public static IEnumerable<(PlacedOperation Placed, AlterColumn Operation, ColumnChange Change)> In(RuleContext context)
    {
        foreach (var alter in context.InUp<AlterColumn>())
        {
            var operation = alter.Operation;
            if (context.HasData(alter.At, operation.Schema, operation.Table, operation.Column.Name))
            {
                yield return (alter.At, operation, ColumnChange.Of(alter.At, context.Migration.Framework));
            }
        }
    }

    /// <summary>
    /// Whether values change without an error on every setting of the engine. A length or range that is only cut outside strict mode is not silent: there the
    /// statement is expected to fail.
    /// </summary>
    public static bool IsSilent(ColumnChange change, Engine engine)
    {
        if (!change.IsLossy)
        {
            return false;
        }

        if (!change.Narrows || change.Old is null)
        {
            return true;
        }

        var from = StoreType.Of(change.Old, engine);
        var to = StoreType.Of(change.New, engine);
        return from is not null
            && to is not null
            && (from.Scale > to.Scale
                || from.FractionalSeconds > to.FractionalSeconds
                || (from.Family == TypeFamily.Float && to.Family == TypeFamily.Float)
                || (from.Family == TypeFamily.DateTime && to.Family == TypeFamily.DateTime));
    }
}
