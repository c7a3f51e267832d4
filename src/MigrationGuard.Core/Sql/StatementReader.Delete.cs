using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private void ReadDelete()
    {
        var start = _i;
        _i++;
        while (AcceptAny("LOW_PRIORITY", "QUICK", "IGNORE"))
        {
        }

        var isLimited = SkipTop();
        Accept("FROM");
        Accept("ONLY");
        var targets = new List<SqlName>();
        string? alias = null;
        do
        {
            var target = ReadName();
            if (target is null)
            {
                break;
            }

            targets.Add(target);
            if (IsSymbol(_i, ".") && IsSymbol(_i + 1, "*"))
            {
                _i += 2;
            }
        }
        while (AcceptSymbol(","));

        if (targets.Count == 0)
        {
            _outcome.Fails("the table it deletes from has no readable name");
            _i = _end;
            return;
        }

        var list = Find(_i, _end, "FROM", "USING");
        var where = Find(_i, _end, "WHERE");
        list = list < where ? list : _end;
        var output = Find(_i, Math.Min(list, where), "OUTPUT");
        var tail = Find(where < _end ? where : list < _end ? list : _i, _end, "RETURNING", "ORDER", "LIMIT", "OPTION");
        isLimited |= tail < _end && (Is(tail, "LIMIT") || Find(tail, _end, "LIMIT") < _end);
        var headEnd = Math.Min(Math.Min(list, where), Math.Min(output, tail));
        var aliasAt = _i;
        SkipTargetTail(headEnd);
        _i = aliasAt;
        AcceptSymbol("*");
        alias = ReadAlias();

        var tables = new DistinctNames();
        var references = new List<TableReference>();
        if (list < _end)
        {
            references = ReadFromList(list + 1, Math.Min(where, tail));
            Inspect(list + 1, Math.Min(where, tail), inFrom: true, tables: tables);
        }

        if (output < Math.Min(list, where))
        {
            InspectOutput(output, Math.Min(list, where));
        }

        Inspect(tail, _end);
        _i = _end;
        foreach (var target in targets)
        {
            AddDelete(target, alias, references, list, where, tail, isLimited, start);
        }
    }

    private void AddDelete(SqlName target, string? alias, List<TableReference> references, int list, int where, int tail, bool isLimited, int start)
    {
        var real = RealTable(target, references);
        if (real is null)
        {
            _outcome.Fails("the table behind " + Hole.Show(target.Full) + " cannot be told");
            return;
        }

        var reference = Resolve(target, references);
        var filter = where < _end ? ReadFilter(where + 1, Math.Min(tail, _end), Qualifiers(target, alias, reference, real.Value.Table)) : RowFilter.All;

        // In PostgreSQL's "DELETE FROM a USING b" the target stands outside the list, and the list alone leaves no row out.
        var isJoined = list < _end && reference is not null && JoinsFilter(reference, references);
        var isCommon = target.Schema is null && _common.ContainsKey(reference?.Name?.Name ?? target.Name);
        if (filter.Kind != RowFilterKind.Nothing && (isLimited || isJoined || isCommon || reference is { Name: null } || IsCursor(where)))
        {
            filter = filter with { Kind = RowFilterKind.Condition, Text = filter.Text ?? (list < _end ? _t.Slice(list, Math.Min(where, tail)) : null) };
        }

        Effect(new DeleteData { Schema = real.Value.Schema, Table = real.Value.Table, Filter = filter }, start, _end);
    }

    private void ReadTruncate()
    {
        var start = _i;
        _i++;
        Accept("TABLE");
        var operations = new List<SqlName>();
        do
        {
            Accept("ONLY");
            if (ReadName() is not { } name)
            {
                break;
            }

            AcceptSymbol("*");
            operations.Add(name);
        }
        while (AcceptSymbol(","));

        var cascade = false;
        var restarts = false;
        while (_i < _end)
        {
            if (Accept("CASCADE"))
            {
                cascade = true;
            }
            else if (AcceptLockWait())
            {
            }
            else if (Accept("RESTART", "IDENTITY"))
            {
                restarts = true;
            }
            else if (Is("RESTRICT"))
            {
                _i++;
            }
            else if (Is("CONTINUE", "IDENTITY"))
            {
                _i += 2;
            }
            else if (Accept("WITH"))
            {
                SkipParentheses();
            }
            else
            {
                break;
            }
        }

        if (operations.Count == 0)
        {
            _outcome.Fails("the table it truncates has no readable name");
        }

        foreach (var name in operations)
        {
            Effect(new TruncateTable { Schema = name.Schema, Table = name.Name, Cascade = cascade }, start, _i);
            if (restarts && !IsTemporary(name.Schema, name.Name))
            {
                Effect(new RestartSequence { Schema = name.Schema, Name = name.Name }, start, _i);
            }
        }
    }
}
