using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>The types of a column that changes, as messages say them.</summary>
internal static class ColumnTypes
{
    /// <summary>Such as <c> from integer to bigint</c>; empty when the types are not known or stay.</summary>
    public static string Change(RuleContext context, PlacedOperation placed)
    {
        if (placed.Operation is not AlterColumn)
        {
            return "";
        }

        var change = ColumnChange.Of(placed, context.Migration.Framework);
        var from = change.Old is null ? null : StoreType.Of(change.Old, context.Engine)?.Text;
        var to = StoreType.Of(change.New, context.Engine)?.Text;
        return from is null || to is null || string.Equals(from, to, StringComparison.OrdinalIgnoreCase) ? "" : " from " + Display.Name(from) + " to " + Display.Name(to);
    }
}
