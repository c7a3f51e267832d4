using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

/// <summary>Operations that are made with <c>new</c> and added to the builder's list.</summary>
internal sealed partial class EfCoreSemantics
{
    private static Value OnOperationList(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "Add" when call.Arguments.Count == 1:
                Add(call, call.Arguments[0]);
                return ConstantValue.Null;
            case "AddRange" when call.Arguments.Count == 1 && Interpreter.Sequence(call.Arguments[0]) is { } all:
                foreach (var operation in all)
                {
                    Add(call, operation);
                }

                return ConstantValue.Null;
            case "Count" or "Any" or "Contains" or "OfType" or "Where" or "ToList" or "ToArray" or "First" or "Last" or "Exists" or "Find":
                return new UnknownValue(call.Syntax.ToString());
            default:
                call.Interpreter.EmitUnknown(call.Syntax, "The list of operations is changed", call.Method.Name);
                return new UnknownValue(call.Syntax.ToString());
        }
    }

    private static void Add(CallSite call, Value value)
    {
        if (value is OperationValue operation)
        {
            call.Interpreter.Emit(call.Syntax, () => Finish(operation, call.Interpreter));
        }
        else
        {
            call.Interpreter.EmitUnknown(call.Syntax, "An operation is added that cannot be read", call.Method.Name);
        }
    }

    private static Operation Finish(OperationValue operation, Interpreter interpreter) =>
        (operation.IsDoubtful || !IsIn(operation.Type, Space + "Operations.") ? null : Known(operation, interpreter))
            ?? new Unknown { Reason = "What the operation " + operation.Type.Name + " does is not known", Name = operation.Type.Name };

    private static Operation? Known(OperationValue operation, Interpreter interpreter)
    {
        var table = Name("Table");
        var schema = Text("Schema");
        return operation.Type.Name switch
        {
            "AddColumnOperation" => new AddColumn { Table = table, Schema = schema, Column = Column(operation) },
            "AlterColumnOperation" => new AlterColumn { Table = table, Schema = schema, Column = Column(operation), Old = Old() },
            "DropColumnOperation" => new DropColumn { Table = table, Schema = schema, Name = Name("Name") },
            "RenameColumnOperation" => new RenameColumn { Table = table, Schema = schema, Name = Name("Name"), NewName = Name("NewName") },
            "CreateTableOperation" => new CreateTable
            {
                Table = Name("Name"),
                Schema = schema,
                Comment = Text("Comment"),
                Columns = [.. Parts("Columns").Select(Column)],
                PrimaryKey = Member("PrimaryKey") is OperationValue key ? Key(key) : null,
                UniqueConstraints = [.. Parts("UniqueConstraints").Select(Key)],
                ForeignKeys = [.. Parts("ForeignKeys").Select(Foreign)],
                Checks = [.. Parts("CheckConstraints").Select(part => new CheckDefinition(TextOf(part, "Name"), TextOf(part, "Sql") ?? Hole.Text))],
            },
            "DropTableOperation" => new DropTable { Table = Name("Name"), Schema = schema },
            "RenameTableOperation" => new RenameTable { Table = Name("Name"), Schema = schema, NewName = Text("NewName"), NewSchema = Text("NewSchema") },
            "CreateIndexOperation" => new CreateIndex
            {
                Table = table,
                Schema = schema,
                Name = Text("Name"),
                Columns = List("Columns"),
                Unique = Member("IsUnique")?.AsBoolean == true,
                Filter = Text("Filter"),
                Descending = Member("IsDescending") is ListValue descending ? [.. descending.Items.Select(item => item.AsBoolean == true)] : [],
                AllDescending = Member("IsDescending") is ListValue { IsComplete: true, Items.Count: 0 },
            },
            "DropIndexOperation" => new DropIndex { Table = Text("Table"), Schema = schema, Name = Text("Name") },
            "RenameIndexOperation" => new RenameIndex { Table = Text("Table"), Schema = schema, Name = Name("Name"), NewName = Name("NewName") },
            "AddPrimaryKeyOperation" => new AddPrimaryKey { Table = table, Schema = schema, Key = Key(operation) },
            "DropPrimaryKeyOperation" => new DropPrimaryKey { Table = table, Schema = schema, Name = Text("Name") },
            "AddUniqueConstraintOperation" => new AddUniqueConstraint { Table = table, Schema = schema, Key = Key(operation) },
            "DropUniqueConstraintOperation" => new DropUniqueConstraint { Table = table, Schema = schema, Name = Text("Name") },
            "AddCheckConstraintOperation" or "CreateCheckConstraintOperation" => new AddCheckConstraint { Table = table, Schema = schema, Check = new(Text("Name"), Name("Sql")) },
            "DropCheckConstraintOperation" => new DropCheckConstraint { Table = table, Schema = schema, Name = Text("Name") },
            "AddForeignKeyOperation" => new AddForeignKey { Table = table, Schema = schema, ForeignKey = Foreign(operation) },
            "DropForeignKeyOperation" => new DropForeignKey { Table = table, Schema = schema, Name = Text("Name") },
            "EnsureSchemaOperation" => new EnsureSchema { Name = Name("Name") },
            "DropSchemaOperation" => new DropSchema { Name = Name("Name") },
            "DropSequenceOperation" => new DropSequence { Name = Name("Name"), Schema = schema },
            "RestartSequenceOperation" => new RestartSequence { Name = Name("Name"), Schema = schema, Start = Member("StartValue")?.AsInteger },
            "SqlOperation" => SqlText.Operation(Member("Sql") ?? UnknownValue.Nameless, Member("SuppressTransaction")?.AsBoolean == true, interpreter),
            _ => null,
        };

        Value? Member(string name) => operation.Members.TryGetValue(name, out var value) ? value : null;

        string? Text(string name) => TextOf(operation, name);

        string Name(string name) => TextOf(operation, name) ?? Hole.Text;

        IReadOnlyList<string> List(string name) => ListOf(operation, name);

        IEnumerable<OperationValue> Parts(string name) => Member(name) is ListValue list ? list.Items.OfType<OperationValue>() : [];

        Column? Old() => Member("OldColumn") is OperationValue old && old.Members.ContainsKey("ClrType") ? Column(old) : null;
    }

    private static string? TextOf(OperationValue operation, string name) => operation.Members.TryGetValue(name, out var value) ? value.AsText : null;

    private static IReadOnlyList<string> ListOf(OperationValue operation, string name) =>
        operation.Members.TryGetValue(name, out var value) && !value.IsNull ? Names(value) : [];

    private static KeyDefinition Key(OperationValue operation) => new(TextOf(operation, "Name"), ListOf(operation, "Columns"));

    private static ForeignKeyDefinition Foreign(OperationValue operation) => new()
    {
        Name = TextOf(operation, "Name"),
        Columns = ListOf(operation, "Columns"),
        PrincipalSchema = TextOf(operation, "PrincipalSchema"),
        PrincipalTable = TextOf(operation, "PrincipalTable"),
        PrincipalColumns = ListOf(operation, "PrincipalColumns"),
        OnDelete = Action(operation.Members.TryGetValue("OnDelete", out var onDelete) ? onDelete : null),
        OnUpdate = Action(operation.Members.TryGetValue("OnUpdate", out var onUpdate) ? onUpdate : null),
    };

    private static Column Column(OperationValue operation)
    {
        return Columns.Read(
            Get,
            TextOf(operation, "Name") ?? Hole.Text,
            operation.Members.TryGetValue("ClrType", out var type) && type is TypeValue known ? Symbols.ClrName(known.Type) : null);

        Value? Get(string parameter) => operation.Members.TryGetValue(
            parameter switch
            {
                "type" => "ColumnType",
                "nullable" => "IsNullable",
                "unicode" => "IsUnicode",
                "fixedLength" => "IsFixedLength",
                "rowVersion" => "IsRowVersion",
                "stored" => "IsStored",
                _ => char.ToUpperInvariant(parameter[0]) + parameter.Substring(1),
            },
            out var value)
            ? value
            : null;
    }
}
