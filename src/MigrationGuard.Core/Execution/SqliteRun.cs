using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>Operations as EF Core's SQLite provider carries them out: tables that must be rebuilt take the shape of the model.</summary>
internal sealed class SqliteRun
{
    private readonly List<string> _unknown = [];
    private readonly List<string> _refusals = [];
    private readonly List<string> _demands = [];
    private readonly List<LostColumn> _lost = [];
    private readonly List<ReferencedDrop> _drops = [];
    private readonly int _position;

    private SqliteRun(int position) => _position = position;

    public static ProviderRun Of(IReadOnlyList<Operation> operations, SchemaState before, Migration? model, int position) =>
        new SqliteRun(position).Run(operations, before, model);

    private ProviderRun Run(IReadOnlyList<Operation> operations, SchemaState before, Migration? model)
    {
        var rebuilds = SqlitePlan.Of(operations).Rebuilds;
        var shapes = new List<(SqliteRebuild Rebuild, TableState Shape)>();
        var replaced = new HashSet<Operation>(OperationIdentity.Instance);
        foreach (var rebuild in rebuilds)
        {
            if (ShapeOf(rebuild, model, before) is { } shape)
            {
                shapes.Add((rebuild, shape));
                replaced.UnionWith(rebuild.Replaced);
            }
        }

        // What waits for a rebuild has not happened yet when later operations run.
        var state = before;
        var referenced = new ReferencedTables(before, operations);
        foreach (var placed in SchemaReplay.Walk([.. operations.Where(operation => !replaced.Contains(operation))], before, Engine.Sqlite, _position))
        {
            if (placed.Operation is DropTable { Certainty: Certainty.Certain } drop && referenced.Contains(drop.Table))
            {
                FindReferences(drop, placed.Before);
            }

            state = SchemaReplay.Apply(placed.Before, placed.Operation, _position);
        }

        foreach (var operation in replaced)
        {
            if (operation.Certainty != Certainty.Certain)
            {
                state = state.WithOneUndecided();
            }
        }

        foreach (var (rebuild, shape) in shapes)
        {
            state = Rebuild(state, rebuild, shape);
        }

        return new ProviderRun
        {
            After = state,
            Unknown = _unknown,
            Refusals = _refusals,
            Demands = _demands,
            LostColumns = _lost,
            ReferencedDrops = _drops,
        };
    }

    /// <summary>What the model says about a table; null when the operations are all that is known.</summary>
    private TableState? ShapeOf(SqliteRebuild rebuild, Migration? model, SchemaState before)
    {
        if (rebuild.Replaced.Count == 0 && model?.ModelReading != ModelReading.Designer)
        {
            return null;
        }

        var name = Hole.Show(rebuild.Table);
        if (model is not { ModelReading: ModelReading.Designer })
        {
            if (model is null || model.ModelReading == ModelReading.Missing)
            {
                _refusals.Add("table " + name + " would have to be rebuilt, and " + (model is null ? "there is no migration before whose model says how" : "migration " + model.Id + " has no Designer that says how"));
            }
            else
            {
                _unknown.Add("SQLite rebuilds table " + name + " from a model that was not read");
            }

            return null;
        }

        if (model.ModelTables.FirstOrDefault(table => SchemaNames.Same(table.Table, rebuild.Table)) is not { } found)
        {
            _unknown.Add("SQLite rebuilds table " + name + " from a model that was not read");
            return null;
        }

        if (found.Definition.Count == 0)
        {
            if (rebuild.Replaced.Count > 0)
            {
                _refusals.Add("table " + name + " would have to be rebuilt, and the model of migration " + model.Id + " does not know it");
            }

            return null;
        }

        foreach (var operation in found.Definition)
        {
            if (operation is Unknown unknown)
            {
                _unknown.Add("SQLite rebuilds table " + name + " from a model of which a part is not read: " + unknown.Reason);
            }
        }

        var built = SchemaReplay.Run([.. found.Definition.Where(operation => operation is not Unknown)], SchemaState.Empty(before.Engine), before.Engine, _position);
        return built.FindTable(found.Schema, found.Table);
    }

    private SchemaState Rebuild(SchemaState state, SqliteRebuild rebuild, TableState shape)
    {
        state = TableReplay.FindOrAssume(state, rebuild.Schema, rebuild.Table, out var actual);
        var columns = NamedObjects<ColumnState>.None(state.Engine);
        var name = Hole.Show(actual.Name);
        foreach (var item in state.Objects)
        {
            if (item.ObjectType is "trigger" or "view")
            {
                _unknown.Add(item.ObjectType == "trigger"
                    ? "SQLite rebuilds table " + name + ", and trigger " + Hole.Show(item.Name) + " goes with the old one if it belongs to it"
                    : "SQLite rebuilds table " + name + ", which fails if view " + Hole.Show(item.Name) + " reads from it");
            }
        }

        foreach (var wanted in shape.Columns)
        {
            var column = wanted.Column;
            if (rebuild.Added.TryGetValue(column.Name, out var add))
            {
                var definition = add.Column.Nullable == false ? column with { Default = add.Column.Default, DefaultSql = null } : column;
                columns = columns.Add(column.Name, new ColumnState(definition, _position));
                continue;
            }

            var source = rebuild.Renamed.TryGetValue(column.Name, out var rename) ? rename.Name : column.Name;
            var existing = actual.FindColumn(source);
            if (existing is { IsCertain: true, Column.Nullable: true } && column.Nullable == false && !rebuild.Altered.ContainsKey(column.Name))
            {
                _demands.Add("table " + name + " is rebuilt with column " + Hole.Show(column.Name) + " as required, as the model has it, and fails on a NULL");
            }

            // A column that is not there is no error: SQLite takes its quoted name for a text, and writes that into every row.
            columns = columns.Add(column.Name, existing is null ? new ColumnState(column, actual.IsComplete ? _position : null) : existing with { Column = column });
        }

        foreach (var existing in actual.Columns)
        {
            var column = existing.Column.Name;
            if (shape.FindColumn(column) is null && !rebuild.Dropped.Contains(column))
            {
                _lost.Add(new LostColumn(actual.Schema, actual.Name, column));
            }
        }

        return state.WithTable(actual with
        {
            IsComplete = true,
            ColumnMap = columns,
            PrimaryKey = shape.PrimaryKey,
            UniqueMap = shape.UniqueMap,
            CheckMap = Kept(shape.CheckMap, actual.CheckMap, check => ConstraintReplay.KeyOf(check.Check.Name, [check.Check.Sql])),
            ForeignKeyMap = Kept(shape.ForeignKeyMap, actual.ForeignKeyMap, key => ConstraintReplay.KeyOf(key.ForeignKey)),
            IndexMap = Indexes(shape, actual, name),
        });
    }

    private NamedObjects<IndexState> Indexes(TableState shape, TableState actual, string table)
    {
        foreach (var index in shape.Indexes)
        {
            if (index.Definition.Unique && index.Name is { } name && actual.IndexMap.Find(name) is not { Definition.Unique: true })
            {
                _demands.Add("table " + table + " is rebuilt with unique index " + Hole.Show(name) + " of the model, and fails on duplicates");
            }
        }

        return Kept(shape.IndexMap, actual.IndexMap, index => IndexReplay.KeyOf(index.Definition));
    }

    // The shape of the model; what was there under the same name is still as old as it was.
    private static NamedObjects<T> Kept<T>(NamedObjects<T> wanted, NamedObjects<T> actual, Func<T, string> keyOf)
        where T : class
    {
        foreach (var item in wanted.InOrder)
        {
            if (actual.Find(keyOf(item)) is { } existing && existing is IndexState { CreatedAt: var created } && item is IndexState index)
            {
                wanted = wanted.Set(keyOf(item), (T)(object)(index with { CreatedAt = created }));
            }
        }

        return wanted;
    }

    private void FindReferences(DropTable drop, SchemaState before)
    {
        foreach (var child in before.Tables)
        {
            foreach (var key in child.ForeignKeys)
            {
                if (key.ForeignKey.PrincipalTable is { } principal
                    && SchemaNames.Same(principal, drop.Table)
                    && !SchemaNames.Same(child.Name, drop.Table))
                {
                    _drops.Add(new ReferencedDrop(drop, child, key, before));
                    if (key.ForeignKey.OnDelete == "Cascade" && MissingParent(child, drop, before, []) is { } missing)
                    {
                        _refusals.Add("dropping table " + Hole.Show(drop.Table) + " deletes from " + Hole.Show(missing.Child) + ", which still references table "
                            + Hole.Show(missing.Parent) + " that is gone by then");
                    }
                }
            }
        }
    }

    /// <summary>The first table that a cascade would delete from and that references a table which does not exist any more.</summary>
    private static (string Child, string Parent)? MissingParent(TableState child, DropTable drop, SchemaState before, HashSet<int> seen)
    {
        if (!seen.Add(child.Identity))
        {
            return null;
        }

        foreach (var key in child.ForeignKeys)
        {
            if (key.ForeignKey.PrincipalTable is { } parent && before.FindTable(key.ForeignKey.PrincipalSchema, parent) is null && !SchemaNames.Same(parent, drop.Table))
            {
                return (child.Name, parent);
            }
        }

        foreach (var grandchild in before.Tables)
        {
            foreach (var key in grandchild.ForeignKeys)
            {
                if (key.ForeignKey.OnDelete == "Cascade"
                    && SchemaNames.Same(key.ForeignKey.PrincipalTable, child.Name)
                    && MissingParent(grandchild, drop, before, seen) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
