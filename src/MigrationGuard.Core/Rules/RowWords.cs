using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>How messages speak of the rows that an UPDATE or DELETE reaches.</summary>
internal static class RowWords
{
    /// <summary>The rows, such as <c>every row</c> or <c>3 rows named by key</c>.</summary>
    /// <param name="filter">The condition.</param>
    /// <param name="keys">Number of keys given by values; zero when there are none.</param>
    public static string Of(RowFilter filter, int keys) => (filter.Kind, keys) switch
    {
        (_, 1) => "one row named by key",
        (_, > 1) => keys.ToString(CultureInfo.InvariantCulture) + " rows named by key",
        (RowFilterKind.All, _) => "every row",
        (RowFilterKind.OnlyNull, _) when filter.Columns.Count == 1 => "the rows where '" + Display.Name(filter.Columns[0]) + "' is NULL",
        (RowFilterKind.Nothing, _) => "no row",
        _ => "the matching rows",
    };
}
