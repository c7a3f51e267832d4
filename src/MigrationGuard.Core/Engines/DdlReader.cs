using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.Schema;

namespace MigrationGuard.Engines;

/// <summary>Tells which schema changes an operation amounts to on an engine. Where two answers are possible, the slower one stands.</summary>
internal sealed class DdlReader(EngineProfile profile, Framework framework)
{
    private readonly Engine _engine = profile.Engine;

    /// <summary>The schema changes of one operation on tables that exist, in order; empty when it makes none.</summary>
    public IEnumerable<DdlStep> Of(PlacedOperation placed) => placed.Operation switch
    {
        AddColumn add => [Add(add)],
        AlterColumn alter => Alter(placed, alter),
        DropColumn drop => [DdlStep.Of(DdlAction.DropColumn, drop, "column " + drop.Name + " is dropped", drop.Name)],
        RenameColumn rename => [DdlStep.Of(DdlAction.RenameColumn, rename, "column " + rename.Name + " is renamed", rename.Name)],
        CreateIndex index => [DdlStep.Of(IndexAction(index), index, "an index is built")],
        DropIndex { Table: { } table } drop when !drop.Annotations.Has("Npgsql:DroppedConcurrently") => [new DdlStep(DdlAction.DropIndex, drop.Schema, table, "an index is dropped")],
        AddUniqueConstraint { Key.Index: not null } or AddPrimaryKey { Key.Index: not null } when NeedsNoIndex(placed) => [DdlStep.Of(DdlAction.DropConstraint, (TableOperation)placed.Operation, "an index becomes a constraint")],
        AddUniqueConstraint unique => [DdlStep.Of(DdlAction.AddUnique, unique, "a unique index is built")],
        AddPrimaryKey key => [DdlStep.Of(DdlAction.AddPrimaryKey, key, OrdersRows ? "the primary key orders the rows" : "the index of the primary key is built")],
        DropPrimaryKey key => [DdlStep.Of(DdlAction.DropPrimaryKey, key, "the primary key ordered the rows")],
        AddForeignKey key => [Reference(DdlStep.Of(key.NotValidated ? DdlAction.AddForeignKeyUnchecked : DdlAction.AddForeignKey, key, CopiesForChecks && !key.NotValidated ? "a foreign key is added" : "a foreign key is checked"), key.ForeignKey)],
        DropForeignKey key => [DropForeignKey(placed, key)],
        AddCheckConstraint check => [DdlStep.Of(check.NotValidated ? DdlAction.AddCheckUnchecked : DdlAction.AddCheck, check, CopiesForChecks ? "a check constraint is added" : "a check constraint is checked")],
        ValidateConstraint validate => [IsForeignKey(placed, validate)
            ? DdlStep.Of(DdlAction.ValidateForeignKey, validate, "a foreign key is checked")
            : DdlStep.Of(DdlAction.ValidateCheck, validate, "a check constraint is checked")],
        DropUniqueConstraint or DropCheckConstraint or DropConstraint => [DdlStep.Of(DdlAction.DropConstraint, (TableOperation)placed.Operation, "a constraint is dropped")],
        RenameTable rename => [DdlStep.Of(DdlAction.RenameTable, rename, "the table is renamed")],
        DropTable drop => [DdlStep.Of(DdlAction.DropTable, drop, "the table is dropped")],
        TruncateTable truncate => [DdlStep.Of(DdlAction.Truncate, truncate, "the table is emptied")],
        AlterTable alter when alter.Annotations.Count > 0 || alter.OldAnnotations.Count > 0 => [DdlStep.Of(DdlAction.ChangeTableOptions, alter, "the options of the table change")],
        _ => [],
    };

    // An index that is there only changes its name, unless its columns still allow NULL, which a key does not.
    private static bool NeedsNoIndex(PlacedOperation placed) =>
        placed.Operation is not AddPrimaryKey key
        || (key.Key.Columns.Count > 0
            && placed.Before.FindTable(key.Schema, key.Table) is { } table
            && key.Key.Columns.All(column => table.FindColumn(column)?.Column.Nullable == false));

    private bool OrdersRows => _engine is Engine.SqlServer or Engine.MySql;

    private bool CopiesForChecks => _engine == Engine.MySql;

    private static DdlAction IndexAction(CreateIndex index) =>
        index.Online ? DdlAction.CreateIndexOnline
        : index.Annotations.Has("MySql:FullTextIndex") || index.Annotations.Has("MySql:SpatialIndex") ? DdlAction.CreateSpecialIndex
        : DdlAction.CreateIndex;

    private DdlStep Add(AddColumn add)
    {
        var (action, because) = AddAction(add.Column);
        return DdlStep.Of(action, add, "column " + add.Column.Name + " " + because, add.Column.Name);
    }

    // FluentMigrator's SystemMethods keep their names until the provider writes them.
    private (DdlAction Action, string Because) AddAction(Column column)
    {
        // Only SQL Server writes a row version by itself; elsewhere it is a column like any other.
        if (_engine != Engine.Sqlite && (column.Identity || (column.RowVersion && _engine == Engine.SqlServer) || StoreType.Of(column, _engine)?.Generated == true))
        {
            return (DdlAction.AddNumberedColumn, "is numbered in every row");
        }

        if (column.ComputedSql is not null)
        {
            return IsStored(column) ? (DdlAction.AddStoredColumn, "is computed in every row") : (DdlAction.AddVirtualColumn, "is computed when it is read");
        }

        // SQL Server leaves NULL in existing rows when the column allows it, whatever the default.
        if (!column.HasDefault || (_engine == Engine.SqlServer && column.Nullable != false))
        {
            return (DdlAction.AddColumn, "is added" + (_engine == Engine.MySql ? " to every row" : ""));
        }

        return (column.DefaultSql is { } sql && !StableDefaults.Is(sql)) || column.Default is { Kind: LiteralKind.Sql, Text: "NewGuid" or "NewSequentialId" }
            ? (DdlAction.AddColumnWithVolatileDefault, "gets a default that is computed for every row")
            : (DdlAction.AddColumnWithDefault, "gets its default in every row");
    }

    // PostgreSQL had no others before version 18.
    private bool IsStored(Column column) => column.Stored == true || (_engine == Engine.PostgreSql && (column.Stored is null || profile.Version.IsBefore(18)));

    private IEnumerable<DdlStep> Alter(PlacedOperation placed, AlterColumn alter)
    {
        var change = ColumnChange.Of(placed, framework);
        var column = alter.Column.Name;
        var name = "column " + column;
        if (Conversion(change, alter) is { } conversion)
        {
            yield return DdlStep.Of(conversion.Action, alter, name + " " + conversion.Because, column) with { IsGuess = conversion.IsGuess };
        }
        else if ((alter.Column.Nullable == false || change.RequiredBySilence) && change.BecomesRequired != false)
        {
            yield return DdlStep.Of(IsCheckedForNulls(placed, alter) ? DdlAction.SetNotNullChecked : DdlAction.SetNotNull, alter, name + " becomes required", column) with { IsGuess = change.BecomesRequired is null };
        }
        else if (alter.Column.Nullable == true && change.Old?.Nullable == false)
        {
            yield return DdlStep.Of(DdlAction.DropNotNull, alter, name + " allows NULL", column);
        }
        else if (TypeTexts(change) is ({ } from, { } to) && !SameText(from, to))
        {
            yield return DdlStep.Of(DdlAction.WidenType, alter, name + " gets a wider type", column);
        }
        else if (change.Old is null || change.Old.Default != change.New.Default || change.Old.DefaultSql != change.New.DefaultSql)
        {
            yield return DdlStep.Of(DdlAction.ChangeDefault, alter, name + " gets another default", column);
        }
    }

    private (DdlAction Action, string Because, bool IsGuess)? Conversion(ColumnChange change, AlterColumn alter)
    {
        if (change.BecomesComputed)
        {
            return IsStored(change.New) ? (DdlAction.AddStoredColumn, "is computed in every row", false) : (DdlAction.AddVirtualColumn, "is computed when it is read", false);
        }

        if (change.BecomesOrdinary)
        {
            return _engine == Engine.MySql && change.Old!.Stored == true ? (DdlAction.ChangeType, "is computed in every row", false) : (DdlAction.AddColumn, "is added", false);
        }

        if (!alter.IsComplete && alter.Column.StoreType is null && alter.Column.ClrType is null)
        {
            return null;
        }

        var from = change.Old is null ? null : StoreType.Of(change.Old, _engine);
        var to = StoreType.Of(change.New, _engine);
        var keeps = to is null || (from is not null && KeepsStorage(from, to));
        if (alter.Using is not null)
        {
            return (DdlAction.ChangeType, "is converted", keeps);
        }

        if (change.Old is { } old && old.Collation != change.New.Collation && alter.Column.Collation is not null)
        {
            return (keeps ? DdlAction.ChangeCollation : DdlAction.ChangeType, "is converted", false);
        }

        return keeps ? null : (DdlAction.ChangeType, "changes its type", from is null || from.IsUnknown || to!.IsUnknown || DependsOnCharacterSet(from, to));
    }

    private (StoreType? From, StoreType? To) TypeTexts(ColumnChange change) => (change.Old is null ? null : StoreType.Of(change.Old, _engine), StoreType.Of(change.New, _engine));

    private static bool SameText(StoreType from, StoreType to) => string.Equals(from.Text.Trim(), to.Text.Trim(), StringComparison.OrdinalIgnoreCase);

    // What is only a wider limit is noted in the catalogue; every other type is written anew.
    private bool KeepsStorage(StoreType from, StoreType to)
    {
        if (SameText(from, to))
        {
            return true;
        }

        if (from.Family != to.Family || from.FixedLength || to.FixedLength)
        {
            return false;
        }

        switch (from.Family)
        {
            case TypeFamily.Text when _engine == Engine.PostgreSql:
                return to.Length == StoreType.Unlimited || (from.Length is { } before && to.Length is { } after && after >= before);
            case TypeFamily.Text when _engine == Engine.SqlServer:
                return from.Unicode == to.Unicode && from.HasLengthLimit && to.HasLengthLimit && to.Length >= from.Length;
            case TypeFamily.Text when _engine == Engine.MySql:
                // Up to 255 bytes, of which a character may take four, one byte holds the length; beyond it two.
                return from.HasLengthLimit && to.HasLengthLimit && from.Name == to.Name && to.Length >= from.Length && (to.Length * 4L <= 255 || from.Length > 255);
            case TypeFamily.Decimal when _engine == Engine.PostgreSql:
                return to.Scale == StoreType.Unlimited || (from.Scale == to.Scale && from.Scale is not null && to.Precision >= from.Precision);
            case TypeFamily.Time or TypeFamily.DateTime or TypeFamily.DateTimeOffset or TypeFamily.Interval when _engine == Engine.PostgreSql:
                return from.Name == to.Name && to.FractionalSeconds >= from.FractionalSeconds;
            default:
                return false;
        }
    }

    // With four bytes a character the length takes two bytes already; with one it may take the second now.
    private bool DependsOnCharacterSet(StoreType from, StoreType to) =>
        _engine == Engine.MySql && from.Family == TypeFamily.Text && from.Name == to.Name && from.HasLengthLimit && to.HasLengthLimit && to.Length >= from.Length && from.Length * 4L > 255;

    private bool IsCheckedForNulls(PlacedOperation placed, AlterColumn alter)
    {
        if (_engine == Engine.PostgreSql && placed.Before.FindTable(alter.Schema, alter.Table) is { } table)
        {
            foreach (var check in table.Checks)
            {
                if (check.Validated && NullChecks.Excludes(check.Check.Sql, alter.Column.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static DdlStep DropForeignKey(PlacedOperation placed, DropForeignKey drop)
    {
        var step = DdlStep.Of(DdlAction.DropForeignKey, drop, "a foreign key is dropped");
        if (drop.ForeignKey is { } said)
        {
            return Reference(step, said);
        }

        if (drop.Name is not null && placed.Before.FindTable(drop.Schema, drop.Table) is { } table)
        {
            foreach (var key in table.ForeignKeys)
            {
                if (SchemaNames.Same(key.ForeignKey.Name, drop.Name))
                {
                    return Reference(step, key.ForeignKey);
                }
            }
        }

        return step;
    }

    private static DdlStep Reference(DdlStep step, ForeignKeyDefinition key) => step with { ReferencedSchema = key.PrincipalSchema, ReferencedTable = key.PrincipalTable };

    private static bool IsForeignKey(PlacedOperation placed, ValidateConstraint validate)
    {
        foreach (var check in placed.Before.FindTable(validate.Schema, validate.Table)?.Checks ?? [])
        {
            if (SchemaNames.Same(check.Check.Name, validate.Name))
            {
                return false;
            }
        }

        return true;
    }
}
