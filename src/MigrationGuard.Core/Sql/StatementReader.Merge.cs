using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    private void ReadMerge()
    {
        var start = _i;
        _i++;
        SkipTop();
        Accept("INTO");
        Accept("ONLY");
        var target = ReadName();
        if (target is null)
        {
            _outcome.Fails("the table it merges into has no readable name");
            _i = _end;
            return;
        }

        if (Is("WITH") && IsSymbol(_i + 1, "("))
        {
            _i++;
            SkipParentheses();
        }

        var alias = ReadAlias();
        var usingAt = Find(_i, _end, "USING");
        var on = Find(usingAt, _end, "ON");
        var when = FindWhen(on, _end);
        if (usingAt >= _end || when >= _end)
        {
            _outcome.Fails("it is a MERGE without USING or WHEN");
            _i = _end;
            return;
        }

        var tables = new DistinctNames();
        Inspect(usingAt + 1, on, inFrom: true, tables: tables);
        Inspect(on + 1, when, tables: tables);
        var real = target.Schema is null && _common.TryGetValue(target.Name, out var common)
            ? (common.Base is { } source ? new SqlName(source.Schema, source.Table, target.First, target.After) : null)
            : target;
        if (real is null)
        {
            _outcome.Fails("the table behind " + Hole.Show(target.Full) + " cannot be told");
            _i = _end;
            return;
        }

        var references = ReadFromList(usingAt + 1, on);
        var match = _t.Slice(on + 1, when);
        match = match.Length > 500 ? match.Substring(0, 499) + "…" : match;
        while (when < _end)
        {
            var then = FindThen(when, _end);
            var next = FindWhen(then, _end);
            var actionEnd = Find(then, next, "OUTPUT", "RETURNING", "OPTION");
            Inspect(when + 1, then, tables: tables);
            ReadMergeAction(then + 1, actionEnd, real, alias, match + " " + _t.Slice(when, then), tables, references, start);
            if (actionEnd < next)
            {
                InspectOutput(actionEnd, _end);
            }

            when = next;
        }

        _i = _end;
    }

    private void ReadMergeAction(int from, int to, SqlName target, string? alias, string condition, DistinctNames tables, List<TableReference> references, int start)
    {
        var filter = new RowFilter(RowFilterKind.Condition, [], condition);
        if (Is(from, "UPDATE"))
        {
            var set = Find(from, to, "SET");
            var changes = ReadAssignments(SplitAtCommas(set + 1, to), [], target, alias, tables);
            foreach (var change in changes)
            {
                Effect(
                    new UpdateData { Schema = target.Schema, Table = target.Name, Columns = change.Columns.List, Reads = change.Reads.List, Filter = filter, ReadsTables = tables.List },
                    start,
                    _end);
            }
        }
        else if (Is(from, "DELETE"))
        {
            Effect(new DeleteData { Schema = target.Schema, Table = target.Name, Filter = filter }, start, _end);
        }
        else if (Is(from, "INSERT"))
        {
            // A list of columns that is never closed ends with its action; else each action would read to the end of the text.
            var (before, end) = (_i, _end);
            (_i, _end) = (from + 1, to);
            var columns = ReadInsertColumns();
            _end = end;
            Inspect(_i, to);
            _i = before;
            var source = references.Count == 1 && references[0].Name is { } name ? new CopySource(name.Schema, name.Name, [], false) : null;
            Effect(new InsertData { Schema = target.Schema, Table = target.Name, Columns = columns, CopiedFrom = source }, start, _end);
        }
        else if (!(Is(from, "DO") && Is(from + 1, "NOTHING")))
        {
            _outcome.Doubts("an action of the MERGE is not readable");
        }
    }

    // WHEN and THEN of a CASE inside the conditions are no clauses of the MERGE.
    private int FindWhen(int from, int end) => FindOutsideCase(from, end, "WHEN");

    private int FindThen(int from, int end) => FindOutsideCase(from + 1, end, "THEN");

    private int FindOutsideCase(int from, int end, string word)
    {
        var cases = 0;
        for (var i = from; i < end; i = _t.After(i, end))
        {
            if (Is(i, "CASE"))
            {
                cases++;
            }
            else if (Is(i, "END") && cases > 0)
            {
                cases--;
            }
            else if (cases == 0 && Is(i, word))
            {
                return i;
            }
        }

        return end;
    }
}
