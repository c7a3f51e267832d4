using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>Whether the previous release of the code can run on the schema after an operation. If it can, the schema may stay when the code goes back.</summary>
internal static class CodeCompatibility
{
    /// <summary>Why the previous release cannot run with it; null when it can.</summary>
    public static string? Breaks(PlacedOperation placed, Framework framework, int setStart)
    {
        var before = placed.Before;
        if (placed.Operation is TableOperation { Schema: var schema, Table: var table }
            && placed.Operation is not CreateTable
            && !DataImpacts.HasData(before, schema, table, setStart))
        {
            return null;
        }

        switch (placed.Operation)
        {
            case DropTable drop:
                return "the previous release may still use table " + Hole.Show(drop.FullTable);
            case RenameTable rename:
                return "the previous release knows table " + Hole.Show(rename.FullTable) + " by its old name";
            case RenameColumn rename:
                return "the previous release knows column " + Of(rename, rename.Name) + " by its old name";
            case DropColumn drop:
                return DataImpacts.HasData(before, drop.Schema, drop.Table, drop.Name, setStart) ? "the previous release may still use column " + Of(drop, drop.Name) : null;
            case AddColumn add:
                return Accepts(add) ? null : "the previous release cannot insert rows without a value for column " + Of(add, add.Column.Name);
            case AlterColumn alter:
                return DataImpacts.HasData(before, alter.Schema, alter.Table, alter.Column.Name, setStart) ? Breaks(placed, alter, framework) : null;
            case CreateIndex { Unique: true } index:
                return IsNew(before, index, index.Columns, setStart) && (before.Engine != Engine.SqlServer || index.Filter is not null)
                    ? null
                    : "the previous release may write rows that the unique index " + Hole.Show(index.Name ?? "on " + index.FullTable) + " refuses";
            case AddUniqueConstraint add:
                return IsNew(before, add, add.Key.Columns, setStart) && before.Engine != Engine.SqlServer ? null : Restricts(add, "unique constraint", add.Key.Name);
            case AddPrimaryKey add:
                return Restricts(add, "primary key", add.Key.Name);
            case AddCheckConstraint add:
                return Restricts(add, "check constraint", add.Check.Name);
            case AddForeignKey add:
                return IsNew(before, add, add.ForeignKey.Columns, setStart) ? null : Restricts(add, "foreign key", add.ForeignKey.Name);
            case DropPrimaryKey drop:
                return "table " + Hole.Show(drop.FullTable) + " has no primary key any more";
            case RenameSequence rename:
                return "the previous release knows sequence " + Hole.Show(rename.Name) + " by its old name";
            case DropSequence drop:
                return "the previous release may still use sequence " + Hole.Show(drop.Name);
            case DropSchema drop:
                return "the previous release may still use schema " + Hole.Show(drop.Name);
            case ChangeObject { Change: ObjectChange.Drop or ObjectChange.Rename or ObjectChange.Alter or ObjectChange.CreateOrReplace } change:
                return "the previous release may rely on " + change.ObjectType + " " + Hole.Show(change.Name) + " as it was";
            default:
                return null;
        }
    }

    /// <summary>Why Down may fail or lose something once the new release has written rows; null when it cannot.</summary>
    public static string? AfterNewWrites(PlacedOperation down, Framework framework, int position)
    {
        var before = down.Before;
        switch (down.Operation)
        {
            case DropTable drop when IsOwn(before.FindTable(drop.Schema, drop.Table)?.CreatedAt, position):
                return "Down drops table " + Hole.Show(drop.FullTable) + " with every row that the new release wrote into it";
            case DropColumn drop when IsOwn(before.FindTable(drop.Schema, drop.Table)?.FindColumn(drop.Name)?.CreatedAt, position):
                return "Down drops column " + Of(drop, drop.Name) + " with every value that the new release wrote into it";
            case AlterColumn alter:
                var change = ColumnChange.Of(down, framework);
                if (change.BecomesRequired != false)
                {
                    return "Down makes column " + Of(alter, alter.Column.Name) + " required, and NULLs that the new release wrote are overwritten or stop it";
                }

                return change.Fate is ValueFate.Kept ? null : "Down changes column " + Of(alter, alter.Column.Name) + ", and values that the new release wrote may not fit";
            case CreateIndex { Unique: true } index:
                return "Down creates unique index " + Hole.Show(index.Name ?? "on " + index.FullTable) + ", which fails on duplicates that the new release wrote";
            case AddForeignKey add:
                return "Down adds foreign key " + Hole.Show(add.ForeignKey.Name ?? "on " + add.FullTable) + ", which fails on rows that the new release wrote without it";
            case AddUniqueConstraint or AddCheckConstraint or AddPrimaryKey:
                return "Down adds a constraint to " + Hole.Show(((TableOperation)down.Operation).FullTable) + ", which fails on rows that violate it by then";
            default:
                return null;
        }
    }

    private static string? Breaks(PlacedOperation placed, AlterColumn alter, Framework framework)
    {
        var change = ColumnChange.Of(placed, framework);
        var name = Of(alter, alter.Column.Name);
        if (change.BecomesRequired != false)
        {
            return "the previous release may write NULL into column " + name;
        }

        if (change.BecomesComputed || change.BecomesOrdinary)
        {
            return "the previous release writes column " + name + " in another way";
        }

        var engine = placed.Before.Engine;
        if (change.Old is { } old && StoreType.Of(old, engine) is { } from && StoreType.Of(change.New, engine) is { } to && from.Family != to.Family)
        {
            return "the previous release expects another type in column " + name;
        }

        if (change.Fate != ValueFate.Kept)
        {
            return change.Narrows ? "the previous release may write values that column " + name + " does not hold any more" : "the previous release may not understand column " + name;
        }

        return change.New.Nullable == false && change.Old is { HasDefault: true } && !change.New.HasDefault
            ? "the previous release may rely on the default of column " + name
            : null;
    }

    private static bool Accepts(AddColumn add) =>
        add.Column.Nullable == true || add.Column.HasDefault || add.Column.Identity || add.Column.ComputedSql is not null || add.Column.RowVersion;

    private static bool IsNew(SchemaState before, TableOperation operation, IReadOnlyList<string> columns, int setStart) =>
        columns.Count > 0 && columns.All(column => !DataImpacts.HasData(before, operation.Schema, operation.Table, column, setStart));

    private static bool IsOwn(int? createdAt, int position) => createdAt == position;

    private static string Restricts(TableOperation operation, string kind, string? name) =>
        "the previous release may write rows that the " + kind + " " + Hole.Show(name ?? "of " + operation.FullTable) + " refuses";

    private static string Of(TableOperation operation, string column) => Hole.Show(operation.FullTable) + "." + Hole.Show(column);
}
