using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>What Down does to rows before it restricts a column, so that none of them can stand in the way.</summary>
internal sealed class PreparedRows(IReadOnlyList<PlacedOperation> down)
{
    private static readonly string[] s_lengths = ["char_length", "character_length", "length", "len"];

    /// <summary>Whether no row holds NULL in the column that the operation at <paramref name="position"/> changes.</summary>
    public bool HaveNoNull(int position, AlterColumn alter) => Prepares(position, alter, (table, column, earlier) => earlier switch
    {
        DeleteData { Filter: var filter } => ReachesNulls(filter, column),
        UpdateData { Filter: var filter } update => ReachesNulls(filter, column) && WritesNoNull(table, column, update),
        _ => false,
    });

    /// <summary>Whether no row holds a text of more than <paramref name="length"/> characters in the column that the operation at <paramref name="position"/> changes.</summary>
    public bool AreAtMost(int length, int position, AlterColumn alter) => Prepares(position, alter, (_, column, earlier) => earlier switch
    {
        DeleteData { Filter: var filter } => ReachesLonger(filter, column, length),
        UpdateData { Filter: var filter } update => ReachesLonger(filter, column, length) && Written(update, column) switch
        {
            { Kind: LiteralKind.Null } => true,
            { Kind: LiteralKind.String } value => value.Text.Length <= length && !Hole.IsIn(value.Text),
            _ => update.Cuts.Any(cut => SchemaNames.Same(cut.Column, column) && cut.Length <= length),
        },
        _ => false,
    });

    private bool Prepares(int position, AlterColumn alter, Func<TableState, string, TableOperation, bool> prepares)
    {
        if (down[position].Before.FindTable(alter.Schema, alter.Table)?.Identity is not { } identity)
        {
            return false;
        }

        var column = alter.Column.Name;
        for (var i = position - 1; i >= 0; i--)
        {
            var (operation, before) = (down[i].Operation, down[i].Before);
            if (operation is TableOperation touched && before.FindTable(touched.Schema, touched.Table) is { } table && table.Identity == identity)
            {
                if (operation is RenameColumn rename && SchemaNames.Same(rename.NewName, column))
                {
                    column = rename.Name;
                }
                else if (IsCertain(down[i]) && (operation is TruncateTable || prepares(table, column, touched)))
                {
                    return true;
                }
            }

            if (DownFailures.Writes(down[i], identity, [column], [column]))
            {
                return false;
            }
        }

        return false;
    }

    // SQL that is not understood may do anything behind the statement that is.
    private static bool IsCertain(PlacedOperation placed) => placed.Operation.Certainty == Certainty.Certain && (placed.EffectOf is not { } sql || SqlKnowledge.IsUnderstood(sql));

    private static bool ReachesNulls(RowFilter filter, string column) =>
        filter.Kind == RowFilterKind.All || (filter.Kind == RowFilterKind.OnlyNull && filter.Columns.Count == 1 && SchemaNames.Same(filter.Columns[0], column));

    private static bool WritesNoNull(TableState table, string column, UpdateData update) =>
        Written(update, column) is { Kind: not (LiteralKind.Null or LiteralKind.Unknown or LiteralKind.Sql) }
        || update.Copies.Any(copy => SchemaNames.Same(copy.Column, column) && table.FindColumn(copy.Source)?.Column.Nullable == false)
        || (update.Cuts.Any(cut => SchemaNames.Same(cut.Column, column)) && DownFailures.ReadsNoNull(table, update));

    /// <summary>The value that an UPDATE writes into every row that it reaches; null when it is not one that stands there.</summary>
    private static Literal? Written(UpdateData update, string column)
    {
        if (update.Rows.Count == 1)
        {
            for (var i = 0; i < update.Columns.Count && i < update.Rows[0].Count; i++)
            {
                if (SchemaNames.Same(update.Columns[i], column))
                {
                    return update.Rows[0][i];
                }
            }
        }

        return update.Constants.FirstOrDefault(constant => SchemaNames.Same(constant.Column, column))?.Value;
    }

    private static bool ReachesLonger(RowFilter filter, string column, int length) =>
        filter.Kind == RowFilterKind.All || (filter is { Kind: RowFilterKind.Condition, Text: { } text } && ShortestReached(text, column) is { } shortest && shortest <= length + 1);

    /// <summary>The fewest characters that a value has which <c>length(c) &gt; 100</c> or <c>length(c) &gt;= 101</c> reaches, with nothing around it; null for every other condition.</summary>
    private static int? ShortestReached(string condition, string column)
    {
        var text = string.Concat(condition.Where(c => !char.IsWhiteSpace(c) && c is not ('"' or '`' or '[' or ']')));
        foreach (var function in s_lengths)
        {
            var call = function + "(" + column + ")>";
            if (text.StartsWith(call, StringComparison.OrdinalIgnoreCase))
            {
                var isInclusive = text.Length > call.Length && text[call.Length] == '=';
                return int.TryParse(text.Substring(call.Length + (isInclusive ? 1 : 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var bound) && bound < int.MaxValue
                    ? bound + (isInclusive ? 0 : 1)
                    : null;
            }
        }

        return null;
    }
}
