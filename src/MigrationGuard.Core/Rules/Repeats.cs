using System.Globalization;

namespace MigrationGuard.Rules;

/// <summary>Says once what a migration does many times: ten lines about ten statements of one kind hide the eleventh.</summary>
internal static class Repeats
{
    /// <summary>The first of each kind, in order, and how many more of it there are.</summary>
    /// <typeparam name="T">What is found.</typeparam>
    /// <param name="found">Everything found, in order.</param>
    /// <param name="kind">What makes two of them alike.</param>
    public static IEnumerable<(T First, int More)> Once<T>(IEnumerable<T> found, Func<T, string> kind) =>
        found.GroupBy(kind, StringComparer.OrdinalIgnoreCase).Select(group => (group.First(), group.Count() - 1));

    /// <summary>Such as <c>, as 3 more statements of this migration do</c>; empty when there are no more.</summary>
    public static string Statements(int more) => more switch
    {
        0 => "",
        1 => ", as another statement of this migration does",
        _ => ", as " + more.ToString(CultureInfo.InvariantCulture) + " more statements of this migration do",
    };

    /// <summary>Such as <c> and 3 more columns</c>; empty when there are no more.</summary>
    public static string Columns(int more) => More(more, "column");

    /// <summary>Such as <c> and 3 more tables</c>; empty when there are no more.</summary>
    public static string Tables(int more) => More(more, "table");

    /// <summary>Such as <c> (with 3 more columns)</c>; empty when there are no more.</summary>
    public static string SameTable(int more) => more == 0 ? "" : " (with" + Columns(more).Substring(" and".Length) + " of the table)";

    private static string More(int more, string what) => more switch
    {
        0 => "",
        1 => " and another " + what,
        _ => " and " + more.ToString(CultureInfo.InvariantCulture) + " more " + what + "s",
    };
}
