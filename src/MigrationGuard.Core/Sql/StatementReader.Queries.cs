using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private void ReadSelect()
    {
        var start = _i;
        var into = IsSymbol(start, "(") ? _end : Find(start, _end, "INTO");
        if (into < _end && !_circumstances.InRoutine)
        {
            ReadSelectInto(start, into);
            return;
        }

        if (into < _end)
        {
            // Procedural code: the names after INTO are variables, not tables.
            Inspect(start, into);
            var from = Find(into, _end, "FROM", "WHERE", "LIMIT", "ORDER", "UNION", "GROUP");
            Inspect(from, _end);
        }
        else
        {
            Inspect(start, _end);
        }

        _i = _end;
    }

    private void ReadSelectInto(int start, int into)
    {
        _i = into + 1;
        if (IsMySql && (Is("OUTFILE") || Is("DUMPFILE")))
        {
            _outcome.Fails("it writes a file on the database server");
            _i = _end;
            return;
        }

        if (Dialect == SqlDialect.MySql || IsKind(_i, TokenKind.Variable))
        {
            Inspect(start, into);
            Inspect(Find(into, _end, "FROM", "WHERE"), _end);
            _i = _end;
            return;
        }

        var temporary = AcceptAny("TEMP", "TEMPORARY");
        AcceptAny("UNLOGGED", "LOGGED");
        Accept("TABLE");
        var name = ReadName();
        var rest = _i;
        Inspect(start, into);
        Inspect(rest, _end);
        if (name is null)
        {
            _outcome.Fails("the table it selects into has no readable name");
        }
        else if (temporary || IsTemporary(name.Schema, name.Name))
        {
            AddTemporary(name.Name);
        }
        else
        {
            Effect(new CreateTable { Schema = name.Schema, Table = name.Name, CopiedFrom = CopySourceOf(start, _end), HasMoreColumns = true }, start, _end);
        }

        _i = _end;
    }

    /// <summary>Common table expressions in front of a statement.</summary>
    private void ReadWith()
    {
        _i++;
        Accept("RECURSIVE");
        while (_i < _end)
        {
            var name = ReadIdentifier();
            SkipParentheses();
            if (name is null || !Accept("AS"))
            {
                // "WITH XMLNAMESPACES (…)" declares no table.
                if (name is not null && SqlIdentifier.Same(name, "XMLNAMESPACES"))
                {
                    AcceptSymbol(",");
                    break;
                }

                _outcome.Fails("its WITH list is not complete");
                _i = _end;
                return;
            }

            Accept("NOT");
            Accept("MATERIALIZED");
            if (!IsSymbol(_i, "(") || _t.Partner(_i) < _i || _t.Partner(_i) >= _end)
            {
                _outcome.Fails("its WITH list is not complete");
                _i = _end;
                return;
            }

            var open = _i;
            var close = _t.Partner(_i);
            ReadCommonTable(name, open + 1, close);
            _i = close + 1;
            SkipSearchAndCycle();
            if (!AcceptSymbol(","))
            {
                break;
            }
        }

        if (_i >= _end || Is("WITH"))
        {
            _outcome.Fails("no statement follows its WITH list");
            _i = _end;
            return;
        }

        Dispatch();
    }

    private void SkipSearchAndCycle()
    {
        while (Is("SEARCH") || Is("CYCLE"))
        {
            _i++;
            while (_i < _end && !(IsSymbol(_i, ",") && IsNamePart(_i + 1) && (Is(_i + 2, "AS") || IsSymbol(_i + 2, "("))) && !Is("SELECT") && !Is("INSERT") && !Is("UPDATE") && !Is("DELETE") && !Is("MERGE") && !Is("CYCLE"))
            {
                _i++;
            }
        }
    }

    private void ReadCommonTable(string name, int start, int end)
    {
        var first = start;
        while (first < end && IsSymbol(first, "("))
        {
            first++;
        }

        // A recursive one reads itself: its name must be known before its body is read.
        _common[name] = new CommonTable(null);
        CopySource? source = null;
        if (Is(first, "INSERT") || Is(first, "UPDATE") || Is(first, "DELETE") || Is(first, "MERGE") || Is(first, "WITH"))
        {
            var effects = _outcome.Effects.Count;
            ReadNested(start, end);
            if (_outcome.Effects.Count == effects + 1 && _outcome.Effects[effects] is DeleteData deleted && Find(start, end, "RETURNING") < end)
            {
                // Rows that a DELETE returns are still there to be copied.
                source = new CopySource(deleted.Schema, deleted.Table, null, deleted.Filter.Kind == RowFilterKind.All);
            }
        }
        else
        {
            Inspect(start, end);
            source = CopySourceOf(start, end);
        }

        _common[name] = new CommonTable(source);
    }
}
