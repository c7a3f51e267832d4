using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    // Nobody joins as many; each is looked up for each column that is set.
    private const int MaxTables = 60;

    private void ReadUpdate()
    {
        var start = _i;
        _i++;
        if (IsTransact && Accept("STATISTICS"))
        {
            _outcome.Verb = "UPDATE STATISTICS";
            _i = _end;
            return;
        }

        AcceptAny("LOW_PRIORITY", "IGNORE");
        Accept("IGNORE");
        if (Accept("OR"))
        {
            _i++;
        }

        var isLimited = SkipTop();
        var set = Find(_i, _end, "SET");
        if (set >= _end)
        {
            _outcome.Fails("it is an UPDATE without SET");
            _i = _end;
            return;
        }

        var targetStart = _i;
        Accept("ONLY");
        if (IsSymbol(_i, "("))
        {
            _outcome.Fails("the table it updates cannot be told");
            _i = _end;
            return;
        }

        var target = ReadName();
        if (target is null)
        {
            _outcome.Fails("the table it updates has no readable name");
            _i = _end;
            return;
        }

        var from = Find(set, _end, "FROM");
        var where = Find(set, _end, "WHERE");
        from = from < where ? from : _end;
        var output = Find(set, Math.Min(from, where), "OUTPUT");
        var tail = Find(where < _end ? where : from < _end ? from : set, _end, "RETURNING", "ORDER", "LIMIT", "OPTION");
        isLimited |= tail < _end && (Is(tail, "LIMIT") || Find(tail, _end, "LIMIT") < _end);
        var assignmentsEnd = Math.Min(Math.Min(from, where), Math.Min(output, tail));

        var own = ReadFromList(targetStart, set);
        var isMany = own.Count > 1;
        var references = from < _end ? ReadFromList(from + 1, Math.Min(where, tail)) : isMany ? own : [];
        var alias = own.Count > 0 ? own[0].Alias : null;

        var tables = new DistinctNames();
        if (own.Count > MaxTables || references.Count > MaxTables)
        {
            _outcome.Fails("it joins too many tables to be followed");
            _i = _end;
            return;
        }

        if (isMany)
        {
            Inspect(targetStart, set, inFrom: true, tables: tables);
        }
        else
        {
            SkipTargetTail(set);
        }

        if (from < _end)
        {
            Inspect(from + 1, Math.Min(where, tail), inFrom: true, tables: tables);
        }

        if (output < Math.Min(from, where))
        {
            InspectOutput(output, Math.Min(from, where));
        }

        Inspect(tail, _end);
        var assignments = SplitAtCommas(set + 1, assignmentsEnd);
        var changes = ReadAssignments(assignments, isMany ? own : references, target, alias, tables);
        if (changes.Count == 1)
        {
            var change = changes[0];
            change.Copies = ReadCopies(assignments, references, target, alias, change);
            change.Cuts = ReadCuts(assignments);
            change.Constants = ReadConstants(assignments);
        }

        _i = _end;
        foreach (var change in changes)
        {
            AddUpdate(change, references, isMany, where, tail, isLimited, tables, start);
        }
    }

    private void AddUpdate(Change change, List<TableReference> references, bool isMany, int where, int tail, bool isLimited, DistinctNames tables, int start)
    {
        var all = references;
        var real = RealTable(change.Target, all);
        if (real is null)
        {
            _outcome.Fails("the table behind " + Hole.Show(change.Target.Full) + " cannot be told");
            return;
        }

        var reference = Resolve(change.Target, all);
        var qualifiers = Qualifiers(change.Target, change.Alias, reference, real.Value.Table);
        var inner = new DistinctNames();
        inner.AddRange(tables.List);
        RowFilter filter;
        if (where < _end)
        {
            filter = ReadFilter(where + 1, Math.Min(tail, _end), qualifiers);
            Inspect(where + 1, Math.Min(tail, _end), tables: inner);
        }
        else
        {
            filter = RowFilter.All;
        }

        var isJoined = reference is not null && JoinsFilter(reference, all);
        var isCommon = reference?.Name is { Schema: null } name && _common.ContainsKey(name.Name) || (reference is null && change.Target.Schema is null && _common.ContainsKey(change.Target.Name));
        if (filter.Kind != RowFilterKind.Nothing && (isLimited || isJoined || isCommon || reference is { Name: null } || IsCursor(where)))
        {
            filter = filter with { Kind = RowFilterKind.Condition };
        }

        var own = real.Value.Schema is null ? real.Value.Table : real.Value.Schema + "." + real.Value.Table;
        var readsTables = new List<string>(inner.List);
        readsTables.RemoveAll(table => SqlIdentifier.Same(table, own));
        Effect(
            new UpdateData
            {
                Schema = real.Value.Schema,
                Table = real.Value.Table,
                Columns = change.Columns.List,
                Filter = filter,
                Reads = change.Reads.List,
                ReadsTables = readsTables,
                Copies = change.Copies,
                Cuts = change.Cuts,
                Constants = change.Constants,
            },
            start,
            _end);
    }

    private bool IsCursor(int where) => Is(where + 1, "CURRENT") && Is(where + 2, "OF");

    private static List<string> Qualifiers(SqlName target, string? alias, TableReference? reference, string table)
    {
        var qualifiers = new List<string> { target.Name, table };
        if (alias is not null)
        {
            qualifiers.Add(alias);
        }

        if (reference?.Alias is { } other)
        {
            qualifiers.Add(other);
        }

        return qualifiers;
    }

    private sealed record Change(SqlName Target, string? Alias, DistinctNames Columns, DistinctNames Reads)
    {
        public IReadOnlyList<ColumnCopy> Copies { get; set; } = [];

        public IReadOnlyList<ColumnCut> Cuts { get; set; } = [];

        public IReadOnlyList<ColumnConstant> Constants { get; set; } = [];
    }

    /// <summary>What is assigned, by the table it is assigned to.</summary>
    private List<Change> ReadAssignments(List<(int Start, int End)> assignments, List<TableReference> references, SqlName target, string? alias, DistinctNames? tables)
    {
        var changes = new List<Change>();
        foreach (var (from, to) in assignments)
        {
            var equals = FindAssignment(from, to);
            if (equals >= to)
            {
                _outcome.Doubts("which columns it sets is not known");
                AddColumn(changes, target, alias, Hole.Text, []);
                Inspect(from, to);
                continue;
            }

            var columnStart = from;
            if (IsKind(from, TokenKind.Variable) && _t.Raw(from)[0] == '@' && !IsSymbol(from + 1, "."))
            {
                // "@v = c = …" sets both; "@v = …" sets no column.
                columnStart = equals + 1;
                var second = FindAssignment(columnStart, to);
                if (second >= to || NameAt(columnStart)?.After != second)
                {
                    Inspect(columnStart, to);
                    continue;
                }

                equals = second;
            }

            if (IsSymbol(columnStart, "("))
            {
                ReadTupleAssignment(columnStart, equals, to, changes, target, alias, tables);
                continue;
            }

            var column = NameAt(columnStart);
            if (column is null)
            {
                _outcome.Doubts("which columns it sets is not known");
                AddColumn(changes, target, alias, Hole.Text, []);
                continue;
            }

            if (Is(equals, "WRITE") && column.Schema is not null)
            {
                column = NameAt(columnStart)! with { Schema = null, Name = column.Schema };
            }

            var owner = target;
            if (column.Schema is not null && references.Count > 1 && Resolve(new SqlName(null, column.Schema, column.First, column.After), references) is { Name: not null } reference)
            {
                owner = new SqlName(reference.Alias is null ? reference.Name.Schema : null, reference.Alias ?? reference.Name.Name, column.First, column.After);
            }

            var reads = new List<string>();
            var qualifiers = Qualifiers(owner, alias, Resolve(owner, references), owner.Name);
            Inspect(equals + 1, to, qualifiers, reads, tables: tables);
            if (((!IsSymbol(equals, "=") && !IsSymbol(equals, ":=")) || IsSymbol(column.After, "[")) && !reads.Contains(column.Name))
            {
                reads.Insert(0, column.Name);
            }

            AddColumn(changes, owner, alias, Dialect == SqlDialect.PostgreSql ? _t.Value(columnStart) : column.Name, reads);
        }

        if (assignments.Count == 0)
        {
            _outcome.Fails("nothing follows its SET");
        }

        return changes;
    }

    private void ReadTupleAssignment(int open, int equals, int to, List<Change> changes, SqlName target, string? alias, DistinctNames? tables)
    {
        var reads = new List<string>();
        Inspect(equals + 1, to, Qualifiers(target, alias, null, target.Name), reads, tables: tables);
        foreach (var (from, end) in SplitAtCommas(open + 1, Math.Max(open + 1, Math.Min(_t.Partner(open), equals))))
        {
            AddColumn(changes, target, alias, from < end ? ColumnText(from, end) : Hole.Text, reads);
        }
    }

    private static void AddColumn(List<Change> changes, SqlName owner, string? alias, string column, List<string> reads)
    {
        Change? change = null;
        foreach (var known in changes)
        {
            change ??= known.Target.Full == owner.Full ? known : null;
        }

        if (change is null)
        {
            change = new Change(owner, alias, new DistinctNames(), new DistinctNames());
            changes.Add(change);
        }

        change.Columns.Add(column);
        change.Reads.AddRange(reads);
    }

    private int FindAssignment(int from, int to)
    {
        for (var i = from; i < to; i = _t.After(i, to))
        {
            if (IsSymbol(i, "[") && Dialect == SqlDialect.PostgreSql)
            {
                // A slice "c[1:2]" has the symbols of an assignment inside.
                i = Math.Max(i, FindSymbol(i, to, "]") - 1);
            }
            else if (_t.Tokens[i].Kind == TokenKind.Symbol && _t.Tokens[i].Upper is "=" or ":=" or "+=" or "-=" or "*=" or "/=" or "%=" or "&=" or "|=" or "^=")
            {
                return i;
            }
        }

        // "col.WRITE(…)" changes a column without an equals sign.
        return IsTransact && to - from > 3 && IsSymbol(from + 1, ".") && Is(from + 2, "WRITE") ? from + 2 : to;
    }

    /// <summary>Skips <c>TOP (n) [PERCENT]</c>; whether it stood here.</summary>
    private bool SkipTop()
    {
        if (!IsTransact || !Accept("TOP"))
        {
            return false;
        }

        if (!SkipParentheses())
        {
            _i++;
        }

        Accept("PERCENT");
        return true;
    }

    // Alias, hints and "*" between a target and the next clause.
    private void SkipTargetTail(int end)
    {
        AcceptSymbol("*");
        ReadAlias();
        while (_i < end && (Is("WITH") || Is("PARTITION") || Is("INDEXED") || Is("NOT") || Is("USE") || Is("FORCE")))
        {
            var isIndexed = Is("INDEXED");
            var isNot = Is("NOT");
            _i++;
            if (isIndexed)
            {
                Accept("BY");
                ReadIdentifier();
            }
            else if (!isNot)
            {
                AcceptAny("INDEX", "KEY");
                SkipParentheses();
            }
        }

        if (_i < end)
        {
            _outcome.Doubts("the part from " + Quote(_i) + " on was not understood");
        }

        _i = end;
    }

    /// <summary>An OUTPUT clause; a table it writes into is an effect.</summary>
    private void InspectOutput(int start, int end)
    {
        var into = Find(start, end, "INTO");
        Inspect(start + 1, into);
        if (into < end && NameAt(into + 1) is { } table && !IsTemporary(table.Schema, table.Name))
        {
            var position = _i;
            _i = table.After;
            IReadOnlyList<string> columns = IsSymbol(_i, "(") ? ReadColumnList() : [];
            _i = position;
            Effect(new InsertData { Schema = table.Schema, Table = table.Name, Columns = columns }, start, end);
        }
    }
}
