using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>What Down gives back of the rows that existed before Up.</summary>
internal static class DataInversion
{
    public static DataInverse Of(
        ContextDeployment context,
        MigrationStep step,
        ImpactSummary impact,
        SchemaState before,
        IReadOnlyList<PlacedOperation> up,
        IReadOnlyList<PlacedOperation> down,
        ProviderRun run)
    {
        var moved = Moved(up, step.SetStart);
        var own = OfDown(context, step, before, down, run, restores: impact.Impact >= DataImpact.Rewrites || moved.Count > 0);
        if (impact.Impact == DataImpact.Unknown || own == DataImpact.Unknown)
        {
            return DataInverse.Unknown;
        }

        if (own == DataImpact.Loses || LosesUnnamed(step, before, run))
        {
            return DataInverse.Lost;
        }

        if (impact.Impact < DataImpact.Rewrites && moved.Count == 0)
        {
            return own == DataImpact.Rewrites || LeavesRows(context, step, up, down) ? DataInverse.Partial : DataInverse.Untouched;
        }

        var pending = impact.Tables.Count + moved.Count;
        var restored = 0;
        var touched = 0;
        foreach (var (schema, table, column) in moved)
        {
            restored += down.Any(placed => CopiesBack(placed, schema, table, column, context.Engine)) ? 1 : 0;
        }

        foreach (var table in impact.Tables)
        {
            if (table.CopiedTo is not null && down.Any(placed => RefillsFromCopy(placed, table, context.Engine)))
            {
                restored++;
            }
            else if (down.Any(placed => Writes(placed, table, context.Engine)))
            {
                touched++;
            }
        }

        return restored == pending ? DataInverse.Restored : restored + touched > 0 ? DataInverse.Partial : DataInverse.Lost;
    }

    /// <summary>Whether the provider drops or empties in Down what no operation names: columns that a stale model does not know, rows that a cascade reaches.</summary>
    private static bool LosesUnnamed(MigrationStep step, SchemaState before, ProviderRun run) =>
        run.LostColumns.Any(lost => WasThere(before, lost) && DataImpacts.HasData(before, lost.Schema, lost.Table, lost.Column, step.Index))
        || run.ReferencedDrops.Any(drop => Cascades(drop, before, step.Index));

    /// <summary>Whether a column that a rebuild drops may have been there before Up: what Up or Down itself added held nothing.</summary>
    public static bool WasThere(SchemaState before, LostColumn lost) =>
        before.FindTable(lost.Schema, lost.Table) is not { IsComplete: true } table || table.FindColumn(lost.Column) is not null;

    /// <summary>
    /// Whether dropping a table deletes rows that existed before Up: the child is older than the migration, and so is the column by which it references the table, or Up filled
    /// that column in every row because it is required.
    /// </summary>
    public static bool Cascades(ReferencedDrop drop, SchemaState before, int position) =>
        drop.ForeignKey.ForeignKey.OnDelete is "Cascade" or "SetNull" or "SetDefault"
        && DataImpacts.HasData(drop.BeforeDrop, drop.Child.Schema, drop.Child.Name, position)
        && drop.ForeignKey.ForeignKey.Columns.Any(column => before.FindTable(drop.Child.Schema, drop.Child.Name)?.FindColumn(column) is not null
            || drop.Child.FindColumn(column)?.Column.Nullable == false);

    // Rows that Up put beside older ones and Down does not take away again: the next Up meets them.
    private static bool LeavesRows(ContextDeployment context, MigrationStep step, IReadOnlyList<PlacedOperation> up, IReadOnlyList<PlacedOperation> down) =>
        up.Any(placed => placed.Operation is InsertData insert
            && DataImpacts.HasData(placed.Before, insert.Schema, insert.Table, step.SetStart)
            && !down.Any(undo => undo.Operation is DeleteData or TruncateTable or DropTable
                && undo.Operation is TableOperation { Schema: var schema, Table: var table }
                && SchemaNames.SameTable(schema, table, insert.Schema, insert.Table, context.Engine)));

    // What Up created, and definitions that only return to what they were, do not count.
    private static DataImpact OfDown(ContextDeployment context, MigrationStep step, SchemaState before, IReadOnlyList<PlacedOperation> down, ProviderRun run, bool restores)
    {
        var worst = DataImpact.None;
        foreach (var placed in down)
        {
            if (placed.Operation is AlterColumn alter && ReturnsToOld(placed, alter, before))
            {
                continue;
            }

            if (placed.Operation is DropColumn drop && context.Engine == Engine.Sqlite && SurvivesRebuild(drop, down, run))
            {
                continue;
            }

            if (placed.Operation is DropTable gone && DownTargets.IsGone(before, placed.Before, gone))
            {
                continue;
            }

            // What a Down writes after Up overwrote something is meant to bring it back.
            if (restores && placed.Operation is (UpdateData or InsertData))
            {
                continue;
            }

            foreach (var impact in DataImpacts.Of(placed, context.Framework, step.Index))
            {
                worst = impact.Impact > worst ? impact.Impact : worst;
            }
        }

        return worst;
    }

    // A rebuild follows the model: a column that it knows is not dropped, whatever the operations say.
    private static bool SurvivesRebuild(DropColumn drop, IReadOnlyList<PlacedOperation> down, ProviderRun run) =>
        run.After.FindTable(drop.Schema, drop.Table)?.FindColumn(drop.Name) is not null
        && !down.Any(placed => placed.Operation is AddColumn add && SchemaNames.SameTable(add.Schema, add.Table, drop.Schema, drop.Table, Engine.Sqlite) && SchemaNames.Same(add.Column.Name, drop.Name));

    private static bool ReturnsToOld(PlacedOperation placed, AlterColumn alter, SchemaState before)
    {
        if (before.FindTable(alter.Schema, alter.Table)?.FindColumn(alter.Column.Name) is not { IsCertain: true } original)
        {
            return false;
        }

        var target = ColumnReplay.After(alter, ColumnChange.OldOf(placed.Before, alter), before.Engine);
        return original.Column.Nullable == target.Nullable
            && (original.Column.ComputedSql is null) == (target.ComputedSql is null)
            && string.Equals(StoreType.Of(original.Column, before.Engine)?.Text, StoreType.Of(target, before.Engine)?.Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Columns that Up drops after it copied their values to another column.</summary>
    public static IReadOnlyList<(string? Schema, string Table, string Column)> Moved(IReadOnlyList<PlacedOperation> up, int setStart)
    {
        var moved = new List<(string? Schema, string Table, string Column)>();
        foreach (var placed in up)
        {
            if (placed.Operation is DropColumn drop
                && DataImpacts.HasData(placed.Before, drop.Schema, drop.Table, drop.Name, setStart)
                && DataImpacts.CopyOf(placed.Before, drop.Schema, drop.Table, drop.Name, setStart) is not null)
            {
                moved.Add((drop.Schema, drop.Table, drop.Name));
            }
        }

        return moved;
    }

    private static bool CopiesBack(PlacedOperation placed, string? schema, string table, string column, Engine engine) =>
        placed.Operation is UpdateData update
        && SchemaNames.SameTable(update.Schema, update.Table, schema, table, engine)
        && update.Filter.Kind is RowFilterKind.All or RowFilterKind.OnlyNull
        && update.Copies.Any(copy => SchemaNames.Same(copy.Column, column));

    private static bool RefillsFromCopy(PlacedOperation placed, ImpactedTable table, Engine engine)
    {
        var copy = table.CopiedTo!;
        return placed.Operation switch
        {
            InsertData { CopiedFrom: { WholeTable: true } source } insert =>
                SchemaNames.SameTable(insert.Schema, insert.Table, table.Schema, table.Table, engine) && IsNamed(source.Schema, source.Table, copy),
            RenameTable rename => IsNamed(rename.Schema, rename.Table, copy) && SchemaNames.Same(rename.NewName, table.Table),
            CreateTable { CopiedFrom: { WholeTable: true } source } create =>
                SchemaNames.SameTable(create.Schema, create.Table, table.Schema, table.Table, engine) && IsNamed(source.Schema, source.Table, copy),
            _ => false,
        };
    }

    private static bool IsNamed(string? schema, string table, string full) => SchemaNames.Same(schema is null ? table : schema + "." + table, full);

    private static bool Writes(PlacedOperation placed, ImpactedTable table, Engine engine) =>
        placed.Operation is InsertData or UpdateData
        && placed.Operation is TableOperation { Schema: var schema, Table: var name }
        && SchemaNames.SameTable(schema, name, table.Schema, table.Table, engine);
}
