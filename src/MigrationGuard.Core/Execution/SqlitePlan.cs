using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>A table that EF Core's SQLite provider builds anew from the model at the end of a migration.</summary>
/// <param name="schema">Schema; null means default.</param>
/// <param name="table">Its name at the end of the migration.</param>
internal sealed class SqliteRebuild(string? schema, string table)
{
    /// <summary>Schema; null means default.</summary>
    public string? Schema { get; } = schema;

    /// <summary>Its name at the end of the migration.</summary>
    public string Table { get; } = table;

    /// <summary>The operations that the rebuild stands for: they run only by way of it.</summary>
    public List<Operation> Replaced { get; private init; } = [];

    /// <summary>Columns that the operations drop.</summary>
    public HashSet<string> Dropped { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns that are dropped and added again under the same name.</summary>
    public Dictionary<string, AddColumn> Added { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns that take the name of a dropped one, by their new name.</summary>
    public Dictionary<string, RenameColumn> Renamed { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns whose definition changes.</summary>
    public Dictionary<string, AlterColumn> Altered { get; private init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same rebuild of a table that was renamed meanwhile.</summary>
    public SqliteRebuild Under(string? newSchema, string newName) =>
        new(newSchema, newName) { Replaced = Replaced, Dropped = Dropped, Added = Added, Renamed = Renamed, Altered = Altered };
}

/// <summary>
/// How EF Core's SQLite provider carries out the operations of one direction: most at once and in order, but whatever SQLite cannot do to a table waits for a rebuild
/// of that table at the end.
/// </summary>
internal sealed class SqlitePlan
{
    private readonly Dictionary<string, SqliteRebuild> _rebuilds = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _order = [];

    private SqlitePlan()
    {
    }

    /// <summary>The rebuilds, in the order in which they become necessary.</summary>
    public IReadOnlyList<SqliteRebuild> Rebuilds => _order.ConvertAll(table => _rebuilds[table]);

    /// <summary>Plans the builder calls among the operations; what SQL texts do is not the provider's doing.</summary>
    /// <param name="operations">The operations of one method, in order.</param>
    public static SqlitePlan Of(IReadOnlyList<Operation> operations)
    {
        var plan = new SqlitePlan();
        var created = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var operation in operations)
        {
            if ((operation.Providers & Providers.Sqlite) == 0)
            {
                continue;
            }

            switch (operation)
            {
                case CreateTable create:
                    created.Add(create.Table);
                    break;
                case AddForeignKey add when created.Contains(add.Table):
                    break;
                case AddPrimaryKey or AddUniqueConstraint or AddCheckConstraint or AlterTable or DropCheckConstraint or DropForeignKey or DropPrimaryKey or DropUniqueConstraint
                    or AddForeignKey:
                    plan.For((TableOperation)operation).Replaced.Add(operation);
                    break;
                case DropColumn drop:
                    var dropping = plan.For(drop);
                    dropping.Replaced.Add(drop);
                    dropping.Dropped.Add(drop.Name);
                    break;
                case AlterColumn alter:
                    var altering = plan.For(alter);
                    altering.Replaced.Add(alter);
                    altering.Altered[alter.Column.Name] = alter;
                    break;
                case AddColumn add:
                    plan.Add(add);
                    break;
                case RenameColumn rename when plan._rebuilds.TryGetValue(rename.Table, out var rebuild) && rebuild.Dropped.Contains(rename.NewName):
                    rebuild.Replaced.Add(rename);
                    rebuild.Dropped.Add(rename.Name);
                    rebuild.Renamed[rename.NewName] = rename;
                    break;
                case CreateIndex index when plan._rebuilds.TryGetValue(index.Table, out var rebuild)
                    && index.Columns.Any(column => rebuild.Added.ContainsKey(column) || rebuild.Renamed.ContainsKey(column)):
                    rebuild.Replaced.Add(index);
                    break;
                case RenameTable { NewName: { } name } rename when plan._rebuilds.TryGetValue(rename.Table, out var rebuild):
                    plan._rebuilds.Remove(rename.Table);
                    plan._rebuilds[name] = rebuild.Under(rename.NewSchema ?? rename.Schema, name);
                    plan._order[plan._order.FindIndex(table => SchemaNames.Same(table, rename.Table))] = name;
                    break;
            }
        }

        return plan;
    }

    private void Add(AddColumn add)
    {
        if (_rebuilds.TryGetValue(add.Table, out var rebuild) && rebuild.Dropped.Contains(add.Column.Name))
        {
            rebuild.Replaced.Add(add);
            rebuild.Added[add.Column.Name] = add;
        }
        else if (add.Column.Comment is not null)
        {
            For(add);
        }
    }

    private SqliteRebuild For(TableOperation operation)
    {
        if (!_rebuilds.TryGetValue(operation.Table, out var rebuild))
        {
            _rebuilds.Add(operation.Table, rebuild = new SqliteRebuild(operation.Schema, operation.Table));
            _order.Add(operation.Table);
        }

        return rebuild;
    }
}
