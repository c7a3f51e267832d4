using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback.Durations;

/// <summary>What an operation makes an engine do besides changing its catalogue. A table of facts; where two answers are possible, the slower one stands.</summary>
internal sealed class WorkReader(Engine engine, Framework framework, EngineVersion version)
{
    /// <summary>The work of one operation, in order; empty when only the catalogue changes.</summary>
    public IEnumerable<Work> Of(PlacedOperation placed) => placed.Operation switch
    {
        CreateTable { CopiedFrom: { } source } => [On(WorkKind.Copy, source.Schema, source.Table, "its rows are copied")],
        InsertData { CopiedFrom: { } source } insert => [On(WorkKind.Copy, source.Schema, source.Table, "its rows are copied") with { Indexes = Indexes(placed, insert) }],
        AddColumn add => Add(placed, add),
        AlterColumn alter => Alter(placed, alter),
        DropColumn drop when DropRewrites => [Rewrite(placed, drop, "column " + drop.Name + " is dropped")],
        CreateIndex index => [On(WorkKind.IndexBuild, index, "an index is built") with { Times = index.Online ? 2 : 1 }],
        AddUniqueConstraint unique => [On(WorkKind.IndexBuild, unique, "a unique index is built")],
        AddPrimaryKey key => [engine is Engine.SqlServer or Engine.MySql ? Rewrite(placed, key, "the primary key orders the rows") : On(WorkKind.IndexBuild, key, "the index of the primary key is built")],
        DropPrimaryKey key when engine is Engine.SqlServer or Engine.MySql => [Rewrite(placed, key, "the primary key ordered the rows")],
        AddForeignKey { NotValidated: true } or AddCheckConstraint { NotValidated: true } => [],
        AddForeignKey key => [engine == Engine.MySql ? Rewrite(placed, key, "a foreign key is added") : On(WorkKind.ForeignKey, key, "a foreign key is checked")],
        AddCheckConstraint check => [engine == Engine.MySql ? Rewrite(placed, check, "a check constraint is added") : On(WorkKind.Scan, check, "a check constraint is checked")],
        ValidateConstraint validate => [IsForeignKey(placed, validate) ? On(WorkKind.ForeignKey, validate, "a foreign key is checked") : On(WorkKind.Scan, validate, "a check constraint is checked")],
        AlterTable alter when engine == Engine.MySql && (alter.Annotations.Count > 0 || alter.OldAnnotations.Count > 0) => [Rewrite(placed, alter, "the options of the table change")],
        UpdateData update when IsMany(update.Filter.Kind) && update.KeyValues.Count == 0 => [Update(placed, update, update.Columns, "rows are updated")],
        DeleteData delete when IsMany(delete.Filter.Kind) && delete.KeyValues.Count == 0 =>
            [On(WorkKind.Delete, delete, "rows are deleted") with { Indexes = engine == Engine.PostgreSql ? 0 : Indexes(placed, delete) }],
        _ => [],
    };

    /// <summary>A table that SQLite's provider builds anew.</summary>
    public static Work Rebuild(SchemaState now, string? schema, string table) =>
        new() { Kind = WorkKind.Rewrite, Schema = schema, Table = table, Because = "SQLite builds the table anew", Indexes = Count(now.FindTable(schema, table)) };

    // MySQL drops a column at once from 8.0.29 on; MariaDB, whose versions begin at 10, from 10.4 on.
    private bool DropRewrites => engine switch
    {
        Engine.Sqlite => true,
        Engine.MySql => version.IsBefore(8, 0, 29),
        _ => false,
    };

    private IEnumerable<Work> Add(PlacedOperation placed, AddColumn add)
    {
        if (AddRewrites(add.Column) is { } because)
        {
            yield return Rewrite(placed, add, "column " + add.Column.Name + " " + because);
        }

        if (add.ExistingRows is not null)
        {
            yield return Update(placed, add, [add.Column.Name], "column " + add.Column.Name + " is filled");
        }
    }

    private string? AddRewrites(Column column)
    {
        if (engine != Engine.Sqlite && (column.Identity || column.RowVersion || StoreType.Of(column, engine)?.Generated == true))
        {
            return "is numbered in every row";
        }

        if (column.ComputedSql is not null)
        {
            return engine == Engine.PostgreSql || (column.Stored == true && engine != Engine.Sqlite) ? "is computed in every row" : null;
        }

        return engine switch
        {
            Engine.PostgreSql when column.HasDefault && version.IsBefore(11) => "gets its default in every row",
            Engine.PostgreSql when column.DefaultSql is { } sql && !StableDefaults.Is(sql) => "gets a default that is computed for every row",

            // The Enterprise and Azure editions only note the default; the others write it.
            Engine.SqlServer when column is { Nullable: false, HasDefault: true } => "gets its default in every row",
            Engine.MySql when version.IsBefore(8, 0, 12) => "is added to every row",
            Engine.MySql when column.DefaultSql is { } sql && !StableDefaults.Is(sql) => "gets a default that is computed for every row",
            _ => null,
        };
    }

    private IEnumerable<Work> Alter(PlacedOperation placed, AlterColumn alter)
    {
        var change = ColumnChange.Of(placed, framework);
        var name = "column " + alter.Column.Name;
        if (alter.ExistingRows is not null)
        {
            yield return Update(placed, alter, [alter.Column.Name], name + " is filled");
        }

        if (change.FillsNulls && engine != Engine.Sqlite)
        {
            yield return Update(placed, alter, [alter.Column.Name], "NULL in " + name + " is replaced");
        }

        if (AlterRewrites(change, alter) is { } because)
        {
            yield return Rewrite(placed, alter, name + " " + because);
        }
        else if (alter.Column.Nullable == false && change.BecomesRequired != false && !IsCheckedForNulls(placed, alter))
        {
            yield return engine == Engine.MySql ? Rewrite(placed, alter, name + " becomes required") : On(WorkKind.Scan, alter, name + " becomes required");
        }
        else if (engine == Engine.MySql && alter.Column.Nullable == true && change.Old?.Nullable == false)
        {
            yield return Rewrite(placed, alter, name + " allows NULL");
        }
    }

    private string? AlterRewrites(ColumnChange change, AlterColumn alter)
    {
        if (change.BecomesComputed || change.BecomesOrdinary)
        {
            var column = change.BecomesComputed ? change.New : change.Old!;
            return change.BecomesOrdinary && engine != Engine.MySql ? null
                : engine == Engine.PostgreSql || column.Stored == true ? "is computed in every row" : null;
        }

        if (!alter.IsComplete && alter.Column.StoreType is null && alter.Column.ClrType is null)
        {
            return null;
        }

        if (alter.Using is not null || (change.Old is { } old && old.Collation != change.New.Collation && alter.Column.Collation is not null))
        {
            return "is converted";
        }

        var from = change.Old is null ? null : StoreType.Of(change.Old, engine);
        var to = StoreType.Of(change.New, engine);
        return to is null || (from is not null && KeepsStorage(from, to)) ? null : "changes its type";
    }

    // What is only a wider limit is noted in the catalogue; every other type is written anew.
    private bool KeepsStorage(StoreType from, StoreType to)
    {
        if (string.Equals(from.Text.Trim(), to.Text.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (from.Family != to.Family || from.FixedLength || to.FixedLength)
        {
            return false;
        }

        switch (from.Family)
        {
            case TypeFamily.Text when engine == Engine.PostgreSql:
                return to.Length == StoreType.Unlimited || (from.Length is { } before && to.Length is { } after && after >= before);
            case TypeFamily.Text when engine == Engine.SqlServer:
                return from.Unicode == to.Unicode && from.HasLengthLimit && to.HasLengthLimit && to.Length >= from.Length;
            case TypeFamily.Text when engine == Engine.MySql:
                // Up to 255 bytes, of which a character may take four, one byte holds the length; beyond it two.
                return from.HasLengthLimit && to.HasLengthLimit && from.Name == to.Name && to.Length >= from.Length && (to.Length * 4L <= 255 || from.Length > 255);
            case TypeFamily.Decimal when engine == Engine.PostgreSql:
                return to.Scale == StoreType.Unlimited || (from.Scale == to.Scale && from.Scale is not null && to.Precision >= from.Precision);
            default:
                return false;
        }
    }

    private bool IsCheckedForNulls(PlacedOperation placed, AlterColumn alter) =>
        engine == Engine.PostgreSql
        && !version.IsBefore(12)
        && placed.Before.FindTable(alter.Schema, alter.Table) is { } table
        && table.Checks.Any(check => check.Validated && NullChecks.Excludes(check.Check.Sql, alter.Column.Name));

    private static bool IsForeignKey(PlacedOperation placed, ValidateConstraint validate) =>
        placed.Before.FindTable(validate.Schema, validate.Table)?.Checks.Any(check => SchemaNames.Same(check.Check.Name, validate.Name)) != true;

    private static bool IsMany(RowFilterKind filter) => filter is RowFilterKind.All or RowFilterKind.OnlyNull or RowFilterKind.Condition;

    // PostgreSQL writes a row anew with an entry in every index; the others touch only the indexes of what is written.
    private Work Update(PlacedOperation placed, TableOperation operation, IReadOnlyList<string> columns, string because)
    {
        var table = placed.Before.FindTable(operation.Schema, operation.Table);
        var indexes = engine == Engine.PostgreSql
            ? Count(table)
            : table?.IndexMap.Unordered.Count(index => index.Definition.Columns.Any(indexed => columns.Any(column => SchemaNames.Same(column, indexed)))) ?? 0;
        return On(WorkKind.Update, operation, because) with { Indexes = indexes };
    }

    private static Work Rewrite(PlacedOperation placed, TableOperation operation, string because) => On(WorkKind.Rewrite, operation, because) with { Indexes = Indexes(placed, operation) };

    private static int Indexes(PlacedOperation placed, TableOperation operation) => Count(placed.Before.FindTable(operation.Schema, operation.Table));

    private static int Count(TableState? table) => table is null ? 0 : table.IndexMap.Count + table.UniqueMap.Count + (table.PrimaryKey is null ? 0 : 1);

    private static Work On(WorkKind kind, TableOperation operation, string because) => On(kind, operation.Schema, operation.Table, because);

    private static Work On(WorkKind kind, string? schema, string table, string because) => new() { Kind = kind, Schema = schema, Table = table, Because = because };
}
