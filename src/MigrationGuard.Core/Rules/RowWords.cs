using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>How messages speak of the rows that an UPDATE or DELETE reaches.</summary>
internal static class RowWords
{
    /// <summary>The rows, such as <c>every row</c> or <c>3 rows named by key</c>.</summary>
    /// <param name="context">The migration.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="filter">The condition.</param>
    /// <param name="columns">The columns whose values name the rows; empty when there are none.</param>
    /// <param name="keys">Number of keys given by values; zero when there are none.</param>
    public static string Of(RuleContext context, TableOperation operation, RowFilter filter, IReadOnlyList<string> columns, int keys) => (filter.Kind, keys) switch
    {
        (_, > 0) when columns.Count > 0 && !AreKey(context, operation, columns) => "the rows with " + (keys == 1 ? "one value" : keys.ToString(CultureInfo.InvariantCulture) + " values") + " of " + Display.List(columns),
        (_, 1) => "one row named by key",
        (_, > 1) => keys.ToString(CultureInfo.InvariantCulture) + " rows named by key",
        (RowFilterKind.All, _) => "every row",
        (RowFilterKind.OnlyNull, _) when filter.Columns.Count == 1 => "the rows where '" + Display.Name(filter.Columns[0]) + "' is NULL",
        (RowFilterKind.Nothing, _) => "no row",
        _ => "the matching rows",
    };

    // EF Core names rows by their key; FluentMigrator by whatever the call says.
    private static bool AreKey(RuleContext context, TableOperation operation, IReadOnlyList<string> columns) =>
        context.Migration.Framework == Framework.EfCore
        || (context.Step.Before.FindTable(operation.Schema, operation.Table)?.PrimaryKey is { } key && key.Columns.All(part => columns.Any(column => SchemaNames.Same(column, part))));
}
