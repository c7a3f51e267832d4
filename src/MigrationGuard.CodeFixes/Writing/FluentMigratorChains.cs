using System.Globalization;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Writing;

/// <summary>Operations as FluentMigrator expressions.</summary>
/// <param name="literals">How values are written.</param>
internal sealed class FluentMigratorChains(CSharpLiterals literals)
{
    private bool _failed;

    /// <summary>One statement, lines separated by <c>\n</c>, indented by four spaces a level; null when the operation cannot be written.</summary>
    public string? Write(Operation operation)
    {
        _failed = false;
        var text = operation.Annotations.Count > 0 ? null : Chain(operation);
        if (text is null || _failed)
        {
            return null;
        }

        text += ";";
        if (operation.Certainty == Certainty.Certain)
        {
            return text;
        }

        // What Up makes only under a condition may not be there.
        return operation switch
        {
            DropTable o => Guarded(Question(o.Schema, o.Table), text),
            DropColumn o => Guarded(Question(o.Schema, o.Table) + Call("Column", o.Name), text),
            _ => null,
        };
    }

    private static string Guarded(string question, string statement) => "if (" + question + ".Exists())\n{\n    " + statement.Replace("\n", "\n    ") + "\n}";

    private string Question(string? schema, string table) => "Schema" + (schema is null ? "" : Call("Schema", schema)) + Call("Table", table);

    private string? Chain(Operation operation) => operation switch
    {
        DropTable o => "Delete" + Call("Table", o.Table) + In(o.Schema),
        CreateTable o => Create(o),
        RenameTable { NewName: { } name, NewSchema: null } o => "Rename" + Call("Table", o.Table) + In(o.Schema) + Call("To", name),
        DropColumn o => "Delete" + Call("Column", o.Name) + Call("FromTable", o.Table) + In(o.Schema),
        AddColumn { ExistingRows: null } o => "Create" + Call("Column", o.Column.Name) + Call("OnTable", o.Table) + In(o.Schema) + Definition(o.Column),
        AlterColumn o => "Alter" + Call("Column", o.Column.Name) + Call("OnTable", o.Table) + In(o.Schema) + Definition(o.Column),
        RenameColumn o => "Rename" + Call("Column", o.Name) + Call("OnTable", o.Table) + In(o.Schema) + Call("To", o.NewName),
        CreateIndex { IfNotExists: false, Filter: null, Include.Count: 0, AllDescending: false } o => "Create" + Named("Index", o.Name) + Call("OnTable", o.Table) + In(o.Schema)
            + string.Concat(o.Columns.Select((column, i) => Call("OnColumn", column) + (i < o.Descending.Count && o.Descending[i] ? ".Descending()" : ".Ascending()")))
            + (o.Unique ? ".WithOptions().Unique()" : ""),
        DropIndex { Table: { } table } o when o.Name is not null || o.Columns.Count > 0 => "Delete" + Named("Index", o.Name) + Call("OnTable", table) + In(o.Schema)
            + (o.Name is null ? string.Concat(o.Columns.Select(column => Call("OnColumn", column))) : ""),
        AddPrimaryKey o => "Create" + Named("PrimaryKey", o.Key.Name) + Call("OnTable", o.Table) + (o.Schema is null ? "" : Call("WithSchema", o.Schema)) + Columns("Column", o.Key.Columns),
        DropPrimaryKey { Name: { } name } o => "Delete" + Call("PrimaryKey", name) + Call("FromTable", o.Table) + In(o.Schema),
        AddUniqueConstraint o => "Create" + Named("UniqueConstraint", o.Key.Name) + Call("OnTable", o.Table) + (o.Schema is null ? "" : Call("WithSchema", o.Schema)) + Columns("Column", o.Key.Columns),
        DropUniqueConstraint { Name: { } name } o => "Delete" + Call("UniqueConstraint", name) + Call("FromTable", o.Table) + In(o.Schema),
        DropUniqueConstraint { Columns.Count: > 0 } o => "Delete.UniqueConstraint()" + Call("FromTable", o.Table) + In(o.Schema) + Columns("Column", o.Columns),
        AddForeignKey o => "Create" + Named("ForeignKey", o.ForeignKey.Name) + Ends(o.Schema, o.Table, o.ForeignKey) + Action("OnDelete", o.ForeignKey.OnDelete) + Action("OnUpdate", o.ForeignKey.OnUpdate),
        DropForeignKey { Name: { } name } o => "Delete" + Call("ForeignKey", name) + Call("OnTable", o.Table) + In(o.Schema),
        DropForeignKey { ForeignKey: { } key } o => "Delete.ForeignKey()" + Ends(o.Schema, o.Table, key),
        DropSchema o => "Delete" + Call("Schema", o.Name),
        DropSequence o => "Delete" + Call("Sequence", o.Name) + In(o.Schema),
        DeleteData { KeyColumns.Count: > 0 } o => "Delete" + Call("FromTable", o.Table) + In(o.Schema) + string.Concat(o.KeyValues.Select(row => Row(o.KeyColumns, row))),
        _ => null,
    };

    private string Create(CreateTable table)
    {
        _failed |= table.UniqueConstraints.Count > 0 || table.ForeignKeys.Count > 0 || table.Checks.Count > 0 || table.Columns.Count == 0
            || table.PrimaryKey is { } primary && primary.Columns.Any(name => table.Columns.All(column => column.Name != name));
        var text = new StringBuilder("Create" + Call("Table", table.Table) + In(table.Schema));
        if (table.Comment is not null)
        {
            text.Append(Call("WithDescription", table.Comment));
        }

        foreach (var column in table.Columns)
        {
            text.Append("\n    ").Append(Call("WithColumn", column.Name)).Append(Definition(column, table.PrimaryKey?.Columns.Contains(column.Name) == true ? table.PrimaryKey : null));
        }

        return text.ToString();
    }

    private string Definition(Column column, KeyDefinition? key = null)
    {
        var text = new StringBuilder(Type(column));
        if (column.ComputedSql is not null || column.DefaultSql is not null || column.RowVersion)
        {
            _failed = true;
        }

        foreach (var annotation in column.Annotations)
        {
            _failed |= annotation.Name is not ("FluentMigrator:Type" or "FluentMigrator:PrimaryKey" or "SqlServer:Identity");
        }

        if (column.Nullable is { } nullable)
        {
            text.Append(nullable ? ".Nullable()" : ".NotNullable()");
        }

        if (key is not null)
        {
            text.Append(Named("PrimaryKey", key.Name));
        }
        else
        {
            _failed |= column.Annotations.Find("FluentMigrator:PrimaryKey") is not null;
        }

        if (column.Identity)
        {
            text.Append(".Identity(").Append(column.Annotations.Find("SqlServer:Identity")?.Value?.Text).Append(')');
        }

        switch (column.Default)
        {
            case null:
                break;
            case { Kind: LiteralKind.Sql } function:
                _failed |= !CSharpLiterals.IsName(function.Text);
                text.Append(".WithDefault(SystemMethods.").Append(function.Text).Append(')');
                break;
            case { } value:
                text.Append(".WithDefaultValue(").Append(Value(value, column.ClrType)).Append(')');
                break;
        }

        if (column.Comment is not null)
        {
            text.Append(Call("WithColumnDescription", column.Comment));
        }

        return text.ToString();
    }

    private string Type(Column column)
    {
        if (column.StoreType is { } custom)
        {
            return Call("AsCustom", custom);
        }

        var word = column.Annotations.Find("FluentMigrator:Type")?.Value?.Text ?? column.ClrType switch
        {
            "string" => (column.FixedLength == true ? "FixedLength" : "") + (column.Unicode == false ? "Ansi" : "") + "String",
            "byte[]" => "Binary",
            "bool" => "Boolean",
            "byte" => "Byte",
            "short" => "Int16",
            "int" => "Int32",
            "long" => "Int64",
            "float" => "Float",
            "double" => "Double",
            "decimal" => "Decimal",
            "System.Guid" => "Guid",
            "System.DateTime" => "DateTime",
            "System.DateTimeOffset" => "DateTimeOffset",
            _ => "",
        };
        _failed |= word.Length == 0;
        var arguments = new List<string>();
        if (column.MaxLength is { } length)
        {
            arguments.Add(length == int.MaxValue ? "int.MaxValue" : length.ToString(CultureInfo.InvariantCulture));
        }

        if (word is "Decimal" or "DateTimeOffset")
        {
            arguments.AddRange(new[] { column.Precision, column.Scale }.Where(number => number is not null).Select(number => number!.Value.ToString(CultureInfo.InvariantCulture)));
        }

        if (column.Collation is { } collation)
        {
            arguments.Add(Quoted(collation));
        }

        return ".As" + word + "(" + string.Join(", ", arguments) + ")";
    }

    private string Ends(string? schema, string table, ForeignKeyDefinition key)
    {
        _failed |= key.PrincipalTable is null || key.PrincipalColumns.Count == 0 || key.Columns.Count == 0;
        return Call("FromTable", table) + In(schema) + Columns("ForeignColumn", key.Columns)
            + Call("ToTable", key.PrincipalTable ?? "") + In(key.PrincipalSchema) + Columns("PrimaryColumn", key.PrincipalColumns);
    }

    private static string Action(string method, string action) => action switch
    {
        "NoAction" or "Restrict" => "",
        "Cascade" => "." + method + "(System.Data.Rule.Cascade)",
        _ => "." + method + "(System.Data.Rule." + action + ")",
    };

    private string Row(IReadOnlyList<string> columns, IReadOnlyList<Literal> values)
    {
        _failed |= columns.Count != values.Count || columns.Any(column => !CSharpLiterals.IsName(column));
        return _failed ? "" : ".Row(new { " + string.Join(", ", columns.Select((column, i) => column + " = " + Value(values[i], null))) + " })";
    }

    private string Value(Literal literal, string? clrType)
    {
        var text = literals.Value(literal, clrType == "string" ? null : clrType);
        _failed |= text is null or "null";
        return text ?? "";
    }

    private string Columns(string method, IReadOnlyList<string> columns)
    {
        _failed |= columns.Count == 0;
        return columns.Count == 1 ? Call(method, columns[0]) : "." + method + "s(" + string.Join(", ", columns.Select(Quoted)) + ")";
    }

    private string Named(string method, string? name) => name is null ? "." + method + "()" : Call(method, name);

    private string In(string? schema) => schema is null ? "" : Call("InSchema", schema);

    private string Call(string method, string text) => "." + method + "(" + Quoted(text) + ")";

    private string Quoted(string text)
    {
        _failed |= Hole.IsIn(text);
        return literals.Name(text);
    }
}
