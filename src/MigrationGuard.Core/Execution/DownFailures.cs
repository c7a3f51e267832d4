using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>Looks for reasons why Down fails, and on which rows.</summary>
internal sealed class DownFailures
{
    private readonly ContextDeployment _context;
    private readonly SchemaState _before;
    private readonly IReadOnlyList<PlacedOperation> _up;
    private readonly SchemaState _after;
    private readonly ReferencedTables _referenced;
    private readonly int _position;
    private readonly SchemaState _start;
    private readonly IReadOnlyList<PlacedOperation> _down;
    private readonly PreparedRows _prepared;
    private readonly List<DownFailureReason> _found = [];
    private Operation? _at;

    private DownFailures(ContextDeployment context, SchemaState before, IReadOnlyList<PlacedOperation> up, SchemaState after, ReferencedTables referenced, IReadOnlyList<PlacedOperation> down, int position)
    {
        _start = down.Count > 0 ? down[0].Before : after;
        _down = down;
        _prepared = new PreparedRows(down);
        _context = context;
        _referenced = referenced;
        _before = before;
        _up = up;
        _after = after;
        _position = position;
    }

    /// <summary>The reasons, worst first, in order of the operations.</summary>
    /// <param name="context">The migrations it belongs to.</param>
    /// <param name="before">The schema before Up.</param>
    /// <param name="up">Up, each operation with the schema it meets.</param>
    /// <param name="down">Down, each operation with the schema it meets.</param>
    /// <param name="run">What the provider makes of Down.</param>
    /// <param name="position">Position of the migration.</param>
    public static IReadOnlyList<DownFailureReason> Of(ContextDeployment context, SchemaState before, IReadOnlyList<PlacedOperation> up, IReadOnlyList<PlacedOperation> down, ProviderRun run, int position)
    {
        var failures = new DownFailures(context, before, up, run.After, new ReferencedTables(down.Count > 0 ? down[0].Before : run.After, [.. down.Select(placed => placed.Operation)]), down, position);
        foreach (var refusal in run.Refusals)
        {
            failures.Add(DownFailure.Always, "Down fails: " + refusal);
        }

        foreach (var demand in run.Demands)
        {
            failures.Add(DownFailure.OnData, "Down may fail: " + demand);
        }

        foreach (var referenced in run.ReferencedDrops)
        {
            failures._at = referenced.Drop;
            failures.Referenced(referenced);
        }

        for (var i = 0; i < down.Count; i++)
        {
            if (down[i].Operation.Certainty == Certainty.Certain)
            {
                failures._at = down[i].Operation;
                failures.Operation(down, i, run);
            }
        }

        return failures._found.OrderByDescending(failure => failure.When).ToList();
    }

    private void Operation(IReadOnlyList<PlacedOperation> down, int i, ProviderRun run)
    {
        var placed = down[i];
        foreach (var column in DefinedBy(placed.Operation))
        {
            if (_context.Engine == Engine.PostgreSql && column.StoreType is { } type && IsOfAnotherEngine(type))
            {
                Add(DownFailure.Always, "Down fails: column " + Hole.Show(column.Name) + " is to have type " + Hole.Show(type) + ", which PostgreSQL does not have");
            }
        }

        if (DownTargets.WhyItFails(_up, _before, down, placed) is { } why)
        {
            Add(DownFailure.Always, why);
        }

        switch (placed.Operation)
        {
            case InsertData insert when placed.Before.FindTable(insert.Schema, insert.Table) is { } table && table.CreatedAt != _position && _before.FindTable(table.Identity) is not null:
                Add(DownFailure.OnNewRows, "Down inserts rows into " + Name(insert) + ", and fails where the new release has written rows with the same keys");
                break;
            case UpdateData { Rows.Count: 0 } update when HasData(placed, update) && placed.EffectOf is not null && !Fits(placed, update):
                Add(DownFailure.OnNewRows, "Down computes values for " + Name(update) + " by SQL, and fails where the result does not fit what the new release has written");
                break;
            case AlterDatabase alter when LosesEnumLabel(alter) is { } type:
                Add(DownFailure.Always, "Down throws, because a label cannot be taken out of enum " + type);
                break;
            case AddColumn add:
                Added(placed, add);
                break;
            case DropColumn drop:
                Missing(placed, drop, drop.Name);
                break;
            case RenameColumn rename:
                Missing(placed, rename, rename.Name);
                break;
            case CreateTable { IfNotExists: false } create when placed.Before.FindTable(create.Schema, create.Table) is { IsCertain: true, IsComplete: true }:
                Add(DownFailure.Always, "Down fails: it creates table " + Name(create) + ", which is there already");
                break;
            case DropTable drop:
                Dropped(placed, drop);
                break;
            case AlterColumn alter when !run.Unseen.Any(unseen => ReferenceEquals(unseen, alter)):
                Altered(placed, i, alter);
                break;
            case CreateIndex { Unique: true } index:
                Unique(placed, index, "unique index " + Hole.Show(index.Name ?? "on " + index.FullTable), index.Columns, WasUnique(index, index.Columns));
                break;
            case AddUniqueConstraint add:
                Unique(placed, add, "unique constraint " + Hole.Show(add.Key.Name ?? "on " + add.FullTable), add.Key.Columns, WasUnique(add, add.Key.Columns));
                break;
            case AddPrimaryKey add:
                Key(placed, add);
                break;
            case AddForeignKey add when !add.NotValidated:
                Reference(down, i, add);
                break;
            case AddCheckConstraint { NotValidated: false } add when HasData(placed, add) && !OverRefilled(placed, add):
                var had = _before.FindTable(add.Schema, add.Table)?.Checks.Any(check => SchemaNames.Same(check.Check.Name, add.Check.Name)) == true;
                Add(
                    had ? DownFailure.OnNewRows : DownFailure.OnData,
                    "Down adds check constraint " + Hole.Show(add.Check.Name ?? "on " + add.FullTable) + ", which fails on rows that violate it" + (had ? " by then" : ""));
                break;
        }
    }

    private static IReadOnlyList<Column> DefinedBy(Operation operation) => operation switch
    {
        CreateTable create => create.Columns,
        AddColumn add => [add.Column],
        AlterColumn alter => [alter.Column],
        _ => [],
    };

    private static bool IsOfAnotherEngine(string type)
    {
        var end = type.IndexOf('(');
        return (end < 0 ? type : type.Substring(0, end)).Trim().ToLowerInvariant() is "blob" or "tinyblob" or "mediumblob" or "longblob" or "tinytext" or "mediumtext" or "longtext";
    }

    private void Added(PlacedOperation placed, AddColumn add)
    {
        var table = placed.Before.FindTable(add.Schema, add.Table);
        if (table?.FindColumn(add.Column.Name) is { IsCertain: true } && table.IsComplete && _context.Engine != Engine.Sqlite)
        {
            Add(DownFailure.Always, "Down fails: it adds column " + Name(add) + "." + Hole.Show(add.Column.Name) + ", which is there already");
        }

        if (ColumnReplay.Normalize(add.Column) is { Nullable: false, HasDefault: false, Identity: false, ComputedSql: null, RowVersion: false }
            && add.ExistingRows is null
            && _context.Engine != Engine.MySql
            && HasData(placed, add))
        {
            Add(DownFailure.OnData, "Down adds column " + Name(add) + "." + Hole.Show(add.Column.Name) + " as required and without a default, which fails as soon as the table has a row");
        }
    }

    private void Missing(PlacedOperation placed, TableOperation operation, string column)
    {
        if (placed.Before.FindTable(operation.Schema, operation.Table) is { IsCertain: true, IsComplete: true } table && table.FindColumn(column) is null)
        {
            Add(DownFailure.Always, "Down fails: table " + Name(operation) + " has no column " + Hole.Show(column) + " by then");
        }
    }

    private void Dropped(PlacedOperation placed, DropTable drop)
    {
        // SQLite drops a table that is referenced, and deletes its rows first; see ReferencedDrops.
        if (drop.Cascade || _context.Engine is Engine.Sqlite or Engine.Unknown || !_referenced.Contains(drop.Table))
        {
            return;
        }

        foreach (var child in placed.Before.Tables)
        {
            if (child.IsCertain
                && !SchemaNames.SameTable(child.Schema, child.Name, drop.Schema, drop.Table, _context.Engine)
                && child.ForeignKeys.FirstOrDefault(key => key.ForeignKey.PrincipalTable is { } principal
                    && SchemaNames.SameTable(key.ForeignKey.PrincipalSchema, principal, drop.Schema, drop.Table, _context.Engine)) is { } key)
            {
                Add(DownFailure.Always, "Down fails: it drops table " + Name(drop) + " while foreign key " + Hole.Show(key.ForeignKey.Name ?? "of " + child.Name) + " of " + Hole.Show(child.Name) + " references it");
                return;
            }
        }
    }

    private void Referenced(ReferencedDrop referenced)
    {
        if (referenced.ForeignKey.ForeignKey.OnDelete is not ("NoAction" or "Restrict"))
        {
            return;
        }

        var hasData = DataImpacts.HasData(referenced.BeforeDrop, referenced.Drop.Schema, referenced.Drop.Table, _position);
        Add(
            hasData ? DownFailure.OnData : DownFailure.OnNewRows,
            "Down drops table " + Name(referenced.Drop) + " before it takes the foreign key off " + Hole.Show(referenced.Child.Name)
                + ", and fails as soon as a row there references one" + (hasData ? "" : " that the new release wrote"));
    }

    private void Altered(PlacedOperation placed, int position, AlterColumn alter)
    {
        var change = ColumnChange.Of(placed, _context.Framework);
        var name = "column " + Name(alter) + "." + Hole.Show(alter.Column.Name);
        if (_context.Engine == Engine.PostgreSql && change is { Fate: ValueFate.Refused, Narrows: false } && alter.Using is null)
        {
            Add(DownFailure.Always, "Down fails at " + name + ", " + change.Why);
            return;
        }

        if (!HasData(placed, alter))
        {
            return;
        }

        var original = _before.FindTable(alter.Schema, alter.Table)?.FindColumn(alter.Column.Name)?.Column;
        if (change.BecomesRequired == true && !change.FillsNulls && !_prepared.HaveNoNull(position, alter))
        {
            var required = original?.Nullable == false;
            Add(
                required ? DownFailure.OnNewRows : DownFailure.OnData,
                "Down makes " + name + " required again, and fails on NULLs" + (required ? " that the new release wrote" : ""));
        }

        if (change.BecomesRequired != false && change.FillsNulls && ReferenceOver(alter) is { } reference)
        {
            var required = original?.Nullable == false;
            Add(
                required ? DownFailure.OnNewRows : DownFailure.OnData,
                "Down makes " + name + " required again and fills NULLs" + (required ? " that the new release wrote" : "") + " with a default, which " + reference + " refuses unless that row exists");
        }

        // PostgreSQL refuses a number that does not fit after rounding, and whatever USING cannot convert; MySQL what does not fit, unless strict mode is turned off.
        var cannotFail = (change.IsCast && (change.Fate == ValueFate.Kept || StoreType.Of(change.New, _context.Engine) is { Family: TypeFamily.Text })) || IsCut(position, alter, change);
        var mayRefuse = change.Fate == ValueFate.Refused
            || change.RefusedInStrictMode
            || (_context.Engine == Engine.PostgreSql && (alter.Using is not null || change.Fate == ValueFate.Cut));
        if (!cannotFail && mayRefuse)
        {
            var fitted = original is not null
                && ColumnChange.Judge(original, change.New, _context.Engine).Fate == ValueFate.Kept
                && (change.Old is null || alter.Using is not null || ColumnChange.Judge(original, change.Old, _context.Engine).Fate == ValueFate.Kept);
            Add(
                fitted ? DownFailure.OnNewRows : DownFailure.OnData,
                "Down changes " + name + " back, and fails on values that do not fit" + (fitted ? ", which the new release may have written" : "") + (change.Why.Length > 0 ? ": " + change.Why : ""));
        }
    }

    /// <summary>Whether the texts of a column are cut to its new length, by USING or before.</summary>
    private bool IsCut(int position, AlterColumn alter, ColumnChange change) =>
        StoreType.Of(change.New, _context.Engine) is { Family: TypeFamily.Text, Length: { } length }
        && (alter.UsingCut <= length
            || (alter.Using is null
                && change.Old is { } old
                && StoreType.Of(old, _context.Engine) is { Family: TypeFamily.Text }
                && _prepared.AreAtMost(length, position, alter)));

    // A check over a column that comes back with the default it had holds one value in all rows, which it let in before.
    private bool OverRefilled(PlacedOperation placed, AddCheckConstraint add) =>
        _before.FindTable(add.Schema, add.Table) is { } table
        && table.Checks.Any(check => SchemaNames.Same(check.Check.Name, add.Check.Name) && check.Check.Sql == add.Check.Sql)
        && table.Columns.Where(column => add.Check.Sql.IndexOf(column.Column.Name, StringComparison.OrdinalIgnoreCase) >= 0).ToList() is { Count: > 0 } named
        && named.All(column => IsRefilled(placed, add, column.Column.Name)
            && column.Column.Default is { } value
            && placed.Before.FindTable(add.Schema, add.Table)?.FindColumn(column.Column.Name)?.Column.Default == value);

    /// <summary>Whether every value that is written fits its column whatever the rows hold: a value that stands there, a copy of a column as wide, or a text that is cut to the length.</summary>
    private bool Fits(PlacedOperation placed, UpdateData update)
    {
        var table = placed.Before.FindTable(update.Schema, update.Table);
        return update.Columns.All(column => table?.FindColumn(column)?.Column is { } target
            && (update.Copies.Any(copy => SchemaNames.Same(copy.Column, column)
                    && table.FindColumn(copy.Source)?.Column is { } source
                    && ColumnChange.Judge(source, target, _context.Engine) is { Fate: ValueFate.Kept, BecomesRequired: not true })
                || update.Constants.Any(constant => SchemaNames.Same(constant.Column, column) && Holds(target, constant.Value) && IsFree(table, column, constant.Value.Kind))
                || update.Cuts.Any(cut => SchemaNames.Same(cut.Column, column) && Holds(target, cut.Length) && IsFree(table, column, LiteralKind.String) && (target.Nullable != false || ReadsNoNull(table, update)))));
    }

    private bool Holds(Column target, Literal value) => value.Kind switch
    {
        LiteralKind.Null => target.Nullable != false,
        LiteralKind.Boolean => _context.Engine == Engine.Sqlite || StoreType.Of(target, _context.Engine) is { Family: TypeFamily.Boolean },
        LiteralKind.Number => int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && StoreType.Of(target, _context.Engine) is { } type
            && (type.Family == TypeFamily.Float || (type.Family == TypeFamily.Integer && (type.Bits >= 32 || (number is >= 0 and <= 127)))),
        LiteralKind.String => Holds(target, value.Text.Length),
        _ => false,
    };

    /// <summary>Whether no key, index or condition of the table restricts what may stand in a column; NULL references nothing.</summary>
    private static bool IsFree(TableState table, string column, LiteralKind value) =>
        !(table.PrimaryKey is { } key && ColumnReplay.Contains(key.Columns, column))
        && !table.UniqueConstraints.Any(unique => ColumnReplay.Contains(unique.Columns, column))
        && (value == LiteralKind.Null || !table.ForeignKeys.Any(reference => ColumnReplay.Contains(reference.ForeignKey.Columns, column)))
        && !table.Indexes.Any(index => index.Definition.Unique && (ColumnReplay.Contains(index.Definition.Columns, column) || index.Definition.Filter is not null))
        && !table.Checks.Any(check => check.Check.Sql.IndexOf(column, StringComparison.OrdinalIgnoreCase) >= 0);

    private bool Holds(Column target, int length) =>
        StoreType.Of(target, _context.Engine) is { Family: TypeFamily.Text } type && (!type.HasLengthLimit || type.Length >= length);

    /// <summary>A function of text is NULL only where it is given NULL.</summary>
    internal static bool ReadsNoNull(TableState table, UpdateData update) =>
        update.ReadsTables.Count == 0 && update.Reads.All(column => table.FindColumn(column)?.Column.Nullable == false);

    private void Unique(PlacedOperation placed, TableOperation operation, string what, IReadOnlyList<string> columns, bool wasUnique)
    {
        if (!HasData(placed, operation) || StillUnique(placed, operation, columns))
        {
            return;
        }

        var refilled = columns.All(column => IsRefilled(placed, operation, column));
        Add(
            refilled || !wasUnique ? DownFailure.OnData : DownFailure.OnNewRows,
            refilled
                ? "Down creates " + what + " over a column that it has just added again with one value for all rows, and fails on more than one row"
                : "Down creates " + what + ", and fails on duplicates" + (wasUnique ? " that the new release wrote" : ""));
    }

    private void Key(PlacedOperation placed, AddPrimaryKey add)
    {
        if (HasData(placed, add) && !StillUnique(placed, add, add.Key.Columns))
        {
            var was = _before.FindTable(add.Schema, add.Table)?.PrimaryKey is { } key && IsWithin(key.Columns, add.Key.Columns);
            var refilled = add.Key.Columns.All(column => IsRefilled(placed, add, column));
            Add(
                was && !refilled ? DownFailure.OnNewRows : DownFailure.OnData,
                "Down adds primary key " + Hole.Show(add.Key.Name ?? "of " + add.FullTable) + ", and fails on duplicates" + (was && !refilled ? " that the new release wrote" : ""));
        }
    }

    private void Reference(IReadOnlyList<PlacedOperation> down, int i, AddForeignKey add)
    {
        var placed = down[i];
        if (!HasData(placed, add))
        {
            return;
        }

        var name = "foreign key " + Hole.Show(add.ForeignKey.Name ?? "on " + add.FullTable);
        foreach (var earlier in down)
        {
            if (earlier.Operation is AddColumn { Column: { Nullable: false, HasDefault: true, ComputedSql: null } column } again
                && SchemaNames.SameTable(again.Schema, again.Table, add.Schema, add.Table, _context.Engine)
                && ColumnReplay.Contains(add.ForeignKey.Columns, column.Name)
                && !down.Any(fill => fill.Operation is UpdateData update
                    && SchemaNames.SameTable(update.Schema, update.Table, add.Schema, add.Table, _context.Engine)
                    && ColumnReplay.Contains(update.Columns, column.Name)))
            {
                Add(DownFailure.OnData, "Down adds required column " + Name(add) + "." + Hole.Show(column.Name) + " again with "
                    + (column.Default is { } value ? value.Text.Length == 0 ? "an empty value" : value.Text : "a default") + " in every row, which " + name + " refuses unless that row exists");
                return;
            }
        }

        if (add.ForeignKey.Columns.Any(column => down.Take(i).Any(earlier => earlier.Operation is AddColumn { Column: { Nullable: true, HasDefault: false } added } again
            && SchemaNames.SameTable(again.Schema, again.Table, add.Schema, add.Table, _context.Engine)
            && SchemaNames.Same(added.Name, column))))
        {
            // NULL references nothing.
            return;
        }

        var table = _before.FindTable(add.Schema, add.Table);
        var was = table?.ForeignKeys.Any(key => SchemaNames.Same(key.ForeignKey.Name, add.ForeignKey.Name)
            || (SchemaNames.Same(key.ForeignKey.PrincipalTable, add.ForeignKey.PrincipalTable) && key.ForeignKey.Columns.SequenceEqual(add.ForeignKey.Columns, StringComparer.OrdinalIgnoreCase))) == true;
        var standing = placed.Before.FindTable(add.Schema, add.Table)?.ForeignKeys.Any(key =>
            SchemaNames.Same(key.ForeignKey.PrincipalTable, add.ForeignKey.PrincipalTable) && key.ForeignKey.Columns.SequenceEqual(add.ForeignKey.Columns, StringComparer.OrdinalIgnoreCase)) == true;
        var replaced = IsReplaced(placed, i, add);
        if (!standing && !replaced && add.ForeignKey.Columns.Any(column => FilledByUp(add, column)))
        {
            Add(DownFailure.OnData, "Down adds " + name + ", and fails on the values that Up wrote into its column");
        }
        else if (!standing && !replaced)
        {
            Add(
                was ? DownFailure.OnNewRows : DownFailure.OnData,
                "Down adds " + name + ", and fails on rows without a counterpart" + (was ? " that the new release wrote" : ""));
        }
    }

    /// <summary>Whether Down has just dropped the same reference, perhaps under other names: then it held for every row.</summary>
    private bool IsReplaced(PlacedOperation placed, int position, AddForeignKey add)
    {
        var table = IdentityOf(placed.Before, add.Schema, add.Table);
        var principal = IdentityOf(placed.Before, add.ForeignKey.PrincipalSchema, add.ForeignKey.PrincipalTable);
        for (var i = 0; i < position && table is { } child && principal is { } parent; i++)
        {
            if (_down[i].Operation is DropForeignKey { Name: { } name } drop
                && IdentityOf(_down[i].Before, drop.Schema, drop.Table) == child
                && _down[i].Before.FindTable(child)?.ForeignKeyMap.Find(name)?.ForeignKey is { } key
                && IdentityOf(_down[i].Before, key.PrincipalSchema, key.PrincipalTable) == parent
                && Same(add.ForeignKey.Columns, position, key.Columns, i, child)
                && (add.ForeignKey.PrincipalColumns.Count == 0 || key.PrincipalColumns.Count == 0 || Same(add.ForeignKey.PrincipalColumns, position, key.PrincipalColumns, i, parent)))
            {
                return true;
            }
        }

        return false;
    }

    // Columns at two places of Down, by the names that they had when it began.
    private bool Same(IReadOnlyList<string> columns, int position, IReadOnlyList<string> earlier, int earlierPosition, int table) =>
        columns.Select(column => NameAtStart(table, column, position)).SequenceEqual(earlier.Select(column => NameAtStart(table, column, earlierPosition)), StringComparer.OrdinalIgnoreCase);

    // The foreign key that a column has when Down is over.
    private string? ReferenceOver(AlterColumn alter)
    {
        foreach (var key in _after.FindTable(alter.Schema, alter.Table)?.ForeignKeys ?? [])
        {
            if (ColumnReplay.Contains(key.ForeignKey.Columns, alter.Column.Name))
            {
                return "foreign key " + Hole.Show(key.ForeignKey.Name ?? "on " + alter.FullTable);
            }
        }

        return null;
    }

    // Up overwrote NULLs with a value that references nothing.
    private bool FilledByUp(TableOperation operation, string column)
    {
        foreach (var placed in _up)
        {
            if (placed.Operation is AlterColumn alter
                && SchemaNames.Same(alter.Column.Name, column)
                && placed.Before.FindTable(alter.Schema, alter.Table) is { } table
                && _before.FindTable(operation.Schema, operation.Table)?.Identity == table.Identity
                && ColumnChange.Of(placed, _context.Framework) is { BecomesRequired: true, FillsNulls: true })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether values are unique already where the index or key is added: something else guarantees it.</summary>
    private bool StillUnique(PlacedOperation placed, TableOperation operation, IReadOnlyList<string> columns)
    {
        if (placed.Before.FindTable(operation.Schema, operation.Table) is not { } table)
        {
            return false;
        }

        // A key or index that only changes its name is dropped first: what held when Down began still holds, as long as Down writes no such values.
        if (_start.FindTable(table.Identity) is { } began)
        {
            var at = PositionOf(placed);
            var names = columns.Where(column => !IsRefilled(placed, operation, column)).Select(column => NameAtStart(table.Identity, column, at)).ToList();
            if (IsUnique(began, names) && !_down.Take(at).Any(earlier => Writes(earlier, table.Identity, columns, names)))
            {
                return true;
            }
        }

        return IsUnique(table, columns) || columns.Any(column => table.FindColumn(column)?.Column.Identity == true);
    }

    /// <summary>Whether something guarantees that no two rows have the same values in these columns.</summary>
    internal static bool IsUnique(TableState table, IReadOnlyList<string> columns) =>
        (table.PrimaryKey is { } key && IsWithin(key.Columns, columns))
        || table.UniqueConstraints.Any(unique => IsWithin(unique.Columns, columns))
        || table.Indexes.Any(index => index.Definition is { Unique: true, Filter: null } && IsWithin(index.Definition.Columns, columns));

    private int PositionOf(PlacedOperation placed)
    {
        for (var i = 0; i < _down.Count; i++)
        {
            if (ReferenceEquals(_down[i].Operation, placed.Operation))
            {
                return i;
            }
        }

        return _down.Count;
    }

    private string NameAtStart(int table, string column, int position)
    {
        for (var i = position - 1; i >= 0; i--)
        {
            if (_down[i].Operation is RenameColumn rename && SchemaNames.Same(rename.NewName, column) && IdentityOf(_down[i].Before, rename.Schema, rename.Table) == table)
            {
                column = rename.Name;
            }
        }

        return column;
    }

    private static int? IdentityOf(SchemaState state, string? schema, string? table) => table is null ? null : state.FindTable(schema, table)?.Identity;

    internal static bool Writes(PlacedOperation placed, int table, IReadOnlyList<string> columns, IReadOnlyList<string> names) => placed.Operation switch
    {
        Unknown => true,
        Sql sql => !SqlKnowledge.IsUnderstood(sql),
        InsertData insert => IdentityOf(placed.Before, insert.Schema, insert.Table) == table,
        UpdateData update => IdentityOf(placed.Before, update.Schema, update.Table) == table && update.Columns.Any(column => Hole.IsIn(column) || ColumnReplay.Contains(columns, column) || ColumnReplay.Contains(names, column)),
        AlterColumn alter => IdentityOf(placed.Before, alter.Schema, alter.Table) == table && (ColumnReplay.Contains(columns, alter.Column.Name) || ColumnReplay.Contains(names, alter.Column.Name)),
        _ => false,
    };

    private bool WasUnique(TableOperation operation, IReadOnlyList<string> columns)
    {
        if (_before.FindTable(operation.Schema, operation.Table) is not { } table)
        {
            return false;
        }

        return (table.PrimaryKey is { } key && IsWithin(key.Columns, columns))
            || table.UniqueConstraints.Any(unique => IsWithin(unique.Columns, columns))
            || table.Indexes.Any(index => index.Definition.Unique && IsWithin(index.Definition.Columns, columns));
    }

    // A column that Up dropped and Down adds again holds one value in all rows; NULLs are no duplicates but on SQL Server.
    private bool IsRefilled(PlacedOperation placed, TableOperation operation, string column) =>
        _before.FindTable(operation.Schema, operation.Table)?.FindColumn(column) is { } original
        && placed.Before.FindTable(operation.Schema, operation.Table)?.FindColumn(column) is { } now
        && now.CreatedAt == _position
        && original.CreatedAt != _position
        && (now.Column.Nullable == false || _context.Engine == Engine.SqlServer);

    private bool HasData(PlacedOperation placed, TableOperation operation) => DataImpacts.HasData(placed.Before, operation.Schema, operation.Table, _position);

    private void Add(DownFailure when, string why)
    {
        if (!_found.Exists(other => other.When == when && other.Why == why))
        {
            _found.Add(new DownFailureReason(when, why) { At = _at });
        }
    }

    private static bool IsWithin(IReadOnlyList<string> inner, IReadOnlyList<string> outer) => inner.Count > 0 && inner.All(column => ColumnReplay.Contains(outer, column));

    private static string Name(TableOperation operation) => Hole.Show(operation.FullTable);

    private static string? LosesEnumLabel(AlterDatabase alter)
    {
        const string prefix = "Npgsql:Enum:";
        foreach (var old in alter.OldAnnotations)
        {
            if (old.Name.StartsWith(prefix, StringComparison.Ordinal) && old.Value is { } before && alter.Annotations.Find(old.Name)?.Value is { } after)
            {
                var labels = after.Text.Split(',');
                if (before.Text.Split(',').Any(label => !labels.Contains(label)))
                {
                    return old.Name.Substring(prefix.Length);
                }
            }
        }

        return null;
    }
}
