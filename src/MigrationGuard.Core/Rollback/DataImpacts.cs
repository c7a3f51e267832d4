using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>
/// What operations do to rows that exist. Rows written by the same unreleased set do not count, for no user has seen them. A statement that refuses to run when a row
/// does not fit (a narrower length on SQL Server and PostgreSQL, NOT NULL over NULLs, a unique index over duplicates) has no impact: either it changes nothing
/// or the migration stops. Where the engine may change values instead (MySQL outside strict mode), it loses.
/// </summary>
public static class DataImpacts
{
    /// <summary>What an operation does, worst first; one entry for each table that is touched, and at least one.</summary>
    /// <param name="placed">The operation and the schema it meets.</param>
    /// <param name="framework">The library that runs it.</param>
    /// <param name="setStart">Position of the first migration of the set; see <see cref="Planning.MigrationStep.SetStart"/>.</param>
    public static IReadOnlyList<OperationImpact> Of(PlacedOperation placed, Framework framework, int setStart)
    {
        var before = placed.Before;
        switch (placed.Operation)
        {
            case Unknown unknown:
                return [new OperationImpact(DataImpact.Unknown, null, null, Sentence(unknown.Reason))];
            case Sql sql:
                return [SqlKnowledge.IsUnderstood(sql) ? OperationImpact.None : new OperationImpact(DataImpact.Unknown, null, null, "SQL is not understood: " + SqlKnowledge.Reason(sql))];
            case DropTable drop:
                return Drop(before, drop, setStart);
            case TruncateTable truncate:
                return Removal(before, truncate, "all rows are removed", setStart, truncate.Cascade ? Reach.EveryReference : Reach.Nothing);
            case AlterTable alter:
                return [AlterTable(before, alter, setStart)];
            case AddColumn add:
                return [AddColumn(before, add, setStart)];
            case DropColumn drop:
                return [DropColumn(before, drop, setStart)];
            case AlterColumn alter:
                return [AlterColumn(placed, alter, framework, setStart)];
            case InsertData insert:
                return [Insert(before, insert, setStart)];
            case UpdateData update:
                return [Update(before, update, setStart)];
            case DeleteData { Filter.Kind: RowFilterKind.Nothing }:
                return [OperationImpact.None];
            case DeleteData delete:
                return Delete(before, delete, setStart);
            case DropSchema drop:
                return DropSchema(before, drop, setStart);
            case DropSequence drop:
                return [Sequence(before, drop, "the position of sequence " + Show(drop.Name) + " is lost", setStart)];
            case RestartSequence restart:
                return [Sequence(before, restart, "sequence " + Show(restart.Name) + " starts again" + At(restart.Start), setStart)];
            case ChangeObject change:
                return [Change(change)];
            default:
                return [OperationImpact.None];
        }
    }

    /// <summary>
    /// Whether a table may hold rows that users wrote: it is older than the set, nobody knows how old it is, or rows of a table that is gone were moved into it.
    /// </summary>
    /// <param name="before">The schema at that point.</param>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name.</param>
    /// <param name="setStart">Position of the first migration of the set.</param>
    public static bool HasData(SchemaState before, string? schema, string table, int setStart)
    {
        if (before.FindTable(schema, table) is not { } found || (found.CreatedAt ?? Supposed(found.Supposed, before)) is not { } created || created < setStart)
        {
            return true;
        }

        foreach (var source in found.RowsFrom)
        {
            if (before.FindTable(source) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a column may hold values that users wrote: it is older than the set, or holds those of a column that is gone.</summary>
    /// <param name="before">The schema at that point.</param>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name.</param>
    /// <param name="column">Column name.</param>
    /// <param name="setStart">Position of the first migration of the set.</param>
    public static bool HasData(SchemaState before, string? schema, string table, string column, int setStart)
    {
        if (!HasData(before, schema, table, setStart))
        {
            return false;
        }

        if (before.FindTable(schema, table) is not { } found
            || found.FindColumn(column) is not { } state
            || (state.CreatedAt ?? Supposed(state.Supposed, before)) is not { } created
            || created < setStart)
        {
            return true;
        }

        // A column of a new table into which old rows were moved holds what they held.
        return ((found.CreatedAt ?? Supposed(found.Supposed, before)) is { } tableCreated && tableCreated >= setStart) || (state.ValuesFrom is { } source && found.FindColumn(source) is null);
    }

    private static int? Supposed(SupposedCreation? creation, SchemaState before) => creation is not null && creation.Under.FollowsFrom(before.Supposed) ? creation.At : null;

    /// <summary>The column of the same table that holds an exact copy of a column's values, made in the set; null when there is none.</summary>
    public static string? CopyOf(SchemaState before, string? schema, string table, string column, int setStart)
    {
        if (before.FindTable(schema, table) is not { } found)
        {
            return null;
        }

        for (var copy = found.FindColumn(column)?.CopiedTo; copy is not null; copy = copy.Earlier)
        {
            if (copy.At >= setStart && found.FindColumn(copy.Column) is { } target && !SchemaNames.Same(copy.Column, column))
            {
                return target.Column.Name;
            }
        }

        return null;
    }

    /// <summary>The table that holds a copy of every row, made in the set and still there; null when there is none.</summary>
    /// <param name="before">The schema at that point.</param>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name.</param>
    /// <param name="column">The one column that must be in the copy; null when every column must.</param>
    /// <param name="setStart">Position of the first migration of the set.</param>
    public static TableState? BackupOf(SchemaState before, string? schema, string table, string? column, int setStart)
    {
        if (before.FindTable(schema, table) is not { } found)
        {
            return null;
        }

        for (var copy = found.Copies; copy is not null; copy = copy.Earlier)
        {
            if (copy.At >= setStart && Covers(copy, found, column) && before.FindTable(copy.Target) is { } target)
            {
                return target;
            }
        }

        return null;
    }

    private static bool Covers(RowCopy copy, TableState table, string? column)
    {
        if (copy.Columns is null)
        {
            return true;
        }

        if (column is not null)
        {
            return copy.Columns.Any(name => SchemaNames.Same(name, column));
        }

        // Every column only when all of them are known.
        return table.IsComplete && table.Columns.All(known => known.Column.ComputedSql is not null || copy.Columns.Any(name => SchemaNames.Same(name, known.Column.Name)));
    }

    private static IReadOnlyList<OperationImpact> Drop(SchemaState before, DropTable drop, int setStart)
    {
        if (!HasData(before, drop.Schema, drop.Table, setStart))
        {
            return [OperationImpact.None];
        }

        // SQLite deletes the rows first, and that follows foreign keys.
        var reach = before.Engine is Engine.Sqlite or Engine.Unknown ? Reach.DeleteRules : Reach.Nothing;
        return Removal(before, drop, "the table is dropped with all its rows", setStart, reach);
    }

    private static IReadOnlyList<OperationImpact> Delete(SchemaState before, DeleteData delete, int setStart)
    {
        if (!HasData(before, delete.Schema, delete.Table, setStart)
            || SeedRows.InsertedInSet(before.FindTable(delete.Schema, delete.Table), delete.KeyColumns, delete.KeyValues, setStart))
        {
            return [OperationImpact.None];
        }

        var what = delete.KeyValues.Count > 0
            ? Count(delete.KeyValues.Count, "row is deleted", "rows are deleted")
            : delete.Filter.Kind == RowFilterKind.All ? "all rows are deleted" : "rows are deleted where " + Condition(delete.Filter);
        return Removal(before, delete, what, setStart, Reach.DeleteRules);
    }

    private static IReadOnlyList<OperationImpact> Removal(SchemaState before, TableOperation operation, string what, int setStart, Reach reach)
    {
        if (!HasData(before, operation.Schema, operation.Table, setStart))
        {
            return [OperationImpact.None];
        }

        var impacts = new List<OperationImpact>
        {
            Lost(operation.Schema, operation.Table, what) with { CopiedTo = BackupOf(before, operation.Schema, operation.Table, null, setStart)?.Identity },
        };
        if (reach != Reach.Nothing)
        {
            FollowReferences(before, operation.Schema, operation.Table, setStart, reach, impacts);
        }

        return impacts;
    }

    private static void FollowReferences(SchemaState before, string? schema, string table, int setStart, Reach reach, List<OperationImpact> impacts)
    {
        var seen = new HashSet<int>();
        if (before.FindTable(schema, table) is { } root)
        {
            seen.Add(root.Identity);
        }

        var pending = new Queue<(string? Schema, string Table)>();
        pending.Enqueue((schema, table));
        while (pending.Count > 0)
        {
            var (parentSchema, parent) = pending.Dequeue();
            foreach (var child in before.Tables)
            {
                foreach (var reference in child.ForeignKeys)
                {
                    var key = reference.ForeignKey;
                    if (key.PrincipalTable is null
                        || !SchemaNames.SameTable(key.PrincipalSchema, key.PrincipalTable, parentSchema, parent, before.Engine)
                        || !HasData(before, child.Schema, child.Name, setStart))
                    {
                        continue;
                    }

                    var deletes = reach == Reach.EveryReference || key.OnDelete == "Cascade";
                    if (deletes && seen.Add(child.Identity))
                    {
                        impacts.Add(Lost(child.Schema, child.Name, "rows that reference " + Show(parent) + " are deleted with it")
                            with
                        { CopiedTo = BackupOf(before, child.Schema, child.Name, null, setStart)?.Identity });
                        pending.Enqueue((child.Schema, child.Name));
                    }
                    else if (key.OnDelete is "SetNull" or "SetDefault" && reach == Reach.DeleteRules)
                    {
                        impacts.Add(new OperationImpact(
                            DataImpact.Rewrites,
                            child.Schema,
                            child.Name,
                            Columns(key.Columns) + " " + (key.Columns.Count == 1 ? "is" : "are") + " reset in rows that reference " + Show(parent)));
                    }
                }
            }
        }
    }

    private static OperationImpact AlterTable(SchemaState before, AlterTable alter, int setStart)
    {
        const string temporal = "SqlServer:IsTemporal";
        return alter.OldAnnotations.Has(temporal) && !alter.Annotations.Has(temporal) && HasData(before, alter.Schema, alter.Table, setStart)
            ? Lost(alter.Schema, alter.Table, "the table stops being temporal, and its history is dropped")
            : OperationImpact.None;
    }

    private static OperationImpact AddColumn(SchemaState before, AddColumn add, int setStart) =>
        HasData(before, add.Schema, add.Table, setStart)
            ? new OperationImpact(DataImpact.Adds, add.Schema, add.Table, "column " + Show(add.Column.Name) + " is added")
            : OperationImpact.None;

    private static OperationImpact DropColumn(SchemaState before, DropColumn drop, int setStart)
    {
        if (!HasData(before, drop.Schema, drop.Table, drop.Name, setStart)
            || before.FindTable(drop.Schema, drop.Table)?.FindColumn(drop.Name) is { IsCertain: true, Column.ComputedSql: not null }
            || CopyOf(before, drop.Schema, drop.Table, drop.Name, setStart) is not null)
        {
            return OperationImpact.None;
        }

        return Lost(drop.Schema, drop.Table, "column " + Show(drop.Name) + " is dropped")
            with
        { CopiedTo = BackupOf(before, drop.Schema, drop.Table, drop.Name, setStart)?.Identity };
    }

    private static OperationImpact AlterColumn(PlacedOperation placed, AlterColumn alter, Framework framework, int setStart)
    {
        var before = placed.Before;
        if (!HasData(before, alter.Schema, alter.Table, alter.Column.Name, setStart))
        {
            return OperationImpact.None;
        }

        var column = "column " + Show(alter.Column.Name);
        var change = ColumnChange.Of(placed, framework);
        var backup = BackupOf(before, alter.Schema, alter.Table, alter.Column.Name, setStart)?.Identity;
        switch (change.Fate)
        {
            case ValueFate.Dropped or ValueFate.Cut:
                return Lost(alter.Schema, alter.Table, column + ": " + change.Why) with { CopiedTo = backup };
            case ValueFate.Unknown:
                return new OperationImpact(DataImpact.Unknown, alter.Schema, alter.Table, column + " changes, and " + change.Why) { CopiedTo = backup };
            case ValueFate.Reinterpreted:
                return new OperationImpact(DataImpact.Rewrites, alter.Schema, alter.Table, column + ": " + change.Why) { CopiedTo = backup };
        }

        if (alter.ExistingRows is not null)
        {
            return new OperationImpact(DataImpact.Rewrites, alter.Schema, alter.Table, column + " is overwritten in all rows") { CopiedTo = backup };
        }

        if (change.FillsNulls)
        {
            return change.BecomesRequired == true
                ? new OperationImpact(DataImpact.Rewrites, alter.Schema, alter.Table, column + ": NULLs are overwritten with the default") { CopiedTo = backup }
                : new OperationImpact(DataImpact.Unknown, alter.Schema, alter.Table, column + " becomes required, and NULLs in it may be overwritten with the default") { CopiedTo = backup };
        }

        return change.MayZeroNulls && change.BecomesRequired == true
            ? new OperationImpact(DataImpact.Rewrites, alter.Schema, alter.Table, column + ": NULLs become zero or empty, unless the server runs in strict mode") { CopiedTo = backup }
            : OperationImpact.None;
    }

    private static OperationImpact Insert(SchemaState before, InsertData insert, int setStart)
    {
        if (!HasData(before, insert.Schema, insert.Table, setStart))
        {
            return OperationImpact.None;
        }

        return insert.Overwrites
            ? new OperationImpact(DataImpact.Rewrites, insert.Schema, insert.Table, "rows that exist already are overwritten")
            : new OperationImpact(DataImpact.Adds, insert.Schema, insert.Table, insert.Rows.Count > 0 ? Count(insert.Rows.Count, "row is inserted", "rows are inserted") : "rows are inserted");
    }

    private static OperationImpact Update(SchemaState before, UpdateData update, int setStart)
    {
        if (update.Filter.Kind == RowFilterKind.Nothing
            || !HasData(before, update.Schema, update.Table, setStart)
            || SeedRows.InsertedInSet(before.FindTable(update.Schema, update.Table), update.KeyColumns, update.KeyValues, setStart))
        {
            return OperationImpact.None;
        }

        var old = update.Columns.Where(column => HasData(before, update.Schema, update.Table, column, setStart)).ToList();
        if (old.Count == 0 && update.Columns.Count > 0)
        {
            return new OperationImpact(DataImpact.Adds, update.Schema, update.Table, Columns(update.Columns) + (update.Columns.Count == 1 ? " is filled" : " are filled"));
        }

        var where = update.KeyValues.Count > 0
            ? " in " + Count(update.KeyValues.Count, "row", "rows")
            : update.Filter.Kind == RowFilterKind.All ? " in all rows" : " where " + Condition(update.Filter);
        var what = old.Count == 0 ? "values are overwritten" : Columns(old) + (old.Count == 1 ? " is" : " are") + " overwritten";
        return new OperationImpact(DataImpact.Rewrites, update.Schema, update.Table, what + where)
        {
            CopiedTo = BackupOf(before, update.Schema, update.Table, old.Count == 1 ? old[0] : null, setStart)?.Identity,
        };
    }

    private static IReadOnlyList<OperationImpact> DropSchema(SchemaState before, DropSchema drop, int setStart)
    {
        if (before.Engine == Engine.Sqlite)
        {
            return [OperationImpact.None];
        }

        var impacts = new List<OperationImpact>();
        var holds = false;
        foreach (var table in before.Tables)
        {
            if (SchemaNames.SameSchema(table.Schema, drop.Name, before.Engine))
            {
                holds = true;
                if (HasData(before, table.Schema, table.Name, setStart))
                {
                    impacts.Add(Lost(table.Schema, table.Name, "schema " + Show(drop.Name) + " is dropped with this table"));
                }
            }
        }

        // Only a schema whose whole life was seen is known to hold nothing else.
        if (before.NotUnderstood > 0 || (!holds && !before.Schemas.Any(schema => SchemaNames.Same(schema, drop.Name))))
        {
            impacts.Add(Lost(null, null, "schema " + Show(drop.Name) + " is dropped, and what it holds is not known"));
        }

        return impacts.Count > 0 ? impacts : [OperationImpact.None];
    }

    private static OperationImpact Sequence(SchemaState before, SequenceOperation operation, string what, int setStart)
    {
        var isNew = before.FindSequence(operation.Schema, operation.Name) is { CreatedAt: { } created } && created >= setStart;
        var table = before.FindTable(operation.Schema, operation.Name);
        return isNew || table is { CreatedAt: { } tableCreated } && tableCreated >= setStart
            ? OperationImpact.None
            : Lost(operation.Schema, operation.Name, what);
    }

    private static OperationImpact Change(ChangeObject change)
    {
        if (change.Change != ObjectChange.Drop)
        {
            return OperationImpact.None;
        }

        return change.ObjectType.ToLowerInvariant() switch
        {
            "database" => Lost(null, null, "database " + Show(change.Name) + " is dropped"),
            "type" or "extension" or "domain" or "owned" when change.Cascade =>
                Lost(null, null, change.ObjectType + " " + Show(change.Name) + " is dropped with every column that uses it"),
            _ => OperationImpact.None,
        };
    }

    private static OperationImpact Lost(string? schema, string? table, string what) => new(DataImpact.Loses, schema, table, what);

    private static string Sentence(string reason) => reason.TrimEnd('.');

    private static string Show(string? name) => Hole.Show(name);

    private static string At(long? start) => start is { } value ? " at " + value.ToString(CultureInfo.InvariantCulture) : "";

    private static string Count(int count, string one, string many) => count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? one : many);

    private static string Columns(IReadOnlyList<string> columns) => (columns.Count == 1 ? "column " : "columns ") + string.Join(", ", columns.Select(Hole.Show));

    private static string Condition(RowFilter filter)
    {
        if (filter.Kind == RowFilterKind.OnlyNull && filter.Columns.Count == 1)
        {
            return Show(filter.Columns[0]) + " is NULL";
        }

        if (filter.Text is not { } text)
        {
            return "a condition holds";
        }

        var shown = string.Join(" ", Show(text).Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return shown.Length <= 80 ? shown : shown.Substring(0, 79) + "…";
    }

    private enum Reach
    {
        Nothing,
        DeleteRules,
        EveryReference,
    }
}
