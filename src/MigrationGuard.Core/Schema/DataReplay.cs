using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What the replay remembers of rows: who inserted them, and where copies of them are.</summary>
internal static class DataReplay
{
    public static SchemaState Insert(SchemaState state, InsertData insert, int position, bool sure)
    {
        if (insert.Overwrites && state.FindTable(insert.Schema, insert.Table) is { } overwritten)
        {
            state = WithoutCopiesIn(state, overwritten);
        }

        if (!sure || Hole.IsIn(insert.Table))
        {
            return state;
        }

        if (insert.CopiedFrom is { } source)
        {
            state = TableReplay.FindOrAssume(state, insert.Schema, insert.Table, out var target);
            return RecordCopy(state, source, target.Identity, Unharmed(state, source, insert, target), position);
        }

        state = TableReplay.FindOrAssume(state, insert.Schema, insert.Table, out var table);
        return state.WithTable(table with { Inserted = new InsertedRows(insert, position, table.Inserted) });
    }

    public static SchemaState Update(SchemaState state, UpdateData update, int position, bool sure)
    {
        if (update.Filter.Kind == RowFilterKind.Nothing || state.FindTable(update.Schema, update.Table) is not { } table)
        {
            return state;
        }

        state = WithoutCopiesIn(state, table);
        table = state.FindTable(table.Identity) ?? table;
        var columns = table.ColumnMap;
        foreach (var written in update.Columns)
        {
            // Filling the NULLs leaves what was copied as it is.
            var fillsNulls = update.Filter.Kind == RowFilterKind.OnlyNull && ColumnReplay.Contains(update.Filter.Columns, written);
            columns = fillsNulls ? columns : WithoutCopyIn(columns, written);
        }

        foreach (var copy in sure ? update.Copies : [])
        {
            // Rows left out keep their values only in the old column, unless the new one already has a value of its own.
            var complete = update.Filter.Kind == RowFilterKind.All
                || (update.Filter.Kind == RowFilterKind.OnlyNull && ColumnReplay.Contains(update.Filter.Columns, copy.Column));
            if (complete && columns.Find(copy.Source) is { } source)
            {
                if (columns.Find(copy.Column) is not { } holder || Holds(holder.Column, source.Column, state.Engine))
                {
                    columns = columns.Set(copy.Source, source with { CopiedTo = new ColumnCopies(copy.Column, position, source.CopiedTo) });
                }
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
    public static SchemaState Remove(SchemaState state, Operation operation) =>
        operation is TableOperation { Schema: var schema, Table: var name } and not DeleteData { Filter.Kind: RowFilterKind.Nothing } && state.FindTable(schema, name) is { } table
            ? WithoutCopiesIn(state, table)
            : state;

    /// <summary>The columns without the note that one of them holds another's values: they are no longer what was copied.</summary>
    public static NamedObjects<ColumnState> WithoutCopyIn(NamedObjects<ColumnState> columns, string name)
    {
        if (columns.Find(name)?.ValuesFrom is not { } from || columns.Find(from) is not { CopiedTo: not null } source)
        {
            return columns;
        }

        ColumnCopies? rest = null;
        for (var copy = source.CopiedTo; copy is not null; copy = copy.Earlier)
        {
            // The order does not matter: any of them will do.
            rest = SchemaNames.Same(copy.Column, name) ? rest : copy with { Earlier = rest };
        }

        return columns.Set(from, source with { CopiedTo = rest });
    }

    /// <summary>A table whose rows are no longer those that were copied into it.</summary>
    public static SchemaState WithoutCopiesIn(SchemaState state, TableState table)
    {
        foreach (var identity in table.RowsFrom)
        {
            if (state.FindTable(identity) is { } owner && Without(owner.Copies, table.Identity) is var rest && !ReferenceEquals(rest, owner.Copies))
            {
                state = state.WithTable(owner with { Copies = rest });
            }
        }

        return state;
    }

    /// <summary>Whether values of one column survive in the other, as far as the types are said.</summary>
    public static bool Holds(Column holder, Column source, Engine engine) =>
        StoreType.Of(holder, engine) is null || StoreType.Of(source, engine) is null || TypeChange.Judge(source, holder, engine).Fate is ValueFate.Kept or ValueFate.Refused;

    /// <summary>The source columns that a table takes over unharmed; null when every one is.</summary>
    private static IReadOnlyList<string>? Unharmed(SchemaState state, CopySource source, InsertData insert, TableState target)
    {
        if (state.FindTable(source.Schema, source.Table) is not { } table || (source.Columns is null && !table.IsComplete) || (insert.Columns.Count == 0 && !target.IsComplete))
        {
            return source.Columns;
        }

        var from = source.Columns ?? [.. table.Columns.Select(column => column.Column.Name)];
        var to = insert.Columns.Count > 0 ? insert.Columns : [.. target.Columns.Select(column => column.Column.Name)];
        if (from.Count != to.Count)
        {
            return source.Columns;
        }

        var unharmed = from.Where((name, i) => table.FindColumn(name) is not { } old || target.FindColumn(to[i]) is not { } holder || Holds(holder.Column, old.Column, state.Engine)).ToList();
        return unharmed.Count == from.Count ? source.Columns : unharmed;
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
