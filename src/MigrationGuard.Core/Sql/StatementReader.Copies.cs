using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    /// <summary>
    /// Notes assignments of nothing but another column of the same row. One of a column that the same SET assigns is left out: MySQL has already changed it by then.
    /// </summary>
    private IReadOnlyList<ColumnCopy> ReadCopies(List<(int Start, int End)> assignments, List<TableReference> references, SqlName target, string? alias, Change change)
    {
        if (change.Reads.Count == 0)
        {
            return [];
        }

        var copies = new List<ColumnCopy>();
        var assigned = new HashSet<string>(change.Columns.List, SqlIdentifier.Comparer);
        foreach (var (from, to) in assignments)
        {
            var equals = FindAssignment(from, to);
            if (equals < to
                && IsSymbol(equals, "=")
                && NameAt(from) is { } column
                && column.After == equals
                && NameAt(equals + 1) is { } source
                && source.After == to
                && IsOwnColumn(source, references, target, alias)
                && change.Reads.Contains(source.Name)
                && !assigned.Contains(source.Name))
            {
                copies.Add(new ColumnCopy(column.Name, source.Name));
            }
        }

        return copies;
    }

    /// <summary>Notes assignments of a text that is cut to a number of characters.</summary>
    private IReadOnlyList<ColumnCut> ReadCuts(List<(int Start, int End)> assignments)
    {
        List<ColumnCut>? cuts = null;
        foreach (var (from, to) in assignments)
        {
            var equals = FindAssignment(from, to);
            if (equals < to
                && IsSymbol(equals, "=")
                && ReadCut(equals + 1, to) is { } length
                && NameAt(from) is { } column
                && column.After == equals)
            {
                (cuts ??= []).Add(new ColumnCut(column.Name, length));
            }
        }

        return cuts ?? (IReadOnlyList<ColumnCut>)[];
    }

    /// <summary>The most characters that <c>LEFT(…, n)</c> or <c>SUBSTRING(…, 1, n)</c> leaves; null for every other expression.</summary>
    private int? ReadCut(int start, int end)
    {
        while (start < end && IsSymbol(start, "(") && _t.Partner(start) == end - 1)
        {
            start++;
            end--;
        }

        var isPart = Is(start, "SUBSTRING") || Is(start, "SUBSTR");
        if (!(isPart || Is(start, "LEFT"))
            || !IsSymbol(start + 1, "(")
            || _t.Partner(start + 1) != end - 1
            || !int.TryParse(_t.Raw(end - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        // "…, 100)", "…, 1, 100)" or "… FROM 1 FOR 100)".
        var text = isPart ? end - 5 : end - 3;
        var isWritten = isPart
            ? _t.Raw(end - 4) == "1" && ((IsSymbol(end - 5, ",") && IsSymbol(end - 3, ",")) || (Is(end - 5, "FROM") && Is(end - 3, "FOR")))
            : IsSymbol(end - 3, ",");
        return isWritten && text > start + 2 && CallsOnlyTextFunctions(start + 2, text) ? length : null;
    }

    /// <summary>Notes assignments of a value that stands there.</summary>
    private IReadOnlyList<ColumnConstant> ReadConstants(List<(int Start, int End)> assignments)
    {
        List<ColumnConstant>? constants = null;
        foreach (var (from, to) in assignments)
        {
            var equals = FindAssignment(from, to);
            if (equals < to
                && IsSymbol(equals, "=")
                && NameAt(from) is { } column
                && column.After == equals
                && ReadLiteral(equals + 1, to) is { Kind: LiteralKind.Null or LiteralKind.String or LiteralKind.Number or LiteralKind.Boolean } value)
            {
                (constants ??= []).Add(new ColumnConstant(column.Name, value));
            }
        }

        return constants ?? (IReadOnlyList<ColumnConstant>)[];
    }

    /// <summary>Whether an expression calls nothing but functions that take any text and give NULL only for NULL.</summary>
    private bool CallsOnlyTextFunctions(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (IsSymbol(i + 1, "(") && _t.Tokens[i].Kind is TokenKind.Word or TokenKind.QuotedName
                && _t.Tokens[i].Upper is not ("LEFT" or "SPLIT_PART" or "TRIM" or "LTRIM" or "RTRIM" or "BTRIM" or "SUBSTR" or "SUBSTRING" or "LENGTH" or "LOWER" or "UPPER" or "REPLACE" or "CONCAT" or "COALESCE"))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOwnColumn(SqlName source, List<TableReference> references, SqlName target, string? alias) => source.Schema is null
        ? references.Count == 0
        : SqlIdentifier.Same(source.Schema, alias ?? target.Name);
}
