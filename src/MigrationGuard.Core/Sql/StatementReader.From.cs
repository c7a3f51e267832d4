using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private enum JoinKind
    {
        First,
        Comma,
        Inner,
        Left,
        Right,
        Full,
        Cross,
    }

    /// <summary>One entry of a FROM list.</summary>
    /// <param name="Name">The table; null for a subquery or a function.</param>
    /// <param name="Alias">The alias; null when there is none.</param>
    /// <param name="Join">How it is joined to what precedes it.</param>
    /// <param name="Base">For a subquery over one table: that table.</param>
    private sealed record TableReference(SqlName? Name, string? Alias, JoinKind Join, CopySource? Base);

    /// <summary>The entries of a FROM list or of the tables of a multi-table UPDATE.</summary>
    private List<TableReference> ReadFromList(int start, int end, int depth = 0)
    {
        var references = new List<TableReference>();
        var join = JoinKind.First;
        var expects = true;
        for (var i = start; i < end;)
        {
            if (expects && !(_t.Tokens[i].Kind == TokenKind.Word && _t.Tokens[i].Upper is "LATERAL" or "ONLY"))
            {
                expects = false;
                i = ReadReference(i, end, join, references, depth);
                continue;
            }

            if (IsSymbol(i, ","))
            {
                join = JoinKind.Comma;
                expects = true;
            }
            else if (_t.Tokens[i].Kind == TokenKind.Word)
            {
                switch (_t.Tokens[i].Upper)
                {
                    case "LEFT" or "RIGHT" or "FULL" or "CROSS" or "INNER" or "NATURAL":
                        join = _t.Tokens[i].Upper switch
                        {
                            "LEFT" => JoinKind.Left,
                            "RIGHT" => JoinKind.Right,
                            "FULL" => JoinKind.Full,
                            "CROSS" => JoinKind.Cross,
                            _ => JoinKind.Inner,
                        };
                        break;
                    case "OUTER" when Is(i + 1, "APPLY"):
                        join = JoinKind.Left;
                        break;
                    case "JOIN" or "STRAIGHT_JOIN" or "APPLY":
                        join = join is JoinKind.First or JoinKind.Comma ? JoinKind.Inner : join;
                        expects = true;
                        break;
                    case "ON":
                        // The next JOIN without a word of its own is an inner one.
                        join = JoinKind.Comma;
                        break;
                }
            }

            i = expects ? i + 1 : _t.After(i, end);
        }

        return references;
    }

    private int ReadReference(int i, int end, JoinKind join, List<TableReference> references, int depth)
    {
        var before = _i;
        _i = i;
        if (IsSymbol(i, "("))
        {
            var close = _t.Partner(i) > i && _t.Partner(i) < end ? _t.Partner(i) : end;
            var isQuery = Is(i + 1, "SELECT") || Is(i + 1, "WITH") || Is(i + 1, "VALUES") || IsSymbol(i + 1, "(");
            if (!isQuery && depth < ReadingSession.MaxDepth)
            {
                var inner = ReadFromList(i + 1, close, depth + 1);
                for (var k = 0; k < inner.Count; k++)
                {
                    references.Add(k == 0 ? inner[k] with { Join = join } : inner[k]);
                }

                _i = Math.Min(close + 1, end);
            }
            else
            {
                _i = Math.Min(close + 1, end);
                references.Add(new TableReference(null, ReadAlias(), join, isQuery ? CopySourceOf(i + 1, close, depth + 1) : null));
            }
        }
        else
        {
            var name = ReadName();
            if (name is null)
            {
                _i = i + 1;
            }
            else if (IsSymbol(_i, "("))
            {
                _i = _t.After(_i, end);
                references.Add(new TableReference(null, ReadAlias(), join, null));
            }
            else
            {
                AcceptSymbol("*");
                references.Add(new TableReference(name, ReadAlias(), join, null));
            }
        }

        var after = Math.Max(_i, i + 1);
        _i = before;
        return Math.Min(after, end);
    }

    /// <summary>The entry that a statement means by a name: an alias, a table of the list, or nothing of it.</summary>
    private static TableReference? Resolve(SqlName target, List<TableReference> references)
    {
        foreach (var reference in references)
        {
            if (target.Schema is null && reference.Alias is not null && SqlIdentifier.Same(reference.Alias, target.Name))
            {
                return reference;
            }
        }

        foreach (var reference in references)
        {
            if (reference.Name is { } name && SqlIdentifier.Same(name.Name, target.Name) && (target.Schema is null || name.Schema is null || SqlIdentifier.Same(name.Schema, target.Schema)))
            {
                return reference;
            }
        }

        return null;
    }

    /// <summary>The real table behind a target: through an alias, a subquery or a common table expression; null when it cannot be told.</summary>
    private (string? Schema, string Table)? RealTable(SqlName target, List<TableReference> references)
    {
        var reference = Resolve(target, references);
        if (reference is { Name: null })
        {
            return reference.Base is { } source ? (source.Schema, source.Table) : null;
        }

        var name = reference?.Name ?? target;
        if (name.Schema is null && _common.TryGetValue(name.Name, out var common))
        {
            return common.Base is { } source ? (source.Schema, source.Table) : null;
        }

        return (name.Schema, name.Name);
    }

    /// <summary>Whether joins leave rows of the target out: only its own table, or outer joins that keep it.</summary>
    private static bool JoinsFilter(TableReference? target, List<TableReference> references)
    {
        if (references.Count <= 1)
        {
            return false;
        }

        var isFirst = target is not null && ReferenceEquals(references[0], target);
        for (var k = 1; k < references.Count; k++)
        {
            if (!(isFirst && references[k].Join == JoinKind.Left))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a query copies: its table when it reads exactly one, or the first of several.</summary>
    private CopySource? CopySourceOf(int start, int end, int depth = 0)
    {
        if (depth > ReadingSession.MaxDepth)
        {
            return null;
        }

        while (start < end && IsSymbol(start, "(") && _t.Partner(start) == end - 1)
        {
            start++;
            end--;
        }

        if (Is(start, "TABLE") && NameAt(start + 1) is { } whole)
        {
            return new CopySource(whole.Schema, whole.Name, null, true);
        }

        if (Is(start, "WITH"))
        {
            start = Find(start, end, "SELECT");
        }

        if (!Is(start, "SELECT"))
        {
            return null;
        }

        var from = Find(start, end, "FROM");
        if (from >= end)
        {
            return null;
        }

        var into = Find(start, from, "INTO");
        var stop = Find(from + 1, end, "WHERE", "GROUP", "HAVING", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "OFFSET", "FETCH", "WINDOW");
        var order = Find(from + 1, stop, "ORDER", "OPTION", "FOR", "ON");
        var isLimited = stop < end || Is(start + 1, "DISTINCT") || Is(start + 1, "TOP") || Find(from + 1, stop, "TABLESAMPLE", "ONLY", "SYSTEM_TIME") < stop;
        var references = ReadFromList(from + 1, FindListEnd(from + 1, stop, order), depth);
        if (references.Count == 0)
        {
            return null;
        }

        var first = references[0];
        var columns = CopiedColumns(start + 1, into, references.Count == 1, first);
        isLimited |= references.Count > 1;
        if (first.Name is null)
        {
            return first.Base is { } inner ? inner with { Columns = Through(inner.Columns, columns), WholeTable = inner.WholeTable && !isLimited } : null;
        }

        if (first.Name.Schema is null && _common.TryGetValue(first.Name.Name, out var common))
        {
            return common.Base is { } source ? source with { Columns = Through(source.Columns, columns), WholeTable = source.WholeTable && !isLimited } : null;
        }

        return IsTemporary(first.Name.Schema, first.Name.Name) ? null : new CopySource(first.Name.Schema, first.Name.Name, columns, !isLimited);
    }

    /// <summary>The columns that come through a subquery: those it selects and the query around it selects again.</summary>
    private static IReadOnlyList<string>? Through(IReadOnlyList<string>? inner, List<string>? outer)
    {
        if (inner is null || outer is null)
        {
            return inner ?? outer;
        }

        return outer.FindAll(column => inner.Contains(column, SqlIdentifier.Comparer));
    }

    private int FindListEnd(int from, int stop, int order)
    {
        // "ON" belongs to a join, not to what ends the list.
        return order < stop && Is(order, "ON") ? Find(from, stop, "ORDER", "OPTION", "FOR") : order;
    }

    // Null is "every column". A column that only goes into an expression is not copied.
    private List<string>? CopiedColumns(int start, int end, bool single, TableReference source)
    {
        var columns = new List<string>();
        while (Is(start, "DISTINCT") || Is(start, "ALL") || Is(start, "TOP"))
        {
            start += Is(start, "TOP") ? 2 : 1;
            start = IsSymbol(start - 1, "(") ? _t.After(start - 1, end) : start;
        }

        foreach (var (from, to) in SplitAtCommas(start, end))
        {
            if (from < to && IsSymbol(to - 1, "*") && (to - from == 1 || IsSymbol(to - 2, ".")))
            {
                if (to - from == 1 || IsFrom(_t.Value(to - 3), source))
                {
                    return null;
                }

                continue;
            }

            if (NameAt(from) is { } name && name.After <= to && !IsConstant(from) && (name.Schema is null ? single : IsFrom(name.Schema, source))
                && (name.After == to || Is(name.After, "AS") || IsNamePart(name.After)))
            {
                columns.Add(name.Name);
            }
        }

        return columns;
    }

    private static bool IsFrom(string qualifier, TableReference source) =>
        SqlIdentifier.Same(qualifier, source.Alias) || (source.Name is { } name && SqlIdentifier.Same(qualifier, name.Name));
}
