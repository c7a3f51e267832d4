using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

internal sealed partial class FluentMigratorSemantics
{
    public override Value[] Arguments(Interpreter interpreter, IMethodSymbol entry) => entry.Parameters.Length == 1 ? [new MigrationContextValue()] : [];

    public override bool TryInvoke(CallSite call, out Value result)
    {
        result = UnknownValue.Nameless;
        var method = call.Method;
        if (method.ContainingType is not { } type)
        {
            return false;
        }

        if (call.Subject is FluentValue subject)
        {
            return TryLink(call, subject, out result);
        }

        if (!IsLibrary(type))
        {
            return false;
        }

        switch (type.Name)
        {
            case "MigrationBase" when method.Name == "IfDatabase":
                result = new IfDatabaseValue(ScopeOf(call));
                return true;
            case "MigrationBase" when method.Name is "GetUpExpressions" or "GetDownExpressions":
                RunBody(call, method.Name == "GetUpExpressions" ? "Up" : "Down");
                result = ConstantValue.Null;
                return true;
            case "AutoReversingMigration" when method.Name == "GetDownExpressions":
                call.Interpreter.EmitUnknown(call.Syntax, "The reverse of Up is built while the migration runs", method.Name);
                result = ConstantValue.Null;
                return true;
            case "RawSql" when method.Name == "Insert":
                result = new ConstantValue(new Literal(LiteralKind.Sql, call.Name(0)));
                return true;
            default:
                // A link of a chain whose beginning got lost: a field, a parameter that nobody fills.
                if (type.TypeKind == TypeKind.Interface && IsBuilderSpace(type))
                {
                    if (!type.Name.StartsWith("ISchema", StringComparison.Ordinal))
                    {
                        call.Interpreter.EmitUnknown(call.Syntax, "It cannot be read what " + method.Name + " continues", method.Name);
                    }

                    result = new UnknownValue(call.Syntax.ToString());
                    return true;
                }

                return false;
        }
    }

    public override bool TryGetProperty(Interpreter interpreter, IPropertySymbol property, Value? receiver, SyntaxNode syntax, out Value result)
    {
        result = UnknownValue.Nameless;
        if (receiver is FluentValue known)
        {
            result = PropertyOf(interpreter, known, property, syntax);
            return true;
        }

        if (property.ContainingType is not { } type || !IsLibrary(type))
        {
            return false;
        }

        switch (type.Name)
        {
            case "MigrationBase" or "Migration" when property.Name is "ConnectionString" or "ApplicationContext":
                result = new UnknownValue(syntax.ToString());
                return true;
            case "MigrationBase" or "Migration" when property.Name == "Schema":
                result = new SchemaQueryValue(Scope.Always);
                return true;
            case "MigrationBase" or "Migration":
                result = new RootValue(property.Name, Scope.Always);
                return true;
            default:
                return false;
        }
    }

    public override bool TryCreate(CallSite call, out Value result)
    {
        result = UnknownValue.Nameless;
        if (call.Method.ContainingType is not { } type || !IsLibrary(type))
        {
            return false;
        }

        switch (type.Name)
        {
            case "ColumnDataType" or "ColumnDefinition":
                result = new DataTypeValue();
                return true;
            case "NonUnicodeString":
                result = call.Argument(0) is ConstantValue text ? text : new UnknownValue(call.Syntax.ToString());
                return true;
            default:
                return false;
        }
    }

    public override bool TrySetMember(Interpreter interpreter, ISymbol member, Value receiver, Value value, SyntaxNode syntax)
    {
        switch (receiver)
        {
            case DataTypeValue type:
                type.Members[member.Name] = value;
                return true;
            case FluentValue:
                interpreter.EmitUnknown(syntax, "An expression is changed past its chain", member.Name);
                return true;
            default:
                return false;
        }
    }

    // The roots are public members of a migration: whoever gets hold of it can build.
    public override bool CanBuild(Value value) => value is FluentValue and not DataTypeValue and not SchemaQueryValue || value is ObjectValue { IsMigration: true };

    private static Value PropertyOf(Interpreter interpreter, FluentValue receiver, IPropertySymbol property, SyntaxNode syntax)
    {
        switch (receiver)
        {
            case IfDatabaseValue choice when property.Name == "Schema":
                return new SchemaQueryValue(choice.Scope);
            case IfDatabaseValue choice:
                return new RootValue(property.Name, choice.Scope);
            case MigrationContextValue when property.Name == "Expressions":
                return new ExpressionListValue();
            case MigrationContextValue when property.Name == "QuerySchema":
                return new SchemaQueryValue(Scope.Always);
            case DataTypeValue type when type.Members.TryGetValue(property.Name, out var member):
                return member;
            case ChainValue when property.Name is not ("SchemaName" or "TableName"):
                interpreter.EmitUnknown(syntax, "An expression is changed past its chain", property.Name);
                return new UnknownValue(syntax.ToString());
            default:
                return new UnknownValue(syntax.ToString());
        }
    }

    private bool TryLink(CallSite call, FluentValue subject, out Value result)
    {
        result = UnknownValue.Nameless;

        // A helper with source is followed, wherever it lives: only the library's own methods are known by name.
        if (call.Method.IsExtensionMethod && !IsLibrary(call.Method.ContainingType))
        {
            if (call.Interpreter.Context.BodyOf(call.Method) is not null || !ReturnsSyntax(call.Method))
            {
                return false;
            }

            result = Lost(call, subject);
            return true;
        }

        if (call.Method.IsExtensionMethod && call.Interpreter.Context.BodyOf(call.Method) is not null && !IsKnownExtensions(call.Method.ContainingType))
        {
            return false;
        }

        if (call.Method.Name is "ToString" or "GetHashCode" or "Equals" or "GetType")
        {
            result = new UnknownValue(call.Syntax.ToString());
            return true;
        }

        switch (subject)
        {
            case ChainValue chain:
                if (chain.TryLink(call))
                {
                    chain.Continue(call);
                    result = call.Method.ReturnsVoid ? ConstantValue.Null : chain;
                }
                else
                {
                    result = Lost(call, chain);
                }

                return true;
            case RootValue root:
                result = root.Name switch
                {
                    "Create" => OnCreate(call, root.Scope),
                    "Alter" => OnAlter(call, root.Scope),
                    "Rename" => OnRename(call, root.Scope),
                    "Delete" => OnDelete(call, root.Scope),
                    "Insert" when call.Method.Name == "IntoTable" => new InsertChain(call, root.Scope),
                    "Update" when call.Method.Name == "Table" => new UpdateChain(call, root.Scope),
                    "Execute" => OnExecute(call, root.Scope),
                    _ => null,
                } ?? Lost(call, root);
                return true;
            case IfDatabaseValue choice when call.Method.Name == "Delegate":
                choice.Scope.Run(call.Interpreter, () => call.Interpreter.Invoke(call.Argument(0), [], call.Syntax));
                result = ConstantValue.Null;
                return true;
            case SchemaQueryValue query:
                result = call.Method.ReturnType.SpecialType == SpecialType.System_Boolean
                    ? query.Scope.Applies == Applies.No ? ConstantValue.False : new UnknownValue(call.Syntax.ToString())
                    : query;
                return true;
            case MigrationContextValue or DataTypeValue:
                return false;
            default:
                result = Lost(call, subject);
                return true;
        }
    }

    /// <summary>A link that is not known. The chain goes on, so that what is known of it is not lost with the one link.</summary>
    private static Value Lost(CallSite call, FluentValue subject)
    {
        var scope = subject switch
        {
            ChainValue chain => chain.Scope,
            RootValue root => root.Scope,
            IfDatabaseValue choice => choice.Scope,
            _ => Scope.Always,
        };
        scope.Run(call.Interpreter, () => call.Interpreter.EmitUnknown(
            call.Syntax, "What " + call.Method.Name + " builds is not known", call.Method.Name));
        return subject is ChainValue && ReturnsSyntax(call.Method) ? subject : new UnknownValue(call.Syntax.ToString());
    }

    private static Value? OnCreate(CallSite call, Scope scope) => call.Method.Name switch
    {
        "Schema" => new CreateSchemaChain(call, scope),
        "Table" => new CreateTableChain(call, scope),
        "Column" => new SingleColumnChain(call, scope, isNew: true),
        "ForeignKey" => new CreateForeignKeyChain(call, scope),
        "Index" => new CreateIndexChain(call, scope),
        "Sequence" => new CreateSequenceChain(call, scope),
        "PrimaryKey" => new CreateConstraintChain(call, scope, isPrimaryKey: true),
        "UniqueConstraint" => new CreateConstraintChain(call, scope, isPrimaryKey: false),
        _ => null,
    };

    private static Value? OnAlter(CallSite call, Scope scope) => call.Method.Name switch
    {
        "Table" => new AlterTableChain(call, scope),
        "Column" => new SingleColumnChain(call, scope, isNew: false),
        _ => null,
    };

    private static Value? OnRename(CallSite call, Scope scope) => call.Method.Name switch
    {
        "Table" => new RenameTableChain(call, scope),
        "Column" => new RenameColumnChain(call, scope),
        _ => null,
    };

    private static Value? OnDelete(CallSite call, Scope scope)
    {
        switch (call.Method.Name)
        {
            case "Schema":
                var name = call.Name(0);
                scope.Emit(call.Interpreter, call.Syntax, () => new DropSchema { Name = name });
                return ConstantValue.Null;
            case "Table":
                return new DeleteNamedChain(call, scope, isTable: true);
            case "Sequence":
                return new DeleteNamedChain(call, scope, isTable: false);
            case "Column":
                return new DeleteColumnChain(call, scope);
            case "ForeignKey":
                return new DeleteForeignKeyChain(call, scope);
            case "FromTable":
                return new DeleteRowsChain(call, scope);
            case "Index":
                return new DeleteIndexChain(call, scope);
            case "PrimaryKey":
                return new DeleteConstraintChain(call, scope, isPrimaryKey: true);
            case "UniqueConstraint":
                return new DeleteConstraintChain(call, scope, isPrimaryKey: false);
            case "DefaultConstraint":
                return new DeleteDefaultChain(call, scope);
            default:
                return null;
        }
    }

    private static Value? OnExecute(CallSite call, Scope scope)
    {
        switch (call.Method.Name)
        {
            case "Sql":
            {
                var sql = ExecutedSql.OfText(call);
                scope.Emit(call.Interpreter, call.Syntax, () => sql);
                return ConstantValue.Null;
            }

            case "Script" or "EmbeddedScript":
            {
                var sql = ExecutedSql.OfScript(call);
                scope.Emit(call.Interpreter, call.Syntax, () => sql);
                return ConstantValue.Null;
            }

            case "WithConnection":
                scope.Run(call.Interpreter, () => call.Interpreter.EmitUnknown(
                    call.Syntax, "WithConnection runs code of its own on the open connection", "WithConnection", "connection"));
                return ConstantValue.Null;
            default:
                return null;
        }
    }

    private static void RunBody(CallSite call, string name)
    {
        for (var type = call.Interpreter.Migration.Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.Length == 0) is { } body)
            {
                call.Interpreter.Invoke(new FunctionValue { Method = body, Receiver = call.Interpreter.Migration, IsVirtual = true }, [], call.Syntax);
                return;
            }
        }
    }

    /// <summary>Whether what stands behind <c>IfDatabase</c> runs on the provider of this run.</summary>
    private static Scope ScopeOf(CallSite call)
    {
        var condition = call.Syntax.ToString();
        var provider = call.Interpreter.Provider.Flag;
        var argument = call.Argument(0);
        var applies = argument is ListValue { IsComplete: true } names
            ? DatabaseNames.Any([.. names.Items.Select(name => name.AsText ?? Hole.Text)], provider)
            : argument is FunctionValue predicate
                ? All(DatabaseNames.TypesOf(provider).Select(type => call.Interpreter.Invoke(predicate, [new ConstantValue(type)], call.Syntax).AsBoolean))
                : Applies.Maybe;
        return new(applies, condition);
    }

    private static Applies All(IEnumerable<bool?> answers)
    {
        Applies? result = null;
        foreach (var answer in answers)
        {
            var one = answer switch { true => Applies.Yes, false => Applies.No, _ => Applies.Maybe };
            result = result is null || result == one ? one : Applies.Maybe;
        }

        return result ?? Applies.Maybe;
    }

    private static bool ReturnsSyntax(IMethodSymbol method) => method.ReturnType is INamedTypeSymbol type && (IsLibrary(type) || type.TypeKind == TypeKind.TypeParameter);

    /// <summary>The extension classes that the library's packages bring. Code of a team may stand in the same namespaces.</summary>
    private static bool IsKnownExtensions(INamedTypeSymbol type) =>
        type.Name is "SqlServerExtensions" or "PostgresExtensions" or "MySqlExtensions" or "OracleExtensions" or "SnowflakeExtensions" or "SQLiteExtensions";

    private static bool IsBuilderSpace(INamedTypeSymbol type) =>
        type.ContainingNamespace is { } space && space.ToDisplayString().StartsWith("FluentMigrator.Builder", StringComparison.Ordinal);

    private static bool IsLibrary(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        if (space is null || space.IsGlobalNamespace)
        {
            return false;
        }

        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer)
        {
            space = outer;
        }

        return space.Name == "FluentMigrator";
    }
}
