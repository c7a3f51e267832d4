using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rules;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>Whether the previous release of the code can run on the schema after an operation. If it can, the schema may stay when the code goes back.</summary>
internal static class CodeCompatibility
{
    /// <summary>Everything in a migration that the previous release does not run with as before, in order of operations.</summary>
    /// <param name="context">The migrations that it belongs to.</param>
    /// <param name="step">The migration in its place.</param>
    public static IReadOnlyList<(PlacedOperation Placed, ReleaseBreak Break)> Breaks(ContextDeployment context, MigrationStep step)
    {
        var breaks = new List<(PlacedOperation Placed, ReleaseBreak Break)>();
        var release = new RunningRelease(context, step);
        foreach (var placed in step.Runs.Placed)
        {
            if (Break(placed, context.Framework, step.SetStart, release) is { } found)
            {
                breaks.Add((placed, found));
            }
        }

        return breaks;
    }

    private static ReleaseBreak? Break(PlacedOperation placed, Framework framework, int setStart, RunningRelease release)
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
                return Dropped(placed, drop, release);
            case RenameTable rename:
                return Renamed(placed, rename, setStart, release);
            case RenameColumn rename:
                return Renamed(placed, rename, setStart, release);
            case DropColumn drop:
                return DataImpacts.HasData(before, drop.Schema, drop.Table, drop.Name, setStart) ? Dropped(placed, drop, framework, release) : null;
            case AddColumn add:
                return Added(placed, add, release);
            case AlterColumn alter:
                return DataImpacts.HasData(before, alter.Schema, alter.Table, alter.Column.Name, setStart) ? Altered(placed, alter, framework, release) : AlteredNew(placed, alter, framework, release);
            case CreateIndex { Unique: true } index:
                return WasUnique(placed, index, index.Columns, release) || (!IsOneNull(before.Engine, index.Filter) && LetsNewRowsIn(before, index, index.Columns, setStart, isUnique: true))
                    ? null
                    : Restricts(index, "unique index", index.Name ?? "on " + index.FullTable);
            case AddUniqueConstraint add:
                return WasUnique(placed, add, add.Key.Columns, release) || (!IsOneNull(before.Engine, null) && LetsNewRowsIn(before, add, add.Key.Columns, setStart, isUnique: true))
                    ? null
                    : Restricts(add, "unique constraint", add.Key.Name);
            case AddPrimaryKey add:
                return WasKey(placed, add, release) ? null : Restricts(add, "primary key", add.Key.Name);
            case AddCheckConstraint add:
                return WasChecked(placed, add, release) ? null : Restricts(add, "check constraint", add.Check.Name);
            case AddForeignKey add:
                return WasReference(placed, add, release) || LetsNewRowsIn(before, add, add.ForeignKey.Columns, setStart, isUnique: false) ? null : Restricts(add, "foreign key", add.ForeignKey.Name);
            case DropPrimaryKey drop:
                return release.AtEnd(placed, drop)?.PrimaryKey is not null ? null : new(BreakKind.Other, "table " + Hole.Show(drop.FullTable) + " has no primary key any more");
            case RenameSequence rename:
                return new(BreakKind.Other, "the previous release knows sequence " + Hole.Show(rename.Name) + " by its old name");
            case DropSequence drop:
                return new(BreakKind.Other, "the previous release may still use sequence " + Hole.Show(drop.Name));
            case DropSchema drop:
                return new(BreakKind.Other, "the previous release may still use schema " + Hole.Show(drop.Name));
            case ChangeObject { Change: ObjectChange.Drop or ObjectChange.Rename or ObjectChange.Alter or ObjectChange.CreateOrReplace } change:
                return new(BreakKind.Other, "the previous release may rely on " + change.ObjectType + " " + Hole.Show(change.Name) + " as it was");
            default:
                return null;
        }
    }

    private static ReleaseBreak? Dropped(PlacedOperation placed, DropTable drop, RunningRelease release)
    {
        if (release.Maps(drop.Schema, drop.Table, null) == false)
        {
            return null;
        }

        // Built anew by hand, under the same name and with the same columns.
        return placed.Before.FindTable(drop.Schema, drop.Table) is { IsComplete: true } old
            && release.End.FindTable(drop.Schema, drop.Table) is { IsCertain: true, IsComplete: true } again
            && old.Columns.All(column => again.FindColumn(column.Column.Name) is not null)
                ? null
                : new(BreakKind.Removed, "the previous release may still use table " + Hole.Show(drop.FullTable));
    }

    private static ReleaseBreak? Dropped(PlacedOperation placed, DropColumn drop, Framework framework, RunningRelease release)
    {
        if (release.Maps(drop.Schema, drop.Table, drop.Name) == false)
        {
            return null;
        }

        var engine = placed.Before.Engine;
        if (placed.Before.FindTable(drop.Schema, drop.Table)?.FindColumn(drop.Name) is { IsCertain: true } old
            && release.AtEnd(placed, drop)?.FindColumn(drop.Name) is { IsCertain: true } again
            && StoreType.Of(old.Column, engine) is { } from
            && StoreType.Of(again.Column, engine) is { } to)
        {
            return IsUnderstood(from, to, framework, engine) ? null : new(BreakKind.Retyped, "the previous release expects another type in column " + Of(drop, drop.Name));
        }

        return new(BreakKind.Removed, "the previous release may still use column " + Of(drop, drop.Name));
    }

    private static ReleaseBreak? Renamed(PlacedOperation placed, RenameTable rename, int setStart, RunningRelease release)
    {
        var engine = placed.Before.Engine;
        if (placed.Before.FindTable(rename.Schema, rename.Table)?.CreatedAt >= setStart
            || (release.AtStart(placed, rename) is { } start && !SchemaNames.SameTable(start.Schema, start.Name, rename.Schema, rename.Table, engine))
            || release.Maps(rename.Schema, rename.Table, null) == false
            || (release.AtEnd(placed, rename) is { } end && SchemaNames.SameTable(end.Schema, end.Name, rename.Schema, rename.Table, engine)))
        {
            return null;
        }

        return release.End.FindObject("view", rename.Schema, rename.Table) is null
            ? new(BreakKind.Renamed, "the previous release knows table " + Hole.Show(rename.FullTable) + " by its old name")
            : new(BreakKind.RenamedBehind, "the previous release finds a view in place of table " + Hole.Show(rename.FullTable) + ", which may not take what it writes");
    }

    private static ReleaseBreak? Renamed(PlacedOperation placed, RenameColumn rename, int setStart, RunningRelease release)
    {
        if (!DataImpacts.HasData(placed.Before, rename.Schema, rename.Table, rename.Name, setStart)
            || placed.Before.FindTable(rename.Schema, rename.Table)?.FindColumn(rename.Name)?.CreatedAt >= setStart
            || (release.AtStart(placed, rename) is { IsComplete: true } start && start.FindColumn(rename.Name) is null)
            || release.Maps(rename.Schema, rename.Table, rename.Name) == false)
        {
            return null;
        }

        return release.AtEnd(placed, rename)?.FindColumn(rename.Name)?.Column.ComputedSql is null
            ? new(BreakKind.Renamed, "the previous release knows column " + Of(rename, rename.Name) + " by its old name")
            : new(BreakKind.RenamedBehind, "the previous release can read column " + Of(rename, rename.Name) + ", which is computed now, but not write it");
    }

    private static ReleaseBreak? Added(PlacedOperation placed, AddColumn add, RunningRelease release)
    {
        var end = release.AtEnd(placed, add)?.FindColumn(add.Column.Name);
        if (!Accepts(add.Column))
        {
            return end is { IsCertain: true } && Accepts(end.Column)
                ? null
                : new(BreakKind.Required, "the previous release cannot insert rows without a value for column " + Of(add, add.Column.Name));
        }

        // SQLite's provider builds the table anew from the model, which does not know the default that was only there for the rows that exist.
        return add.Column is { Nullable: false, HasDefault: true } && end is { IsCertain: true, Column: { Nullable: false, HasDefault: false } } && placed.Before.Engine == Engine.Sqlite
            ? new(BreakKind.Required, "the default of column " + Of(add, add.Column.Name) + " does not stay when the table is built anew, and the previous release cannot insert rows without a value for it")
            : null;
    }

    // A column that the previous release does not know, and so does not fill.
    private static ReleaseBreak? AlteredNew(PlacedOperation placed, AlterColumn alter, Framework framework, RunningRelease release)
    {
        var change = ColumnChange.Of(placed, framework);
        return change.New.Nullable == false && !Accepts(change.New) && (change.Old is null || Accepts(change.Old)) && release.AtStart(placed, alter)?.FindColumn(alter.Column.Name) is null
            ? new(BreakKind.Required, "the previous release cannot insert rows without a value for column " + Of(alter, alter.Column.Name))
            : null;
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

    private static ReleaseBreak? Altered(PlacedOperation placed, AlterColumn alter, Framework framework, RunningRelease release)
    {
        var change = ColumnChange.Of(placed, framework);
        var name = Of(alter, alter.Column.Name);
        if (change.BecomesRequired != false && !ExcludesNull(release.AtStart(placed, alter), alter) && !ExcludesNull(placed.Before.FindTable(alter.Schema, alter.Table), alter))
        {
            return new(BreakKind.Restricted, "the previous release may write NULL into column " + name);
        }

        if (change.BecomesComputed || change.BecomesOrdinary)
        {
            return new(BreakKind.Retyped, "the previous release writes column " + name + " in another way");
        }

        var engine = placed.Before.Engine;
        var from = change.Old is { } old ? StoreType.Of(old, engine) : null;
        var to = StoreType.Of(change.New, engine);
        if (from is not null && to is not null && !IsUnderstood(from, to, framework, engine))
        {
            return new(BreakKind.Retyped, "the previous release expects another type in column " + name);
        }

        if (change.Fate != ValueFate.Kept)
        {
            var kind = change.Fate == ValueFate.Unknown || (change.Narrows && IsBeyondUse(alter, from, to)) ? BreakKind.Other : BreakKind.Retyped;
            return change.Narrows
                ? new(kind, "the previous release may write values that column " + name + " does not hold any more")
                : new(kind, "the previous release may not understand column " + name);
        }

        return Redefaulted(alter, change, name);
    }

    // Where a check of the same deployment does, the check is what the previous release runs into.
    private static bool ExcludesNull(TableState? table, AlterColumn alter) => table?.Checks.Any(check => NullChecks.Excludes(check.Check.Sql, alter.Column.Name)) == true;

    // Amounts of more than a trillion, and names of types, which EF Core itself has measured.
    internal static bool IsBeyondUse(AlterColumn alter, StoreType? from, StoreType? to) =>
        (from is { Family: TypeFamily.Decimal } && to is { Family: TypeFamily.Decimal, Precision: { } precision, Scale: { } scale } && from.Scale <= scale && precision - scale >= 12)
        || (from is { Family: TypeFamily.Text } && to is { Family: TypeFamily.Text } && SchemaNames.Same(alter.Column.Name, "Discriminator"));

    // EF Core sends every value that its model knows no default for: there only a default that the model knew is missed.
    private static ReleaseBreak? Redefaulted(AlterColumn alter, ColumnChange change, string name)
    {
        var relied = alter.Old ?? change.Old;
        if (relied is not { HasDefault: true } || change.Old is { HasDefault: false })
        {
            return null;
        }

        if (!change.New.HasDefault)
        {
            return new(BreakKind.Defaulted, "the previous release may rely on the default of column " + name, Stops: change.New.Nullable == false);
        }

        return change.New.Default == relied.Default && string.Equals(change.New.DefaultSql, relied.DefaultSql, StringComparison.Ordinal)
            ? null
            : new(BreakKind.Defaulted, "the previous release may rely on the former default of column " + name, Stops: false);
    }

    private static bool IsUnderstood(StoreType from, StoreType to, Framework framework, Engine engine) =>
        from.Family == to.Family
            ? framework != Framework.EfCore || IsRead(from, to, engine)
            : engine == Engine.Sqlite && IsSqliteNumber(from) && IsSqliteNumber(to);

    // SQLite's library hands out a number as whatever number it is asked for.
    private static bool IsSqliteNumber(StoreType type) => type.Family is TypeFamily.Integer or TypeFamily.Float or TypeFamily.Boolean;

    /// <summary>
    /// Whether EF Core's provider reads a number of the new width into what held the old one. SqlClient converts nothing, Npgsql does not read a double into a float; the
    /// others convert what fits.
    /// </summary>
    private static bool IsRead(StoreType from, StoreType to, Engine engine) => (from.Family, engine) switch
    {
        (TypeFamily.Integer or TypeFamily.Float, Engine.SqlServer) => from.Bits is null || to.Bits is null || from.Bits == to.Bits,
        (TypeFamily.Float, Engine.PostgreSql) => from.Bits is null || to.Bits is null || from.Bits >= to.Bits,
        _ => true,
    };

    /// <summary>Whether a row that says nothing about the column gets in.</summary>
    private static bool Accepts(Column column) =>
        column.Nullable == true || column.HasDefault || column.Identity || column.ComputedSql is not null || column.RowVersion;

    // SQL Server alone counts NULL as a value that may be there once.
    private static bool IsOneNull(Engine engine, string? filter) => engine == Engine.SqlServer && filter is null;

    /// <summary>
    /// Whether rows that say nothing about the new ones among the columns are no matter of the restriction: one is NULL in them, required (then none gets in, whatever it
    /// holds), or different each time where that is asked for.
    /// </summary>
    private static bool LetsNewRowsIn(SchemaState before, TableOperation operation, IReadOnlyList<string> columns, int setStart, bool isUnique)
    {
        var table = before.FindTable(operation.Schema, operation.Table);
        return columns.Any(column => !DataImpacts.HasData(before, operation.Schema, operation.Table, column, setStart)
            && (table?.FindColumn(column)?.Column is not { } added
                || added is { HasDefault: false, ComputedSql: null }
                || (isUnique && (added.Identity || IsDifferentEachTime(added.DefaultSql)))));
    }

    internal static bool IsDifferentEachTime(string? expression) =>
        expression is not null
        && new[] { "uuid", "newid", "newsequentialid", "nextval", "next value", "random" }.Any(name => expression.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool WasUnique(PlacedOperation placed, TableOperation operation, IReadOnlyList<string> columns, RunningRelease release) =>
        columns.Count > 0 && release.AtStart(placed, operation) is { } table && DownFailures.IsUnique(table, columns);

    private static bool WasKey(PlacedOperation placed, AddPrimaryKey add, RunningRelease release) =>
        release.AtStart(placed, add) is { } table
        && DownFailures.IsUnique(table, add.Key.Columns)
        && add.Key.Columns.All(column => table.FindColumn(column)?.Column.Nullable != true);

    private static bool WasChecked(PlacedOperation placed, AddCheckConstraint add, RunningRelease release) =>
        release.AtStart(placed, add)?.Checks.Any(check => string.Equals(check.Check.Sql.Trim(), add.Check.Sql.Trim(), StringComparison.Ordinal)) == true;

    private static bool WasReference(PlacedOperation placed, AddForeignKey add, RunningRelease release)
    {
        var engine = placed.Before.Engine;
        var to = add.ForeignKey.PrincipalTable is { } named ? placed.Before.FindTable(add.ForeignKey.PrincipalSchema, named) : null;
        foreach (var key in release.AtStart(placed, add)?.ForeignKeys ?? [])
        {
            if (key.ForeignKey.PrincipalTable is { } principal
                && add.ForeignKey.PrincipalTable is { } table
                && key.ForeignKey.Columns.SequenceEqual(add.ForeignKey.Columns, StringComparer.OrdinalIgnoreCase)
                && (SchemaNames.SameTable(key.ForeignKey.PrincipalSchema, principal, add.ForeignKey.PrincipalSchema, table, engine)
                    || (to is not null && release.Schema.FindTable(key.ForeignKey.PrincipalSchema, principal)?.Identity == to.Identity)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOwn(int? createdAt, int position) => createdAt == position;

    private static ReleaseBreak Restricts(TableOperation operation, string kind, string? name) =>
        new(BreakKind.Restricted, "the previous release may write rows that the " + kind + " " + Hole.Show(name ?? "of " + operation.FullTable) + " refuses");

    private static string Of(TableOperation operation, string column) => Hole.Show(operation.FullTable) + "." + Hole.Show(column);
}
