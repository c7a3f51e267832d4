using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What operations on indexes leave behind.</summary>
internal static class IndexReplay
{
    public static string KeyOf(CreateIndex index) => ConstraintReplay.KeyOf(index.Name, index.Columns);

    public static SchemaState Apply(SchemaState state, Operation operation, int position, bool sure) => operation switch
    {
        CreateIndex create => Create(state, create, position, sure),
        DropIndex drop => Drop(state, drop, sure),
        RenameIndex rename => Rename(state, rename, sure),
        _ => state,
    };

    private static SchemaState Create(SchemaState state, CreateIndex create, int position, bool sure)
    {
        state = TableReplay.FindOrAssume(state, create.Schema, create.Table, out var table);
        var key = KeyOf(create);
        if (!sure || (create.IfNotExists && table.IndexMap.Find(key) is not null))
        {
            return state;
        }

        var index = new IndexState(create.Name, create, create.IfNotExists ? null : position);
        return state.WithTable(table with { IndexMap = table.IndexMap.Set(key, index) });
    }

    private static SchemaState Drop(SchemaState state, DropIndex drop, bool sure)
    {
        if (!sure || Hole.IsIn(drop.Name) || Hole.IsIn(drop.Table))
        {
            return sure ? state.WithOneNotUnderstood() : state;
        }

        var key = ConstraintReplay.KeyOf(drop.Name, drop.Columns);
        return Owner(state, drop.Schema, drop.Table, key) is { } table ? state.WithTable(table with { IndexMap = table.IndexMap.Remove(key) }) : state;
    }

    private static SchemaState Rename(SchemaState state, RenameIndex rename, bool sure)
    {
        if (!sure)
        {
            return state;
        }

        if (Owner(state, rename.Schema, rename.Table, rename.Name) is not { } table || table.IndexMap.Find(rename.Name) is not { } index)
        {
            return RenameKey(state, rename);
        }

        var renamed = index with { Name = rename.NewName, Definition = index.Definition with { Name = rename.NewName } };
        return state.WithTable(table with { IndexMap = table.IndexMap.Rename(rename.Name, rename.NewName, renamed) });
    }

    // The index of a key carries the name of its constraint, and both are renamed together.
    private static SchemaState RenameKey(SchemaState state, RenameIndex rename)
    {
        if (rename.Table is null || state.FindTable(rename.Schema, rename.Table) is not { } table)
        {
            return state;
        }

        if (table.PrimaryKey is { } key && SchemaNames.Same(key.Name, rename.Name))
        {
            return state.WithTable(table with { PrimaryKey = key with { Name = rename.NewName } });
        }

        return table.UniqueMap.Find(rename.Name) is { } unique
            ? state.WithTable(table with { UniqueMap = table.UniqueMap.Rename(rename.Name, rename.NewName, unique with { Name = rename.NewName }) })
            : state;
    }

    private static TableState? Owner(SchemaState state, string? schema, string? tableName, string key)
    {
        if (tableName is not null)
        {
            return state.FindTable(schema, tableName) is { } named && named.IndexMap.Find(key) is not null ? named : null;
        }

        foreach (var table in state.TableMap.Unordered)
        {
            if (table.IndexMap.Count > 0 && table.IndexMap.Find(key) is not null && SchemaNames.SameSchema(table.Schema, schema, state.Engine))
            {
                return table;
            }
        }

        return null;
    }
}
