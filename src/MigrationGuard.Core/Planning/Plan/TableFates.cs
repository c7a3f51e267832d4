using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Planning.Plan;

/// <summary>What becomes of the rows of each table when some migrations are reverted, newest first.</summary>
internal sealed class TableFates
{
    private readonly ContextDeployment _context;
    private readonly List<TableRecovery> _tables = [];

    private TableFates(ContextDeployment context, SchemaState from)
    {
        _context = context;
        From = To = from;
    }

    /// <summary>The schema before going back.</summary>
    public SchemaState From { get; }

    /// <summary>The schema that going back gives.</summary>
    public SchemaState To { get; private set; }

    /// <summary>What becomes of rows.</summary>
    public IReadOnlyList<TableRecovery> Tables => _tables;

    /// <summary>The fates of migrations that are reverted.</summary>
    /// <param name="context">Their context.</param>
    /// <param name="newestFirst">The migrations, newest first; at least one.</param>
    /// <param name="from">The schema before; null for the one after the newest.</param>
    public static TableFates OfReverted(ContextDeployment context, IReadOnlyList<MigrationView> newestFirst, SchemaState? from = null)
    {
        var fates = new TableFates(context, from ?? newestFirst[0].Step.After);
        foreach (var view in newestFirst)
        {
            fates.Revert(view);
        }

        return fates;
    }

    /// <summary>The fates of unreleased migrations that stay applied.</summary>
    public static IReadOnlyList<TableRecovery> OfKept(ContextDeployment context, IEnumerable<MigrationView> kept)
    {
        var tables = new List<TableRecovery>();
        foreach (var view in kept)
        {
            Keep(context, view, tables);
        }

        return tables;
    }

    private static void Keep(ContextDeployment context, MigrationView view, List<TableRecovery> tables)
    {
        foreach (var placed in view.Step.Runs.Placed)
        {
            switch (placed.Operation)
            {
                case CreateTable create when view.Step.After.FindTable(create.Schema, create.Table) is not null:
                    tables.Add(new TableRecovery
                    {
                        Schema = create.Schema,
                        Table = create.Table,
                        Fate = DataFate.Kept,
                        MigrationId = view.Migration.Id,
                        What = $"the table stays",
                        Written = $"every row the new release wrote stays in it",
                        OldCode = $"the previous release does not know the table and leaves it alone",
                        Find = Find(context, $"rows the new release wrote into {Name(create.Schema, create.Table)}", create.Schema, create.Table, null),
                    });
                    break;
                case AddColumn add when placed.Before.FindTable(add.Schema, add.Table) is { } table && (table.CreatedAt is null || table.CreatedAt < view.Step.SetStart):
                    tables.Add(new TableRecovery
                    {
                        Schema = add.Schema,
                        Table = add.Table,
                        Columns = [add.Column.Name],
                        Fate = DataFate.Kept,
                        MigrationId = view.Migration.Id,
                        What = $"the column stays",
                        Written = $"every value the new release wrote stays in it; rows the previous release writes get its default or NULL",
                        OldCode = $"the previous release does not know the column and ignores it",
                        Find = Find(context, $"values in {Name(add.Schema, add.Table, add.Column.Name)}", add.Schema, add.Table, add.Column.Name),
                    });
                    break;
            }
        }

        if (view.Rollback is not { Impact: >= DataImpact.Rewrites } rollback)
        {
            return;
        }

        foreach (var table in rollback.Impacted)
        {
            var contract = view.Gates.Any(gate => gate is { Kind: "expandContract", Verified: true });
            tables.Add(new TableRecovery
            {
                Schema = table.Schema,
                Table = table.Table,
                Fate = contract ? DataFate.Superseded : DataFate.Lost,
                MigrationId = view.Migration.Id,
                What = $"{table.What}, and it stays so",
                Written = $"nothing the new release wrote is touched",
                OldCode = contract
                    ? $"the release before this one already uses the new form and needs nothing of what is gone; older releases cannot run any more"
                    : (Phrase)$"the previous release meets rows that are no longer what it left",
            });
        }
    }

    private void Revert(MigrationView view)
    {
        var operations = WayBack.Operations(view.Migration, _context.Engine);
        var down = SchemaReplay.Walk(operations, To, _context.Engine, view.Step.Index);
        foreach (var placed in down)
        {
            switch (placed.Operation)
            {
                case DropTable drop:
                    DropsTable(view, drop);
                    break;
                case DropColumn drop:
                    DropsColumn(view, placed.Before, drop);
                    break;
            }
        }

        var before = To;
        To = SchemaReplay.Run(operations, To, _context.Engine, view.Step.Index);
        ComesBack(view, before, down);
        Rewrites(view);
    }

    private void DropsTable(MigrationView view, DropTable drop)
    {
        var existed = view.Step.Before.FindTable(drop.Schema, drop.Table) is not null;
        _tables.Add(new TableRecovery
        {
            Schema = drop.Schema,
            Table = drop.Table,
            Fate = existed ? DataFate.Lost : DataFate.Discarded,
            MigrationId = view.Migration.Id,
            What = $"Down drops the table with every row in it",
            Written = existed ? $"rows from before the deployment go as well" : (Phrase)$"every row the new release wrote into it is discarded; it is left only in the copy made before the rollback",
            OldCode = $"the previous release does not know the table",
            Find = Find(_context, $"rows of {Name(drop.Schema, drop.Table)} that go", drop.Schema, drop.Table, null),
        });
    }

    private void DropsColumn(MigrationView view, SchemaState before, DropColumn drop)
    {
        var existed = view.Step.Before.FindTable(drop.Schema, drop.Table)?.FindColumn(drop.Name) is not null;
        if (before.FindTable(drop.Schema, drop.Table)?.FindColumn(drop.Name)?.Column.ComputedSql is not null)
        {
            return;
        }

        _tables.Add(new TableRecovery
        {
            Schema = drop.Schema,
            Table = drop.Table,
            Columns = [drop.Name],
            Fate = existed ? DataFate.Lost : DataFate.Discarded,
            MigrationId = view.Migration.Id,
            What = $"Down drops the column with every value in it",
            Written = existed ? $"values from before the deployment go as well" : (Phrase)$"every value the new release wrote into it is discarded; it is left only in the copy made before the rollback",
            OldCode = $"the previous release does not know the column; the rows themselves stay",
            Find = Find(_context, $"values of {Name(drop.Schema, drop.Table, drop.Name)} that go", drop.Schema, drop.Table, drop.Name),
        });
    }

    /// <summary>Tables and columns that Up removed and Down brings back.</summary>
    private void ComesBack(MigrationView view, SchemaState before, IReadOnlyList<PlacedOperation> down)
    {
        foreach (var operation in down.Select(placed => placed.Operation))
        {
            if (operation is CreateTable create && view.Step.Before.FindTable(create.Schema, create.Table) is not null && before.FindTable(create.Schema, create.Table) is null)
            {
                Add(view, create.Schema, create.Table, [], Fills(down, create.Schema, create.Table, null));
            }
            else if (operation is AddColumn add && view.Step.Before.FindTable(add.Schema, add.Table)?.FindColumn(add.Column.Name) is not null
                && before.FindTable(add.Schema, add.Table)?.FindColumn(add.Column.Name) is null
                && add.Column.ComputedSql is null)
            {
                Add(view, add.Schema, add.Table, [add.Column.Name], Fills(down, add.Schema, add.Table, add.Column.Name));
            }
        }
    }

    private void Add(MigrationView view, string? schema, string table, IReadOnlyList<string> columns, bool filled)
    {
        var (fate, source, minutes) = filled ? (DataFate.ComesBack, null, null) : SourceOf(view, schema, table);
        var what = columns.Count == 0 ? "table" : "column";
        _tables.Add(new TableRecovery
        {
            Schema = schema,
            Table = table,
            Columns = columns,
            Fate = fate,
            MigrationId = view.Migration.Id,
            What = fate switch
            {
                DataFate.ComesBack => $"Down brings the {what} back and fills it",
                DataFate.FromBackup => $"Down brings the {what} back empty; its content comes from the backup",
                _ => $"Down brings the {what} back empty, and nothing fills it: what was in it before the deployment is lost",
            },
            Written = columns.Count == 0
                ? $"the new release has no such table, so nothing was written to it; it is as old as its source"
                : (Phrase)$"rows written since the deployment never had a value here, and get none",
            OldCode = fate == DataFate.Lost
                ? $"the previous release finds {(columns.Count == 0 ? "no rows" : "no values")} where it expects them"
                : (Phrase)$"the previous release reads it as before; rows written since have no value here",
            Source = source,
            Minutes = minutes,
            Find = columns.Count == 0
                ? Find(_context, $"rows of {Name(schema, table)}", schema, table, null)
                : Find(_context, $"rows of {Name(schema, table)} without a value in {new Code(columns[0])}", schema, table, columns[0], empty: true),
        });
    }

    /// <summary>Rows that Up changed or deleted in tables whose shape stays.</summary>
    private void Rewrites(MigrationView view)
    {
        if (view.Rollback is not { Impact: >= DataImpact.Rewrites } rollback)
        {
            return;
        }

        foreach (var table in rollback.Impacted)
        {
            if (_tables.Any(known => known.MigrationId == view.Migration.Id && SchemaNames.SameTable(known.Schema, known.Table, table.Schema, table.Table, _context.Engine)
                && known.Fate is DataFate.FromBackup or DataFate.Lost or DataFate.ComesBack))
            {
                continue;
            }

            var restored = rollback.Inverse.Data is DataInverse.Restored or DataInverse.Untouched;
            var (fate, source, minutes) = restored ? (DataFate.ComesBack, null, null) : SourceOf(view, table.Schema, table.Table);
            _tables.Add(new TableRecovery
            {
                Schema = table.Schema,
                Table = table.Table,
                Fate = fate,
                MigrationId = view.Migration.Id,
                What = $"{table.What}; {(fate == DataFate.ComesBack ? "Down takes it back" : fate == DataFate.FromBackup ? "Down does not take it back, the backup does" : "nothing takes it back")}",
                Written = $"values the new release wrote over the changed ones cannot be told from them: compare before overwriting",
                OldCode = fate == DataFate.Lost ? $"the previous release meets rows that are no longer what it left" : (Phrase)$"the previous release reads them as before",
                Source = source,
                Minutes = minutes,
                Find = Find(_context, $"rows of {Name(table.Schema, table.Table)}", table.Schema, table.Table, null),
            });
        }
    }

    private (DataFate Fate, Phrase? Source, int? Minutes) SourceOf(MigrationView view, string? schema, string table)
    {
        if (view.Rollback?.Impacted.FirstOrDefault(impacted => SchemaNames.SameTable(impacted.Schema, impacted.Table, schema, table, _context.Engine)) is { CopiedTo: { } copy })
        {
            return (DataFate.FromBackup, $"the copy in {new Code(copy)}, which the deployment itself made", null);
        }

        var source = BackupSource.Of(view);
        return source.Verified is { } gate ? (DataFate.FromBackup, BackupSource.Describe(gate), gate.RestoreMinutes) : (DataFate.Lost, null, null);
    }

    /// <summary>Whether Down itself writes rows into a table (and column), or runs something nobody understands that may.</summary>
    private static bool Fills(IReadOnlyList<PlacedOperation> down, string? schema, string table, string? column) =>
        down.Any(placed => placed.Operation switch
        {
            InsertData insert => column is null && Same(insert, placed.Before, schema, table),
            UpdateData update => column is not null && Same(update, placed.Before, schema, table) && update.Columns.Any(written => SchemaNames.Same(written, column)),
            _ => false,
        });

    private static bool Same(TableOperation operation, SchemaState state, string? schema, string table) =>
        SchemaNames.SameTable(operation.Schema, operation.Table, schema, table, state.Engine);

    private static PlanQuery? Find(ContextDeployment context, Phrase about, string? schema, string table, string? column, bool empty = false)
    {
        if (!EngineSql.CanWrite(schema, table, column))
        {
            return null;
        }

        var sql = new EngineSql(context.Engine);
        return new PlanQuery(about, sql.Count(schema, table, column is null ? null : sql.Name(column) + (empty ? " IS NULL" : " IS NOT NULL")), null);
    }

    private static Code Name(string? schema, string table, string? column = null) =>
        new((schema is null ? "" : schema + ".") + table + (column is null ? "" : "." + column));
}
