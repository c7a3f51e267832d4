using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What operations on keys and constraints leave behind.</summary>
internal static class ConstraintReplay
{
    /// <summary>A constraint's name, or what tells an unnamed one apart.</summary>
    public static string KeyOf(string? name, IReadOnlyList<string> parts) => name ?? "\n" + string.Join("\n", parts);

    public static string KeyOf(ForeignKeyDefinition foreignKey) =>
        foreignKey.Name ?? "\n" + string.Join("\n", foreignKey.Columns) + "\n>" + foreignKey.PrincipalTable;

    public static SchemaState Apply(SchemaState state, Operation operation, int position, bool sure)
    {
        if (operation is not TableOperation { Schema: var schema, Table: var name } || !sure)
        {
            return state;
        }

        operation = WithColumns(operation, state);
        state = TableReplay.FindOrAssume(state, schema, name, out var table);
        return state.WithTable(Change(table, operation, position));
    }

    /// <summary>A key that takes over an index, with the columns of that index.</summary>
    public static Operation WithColumns(Operation operation, SchemaState before) => operation switch
    {
        AddPrimaryKey { Key: { Index: { } index, Columns.Count: 0 } } add when Columns(add, index, before) is { } columns => add with { Key = add.Key with { Columns = columns } },
        AddUniqueConstraint { Key: { Index: { } index, Columns.Count: 0 } } add when Columns(add, index, before) is { } columns => add with { Key = add.Key with { Columns = columns } },
        _ => operation,
    };

    private static IReadOnlyList<string>? Columns(TableOperation operation, string index, SchemaState before) =>
        before.FindTable(operation.Schema, operation.Table)?.FindIndex(index)?.Definition.Columns;

    // The index belongs to the constraint from then on, and goes with it.
    private static TableState WithoutIndex(TableState table, KeyDefinition key) => key.Index is { } index ? table with { IndexMap = table.IndexMap.Remove(index) } : table;

    private static TableState Change(TableState table, Operation operation, int position) => operation switch
    {
        AddPrimaryKey add => WithoutIndex(table, add.Key) with { PrimaryKey = add.Key },
        DropPrimaryKey => table with { PrimaryKey = null },
        AddUniqueConstraint add => WithoutIndex(table, add.Key) with { UniqueMap = table.UniqueMap.Set(KeyOf(add.Key.Name, add.Key.Columns), add.Key) },
        DropUniqueConstraint drop => table with { UniqueMap = table.UniqueMap.Remove(KeyOf(drop.Name, drop.Columns)) },
        AddCheckConstraint add => table with
        {
            CheckMap = table.CheckMap.Set(KeyOf(add.Check.Name, [add.Check.Sql]), new CheckState(add.Check, !add.NotValidated, position)),
        },
        DropCheckConstraint { Name: { } name } => table with { CheckMap = table.CheckMap.Remove(name) },
        AddForeignKey add => table with
        {
            ForeignKeyMap = table.ForeignKeyMap.Set(KeyOf(add.ForeignKey), new ForeignKeyState(add.ForeignKey, !add.NotValidated, position)),
        },
        DropForeignKey drop => table with { ForeignKeyMap = table.ForeignKeyMap.Remove(drop.Name ?? FindForeignKey(table, drop.ForeignKey)) },
        DropConstraint drop => DropAny(table, drop.Name),
        ValidateConstraint validate => Validate(table, validate.Name),
        _ => table,
    };

    private static string FindForeignKey(TableState table, ForeignKeyDefinition? said)
    {
        if (said is null)
        {
            return "";
        }

        foreach (var candidate in table.ForeignKeyMap.Unordered)
        {
            if (SchemaNames.Same(candidate.ForeignKey.PrincipalTable, said.PrincipalTable)
                && candidate.ForeignKey.Columns.Count == said.Columns.Count
                && said.Columns.All(column => ColumnReplay.Contains(candidate.ForeignKey.Columns, column)))
            {
                return KeyOf(candidate.ForeignKey);
            }
        }

        return KeyOf(said);
    }

    private static TableState DropAny(TableState table, string name) => table with
    {
        PrimaryKey = table.PrimaryKey is { Name: { } primary } && SchemaNames.Same(primary, name) ? null : table.PrimaryKey,
        UniqueMap = table.UniqueMap.Remove(name),
        CheckMap = table.CheckMap.Remove(name),
        ForeignKeyMap = table.ForeignKeyMap.Remove(name),
    };

    private static TableState Validate(TableState table, string name)
    {
        if (table.CheckMap.Find(name) is { } check)
        {
            table = table with { CheckMap = table.CheckMap.Set(name, check with { Validated = true }) };
        }

        return table.ForeignKeyMap.Find(name) is { } foreignKey
            ? table with { ForeignKeyMap = table.ForeignKeyMap.Set(name, foreignKey with { Validated = true }) }
            : table;
    }
}
