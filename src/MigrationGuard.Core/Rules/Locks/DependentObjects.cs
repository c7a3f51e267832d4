using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>What PostgreSQL works through when the type of a column changes without a rewrite.</summary>
internal static class DependentObjects
{
    /// <summary>A clause such as <c>index 'IX' is built anew</c>; null when nothing depends on the column.</summary>
    /// <param name="taken">The lock of the change.</param>
    /// <param name="alter">The change.</param>
    public static string? WorkedOn(TakenLock taken, AlterColumn alter)
    {
        if (taken.Step.IsGuess
            || taken.Step.Action is not (DdlAction.WidenType or DdlAction.ChangeCollation)
            || taken.At.Before.FindTable(alter.Schema, alter.Table) is not { } table)
        {
            return null;
        }

        if (taken.Step.Action == DdlAction.ChangeCollation || ComparesDifferently(table, alter))
        {
            foreach (var index in table.Indexes)
            {
                if (index.Definition.Columns.Any(column => Names(column, alter.Column.Name)))
                {
                    return "index" + (index.Definition.Name is { } name ? " '" + Display.Name(name) + "'" : "") + " is built anew";
                }
            }
        }

        if (taken.Step.Action == DdlAction.WidenType)
        {
            foreach (var check in table.Checks)
            {
                if (check.Validated && Names(check.Check.Sql, alter.Column.Name))
                {
                    return "check" + (check.Check.Name is { } name ? " '" + Display.Name(name) + "'" : "") + " is read again for every row";
                }
            }
        }

        return null;
    }

    // citext has an order of its own; text and varchar share one.
    private static bool ComparesDifferently(TableState table, AlterColumn alter) =>
        table.FindColumn(alter.Column.Name)?.Column is { } old && IsCitext(old) != IsCitext(alter.Column);

    private static bool IsCitext(Column column) => string.Equals(column.StoreType?.Trim(), "citext", StringComparison.OrdinalIgnoreCase);

    // As a whole word: in an expression the name may stand in quotes and parentheses.
    private static bool Names(string text, string column)
    {
        for (var at = text.IndexOf(column, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(column, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + column.Length;
            if ((at == 0 || !IsWord(text[at - 1])) && (end == text.Length || !IsWord(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
