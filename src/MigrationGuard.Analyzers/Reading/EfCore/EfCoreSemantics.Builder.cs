using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

internal sealed partial class EfCoreSemantics
{
    /// <summary>A call on the builder; null when the method builds nothing (<c>ToString</c>).</summary>
    private static Value? OnBuilder(CallSite call)
    {
        var name = call.Method.Name;
        switch (name)
        {
            case "CreateTable":
                return CreateTable(call);
            case "AddColumn":
                return Add(call, builder => new AddColumn
                {
                    Table = call.Name("table"),
                    Schema = call.Text("schema"),
                    Column = Columns.WithAnnotations(Columns.Read(call, call.Name("name"), call.TypeArgument(0)), builder.Annotations),
                });
            case "AlterColumn":
                return Add(call, builder => new AlterColumn
                {
                    Table = call.Name("table"),
                    Schema = call.Text("schema"),
                    Column = Columns.WithAnnotations(Columns.Read(call, call.Name("name"), call.TypeArgument(0)), builder.Annotations),
                    Old = OldColumn(call, builder),
                });
            case "DropColumn":
                return Add(call, _ => new DropColumn { Table = call.Name("table"), Schema = call.Text("schema"), Name = call.Name("name") });
            case "RenameColumn":
                return Add(call, _ => new RenameColumn { Table = call.Name("table"), Schema = call.Text("schema"), Name = call.Name("name"), NewName = call.Name("newName") });
            case "DropTable":
                return Add(call, builder => new DropTable { Table = call.Name("name"), Schema = call.Text("schema"), Annotations = builder.Annotations });
            case "RenameTable":
                return Add(call, _ => new RenameTable
                {
                    Table = call.Name("name"),
                    Schema = call.Text("schema"),
                    NewName = call.Text("newName"),
                    NewSchema = call.Text("newSchema"),
                });
            case "AlterTable":
                return Add(call, builder => new AlterTable
                {
                    Table = call.Name("name"),
                    Schema = call.Text("schema"),
                    Comment = call.Text("comment"),
                    OldComment = call.Text("oldComment"),
                    Annotations = builder.Annotations,
                    OldAnnotations = builder.OldAnnotations,
                });
            case "AlterDatabase":
                return Add(call, builder => new AlterDatabase
                {
                    Collation = call.Text("collation"),
                    OldCollation = call.Text("oldCollation"),
                    Annotations = builder.Annotations,
                    OldAnnotations = builder.OldAnnotations,
                });
            case "CreateIndex":
                return Add(call, builder => CreateIndex(call, builder));
            case "DropIndex":
                return Add(call, _ => new DropIndex { Name = call.Text("name"), Table = call.Text("table"), Schema = call.Text("schema") });
            case "RenameIndex":
                return Add(call, _ => new RenameIndex { Name = call.Name("name"), NewName = call.Name("newName"), Table = call.Text("table"), Schema = call.Text("schema") });
            case "AddPrimaryKey":
                return Add(call, _ => new AddPrimaryKey { Table = call.Name("table"), Schema = call.Text("schema"), Key = new(call.Text("name"), OneOrMany(call, "column", "columns")) });
            case "DropPrimaryKey":
                return Add(call, _ => new DropPrimaryKey { Table = call.Name("table"), Schema = call.Text("schema"), Name = call.Text("name") });
            case "AddUniqueConstraint":
                return Add(call, _ => new AddUniqueConstraint
                {
                    Table = call.Name("table"),
                    Schema = call.Text("schema"),
                    Key = new(call.Text("name"), OneOrMany(call, "column", "columns")),
                });
            case "DropUniqueConstraint":
                return Add(call, _ => new DropUniqueConstraint { Table = call.Name("table"), Schema = call.Text("schema"), Name = call.Text("name") });
            case "AddCheckConstraint" or "CreateCheckConstraint":
                return Add(call, _ => new AddCheckConstraint { Table = call.Name("table"), Schema = call.Text("schema"), Check = new(call.Text("name"), call.Name("sql")) });
            case "DropCheckConstraint":
                return Add(call, _ => new DropCheckConstraint { Table = call.Name("table"), Schema = call.Text("schema"), Name = call.Text("name") });
            case "AddForeignKey":
                return Add(call, _ => new AddForeignKey
                {
                    Table = call.Name("table"),
                    Schema = call.Text("schema"),
                    ForeignKey = ForeignKey(call, OneOrMany(call, "column", "columns")),
                });
            case "DropForeignKey":
                return Add(call, _ => new DropForeignKey { Table = call.Name("table"), Schema = call.Text("schema"), Name = call.Text("name") });
            case "EnsureSchema":
                return Add(call, _ => new EnsureSchema { Name = call.Name("name") });
            case "DropSchema":
                return Add(call, _ => new DropSchema { Name = call.Name("name") });
            case "CreateSequence":
                return Add(call, _ => new CreateSequence
                {
                    Name = call.Name("name"),
                    Schema = call.Text("schema"),
                    Definition = Sequence(call, "") with
                    {
                        ClrType = call.Method.IsGenericMethod ? Symbols.ClrName(call.TypeArgument(0)) : "long",
                        Start = call["startValue"]?.AsInteger,
                    },
                });
            case "AlterSequence":
                return Add(call, _ => new AlterSequence { Name = call.Name("name"), Schema = call.Text("schema"), Definition = Sequence(call, ""), Old = Sequence(call, "old") });
            case "DropSequence":
                return Add(call, _ => new DropSequence { Name = call.Name("name"), Schema = call.Text("schema") });
            case "RenameSequence":
                return Add(call, _ => new RenameSequence
                {
                    Name = call.Name("name"),
                    Schema = call.Text("schema"),
                    NewName = call.Text("newName"),
                    NewSchema = call.Text("newSchema"),
                });
            case "RestartSequence":
                return Add(call, _ => new RestartSequence { Name = call.Name("name"), Schema = call.Text("schema"), Start = call["startValue"]?.AsInteger });
            case "InsertData":
                return Add(call, _ => new InsertData
                {
                    Table = call.Name("table"),
                    Schema = call.Text("schema"),
                    Columns = OneOrMany(call, "column", "columns"),
                    Rows = Rows(call, "column", "value", "values"),
                    SaysTypes = OneOrMany(call, "columnType", "columnTypes").Count > 0,
                });
            case "UpdateData":
                return Add(call, _ => new UpdateData
                {
                    Table = call.Name("table"),
                    Schema = call.Text("schema"),
                    Columns = OneOrMany(call, "column", "columns"),
                    Rows = Rows(call, "column", "value", "values"),
                    KeyColumns = OneOrMany(call, "keyColumn", "keyColumns"),
                    KeyValues = Rows(call, "keyColumn", "keyValue", "keyValues"),
                    Filter = new(RowFilterKind.Key, OneOrMany(call, "keyColumn", "keyColumns")),
                    SaysTypes = OneOrMany(call, "keyColumnType", "keyColumnTypes").Count > 0 && OneOrMany(call, "columnType", "columnTypes").Count > 0,
                });
            case "DeleteData":
                return Add(call, _ => new DeleteData
                {
                    Table = call.Name("table"),
                    Schema = call.Text("schema"),
                    KeyColumns = OneOrMany(call, "keyColumn", "keyColumns"),
                    KeyValues = Rows(call, "keyColumn", "keyValue", "keyValues"),
                    Filter = new(RowFilterKind.Key, OneOrMany(call, "keyColumn", "keyColumns")),
                    SaysTypes = OneOrMany(call, "keyColumnType", "keyColumnTypes").Count > 0,
                });
            case "Sql":
                return Add(call, _ => SqlText.Operation(call["sql"] ?? UnknownValue.Nameless, call["suppressTransaction"]?.AsBoolean == true, call.Interpreter));
            case "ToString" or "Equals" or "GetHashCode" or "GetType":
                return new UnknownValue(call.Syntax.ToString());
            default:
                if (call.Interpreter.Context.BodyOf(call.Method) is not null)
                {
                    return null;
                }

                call.Interpreter.EmitUnknown(call.Syntax, "The builder method " + name + " is not known", name);
                return new OperationBuilderValue();
        }
    }

    private static OperationBuilderValue Add(CallSite call, Func<OperationBuilderValue, Operation> build)
    {
        var builder = new OperationBuilderValue();
        builder.Emission = call.Interpreter.Emit(call.Syntax, () =>
        {
            var operation = build(builder);

            // Where the annotations belong to a column or to both sides, the operation has taken them already.
            return operation is AddColumn or AlterColumn || operation.Annotations.Count > 0 || builder.Annotations.Count == 0
                ? operation
                : operation with { Annotations = builder.Annotations };
        });
        return builder;
    }

    private static CreateTableValue CreateTable(CallSite call)
    {
        var table = new CreateTableValue();
        table.Emission = call.Interpreter.Emit(call.Syntax, () => new CreateTable
        {
            Table = call.Name("name"),
            Schema = call.Text("schema"),
            Comment = call.Text("comment"),
            Columns = [.. table.Columns.Select(column => column.Build())],
            PrimaryKey = table.PrimaryKey,
            UniqueConstraints = table.UniqueConstraints,
            ForeignKeys = table.ForeignKeys,
            Checks = table.Checks,
            Annotations = table.Annotations,
        });

        var builder = new ColumnsBuilderValue();
        var columns = call["columns"] is FunctionValue lambda ? call.Interpreter.Invoke(lambda, [builder], call.Syntax) : null;
        table.Columns = builder.Columns;
        if (columns is ObjectValue members)
        {
            table.ColumnObject = members;
            foreach (var member in members.Members)
            {
                if (member.Value is ColumnValue { Name: null } column)
                {
                    column.Name = member.Key.Name;
                }
            }
        }
        else
        {
            call.Interpreter.EmitUnknown(call.Syntax, "The columns of the table could not be read", call.Text("name"));
        }

        switch (call["constraints"])
        {
            case FunctionValue constraints:
                call.Interpreter.Invoke(constraints, [table], call.Syntax);
                break;
            case { IsNull: false } and not null:
                call.Interpreter.EmitUnknown(call.Syntax, "The constraints of the table could not be read", call.Text("name"));
                break;
            default:
                break;
        }

        return table;
    }

    /// <summary>What the call says about the column before; null when it is silent, for then <c>oldNullable: false</c> means nothing.</summary>
    private static Column? OldColumn(CallSite call, OperationBuilderValue builder)
    {
        if (call["oldClrType"] is not { IsNull: false } type)
        {
            return null;
        }

        var old = Columns.Read(
            parameter => call["old" + char.ToUpperInvariant(parameter[0]) + parameter.Substring(1)],
            call.Name("name"),
            type is TypeValue known ? Symbols.ClrName(known.Type) : null);
        return Columns.WithAnnotations(old, builder.OldAnnotations);
    }

    private static CreateIndex CreateIndex(CallSite call, OperationBuilderValue builder)
    {
        var descending = call["descending"] as ListValue;
        var isAll = descending is { IsComplete: true, Items.Count: 0 };
        return new()
        {
            Table = call.Name("table"),
            Schema = call.Text("schema"),
            Name = call.Text("name"),
            Columns = OneOrMany(call, "column", "columns"),
            Unique = call["unique"]?.AsBoolean == true,
            Filter = call.Text("filter"),
            Descending = descending is null ? [] : [.. descending.Items.Select(item => item.AsBoolean == true)],
            AllDescending = isAll,
            Include = builder.Include,
            Annotations = builder.Annotations,
        };
    }

    private static SequenceDefinition Sequence(CallSite call, string prefix)
    {
        return new() { Increment = Get("incrementBy")?.AsInteger, Min = Get("minValue")?.AsInteger, Max = Get("maxValue")?.AsInteger, Cyclic = Get("cyclic")?.AsBoolean };

        Value? Get(string parameter) => call[prefix.Length == 0 ? parameter : prefix + char.ToUpperInvariant(parameter[0]) + parameter.Substring(1)];
    }

    /// <summary>
    /// The rows a data call gives. A plain array is one row for several columns, and one row for each value for a single column; empty when they are not known.
    /// </summary>
    private static IReadOnlyList<IReadOnlyList<Literal>> Rows(CallSite call, string column, string one, string many)
    {
        if (call[one] is { } single)
        {
            return [[Literals.Of(single)]];
        }

        if (call[many] is not ListValue { IsComplete: true } list)
        {
            return [];
        }

        var width = list.Dimensions.Count == 2 ? list.Dimensions[1] : call.Has(column) ? 1 : list.Items.Count;
        var rows = new List<IReadOnlyList<Literal>>();
        for (var start = 0; width > 0 && start < list.Items.Count; start += width)
        {
            rows.Add([.. list.Items.Skip(start).Take(width).Select(Literals.Of)]);
        }

        return rows;
    }
}
