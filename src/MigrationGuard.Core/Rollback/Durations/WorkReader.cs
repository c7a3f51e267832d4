using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback.Durations;

/// <summary>What an operation makes an engine do besides changing its catalogue: what <see cref="LockTable"/> says about its schema changes, and the rows it writes.</summary>
internal sealed class WorkReader(EngineProfile profile, Framework framework)
{
    private readonly DdlReader _ddl = new(profile, framework);

    /// <summary>The work of one operation, in order; empty when only the catalogue changes.</summary>
    public IEnumerable<Work> Of(PlacedOperation placed) => placed.Operation switch
    {
        CreateTable { CopiedFrom: { } source } => [On(WorkKind.Copy, source.Schema, source.Table, "its rows are copied")],
        InsertData { CopiedFrom: { } source } insert => [On(WorkKind.Copy, source.Schema, source.Table, "its rows are copied") with { Indexes = Indexes(placed, insert) }],
        AddColumn { ExistingRows: not null } add => [.. Ddl(placed), Update(placed, add, [add.Column.Name], "column " + add.Column.Name + " is filled")],
        AlterColumn alter => [.. Fill(placed, alter), .. Ddl(placed)],
        UpdateData update when IsMany(update.Filter.Kind) && update.KeyValues.Count == 0 => [Update(placed, update, update.Columns, "rows are updated")],
        DeleteData delete when IsMany(delete.Filter.Kind) && delete.KeyValues.Count == 0 =>
            [On(WorkKind.Delete, delete, "rows are deleted") with { Indexes = profile.Engine == Engine.PostgreSql ? 0 : Indexes(placed, delete) }],
        _ => Ddl(placed),
    };

    /// <summary>A table that SQLite's provider builds anew.</summary>
    public static Work Rebuild(SchemaState now, string? schema, string table) =>
        new() { Kind = WorkKind.Rewrite, Schema = schema, Table = table, Because = "SQLite builds the table anew", Indexes = Count(now.FindTable(schema, table)) };

    /// <summary>The work of one schema change; null when only the catalogue changes.</summary>
    /// <param name="placed">The operation that makes it.</param>
    /// <param name="step">The schema change.</param>
    /// <param name="fact">What the engine does for it.</param>
    public static Work? Of(PlacedOperation placed, DdlStep step, LockFact fact) => fact.Work is not { } kind ? null
        : On(kind, step.Schema, step.Table, step.Because) with
        {
            Indexes = kind == WorkKind.Rewrite ? Count(placed.Before.FindTable(step.Schema, step.Table)) : 0,
            Times = step.Action == DdlAction.CreateIndexOnline ? 2 : 1,
        };

    private IEnumerable<Work> Ddl(PlacedOperation placed)
    {
        foreach (var step in _ddl.Of(placed))
        {
            if (LockTable.Find(profile, step.Action) is { } fact && Of(placed, step, fact) is { } work)
            {
                yield return work;
            }
        }
    }

    private IEnumerable<Work> Fill(PlacedOperation placed, AlterColumn alter)
    {
        var name = "column " + alter.Column.Name;
        if (alter.ExistingRows is not null)
        {
            yield return Update(placed, alter, [alter.Column.Name], name + " is filled");
        }

        if (profile.Engine != Engine.Sqlite && ColumnChange.Of(placed, framework).FillsNulls)
        {
            yield return Update(placed, alter, [alter.Column.Name], "NULL in " + name + " is replaced");
        }
    }

    private static bool IsMany(RowFilterKind filter) => filter is RowFilterKind.All or RowFilterKind.OnlyNull or RowFilterKind.Condition;

    // PostgreSQL writes a row anew with an entry in every index; the others touch only the indexes of what is written.
    private Work Update(PlacedOperation placed, TableOperation operation, IReadOnlyList<string> columns, string because)
    {
        var table = placed.Before.FindTable(operation.Schema, operation.Table);
        var indexes = profile.Engine == Engine.PostgreSql
            ? Count(table)
            : table?.IndexMap.Unordered.Count(index => index.Definition.Columns.Any(indexed => columns.Any(column => SchemaNames.Same(column, indexed)))) ?? 0;
        return On(WorkKind.Update, operation, because) with { Indexes = indexes };
    }

    private static int Indexes(PlacedOperation placed, TableOperation operation) => Count(placed.Before.FindTable(operation.Schema, operation.Table));

    private static int Count(TableState? table) => table is null ? 0 : table.IndexMap.Count + table.UniqueMap.Count + (table.PrimaryKey is null ? 0 : 1);

    private static Work On(WorkKind kind, TableOperation operation, string because) => On(kind, operation.Schema, operation.Table, because);

    private static Work On(WorkKind kind, string? schema, string table, string because) => new() { Kind = kind, Schema = schema, Table = table, Because = because };
}
