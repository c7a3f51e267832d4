using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private void ReadInsert(bool overwrites)
    {
        var start = _i;
        _i++;
        var skips = false;
        while (Is("IGNORE") || Is("LOW_PRIORITY") || Is("DELAYED") || Is("HIGH_PRIORITY"))
        {
            skips |= Is("IGNORE");
            _i++;
        }

        if (Accept("OR"))
        {
            overwrites |= Is("REPLACE");
            skips |= Is("IGNORE");
            _i++;
        }

        SkipTop();
        Accept("INTO");
        var target = ReadName();
        if (target is null)
        {
            _outcome.Fails("the table it inserts into has no readable name");
            _i = _end;
            return;
        }

        if (Accept("PARTITION"))
        {
            SkipParentheses();
        }

        ReadInsertAlias();
        if (IsTransact && Is("WITH") && IsSymbol(_i + 1, "("))
        {
            _i++;
            SkipParentheses();
        }

        var columns = ReadInsertColumns();
        if (Accept("OVERRIDING"))
        {
            _i = Math.Min(_i + 2, _end);
        }

        if (Is("OUTPUT"))
        {
            var rows = Find(_i, _end, "VALUES", "SELECT", "EXEC", "EXECUTE", "DEFAULT", "WITH");
            InspectOutput(_i, rows);
            _i = rows;
        }

        var operation = new InsertData { Schema = target.Schema, Table = target.Name, Columns = columns, Overwrites = overwrites };
        var tail = FindInsertTail(_i);
        operation = ReadInsertSource(operation, tail);
        _i = tail;
        skips |= Is("ON");
        operation = ReadInsertTail(operation);
        if (operation.CopiedFrom is { } source && (skips || operation.Overwrites))
        {
            // Rows that meet another one are left out, or take its place.
            operation = operation with { CopiedFrom = source with { WholeTable = false } };
        }

        Effect(operation, start, _end);
    }

    private void ReadInsertAlias()
    {
        if (Is("AS") && !Is(_i + 1, "SELECT"))
        {
            _i++;
            ReadIdentifier();
        }
    }

    private List<string> ReadInsertColumns()
    {
        // A parenthesis may hold the columns or the query itself.
        if (!IsSymbol(_i, "(") || Is(_i + 1, "SELECT") || Is(_i + 1, "WITH") || IsSymbol(_i + 1, "("))
        {
            return [];
        }

        var columns = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = _i;
        var raw = ReadColumnList();
        var parts = SplitAtCommas(open + 1, Math.Max(open + 1, _i - 1));
        for (var k = 0; k < raw.Count; k++)
        {
            // PostgreSQL writes into a part of a column ("c[1]", "c.field"); the others put the table in front.
            var name = k < parts.Count ? NameAt(parts[k].Start) : null;
            var column = name is null ? raw[k] : Dialect == SqlDialect.PostgreSql ? _t.Value(name.First) : name.Name;
            if (seen.Add(column) || Dialect != SqlDialect.PostgreSql)
            {
                columns.Add(column);
            }
        }

        if (columns.Count == 1 && IsKind(open + 1, TokenKind.Hole))
        {
            columns = [Hole.Text];
        }

        return columns;
    }

    private int FindInsertTail(int from)
    {
        for (var i = from; i < _end; i = _t.After(i, _end))
        {
            if (Is(i, "RETURNING") || (Is(i, "ON") && (Is(i + 1, "CONFLICT") || Is(i + 1, "DUPLICATE"))) || Is(i, "OPTION"))
            {
                return i;
            }
        }

        return _end;
    }

    private InsertData ReadInsertSource(InsertData operation, int end)
    {
        if (Accept("DEFAULT", "VALUES"))
        {
            NothingLeft(end);
            return operation;
        }

        if (Is("VALUES") || Is("VALUE"))
        {
            return ReadRows(operation, end);
        }

        if (Is("SELECT") || Is("WITH") || Is("TABLE") || IsSymbol(_i, "("))
        {
            if (Is("WITH"))
            {
                var before = _end;
                _end = end;
                ReadWithOfInsert();
                _end = before;
            }

            var source = CopySourceOf(_i, end);
            Inspect(_i, end);
            return source is null ? operation with { Rows = RowOfSelect(_i, end) } : operation with { CopiedFrom = source };
        }

        if (Is("EXEC") || Is("EXECUTE"))
        {
            _outcome.Doubts("the rows come from a procedure, whose effect is not known");
            return operation;
        }

        if (IsMySql && Accept("SET"))
        {
            var columns = new List<string>();
            var values = new List<Literal>();
            foreach (var (from, to) in SplitAtCommas(_i, end))
            {
                if (NameAt(from) is { } name && (IsSymbol(name.After, "=") || IsSymbol(name.After, ":=")))
                {
                    columns.Add(name.Name);
                    values.Add(ReadLiteral(name.After + 1, to));
                }
            }

            Inspect(_i, end);
            return operation with { Columns = columns, Rows = [values] };
        }

        if (Accept("DEFAULT") || _i >= end)
        {
            _outcome.Doubts("the rows it inserts are missing");
            return operation;
        }

        _outcome.Doubts("the rows it inserts are not readable");
        return operation;
    }

    // The list belongs to the source query; its tables must be known when that is read.
    private void ReadWithOfInsert()
    {
        var verb = _outcome.Verb;
        _i++;
        Accept("RECURSIVE");
        while (_i < _end)
        {
            var name = ReadIdentifier();
            SkipParentheses();
            Accept("AS");
            Accept("NOT");
            Accept("MATERIALIZED");
            if (name is null || !IsSymbol(_i, "(") || _t.Partner(_i) < _i || _t.Partner(_i) >= _end)
            {
                _outcome.Doubts("its WITH list is not complete");
                break;
            }

            var close = _t.Partner(_i);
            ReadCommonTable(name, _i + 1, close);
            _i = close + 1;
            SkipSearchAndCycle();
            if (!AcceptSymbol(","))
            {
                break;
            }
        }

        _outcome.Verb = verb;
    }

    private void NothingLeft(int end)
    {
        if (_i < end)
        {
            _outcome.Doubts("the part from " + Quote(_i) + " on was not understood");
        }
    }

    private InsertData ReadRows(InsertData operation, int end)
    {
        _i++;
        var rows = new List<IReadOnlyList<Literal>>();
        while (_i < end)
        {
            Accept("ROW");
            if (!IsSymbol(_i, "("))
            {
                break;
            }

            var close = _t.Partner(_i) > _i && _t.Partner(_i) < end ? _t.Partner(_i) : end;
            var row = new List<Literal>();
            foreach (var (from, to) in SplitAtCommas(_i + 1, close))
            {
                row.Add(ReadLiteral(from, to));
            }

            rows.Add(row);
            Inspect(_i + 1, close);
            _i = Math.Min(close + 1, end);
            if (!AcceptSymbol(","))
            {
                break;
            }
        }

        if (rows.Count == 0 && IsKind(_i, TokenKind.Hole) && _i + 1 == end)
        {
            return operation;
        }

        // MySQL 8 names the new row: "VALUES (…) AS new ON DUPLICATE KEY UPDATE".
        if (IsMySql && Accept("AS"))
        {
            ReadIdentifier();
            SkipParentheses();
        }

        NothingLeft(end);
        return operation with { Rows = rows };
    }

    private List<IReadOnlyList<Literal>> RowOfSelect(int start, int end)
    {
        if (!Is(start, "SELECT") || Find(start, end, "FROM", "WHERE", "UNION") < end)
        {
            return [];
        }

        var row = new List<Literal>();
        foreach (var (from, to) in SplitAtCommas(start + 1, end))
        {
            row.Add(ReadLiteral(from, to));
        }

        return [row];
    }

    private InsertData ReadInsertTail(InsertData operation)
    {
        while (_i < _end)
        {
            if (Accept("ON", "DUPLICATE"))
            {
                Inspect(_i, _end);
                _i = _end;
                return operation with { Overwrites = true };
            }

            if (Accept("ON", "CONFLICT"))
            {
                var action = Find(_i, _end, "DO");
                Inspect(_i, action);
                _i = action;
                if (Accept("DO", "NOTHING"))
                {
                    continue;
                }

                if (Is("DO", "UPDATE"))
                {
                    Inspect(_i + 2, _end);
                    _i = _end;
                    return operation with { Overwrites = true };
                }

                _outcome.Doubts("what it does with a row that exists is not readable");
                _i = _end;
            }
            else if (Is("RETURNING") || Is("OPTION"))
            {
                var next = FindInsertTail(_i + 1);
                Inspect(_i, next);
                _i = next;
            }
            else
            {
                break;
            }
        }

        return operation;
    }

    /// <summary>A value as it stands in a row or a default; an expression keeps its text.</summary>
    private Literal ReadLiteral(int start, int end)
    {
        var from = start;
        while (from < end && IsSymbol(from, "(") && _t.Partner(from) == end - 1)
        {
            from++;
            end--;
        }

        if (from >= end)
        {
            return new Literal(LiteralKind.Unknown, "");
        }

        var isNegative = IsSymbol(from, "-") && end - from == 2 && IsKind(from + 1, TokenKind.Number);
        if (isNegative)
        {
            return Literal.OfNumber("-" + _t.Raw(from + 1));
        }

        // "'x'::text" is still the value.
        var single = end - from == 1 || (IsSymbol(from + 1, "::") && IsKind(from, TokenKind.String));
        if (single)
        {
            switch (_t.Tokens[from].Kind)
            {
                case TokenKind.Number:
                    return Literal.OfNumber(_t.Raw(from));
                case TokenKind.String:
                    return _t.Raw(from)[0] is 'X' or 'x'
                        ? new Literal(LiteralKind.Bytes, _t.Value(from))
                        : Hole.IsIn(_t.Value(from)) ? new Literal(LiteralKind.Unknown, _t.Raw(from)) : Literal.OfString(_t.Value(from));
                case TokenKind.Hole or TokenKind.Variable:
                    return new Literal(LiteralKind.Unknown, _t.Raw(from));
                case TokenKind.Word:
                    switch (_t.Tokens[from].Upper)
                    {
                        case "NULL":
                            return Literal.Null;
                        case "TRUE":
                            return Literal.OfBoolean(true);
                        case "FALSE":
                            return Literal.OfBoolean(false);
                    }

                    break;
            }
        }

        return new Literal(LiteralKind.Sql, _t.Slice(from, end));
    }
}
