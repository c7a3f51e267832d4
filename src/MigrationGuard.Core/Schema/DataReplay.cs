using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What the replay remembers of rows: who inserted them, and where copies of them are.</summary>
internal static class DataReplay
{
    public static SchemaState Insert(SchemaState state, InsertData insert, int position, bool sure)
    {
        if (!sure || Hole.IsIn(insert.Table))
        {
            return state;
        }

        if (insert.CopiedFrom is { } source)
        {
            state = TableReplay.FindOrAssume(state, insert.Schema, insert.Table, out var target);
            return RecordCopy(state, source, target.Identity, source.Columns, position);
        }

        state = TableReplay.FindOrAssume(state, insert.Schema, insert.Table, out var table);
        return state.WithTable(table with { Inserted = new InsertedRows(insert, position, table.Inserted) });
    }

    public static SchemaState Update(SchemaState state, UpdateData update, int position, bool sure)
    {
        if (!sure || update.Copies.Count == 0 || state.FindTable(update.Schema, update.Table) is not { } table)
        {
            return state;
        }

        var columns = table.ColumnMap;
        foreach (var copy in update.Copies)
        {
            // Rows left out keep their values only in the old column, unless the new one already has a value of its own.
            var complete = update.Filter.Kind == RowFilterKind.All
                || (update.Filter.Kind == RowFilterKind.OnlyNull && ColumnReplay.Contains(update.Filter.Columns, copy.Column));
            if (complete && columns.Find(copy.Source) is { } source)
            {
                columns = columns.Set(copy.Source, source with { CopiedTo = new ColumnCopies(copy.Column, position, source.CopiedTo) });
            }
            else if (complete && !table.IsComplete)
            {
                var assumed = new ColumnState(new Column { Name = copy.Source }, null) { IsCertain = false, CopiedTo = new ColumnCopies(copy.Column, position, null) };
                columns = columns.Set(copy.Source, assumed);
            }

            if (columns.Find(copy.Column) is { } target)
            {
                columns = columns.Set(copy.Column, target with { ValuesFrom = copy.Source });
            }
        }

        return ReferenceEquals(columns, table.ColumnMap) ? state : state.WithTable(table with { ColumnMap = columns });
    }

    /// <summary>A table whose rows are removed holds no copy any more.</summary>
    public static SchemaState Remove(SchemaState state, Operation operation)
    {
        if (operation is not TableOperation { Schema: var schema, Table: var name }
            || operation is DeleteData { Filter.Kind: RowFilterKind.Nothing }
            || state.FindTable(schema, name) is not { } table)
        {
            return state;
        }

        List<TableState>? owners = null;
        foreach (var other in state.TableMap.Unordered)
        {
            if (Without(other.Copies, table.Identity) is var rest && !ReferenceEquals(rest, other.Copies))
            {
                (owners ??= []).Add(other with { Copies = rest });
            }
        }

        foreach (var owner in owners ?? [])
        {
            state = state.WithTable(owner);
        }

        return state;
    }

    public static SchemaState RecordCopy(SchemaState state, CopySource source, int target, IReadOnlyList<string>? columns, int position)
    {
        if (Hole.IsIn(source.Table) || Hole.IsIn(source.Schema))
        {
            return state;
        }

        state = TableReplay.FindOrAssume(state, source.Schema, source.Table, out var table);
        if (table.Identity == target)
        {
            return state;
        }

        if (state.FindTable(target) is { } holder && !holder.RowsFrom.Contains(table.Identity))
        {
            state = state.WithTable(holder with { RowsFrom = [.. holder.RowsFrom, table.Identity] });
        }

        return source.WholeTable ? state.WithTable(table with { Copies = new RowCopy(target, position, columns, table.Copies) }) : state;
    }

    private static RowCopy? Without(RowCopy? copies, int target)
    {
        var found = false;
        for (var copy = copies; copy is not null; copy = copy.Earlier)
        {
            found |= copy.Target == target;
        }

        if (!found)
        {
            return copies;
        }

        var kept = new List<RowCopy>();
        for (var copy = copies; copy is not null; copy = copy.Earlier)
        {
            if (copy.Target != target)
            {
                kept.Add(copy);
            }
        }

        RowCopy? rest = null;
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            rest = kept[i] with { Earlier = rest };
        }

        return rest;
    }
}
