using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;
using MigrationGuard.Schema;

namespace MigrationGuard.Gates;

/// <summary>A part of the proof of a contract step that is missing.</summary>
/// <param name="Subject">The object it is about.</param>
/// <param name="Effect">What is missing, short enough for a table cell.</param>
/// <param name="Mitigation">What to do, short enough for a table cell.</param>
/// <param name="Why">What is missing and what to do, in whole sentences.</param>
/// <param name="TableKey">The table whose rows are at stake; null when it is about the whole step.</param>
internal sealed record ContractGap(string Subject, string Effect, string Mitigation, string Why, string? TableKey = null);

/// <summary>
/// Proves across migrations that what a contract step removes lives on: its expand step created something in its place, and a migration since then filled that from
/// what is removed.
/// </summary>
internal sealed class ContractProof
{
    private readonly ContextDeployment _context;
    private readonly MigrationStep _contract;
    private readonly MigrationStep _expand;
    private readonly SchemaState _endOfSet;
    private readonly HashSet<int> _newTables = [];
    private readonly List<(int Table, string Column)> _newColumns = [];
    private readonly List<Flow> _flows = [];
    private readonly List<ContractGap> _gaps = [];

    private ContractProof(ContextDeployment context, MigrationStep contract, MigrationStep expand)
    {
        _context = context;
        _contract = contract;
        _expand = expand;
        _endOfSet = context.Steps.LastOrDefault(step => step.Migration.Kind == MigrationKind.Versioned)?.After ?? contract.After;
    }

    /// <summary>What is missing, in the order of the operations; empty when everything that is removed is replaced and filled.</summary>
    public static IReadOnlyList<ContractGap> GapsOf(ContextDeployment context, MigrationStep contract, MigrationStep expand)
    {
        var proof = new ContractProof(context, contract, expand);
        proof.FindReplacements();
        foreach (var step in context.Steps)
        {
            if (step.Index >= expand.Index && step.Index < contract.Index && step.Migration.Kind == MigrationKind.Versioned && step.Migration.Up.Operations.WithEffects().Any(MovesValues))
            {
                foreach (var placed in step.Runs.Placed)
                {
                    proof.Follow(placed);
                }
            }
        }

        foreach (var placed in contract.Runs.Placed)
        {
            proof.CheckModel(placed.Operation);
            proof.Judge(placed);
            proof.Follow(placed);
        }

        return proof._gaps;
    }

    private static bool MovesValues(Operation operation) => operation is UpdateData or RenameColumn or InsertData { CopiedFrom: not null } or CreateTable { CopiedFrom: not null };

    /// <summary>What the expand step added, as far as the contract step leaves it in place.</summary>
    private void FindReplacements()
    {
        foreach (var placed in _expand.Runs.Placed)
        {
            if (placed.Operation is AddColumn add && (placed.Before.FindTable(add.Schema, add.Table) ?? _expand.After.FindTable(add.Schema, add.Table)) is { } table
                && _contract.After.FindTable(table.Identity)?.FindColumn(add.Column.Name) is not null)
            {
                _newColumns.Add((table.Identity, add.Column.Name));
            }
        }

        foreach (var table in _contract.After.Tables)
        {
            if (table.CreatedAt == _expand.Index)
            {
                _newTables.Add(table.Identity);
            }

            // Under a new name as well.
            foreach (var column in table.Columns)
            {
                if (column.CreatedAt == _expand.Index)
                {
                    _newColumns.Add((table.Identity, column.Column.Name));
                }
            }
        }
    }

    /// <summary>The model that the migration leaves behind is the one the code of this release uses.</summary>
    private void CheckModel(Operation operation)
    {
        var column = (operation as DropColumn)?.Name;
        if (operation is not (DropColumn or DropTable) || operation is not TableOperation removed)
        {
            return;
        }

        if (MappedTables.Maps(_contract.Migration, removed.Schema, removed.Table, column, _context.Engine) == true)
        {
            var subject = Display.Name(removed.Table) + (column is null ? "" : "." + Display.Name(column));
            Add(new ContractGap(
                subject,
                "the code still maps it",
                "remove it from the model first",
                "The model of " + _contract.Migration.Id + " still maps " + subject + ", so the code of this release reads and writes what the migration removes. Remove it from the model first.",
                null));
        }
    }

    private void Follow(PlacedOperation placed)
    {
        switch (placed.Operation)
        {
            case UpdateData { Filter.Kind: not (RowFilterKind.Nothing or RowFilterKind.Key), KeyValues.Count: 0 } update:
                var target = Place.Of(placed.Before, update.Schema, update.Table);
                _flows.Add(new Flow(target, update.Reads, target, update.Columns, update.Copies));
                foreach (var read in update.ReadsTables)
                {
                    _flows.Add(new Flow(Place.Named(placed.Before, read), null, target, update.Columns, []));
                }

                break;
            case InsertData { CopiedFrom: { } source } insert:
                _flows.Add(new Flow(
                    Place.Of(placed.Before, source.Schema, source.Table), source.Columns, Place.Of(placed.Before, insert.Schema, insert.Table), insert.Columns.Count == 0 ? null : insert.Columns, []));
                break;
            case CreateTable { CopiedFrom: { } source } create:
                var created = Place.Of(_contract.Before, create.Schema, create.Table);
                _flows.Add(new Flow(Place.Of(placed.Before, source.Schema, source.Table), source.Columns, created, null, []));
                break;
            case RenameColumn rename when placed.Before.FindTable(rename.Schema, rename.Table) is { } table:
                for (var i = 0; i < _flows.Count; i++)
                {
                    _flows[i] = _flows[i].After(rename, table.Identity);
                }

                break;
        }
    }

    private void Judge(PlacedOperation placed)
    {
        foreach (var impact in DataImpacts.Of(placed, _context.Framework, _contract.SetStart))
        {
            if (impact.Impact < DataImpact.Rewrites || impact.Table is not { } name || Hole.IsIn(name) || (impact.CopiedTo is { } copy && _endOfSet.FindTable(copy) is not null))
            {
                continue;
            }

            var table = Place.Of(placed.Before, impact.Schema, name);
            var own = placed.Operation is TableOperation operation && SchemaNames.SameTable(operation.Schema, operation.Table, impact.Schema, name, _context.Engine);
            foreach (var column in own ? ColumnsOf(placed) : [null])
            {
                Judge(placed, table, column);
            }
        }
    }

    /// <summary>The columns whose values an operation removes; one null for whole rows.</summary>
    private IReadOnlyList<string?> ColumnsOf(PlacedOperation placed) => placed.Operation switch
    {
        DropColumn drop => [drop.Name],
        AlterColumn alter => [alter.Column.Name],
        UpdateData update => [.. update.Columns.Where(column => DataImpacts.HasData(placed.Before, update.Schema, update.Table, column, _contract.SetStart) && !FillsReplacement(placed, update, column))],
        _ => [null],
    };

    // Rows that were written since the last backfill, by a release that knows only the old form.
    private bool FillsReplacement(PlacedOperation placed, UpdateData update, string column) =>
        update.Filter.Kind == RowFilterKind.OnlyNull && Contains(update.Filter.Columns, column)
        && placed.Before.FindTable(update.Schema, update.Table) is { } table && _newColumns.Any(added => added.Table == table.Identity && SchemaNames.Same(added.Column, column));

    private void Judge(PlacedOperation placed, Place table, string? column)
    {
        var subject = Display.Name(table.Name) + (column is null ? "" : "." + Display.Name(column));
        var key = SchemaNames.TableKey(table.Schema, table.Name, _context.Engine);
        var backup = "declare a backup gate for " + Display.Name(table.Name) + ".";
        if (!_newTables.Any(identity => identity != table.Identity) && !_newColumns.Any(added => !IsSame(added, table, column)))
        {
            Add(new ContractGap(
                subject,
                "the expand step created no replacement",
                "name the step that added the new form",
                _expand.Migration.Id + " adds nothing that is still there and could replace " + subject + ". Name the migration that added the new form, or " + backup,
                key));
            return;
        }

        var flows = _flows.Where(flow => flow.Source.IsSame(table, _context.Engine) && (column is null || flow.SourceColumns is null || Contains(flow.SourceColumns, column))).ToList();
        var filled = flows.Where(flow => Replaces(flow, table, column)).ToList();
        if (filled.Count == 0)
        {
            Add(new ContractGap(
                subject,
                "nothing fills the replacement",
                "fill it in a migration before this one",
                "No UPDATE and no INSERT … SELECT from " + _expand.Migration.Id + " on fills what it added from " + subject + ", so the values that were there before are lost. "
                    + "Add the backfill to a migration that runs before this one, or " + backup,
                key));
            return;
        }

        if (column is not null && filled.All(flow => Harm(flow, placed.Before, table, column) is not null))
        {
            Add(new ContractGap(
                subject,
                "the replacement cannot hold every value",
                "give the new column a type that can",
                "What replaces " + subject + " cannot hold every value of it: " + Harm(filled[0], placed.Before, table, column) + ". Give the new column a type that can, or " + backup,
                key));
        }
    }

    private void Add(ContractGap gap)
    {
        if (!_gaps.Contains(gap))
        {
            _gaps.Add(gap);
        }
    }

    private bool Replaces(Flow flow, Place table, string? column)
    {
        if (flow.Target.Identity is not { } target)
        {
            return false;
        }

        return (_newTables.Contains(target) && target != table.Identity)
            || _newColumns.Any(added => added.Table == target && !IsSame(added, table, column) && (flow.TargetColumns is null || Contains(flow.TargetColumns, added.Column)));
    }

    /// <summary>What a plain copy into the replacement does to values, as a clause; null when it keeps them, or when they are computed on purpose.</summary>
    private string? Harm(Flow flow, SchemaState before, Place table, string column)
    {
        var copy = flow.Copies.FirstOrDefault(copy => SchemaNames.Same(copy.Source, column));
        return copy is not null && table.Identity is { } identity && before.FindTable(identity) is { } state
            && state.FindColumn(column) is { } old && state.FindColumn(copy.Column) is { } replacement && !DataReplay.Holds(replacement.Column, old.Column, _context.Engine)
            ? TypeChange.Judge(old.Column, replacement.Column, _context.Engine).Why
            : null;
    }

    private static bool IsSame((int Table, string Column) added, Place table, string? column) =>
        added.Table == table.Identity && (column is null || SchemaNames.Same(added.Column, column));

    private static bool Contains(IReadOnlyList<string> names, string name) => ColumnReplay.Contains(names, name);

    /// <summary>A table, followed through renames where its life was seen.</summary>
    private sealed record Place(int? Identity, string? Schema, string Name)
    {
        public static Place Of(SchemaState state, string? schema, string name) =>
            state.FindTable(schema, name) is { } table ? new Place(table.Identity, table.Schema, table.Name) : new Place(null, schema, name);

        /// <summary>A table by its name as a statement writes it, perhaps behind a schema.</summary>
        public static Place Named(SchemaState state, string name)
        {
            var dot = name.LastIndexOf('.');
            return dot > 0 ? Of(state, name.Substring(0, dot), name.Substring(dot + 1)) : Of(state, null, name);
        }

        public bool IsSame(Place other, Engine engine) =>
            Identity is { } left && other.Identity is { } right ? left == right : SchemaNames.SameTable(Schema, Name, other.Schema, other.Name, engine);
    }

    /// <summary>Values that went from one place to another.</summary>
    private sealed record Flow(Place Source, IReadOnlyList<string>? SourceColumns, Place Target, IReadOnlyList<string>? TargetColumns, IReadOnlyList<ColumnCopy> Copies)
    {
        public Flow After(RenameColumn rename, int table) => this with
        {
            SourceColumns = Source.Identity == table ? Renamed(SourceColumns, rename) : SourceColumns,
            TargetColumns = Target.Identity == table ? Renamed(TargetColumns, rename) : TargetColumns,
            Copies = Target.Identity == table ? [.. Copies.Select(copy => new ColumnCopy(Renamed(copy.Column, rename), Renamed(copy.Source, rename)))] : Copies,
        };

        private static IReadOnlyList<string>? Renamed(IReadOnlyList<string>? names, RenameColumn rename) => names is null ? null : [.. names.Select(name => Renamed(name, rename))];

        private static string Renamed(string name, RenameColumn rename) => SchemaNames.Same(name, rename.Name) ? rename.NewName : name;
    }
}
