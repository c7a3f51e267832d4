using System.Globalization;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Writing;

/// <summary>Operations as calls on EF Core's builder, laid out as EF Core's own scaffolding does it.</summary>
/// <param name="builder">Name of the builder.</param>
/// <param name="literals">How values are written.</param>
internal sealed class EfCoreCalls(string builder, CSharpLiterals literals)
{
    private bool _failed;

    /// <summary>One statement, lines separated by <c>\n</c>, indented by four spaces a level; null when the operation cannot be written.</summary>
    public string? Write(Operation operation)
    {
        _failed = false;
        var text = operation.Annotations.Count > 0 && operation is not (CreateTable or CreateIndex or AlterDatabase or AlterTable) ? null : Call(operation);
        return _failed ? null : text;
    }

    private string? Call(Operation operation) => operation switch
    {
        DropTable o => Simple("DropTable", Text("name", o.Table), Text("schema", o.Schema)),
        CreateTable o => Create(o),
        RenameTable o => Simple("RenameTable", Text("name", o.Table), Text("schema", o.Schema), Text("newName", o.NewName), Text("newSchema", o.NewSchema)),
        AlterTable o => Simple("AlterTable", Text("name", o.Table), Text("schema", o.Schema), Text("comment", o.Comment), Text("oldComment", o.OldComment))
            + Annotations(o.Annotations, "Annotation", 1) + Annotations(o.OldAnnotations, "OldAnnotation", 1),
        DropColumn o => Simple("DropColumn", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table)),
        AddColumn o => Simple("AddColumn<" + Type(o.Column) + ">", [Text("name", o.Column.Name), Text("schema", o.Schema), Text("table", o.Table), .. Definition(o.Column)])
            + Annotations(o.Column.Annotations, "Annotation", 1),
        AlterColumn { Old: { } old } o => Simple(
                "AlterColumn<" + Type(o.Column) + ">",
                [Text("name", o.Column.Name), Text("schema", o.Schema), Text("table", o.Table), .. Definition(o.Column), "oldClrType: typeof(" + Type(old) + ")", .. Former(old)])
            + Annotations(o.Column.Annotations, "Annotation", 1) + Annotations(old.Annotations, "OldAnnotation", 1),
        RenameColumn o => Simple("RenameColumn", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table), Text("newName", o.NewName)),
        CreateIndex { Name: not null, IfNotExists: false } o => Index(o),
        DropIndex { Name: not null } o => Simple("DropIndex", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table)),
        RenameIndex o => Simple("RenameIndex", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table), Text("newName", o.NewName)),
        AddPrimaryKey { Key.Name: not null } o => Simple("AddPrimaryKey", Text("name", o.Key.Name), Text("schema", o.Schema), Text("table", o.Table), Columns("column", o.Key.Columns)),
        DropPrimaryKey { Name: not null } o => Simple("DropPrimaryKey", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table)),
        AddUniqueConstraint { Key.Name: not null } o => Simple("AddUniqueConstraint", Text("name", o.Key.Name), Text("schema", o.Schema), Text("table", o.Table), Columns("column", o.Key.Columns)),
        DropUniqueConstraint { Name: not null } o => Simple("DropUniqueConstraint", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table)),
        AddCheckConstraint { Check.Name: not null } o => Simple("AddCheckConstraint", Text("name", o.Check.Name), Text("schema", o.Schema), Text("table", o.Table), Text("sql", o.Check.Sql)),
        DropCheckConstraint { Name: not null } o => Simple("DropCheckConstraint", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table)),
        AddForeignKey { ForeignKey: { Name: not null, PrincipalTable: not null } key } o => Simple(
            "AddForeignKey",
            [Text("name", key.Name), Text("schema", o.Schema), Text("table", o.Table), Columns("column", key.Columns), .. Reference(key)]),
        DropForeignKey { Name: not null } o => Simple("DropForeignKey", Text("name", o.Name), Text("schema", o.Schema), Text("table", o.Table)),
        CreateSequence o => Simple(
            "CreateSequence" + (o.Definition.ClrType is null or "long" ? "" : "<" + literals.Type(o.Definition.ClrType) + ">"),
            Text("name", o.Name),
            Text("schema", o.Schema),
            Number("startValue", o.Definition.Start, "L"),
            Number("incrementBy", o.Definition.Increment, ""),
            Number("minValue", o.Definition.Min, "L"),
            Number("maxValue", o.Definition.Max, "L"),
            o.Definition.Cyclic == true ? "cyclic: true" : null),
        AlterDatabase o => Database(o),
        DropSequence o => Simple("DropSequence", Text("name", o.Name), Text("schema", o.Schema)),
        RenameSequence o => Simple("RenameSequence", Text("name", o.Name), Text("schema", o.Schema), Text("newName", o.NewName), Text("newSchema", o.NewSchema)),
        DeleteData { KeyColumns.Count: > 0, KeyValues.Count: > 0 } o => string.Join(";\n\n", o.KeyValues.Select(row => Simple(
            "DeleteData",
            Text("schema", o.Schema) is null ? Text("table", o.Table) : Text("schema", o.Schema) + ",\n    " + Text("table", o.Table),
            Columns("keyColumn", o.KeyColumns),
            row.Count == 1 ? "keyValue: " + Value(row[0], null) : "keyValues: new object[] { " + string.Join(", ", row.Select(value => Value(value, null))) + " }"))),
        _ => null,
    } is { } text ? text + ";" : null;

    private string Simple(string method, params string?[] arguments) => Simple(method, (IEnumerable<string?>)arguments);

    private string Simple(string method, IEnumerable<string?> arguments) =>
        builder + "." + method + "(\n    " + string.Join(",\n    ", arguments.Where(argument => argument is not null)) + ")";

    private string Database(AlterDatabase database)
    {
        string?[] arguments = [Text("collation", database.Collation), Text("oldCollation", database.OldCollation)];
        return (arguments.All(argument => argument is null) ? builder + ".AlterDatabase()" : Simple("AlterDatabase", arguments))
            + Annotations(database.Annotations, "Annotation", 1) + Annotations(database.OldAnnotations, "OldAnnotation", 1);
    }

    private string Create(CreateTable table)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            var name = CSharpLiterals.IsName(column.Name) ? column.Name : "Column" + (names.Count + 1).ToString(CultureInfo.InvariantCulture);
            _failed |= names.ContainsValue(name) || names.ContainsKey(column.Name);
            names[column.Name] = name;
        }

        var text = new StringBuilder(builder).Append(".CreateTable(\n    name: ").Append(literals.Name(table.Table));
        if (table.Schema is not null)
        {
            text.Append(",\n    schema: ").Append(literals.Name(table.Schema));
        }

        text.Append(",\n    columns: table => new\n    {");
        var separator = "";
        foreach (var column in table.Columns)
        {
            string?[] parts = [names[column.Name] == column.Name ? null : Text("name", column.Name), .. Definition(column)];
            text.Append(separator).Append("\n        ").Append(names[column.Name]).Append(" = table.Column<").Append(Type(column)).Append(">(").Append(string.Join(", ", parts.Where(part => part is not null))).Append(')')
                .Append(Annotations(column.Annotations, "Annotation", 3));
            separator = ",";
        }

        text.Append("\n    }");
        var constraints = Constraints(table, names).ToList();
        if (constraints.Count > 0)
        {
            text.Append(",\n    constraints: table =>\n    {");
            foreach (var constraint in constraints)
            {
                text.Append("\n        ").Append(constraint).Append(';');
            }

            text.Append("\n    }");
        }

        if (table.Comment is not null)
        {
            text.Append(",\n    comment: ").Append(CSharpLiterals.Quote(table.Comment));
        }

        return text.Append(')').Append(Annotations(table.Annotations, "Annotation", 1)).ToString();
    }

    private IEnumerable<string> Constraints(CreateTable table, Dictionary<string, string> names)
    {
        if (table.PrimaryKey is { } primary)
        {
            _failed |= primary.Name is null;
            yield return "table.PrimaryKey(" + CSharpLiterals.Quote(primary.Name ?? "") + ", x => " + Members(primary.Columns, names) + ")";
        }

        foreach (var key in table.UniqueConstraints)
        {
            _failed |= key.Name is null;
            yield return "table.UniqueConstraint(" + CSharpLiterals.Quote(key.Name ?? "") + ", x => " + Members(key.Columns, names) + ")";
        }

        foreach (var check in table.Checks)
        {
            _failed |= check.Name is null;
            yield return "table.CheckConstraint(" + CSharpLiterals.Quote(check.Name ?? "") + ", " + CSharpLiterals.Quote(check.Sql) + ")";
        }

        foreach (var key in table.ForeignKeys)
        {
            _failed |= key.Name is null || key.PrincipalTable is null;
            string?[] parts = [Text("name", key.Name), (key.Columns.Count == 1 ? "column" : "columns") + ": x => " + Members(key.Columns, names), .. Reference(key)];
            yield return "table.ForeignKey(\n            " + string.Join(",\n            ", parts.Where(part => part is not null)) + ")";
        }
    }

    private string Members(IReadOnlyList<string> columns, Dictionary<string, string> names)
    {
        _failed |= columns.Any(column => !names.ContainsKey(column));
        return _failed ? "" : columns.Count == 1 ? "x." + names[columns[0]] : "new { " + string.Join(", ", columns.Select(column => "x." + names[column])) + " }";
    }

    private IEnumerable<string?> Reference(ForeignKeyDefinition key)
    {
        // Without the columns the builder would leave them to the provider's model.
        _failed |= key.PrincipalColumns.Count == 0;
        yield return Text("principalSchema", key.PrincipalSchema);
        yield return Text("principalTable", key.PrincipalTable);
        yield return Columns("principalColumn", key.PrincipalColumns);
        yield return key.OnUpdate == "NoAction" ? null : "onUpdate: ReferentialAction." + key.OnUpdate;
        yield return key.OnDelete == "NoAction" ? null : "onDelete: ReferentialAction." + key.OnDelete;
    }

    private string Index(CreateIndex index)
    {
        var annotations = index.Annotations;
        _failed |= index.Include.Count > 0 && annotations.All(annotation => !annotation.Name.EndsWith(":Include", StringComparison.Ordinal) && !annotation.Name.EndsWith(":IndexInclude", StringComparison.Ordinal));
        return Simple(
                "CreateIndex",
                Text("name", index.Name),
                Text("schema", index.Schema),
                Text("table", index.Table),
                Columns("column", index.Columns),
                index.Unique ? "unique: true" : null,
                Text("filter", index.Filter),
                index.AllDescending ? "descending: new bool[0]"
                    : index.Descending.Count > 0 ? "descending: new[] { " + string.Join(", ", index.Descending.Select(down => down ? "true" : "false")) + " }"
                    : null)
            + Annotations(annotations, "Annotation", 1);
    }

    private string Type(Column column)
    {
        _failed |= column.ClrType is null;
        return literals.Type(column.ClrType ?? "object");
    }

    private IEnumerable<string?> Definition(Column column)
    {
        yield return Text("type", column.StoreType);
        yield return column.Unicode == false ? "unicode: false" : null;
        yield return column.FixedLength == true ? "fixedLength: true" : null;
        yield return Number("maxLength", column.MaxLength, "");
        yield return Number("precision", column.Precision, "");
        yield return Number("scale", column.Scale, "");
        yield return column.RowVersion ? "rowVersion: true" : null;
        yield return "nullable: " + (column.Nullable == true ? "true" : "false");
        yield return Text("defaultValueSql", column.DefaultSql);
        yield return column.Default is { } value ? "defaultValue: " + Value(value, column.ClrType) : null;
        yield return Text("computedColumnSql", column.ComputedSql);
        yield return column.Stored is { } stored ? "stored: " + (stored ? "true" : "false") : null;
        yield return Text("comment", column.Comment);
        yield return Text("collation", column.Collation);
    }

    private IEnumerable<string?> Former(Column column)
    {
        yield return Text("oldType", column.StoreType);
        yield return column.Unicode == false ? "oldUnicode: false" : null;
        yield return column.FixedLength == true ? "oldFixedLength: true" : null;
        yield return Number("oldMaxLength", column.MaxLength, "");
        yield return Number("oldPrecision", column.Precision, "");
        yield return Number("oldScale", column.Scale, "");
        yield return column.RowVersion ? "oldRowVersion: true" : null;
        yield return column.Nullable == true ? "oldNullable: true" : null;
        yield return Text("oldDefaultValueSql", column.DefaultSql);
        yield return column.Default is { } value ? "oldDefaultValue: " + Value(value, column.ClrType) : null;
        yield return Text("oldComputedColumnSql", column.ComputedSql);
        yield return column.Stored is { } stored ? "oldStored: " + (stored ? "true" : "false") : null;
        yield return Text("oldComment", column.Comment);
        yield return Text("oldCollation", column.Collation);
    }

    private string Annotations(IReadOnlyList<Annotation> annotations, string method, int level)
    {
        var text = new StringBuilder();
        foreach (var annotation in annotations)
        {
            text.Append('\n').Append(' ', level * 4).Append('.').Append(method).Append('(').Append(CSharpLiterals.Quote(annotation.Name)).Append(", ").Append(AnnotationValue(annotation)).Append(')');
        }

        return text.ToString();
    }

    private string AnnotationValue(Annotation annotation)
    {
        const string Strategy = ":ValueGenerationStrategy";
        if (annotation.Value is { Kind: not LiteralKind.Null } value && annotation.Name.EndsWith(Strategy, StringComparison.Ordinal) && CSharpLiterals.IsName(value.Text))
        {
            var space = annotation.Name.StartsWith("Npgsql", StringComparison.Ordinal) ? "Npgsql.EntityFrameworkCore.PostgreSQL.Metadata" : "Microsoft.EntityFrameworkCore.Metadata";
            return space + "." + annotation.Name.Substring(0, annotation.Name.Length - Strategy.Length) + "ValueGenerationStrategy." + value.Text;
        }

        if (annotation.Value is null)
        {
            _failed = true;
            return "";
        }

        return Value(annotation.Value, null);
    }

    private string Value(Literal literal, string? clrType)
    {
        var text = literals.Value(literal, clrType);
        _failed |= text is null;
        return text ?? "";
    }

    private string? Text(string parameter, string? value)
    {
        if (value is null)
        {
            return null;
        }

        _failed |= Hole.IsIn(value);
        return parameter + ": " + (parameter is "name" or "newName" or "table" or "principalTable" or "schema" or "newSchema" or "principalSchema" ? literals.Name(value) : CSharpLiterals.Quote(value));
    }

    private static string? Number(string parameter, long? value, string suffix) =>
        value is { } number ? parameter + ": " + number.ToString(CultureInfo.InvariantCulture) + suffix : null;

    private string Columns(string parameter, IReadOnlyList<string> columns)
    {
        _failed |= columns.Count == 0 || columns.Any(Hole.IsIn);
        return columns.Count == 1
            ? parameter + ": " + literals.Name(columns[0])
            : parameter + "s: new[] { " + string.Join(", ", columns.Select(literals.Name)) + " }";
    }
}
