using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore;

internal sealed partial class EfCoreSemantics
{
    public override bool TryInvoke(CallSite call, out Value result)
    {
        result = UnknownValue.Nameless;
        var type = call.Method.ContainingType;
        if (type is null)
        {
            return false;
        }

        if (call.Receiver is OperationListValue)
        {
            result = OnOperationList(call);
            return true;
        }

        switch (type.Name)
        {
            case "MigrationBuilder" when IsIn(type, Space):
                if (OnBuilder(call) is not { } built)
                {
                    return false;
                }

                result = built;
                return true;
            case "OperationBuilder" or "AlterOperationBuilder" when IsIn(type, Space + "Operations.Builders."):
                result = OnOperation(call);
                return true;
            case "ColumnsBuilder" when IsIn(type, Space + "Operations.Builders."):
                result = OnColumns(call);
                return true;
            case "CreateTableBuilder" when IsIn(type, Space + "Operations.Builders."):
                result = OnTable(call);
                return true;
            default:
                return call.Method.IsExtensionMethod && call.Arguments.Count > 0 && call.Arguments[0] is MigrationBuilderValue && OnExtension(call, out result);
        }
    }

    public override bool TryGetProperty(Interpreter interpreter, IPropertySymbol property, Value? receiver, SyntaxNode syntax, out Value result)
    {
        result = UnknownValue.Nameless;
        switch (property.Name)
        {
            case "ActiveProvider" when property.ContainingType is { Name: "MigrationBuilder" or "Migration" } type && IsIn(type, Space):
                result = ProviderNameValue.Of(interpreter.Provider);
                return true;
            case "Operations" when property.ContainingType is { Name: "MigrationBuilder" } type && IsIn(type, Space):
                result = new OperationListValue();
                return true;
            default:
                if (receiver is OperationListValue)
                {
                    result = new UnknownValue(syntax.ToString());
                    return true;
                }

                if (receiver is OperationValue operation)
                {
                    if (!operation.Members.TryGetValue(property.Name, out var member))
                    {
                        member = property.Type is INamedTypeSymbol { Name: "List" } ? new ListValue([]) { Depth = interpreter.PathLength } : new UnknownValue(syntax.ToString());
                        operation.Members[property.Name] = member;
                    }

                    result = member;
                    return true;
                }

                return false;
        }
    }

    public override bool TryCreate(CallSite call, out Value result)
    {
        result = UnknownValue.Nameless;
        var type = call.Method.ContainingType;
        if (!IsOperation(type))
        {
            return false;
        }

        // An operation of the team's own means what its SQL generator makes of it: nobody can tell from here.
        result = new OperationValue(type);
        return true;
    }

    public override bool TrySetMember(Interpreter interpreter, ISymbol member, Value receiver, Value value, SyntaxNode syntax)
    {
        if (receiver is OperationValue operation)
        {
            operation.Members[member.Name] = value;
            operation.IsDoubtful |= interpreter.PathLength > 0;
            return true;
        }

        if (member.ContainingType is { } type && IsOperation(type))
        {
            interpreter.EmitUnknown(syntax, "An operation is changed after it was built", member.Name);
            return true;
        }

        return false;
    }

    public override bool CanBuild(Value value) => value is MigrationBuilderValue or OperationListValue or OperationBuilderValue or CreateTableValue or ColumnsBuilderValue;

    private static bool IsIn(INamedTypeSymbol type, string space)
    {
        var at = type.ContainingNamespace;
        var end = space.Length - 1;
        while (at is { IsGlobalNamespace: false })
        {
            var start = end - at.Name.Length;
            if (start < 0 || string.CompareOrdinal(space, start, at.Name, 0, at.Name.Length) != 0 || (start > 0 && space[start - 1] != '.'))
            {
                return false;
            }

            if (start == 0)
            {
                return at.ContainingNamespace is { IsGlobalNamespace: true };
            }

            end = start - 1;
            at = at.ContainingNamespace;
        }

        return false;
    }

    private static bool IsOperation(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == "MigrationOperation" && IsIn(type, Space + "Operations."))
            {
                return true;
            }
        }

        return false;
    }

    private static bool OnExtension(CallSite call, out Value result)
    {
        result = UnknownValue.Nameless;
        if (call.Interpreter.Context.BodyOf(call.Method) is not null)
        {
            return false;
        }

        var provider = call.Method.Name switch
        {
            "IsSqlServer" => Providers.SqlServer,
            "IsSqlite" => Providers.Sqlite,
            "IsNpgsql" => Providers.PostgreSql,
            "IsMySql" or "IsMySQL" => Providers.MySql,
            "IsOracle" => Providers.Oracle,
            "IsInMemory" => Providers.Other,
            _ => Providers.None,
        };
        if (provider != Providers.None && call.Arguments.Count == 1 && call.Method.ReturnType.SpecialType == SpecialType.System_Boolean)
        {
            var active = call.Interpreter.Provider;
            result = active.Flag != provider ? ConstantValue.False
                : provider == Providers.Other ? new UnknownValue(call.Syntax.ToString())
                : provider == Providers.MySql ? IsMySql(call, active)
                : ConstantValue.True;
            return true;
        }

        if (call.Method.Name == "EnsurePostgresExtension")
        {
            var schema = call.Text("schema");
            var name = (schema is null ? "" : schema + ".") + call.Name("name");
            call.Interpreter.Emit(call.Syntax, new AlterDatabase
            {
                Annotations = [new Annotation("Npgsql:PostgresExtension:" + name, Literal.OfString(schema + "," + call.Text("version")))],
            });
            result = call.Arguments[0];
            return true;
        }

        return false;
    }

    /// <summary>Both MySQL providers have an <c>IsMySql</c>, each true for itself only.</summary>
    private static Value IsMySql(CallSite call, ProviderVariant active)
    {
        var assembly = call.Method.ContainingAssembly?.Name ?? "";
        return assembly.StartsWith("Pomelo", StringComparison.OrdinalIgnoreCase) ? ConstantValue.Of(active.Name!.StartsWith("Pomelo", StringComparison.Ordinal))
            : assembly.StartsWith("MySql.", StringComparison.OrdinalIgnoreCase) ? ConstantValue.Of(!active.Name!.StartsWith("Pomelo", StringComparison.Ordinal))
            : ConstantValue.True;
    }

    private static Value OnOperation(CallSite call)
    {
        if (call.Receiver is not AnnotatedValue target || call.Method.Name is not ("Annotation" or "OldAnnotation"))
        {
            if (call.Receiver is UnknownValue && call.Method.Name is "Annotation" or "OldAnnotation")
            {
                call.Interpreter.EmitUnknown(call.Syntax, "An operation is changed after it was built", call.Method.Name);
            }

            return call.Receiver ?? UnknownValue.Nameless;
        }

        Annotate(call, target, call.Method.Name == "Annotation" ? target.Annotations : target.OldAnnotations);
        return target;
    }

    private static void Annotate(CallSite call, AnnotatedValue target, List<Annotation> annotations)
    {
        var value = call["value"];
        var name = call.Name("name");
        annotations.RemoveAll(annotation => annotation.Name == name);
        annotations.Add(new(name, AnnotationValue(value)));
        if (value is ListValue list && name is "SqlServer:Include" or "Npgsql:IndexInclude" or "Npgsql:Index:Include")
        {
            target.Include = Names(value);
        }

        if (target.Emission is not null)
        {
            call.Interpreter.Continue(target.Emission, call.Syntax);
        }
    }

    private static Literal? AnnotationValue(Value? value) => value switch
    {
        null or UnknownValue => null,
        ConstantValue { EnumType: not null } constant => Literal.OfString(constant.ToText()),
        ListValue { IsComplete: true } list => Literal.OfString(string.Join(",", list.Items.Select(item => item.ToText()))),
        _ => Literals.Of(value) is { Kind: not LiteralKind.Unknown } literal ? literal : null,
    };

    private static Value OnColumns(CallSite call)
    {
        if (call.Method.Name != "Column" || call.Receiver is not ColumnsBuilderValue builder)
        {
            return UnknownValue.Nameless;
        }

        var column = new ColumnValue(call);
        builder.Columns.Add(column);
        return column;
    }

    private static Value OnTable(CallSite call)
    {
        if (call.Receiver is not CreateTableValue table)
        {
            return UnknownValue.Nameless;
        }

        if (table.Emission is not null && call.Interpreter.PathLength > table.Emission.PathLength)
        {
            call.Interpreter.Continue(table.Emission, call.Syntax);
        }

        switch (call.Method.Name)
        {
            case "Annotation":
                Annotate(call, table, table.Annotations);
                return table;
            case "PrimaryKey":
                table.PrimaryKey = new(call.Text("name"), KeyColumns(call, table, "columns"));
                return new OperationBuilderValue();
            case "UniqueConstraint":
                table.UniqueConstraints.Add(new(call.Text("name"), KeyColumns(call, table, "columns")));
                return new OperationBuilderValue();
            case "ForeignKey":
                table.ForeignKeys.Add(ForeignKey(call, KeyColumns(call, table, call.Has("columns") ? "columns" : "column")));
                return new OperationBuilderValue();
            case "CheckConstraint":
                table.Checks.Add(new(call.Text("name"), call.Name("sql")));
                return new OperationBuilderValue();
            default:
                return UnknownValue.Nameless;
        }
    }

    private static IReadOnlyList<string> KeyColumns(CallSite call, CreateTableValue table, string parameter)
    {
        if (table.ColumnObject is null || call[parameter] is not FunctionValue lambda)
        {
            return [Hole.Text];
        }

        return call.Interpreter.Invoke(lambda, [table.ColumnObject], call.Syntax) switch
        {
            ColumnValue column => [column.Name ?? Hole.Text],
            ObjectValue several => [.. several.Order.Select(member => (several.Find(member) as ColumnValue)?.Name ?? Hole.Text)],
            _ => [Hole.Text],
        };
    }

    private static ForeignKeyDefinition ForeignKey(CallSite call, IReadOnlyList<string> columns) => new()
    {
        Name = call.Text("name"),
        Columns = columns,
        PrincipalSchema = call.Text("principalSchema"),
        PrincipalTable = call.Text("principalTable"),
        PrincipalColumns = OneOrMany(call, "principalColumn", "principalColumns"),
        OnDelete = Action(call["onDelete"]),
        OnUpdate = Action(call["onUpdate"]),
    };

    private static string Action(Value? value) => value switch
    {
        null => "NoAction",
        ConstantValue constant => constant.EnumMember ?? Hole.Text,
        _ => Hole.Text,
    };

    private static IReadOnlyList<string> OneOrMany(CallSite call, string one, string many) =>
        call[many] is { IsNull: false } list ? Names(list) : call.Text(one) is { } name ? [name] : [];

    /// <summary>The texts of a list; one hole stands for what is not known.</summary>
    private static IReadOnlyList<string> Names(Value value) => value switch
    {
        ListValue { IsComplete: true } list => [.. list.Items.Select(item => item.ToText())],
        ListValue list => [.. list.Items.Select(item => item.ToText()), Hole.Text],
        _ => [Hole.Text],
    };
}
