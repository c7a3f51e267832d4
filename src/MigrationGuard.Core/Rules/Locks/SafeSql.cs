using MigrationGuard.Model;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>The statements that messages and light bulbs offer instead, with the names of the migration at hand. Null where a name cannot stand in a statement as it is.</summary>
public static class SafeSql
{
    /// <summary>A foreign key in two steps: added without a look at existing rows, and validated.</summary>
    /// <param name="engine">PostgreSQL or SQL Server.</param>
    /// <param name="add">The foreign key.</param>
    public static (string Add, string Validate)? ForeignKey(Engine engine, AddForeignKey add)
    {
        var key = add.ForeignKey;
        if (key.PrincipalTable is not { } principal || key.Columns.Count == 0 || !LockWords.CanPaste([add.Schema, add.Table, key.Name, key.PrincipalSchema, principal, .. key.Columns, .. key.PrincipalColumns]))
        {
            return null;
        }

        var sql = new EngineSql(engine);
        var references = sql.Table(key.PrincipalSchema, principal) + (key.PrincipalColumns.Count == 0 ? "" : " (" + sql.Names(key.PrincipalColumns) + ")");
        return Constraint(
            engine,
            add,
            LockWords.NameOr(key.Name, "FK", add.Table, key.Columns),
            "FOREIGN KEY (" + sql.Names(key.Columns) + ") REFERENCES " + references + Rule(engine, " ON DELETE ", key.OnDelete) + Rule(engine, " ON UPDATE ", key.OnUpdate));
    }

    /// <summary>A check constraint in two steps.</summary>
    /// <param name="engine">PostgreSQL or SQL Server.</param>
    /// <param name="add">The constraint.</param>
    public static (string Add, string Validate)? Check(Engine engine, AddCheckConstraint add) =>
        LockWords.CanPaste(add.Schema, add.Table, add.Check.Name, add.Check.Sql)
            ? Constraint(engine, add, LockWords.NameOr(add.Check.Name, "CK", add.Table, ["check"]), "CHECK (" + add.Check.Sql + ")")
            : null;

    /// <summary>A check constraint that says a column is never NULL, in two steps.</summary>
    /// <param name="engine">PostgreSQL or SQL Server.</param>
    /// <param name="schema">Schema; null means the default one.</param>
    /// <param name="table">Table name.</param>
    /// <param name="column">Column name.</param>
    public static (string Add, string Validate)? NotNullCheck(Engine engine, string? schema, string table, string column)
    {
        if (!LockWords.CanPaste(schema, table, column))
        {
            return null;
        }

        var sql = new EngineSql(engine);
        return Constraint(engine, new AddCheckConstraint { Schema = schema, Table = table, Check = new CheckDefinition(null, "") }, NotNullCheckName(table, column), "CHECK (" + sql.Name(column) + " IS NOT NULL)");
    }

    /// <summary>The name of the check constraint that says a column is never NULL.</summary>
    /// <param name="table">Table name.</param>
    /// <param name="column">Column name.</param>
    public static string NotNullCheckName(string table, string column) => "CK_" + table + "_" + column + "_not_null";

    /// <summary>Checks existing rows against a constraint that was added without a look at them (PostgreSQL).</summary>
    /// <param name="schema">Schema; null means the default one.</param>
    /// <param name="table">Table name.</param>
    /// <param name="name">Name of the constraint.</param>
    public static string? ValidateConstraint(string? schema, string table, string name)
    {
        var sql = new EngineSql(Engine.PostgreSql);
        return LockWords.CanPaste(schema, table, name) ? "ALTER TABLE " + sql.Table(schema, table) + " VALIDATE CONSTRAINT " + sql.Name(name) + ";" : null;
    }

    /// <summary>Drops a constraint.</summary>
    /// <param name="engine">PostgreSQL or SQL Server.</param>
    /// <param name="schema">Schema; null means the default one.</param>
    /// <param name="table">Table name.</param>
    /// <param name="name">Name of the constraint.</param>
    public static string? DropConstraint(Engine engine, string? schema, string table, string name)
    {
        var sql = new EngineSql(engine);
        return LockWords.CanPaste(schema, table, name) ? "ALTER TABLE " + sql.Table(schema, table) + " DROP CONSTRAINT " + sql.Name(name) + ";" : null;
    }

    /// <summary>Gives a column of the rows without one a value, which is left open.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="schema">Schema; null means the default one.</param>
    /// <param name="table">Table name.</param>
    /// <param name="column">Column name.</param>
    public static string? FillNulls(Engine engine, string? schema, string table, string column)
    {
        var sql = new EngineSql(engine);
        return LockWords.CanPaste(schema, table, column) ? "UPDATE " + sql.Table(schema, table) + " SET " + sql.Name(column) + " = … WHERE " + sql.Name(column) + " IS NULL;" : null;
    }

    /// <summary>An empty column of the new type beside the one that changes.</summary>
    internal static string? NewColumn(RuleContext context, AlterColumn alter)
    {
        var type = StoreType.Of(alter.Column, context.Engine)?.Text;
        var sql = new EngineSql(context.Engine);
        return type is null || !LockWords.CanPaste(alter.Schema, alter.Table, alter.Column.Name, type)
            ? null
            : "ALTER TABLE " + sql.Table(alter.Schema, alter.Table) + " ADD " + sql.Name(alter.Column.Name + "_new") + " " + type + " NULL;";
    }

    /// <summary>The same change of a column online (SQL Server).</summary>
    internal static string? AlterOnline(RuleContext context, AlterColumn alter)
    {
        var type = StoreType.Of(alter.Column, context.Engine)?.Text;
        var sql = new EngineSql(context.Engine);
        return type is null || alter.Column.Collation is not null || alter.Column.Nullable is not { } nullable || !LockWords.CanPaste(alter.Schema, alter.Table, alter.Column.Name, type)
            ? null
            : "ALTER TABLE " + sql.Table(alter.Schema, alter.Table) + " ALTER COLUMN " + sql.Name(alter.Column.Name) + " " + type + (nullable ? " NULL" : " NOT NULL") + " WITH (ONLINE = ON);";
    }

    /// <summary>A column without a value for existing rows, and its default for new ones.</summary>
    internal static string? AddThenDefault(RuleContext context, AddColumn add)
    {
        var type = StoreType.Of(add.Column, context.Engine)?.Text;
        if (type is null || add.Column.DefaultSql is not { } expression || !LockWords.CanPaste(add.Schema, add.Table, add.Column.Name, type, expression))
        {
            return null;
        }

        var sql = new EngineSql(context.Engine);
        var table = sql.Table(add.Schema, add.Table);
        var column = sql.Name(add.Column.Name);
        return context.Engine switch
        {
            Engine.SqlServer => "ALTER TABLE " + table + " ADD " + column + " " + type + " NULL DEFAULT (" + expression + ");",
            Engine.MySql => "ALTER TABLE " + table + " ADD " + column + " " + type + " NULL; ALTER TABLE " + table + " ALTER " + column + " SET DEFAULT (" + expression + ");",
            _ => "ALTER TABLE " + table + " ADD " + column + " " + type + "; ALTER TABLE " + table + " ALTER " + column + " SET DEFAULT " + expression + ";",
        };
    }

    /// <summary>Another name for a primary key.</summary>
    internal static string? RenameKey(RuleContext context, AddPrimaryKey add, KeyDefinition earlier)
    {
        if (add.Key.Name is not { } name || earlier.Name is not { } old || !LockWords.CanPaste(add.Schema, add.Table, name, old))
        {
            return null;
        }

        var sql = new EngineSql(context.Engine);
        return context.Engine == Engine.SqlServer
            ? "EXEC sp_rename " + sql.Text(sql.Table(add.Schema, old)) + ", " + sql.Text(name) + ", N'OBJECT';"
            : "ALTER TABLE " + sql.Table(add.Schema, add.Table) + " RENAME CONSTRAINT " + sql.Name(old) + " TO " + sql.Name(name) + ";";
    }

    /// <summary>A primary key over an index that is built before, while others write (PostgreSQL).</summary>
    internal static (string Index, string Key)? KeyFromIndex(RuleContext context, AddPrimaryKey add)
    {
        if (add.Key.Columns.Count == 0 || !LockWords.CanPaste([add.Schema, add.Table, add.Key.Name, .. add.Key.Columns]))
        {
            return null;
        }

        var sql = new EngineSql(context.Engine);
        var table = sql.Table(add.Schema, add.Table);
        var name = LockWords.NameOr(add.Key.Name, "PK", add.Table, []).TrimEnd('_');
        return (
            "CREATE UNIQUE INDEX CONCURRENTLY " + sql.Name(name + "_new") + " ON " + table + " (" + sql.Names(add.Key.Columns) + ");",
            "ALTER TABLE " + table + " ADD CONSTRAINT " + sql.Name(name) + " PRIMARY KEY USING INDEX " + sql.Name(name + "_new") + ";");
    }

    /// <summary>What follows <c>CREATE INDEX CONCURRENTLY</c>; null when the index is more than a list of columns.</summary>
    internal static string? Index(RuleContext context, CreateIndex index)
    {
        if (index is not { Filter: null, Include.Count: 0, Descending.Count: 0, AllDescending: false } || index.Columns.Count == 0 || !LockWords.CanPaste([index.Schema, index.Table, index.Name, .. index.Columns])
            || !index.Columns.All(IsName))
        {
            return null;
        }

        var sql = new EngineSql(context.Engine);
        return sql.Name(LockWords.NameOr(index.Name, "IX", index.Table, index.Columns)) + " ON " + sql.Table(index.Schema, index.Table) + " (" + sql.Names(index.Columns) + ")";
    }

    /// <summary>A query for values that stand in more than one row.</summary>
    internal static string? Duplicates(RuleContext context, TableOperation operation, IReadOnlyList<string> columns, string? filter)
    {
        if (!LockWords.CanPaste([operation.Schema, operation.Table, filter, .. columns]) || !columns.All(IsName))
        {
            return null;
        }

        var sql = new EngineSql(context.Engine);
        var names = sql.Names(columns);
        var where = filter ?? (context.Engine == Engine.SqlServer ? null : string.Join(" AND ", columns.Select(column => sql.Name(column) + " IS NOT NULL")));
        return "SELECT " + names + ", count(*) FROM " + sql.Table(operation.Schema, operation.Table) + (where is null ? "" : " WHERE " + where) + " GROUP BY " + names + " HAVING count(*) > 1;";
    }

    private static (string Add, string Validate) Constraint(Engine engine, TableOperation operation, string name, string definition)
    {
        var sql = new EngineSql(engine);
        var table = sql.Table(operation.Schema, operation.Table);
        return engine == Engine.SqlServer
            ? ("ALTER TABLE " + table + " WITH NOCHECK ADD CONSTRAINT " + sql.Name(name) + " " + definition + ";", "ALTER TABLE " + table + " WITH CHECK CHECK CONSTRAINT " + sql.Name(name) + ";")
            : ("ALTER TABLE " + table + " ADD CONSTRAINT " + sql.Name(name) + " " + definition + " NOT VALID;", "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + sql.Name(name) + ";");
    }

    private static string Rule(Engine engine, string when, string action) => action switch
    {
        "Restrict" when engine != Engine.SqlServer => when + "RESTRICT",
        "Cascade" => when + "CASCADE",
        "SetNull" => when + "SET NULL",
        "SetDefault" => when + "SET DEFAULT",
        _ => "",
    };

    // The columns of an index may be expressions.
    private static bool IsName(string column) => column.IndexOfAny(['(', ')', ' ', '\'']) < 0;
}
