using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private static readonly RowFilter NoRow = new(RowFilterKind.Nothing, []);

    /// <summary>What a WHERE condition leaves of the rows of the statement's own table.</summary>
    /// <param name="start">First token of the condition.</param>
    /// <param name="end">Token after the last.</param>
    /// <param name="qualifiers">Names by which the table is called.</param>
    private RowFilter ReadFilter(int start, int end, ICollection<string> qualifiers)
    {
        var columns = new List<string>();
        Inspect(start, end, qualifiers, columns);
        if (start >= end)
        {
            _outcome.Doubts("its condition is missing");
            return new RowFilter(RowFilterKind.Condition, columns, "");
        }

        var text = _t.Slice(start, end);
        var (kind, column) = Classify(start, end, qualifiers, 0);
        return kind switch
        {
            RowFilterKind.All => RowFilter.All with { Text = text },
            RowFilterKind.Nothing => NoRow with { Text = text },
            RowFilterKind.OnlyNull => new RowFilter(kind, [column!], text),
            _ => new RowFilter(kind, columns, text),
        };
    }

    private (RowFilterKind Kind, string? Column) Classify(int start, int end, ICollection<string> qualifiers, int depth)
    {
        while (start < end && IsSymbol(start, "(") && _t.Partner(start) == end - 1)
        {
            start++;
            end--;
        }

        if (start >= end || depth > ReadingSession.MaxDepth)
        {
            return (RowFilterKind.Condition, null);
        }

        var alternatives = SplitLogical(start, end, "OR");
        if (alternatives.Count > 1)
        {
            return Combine(alternatives, qualifiers, depth, isOr: true);
        }

        var conjuncts = SplitLogical(start, end, "AND");
        return conjuncts.Count > 1 ? Combine(conjuncts, qualifiers, depth, isOr: false) : ClassifyTerm(start, end, qualifiers);
    }

    private (RowFilterKind, string?) Combine(List<(int Start, int End)> parts, ICollection<string> qualifiers, int depth, bool isOr)
    {
        var neutral = isOr ? RowFilterKind.Nothing : RowFilterKind.All;
        var absorbing = isOr ? RowFilterKind.All : RowFilterKind.Nothing;
        (RowFilterKind Kind, string? Column)? sum = null;
        foreach (var (from, to) in parts)
        {
            var part = Classify(from, to, qualifiers, depth + 1);
            if (part.Kind == absorbing)
            {
                return (absorbing, null);
            }

            if (part.Kind == neutral)
            {
                continue;
            }

            // "c IS NULL AND …" reaches only some of the NULLs, so it proves no backfill: a condition.
            sum = sum is null ? part : sum.Value.Kind == RowFilterKind.Key && part.Kind == RowFilterKind.Key ? part : (RowFilterKind.Condition, null);
        }

        return sum ?? (neutral, null);
    }

    private List<(int Start, int End)> SplitLogical(int start, int end, string word)
    {
        var parts = new List<(int, int)>();
        var from = start;
        var cases = 0;
        var between = false;
        for (var i = start; i < end; i = _t.After(i, end))
        {
            if (_t.Tokens[i].Kind != TokenKind.Word)
            {
                if (cases == 0 && word == "OR" && IsSymbol(i, "||") && Dialect == SqlDialect.MySql)
                {
                    parts.Add((from, i));
                    from = i + 1;
                }

                continue;
            }

            switch (_t.Tokens[i].Upper)
            {
                case "CASE":
                    cases++;
                    break;
                case "END":
                    cases--;
                    break;
                case "BETWEEN":
                    between = true;
                    break;
                case "AND" when between:
                    between = false;
                    break;
                case { } found when found == word && cases <= 0:
                    parts.Add((from, i));
                    from = i + 1;
                    break;
            }
        }

        parts.Add((from, end));
        return parts;
    }

    private (RowFilterKind, string?) ClassifyTerm(int start, int end, ICollection<string> qualifiers)
    {
        if (end - start == 1)
        {
            return _t.Tokens[start].Upper == "TRUE" || (IsKind(start, TokenKind.Number) && _t.Raw(start) != "0") ? (RowFilterKind.All, null)
                : _t.Tokens[start].Upper == "FALSE" || IsKind(start, TokenKind.Number) ? (RowFilterKind.Nothing, null)
                : (RowFilterKind.Condition, null);
        }

        if (end - start == 3 && IsConstant(start) && IsConstant(start + 2) && Compare(start) is { } outcome)
        {
            return (outcome ? RowFilterKind.All : RowFilterKind.Nothing, null);
        }

        var column = NameAt(start);
        if (column is null || IsConstant(start) || !IsOwnColumn(column, qualifiers))
        {
            return (RowFilterKind.Condition, null);
        }

        var i = column.After;
        if (Is(i, "IS") && Is(i + 1, "NULL") && i + 2 == end)
        {
            return (RowFilterKind.OnlyNull, column.Name);
        }

        if (Is(i, "ISNULL") && i + 1 == end && IsPostgres)
        {
            return (RowFilterKind.OnlyNull, column.Name);
        }

        if ((IsSymbol(i, "=") || IsSymbol(i, "==")) && IsValue(i + 1, end))
        {
            return (RowFilterKind.Key, null);
        }

        return Is(i, "IN") && IsSymbol(i + 1, "(") && _t.Partner(i + 1) == end - 1 && AreValues(i + 2, end - 1) ? (RowFilterKind.Key, null) : (RowFilterKind.Condition, null);
    }

    private static bool IsOwnColumn(SqlName column, ICollection<string> qualifiers) => column.Schema is null || qualifiers.Contains(column.Schema);

    private bool? Compare(int start)
    {
        var left = _t.Tokens[start];
        var right = _t.Tokens[start + 2];
        if (left.Kind != right.Kind)
        {
            return null;
        }

        var same = string.Equals(_t.Raw(start), _t.Raw(start + 2), StringComparison.Ordinal);
        return _t.Tokens[start + 1].Upper switch
        {
            "=" or "==" => same,
            "<>" or "!=" => !same,
            _ => null,
        };
    }

    private bool IsConstant(int i) => IsKind(i, TokenKind.Number) || IsKind(i, TokenKind.String) || Is(i, "TRUE") || Is(i, "FALSE");

    // A single value, perhaps with a sign or a cast behind it.
    private bool IsValue(int start, int end)
    {
        if (IsSymbol(start, "-") || IsSymbol(start, "+"))
        {
            start++;
        }

        if (!(IsConstant(start) || IsKind(start, TokenKind.Variable) || IsKind(start, TokenKind.Hole)))
        {
            return false;
        }

        return start + 1 == end || (IsSymbol(start + 1, "::") && start + 3 == end);
    }

    private bool AreValues(int start, int end)
    {
        foreach (var (from, to) in SplitAtCommas(start, end))
        {
            if (!IsValue(from, to))
            {
                return false;
            }
        }

        return start < end;
    }
}
