using MigrationGuard.Model;

namespace MigrationGuard.Reading;

internal sealed partial class Interpreter
{
    private readonly List<IMethodSymbol> _stack = [];

    /// <summary>Calls a lambda, local function or method group.</summary>
    public Value Invoke(Value function, Value[] arguments, SyntaxNode syntax)
    {
        if (function is not FunctionValue target)
        {
            foreach (var argument in arguments)
            {
                Escape(argument, syntax, "a delegate that is not known");
            }

            // It may have been made anywhere, with the builder in its closure.
            EmitUnknown(syntax, "Which code is called here is not known");
            return UnknownValue.Nameless;
        }

        if (target.Before is not null)
        {
            Invoke(target.Before, arguments, syntax);
        }

        if (target.Body is not null)
        {
            Note(target.Body.Syntax);
            return RunFunction(target.Method, target.Body, new Frame(target.Captured, null), arguments, syntax);
        }

        var method = target.IsVirtual && target.Receiver is ObjectValue receiver ? Dispatch(receiver, target.Method) : target.Method;
        return CallMethod(method, target.Receiver, arguments, [.. arguments.Select(_ => true)], null, syntax, null);
    }

    private Value Invoke(IInvocationOperation invocation, Frame frame)
    {
        var receiver = invocation.Instance is null ? null : Evaluate(invocation.Instance, frame);
        var method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var (values, _) = Arguments(invocation.Arguments, method, frame);
            var local = frame.FrameOf(method.OriginalDefinition) is { } found ? found.Variables[method.OriginalDefinition] : null;
            var result = local is FunctionValue { Body: not null } function
                ? InvokeLocal(function, method, values, invocation.Syntax, frame)
                : Invoke(local ?? UnknownValue.Nameless, values, invocation.Syntax);
            WriteBack(invocation.Arguments, null, frame);
            return result;
        }

        var (arguments, isWritten) = Arguments(invocation.Arguments, method, frame);
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Invoke(receiver ?? UnknownValue.Nameless, arguments, invocation.Syntax);
        }

        if (invocation.IsVirtual && receiver is ObjectValue target)
        {
            method = Dispatch(target, method);
        }

        return Call(method, receiver, arguments, isWritten, invocation, frame);
    }

    private Value InvokeLocal(FunctionValue function, IMethodSymbol method, Value[] arguments, SyntaxNode syntax, Frame caller)
    {
        var frame = new Frame(function.Captured, null);
        frame.Bind(method, caller.Substitute);
        return RunFunction(function.Method, function.Body!, frame, arguments, syntax);
    }

    private (Value[] Values, bool[] IsWritten) Arguments(IEnumerable<IArgumentOperation> arguments, IMethodSymbol method, Frame frame)
    {
        var values = new Value[method.Parameters.Length];
        var isWritten = new bool[method.Parameters.Length];
        foreach (var argument in arguments)
        {
            var value = argument.Parameter is { RefKind: RefKind.Out } ? UnknownValue.Nameless : Evaluate(argument.Value, frame);
            if (argument.Parameter is { } parameter && parameter.Ordinal < values.Length)
            {
                values[parameter.Ordinal] = value;
                isWritten[parameter.Ordinal] = argument.ArgumentKind != ArgumentKind.DefaultValue;
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] ??= new UnknownValue(method.Parameters[i].Name);
        }

        return (values, isWritten);
    }

    /// <summary>The override of a method that runs on an object.</summary>
    private static IMethodSymbol Dispatch(ObjectValue receiver, IMethodSymbol method)
    {
        if (method.ContainingType?.TypeKind == TypeKind.Interface)
        {
            return receiver.Type.FindImplementationForInterfaceMember(method) as IMethodSymbol ?? method;
        }

        if (!method.IsVirtual && !method.IsAbstract && !method.IsOverride)
        {
            return method;
        }

        for (var type = receiver.Type as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(method.Name))
            {
                for (var at = member as IMethodSymbol; at is not null; at = at.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, method.OriginalDefinition))
                    {
                        var found = (IMethodSymbol)member;
                        return found.IsGenericMethod && method.TypeArguments.Length == found.TypeParameters.Length
                            ? found.Construct([.. method.TypeArguments])
                            : found;
                    }
                }
            }
        }

        return method;
    }

    private Value Call(IMethodSymbol method, Value? receiver, Value[] arguments, bool[] isWritten, IOperation at, Frame frame)
    {
        var result = CallMethod(method, receiver, arguments, isWritten, at, at.Syntax, frame);
        if (at is IInvocationOperation invocation)
        {
            WriteBack(invocation.Arguments, arguments, frame);
        }

        return result;
    }

    /// <summary>What a call leaves in <c>ref</c> and <c>out</c> arguments.</summary>
    private void WriteBack(IEnumerable<IArgumentOperation> arguments, Value[]? results, Frame frame)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
            {
                var value = results is not null && _references is not null && _references.TryGetValue(parameter.OriginalDefinition, out var left)
                    ? left
                    : new UnknownValue(argument.Syntax.ToString());
                AssignTo(argument.Value, value, frame, argument.Syntax);
            }
        }
    }

    private Dictionary<ISymbol, Value>? _references;

    /// <summary>Says what a library method leaves in an <c>out</c> argument.</summary>
    public void Leave(IParameterSymbol parameter, Value value) =>
        (_references ??= new(SymbolEqualityComparer.Default))[parameter.OriginalDefinition] = value;

    private Value CallMethod(
        IMethodSymbol method, Value? receiver, Value[] arguments, bool[] isWritten, IOperation? at, SyntaxNode syntax, Frame? frame)
    {
        _references = null;
        if (frame is not null && method.IsGenericMethod)
        {
            method = Substitute(method, frame);
        }

        var site = new CallSite(this, at!, syntax, method, receiver, arguments, isWritten);
        if (Framework.TryInvoke(site, out var answered))
        {
            return answered;
        }

        if (Context.BodyOf(method) is { } body && !(method.IsAbstract && !method.IsVirtual))
        {
            if (receiver is UnknownValue && (method.IsVirtual || method.IsOverride || method.IsAbstract))
            {
                // Which override runs is not known.
                EscapeAll(arguments, syntax, method.Name);
            }

            var callee = new Frame(null, method.IsStatic ? null : receiver);
            callee.Bind(method, frame is null ? static type => type : frame.Substitute);
            Note(body.Syntax);
            return RunFunction(method, body, callee, arguments, syntax);
        }

        return CallWithoutSource(site);
    }

    private static IMethodSymbol Substitute(IMethodSymbol method, Frame frame)
    {
        var arguments = new ITypeSymbol[method.TypeArguments.Length];
        var changed = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = frame.Substitute(method.TypeArguments[i]);
            changed |= !SymbolEqualityComparer.Default.Equals(arguments[i], method.TypeArguments[i]);
        }

        return changed ? method.ConstructedFrom.Construct(arguments) : method;
    }

    private Flow RunBody(IMethodSymbol method, Value? self, Value[] arguments, SyntaxNode syntax, out Value result)
    {
        var body = Context.BodyOf(method);
        if (body is null)
        {
            EmitUnknown(syntax, "The method has no source", method.Name);
            result = UnknownValue.Nameless;
            return Flow.Next;
        }

        var frame = new Frame(null, self);
        frame.Bind(method, static type => type);
        Note(body.Syntax);
        result = RunFunction(method, body, frame, arguments, syntax);
        var threw = _threw;
        _threw = false;
        return threw ? Flow.Throw : Flow.Next;
    }

    /// <summary>Runs a body in its frame. A throw is left in <see cref="_threw"/>.</summary>
    private Value RunFunction(IMethodSymbol method, IOperation body, Frame frame, Value[] arguments, SyntaxNode syntax)
    {
        var definition = method.OriginalDefinition;
        if (_depth >= MaxDepth || _stack.Count(open => SymbolEqualityComparer.Default.Equals(open, definition)) >= 8)
        {
            EmitUnknown(syntax, "The calls are nested too deeply to be followed", method.Name);
            return UnknownValue.Nameless;
        }

        for (var i = 0; i < definition.Parameters.Length; i++)
        {
            frame.Variables[definition.Parameters[i]] = i < arguments.Length ? arguments[i] : new UnknownValue(definition.Parameters[i].Name);
        }

        var path = _path.Count;
        var emitted = _emissions.Count;
        _depth++;
        _stack.Add(definition);
        Flow flow;
        try
        {
            flow = Run(body, frame);
        }
        finally
        {
            _depth--;
            _stack.RemoveAt(_stack.Count - 1);
        }

        EndPath(path, Flow.Return);
        _threw |= flow == Flow.Throw;
        if (definition.Parameters.Any(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref))
        {
            _references = new(SymbolEqualityComparer.Default);
            foreach (var parameter in definition.Parameters)
            {
                _references[parameter] = frame.Variables[parameter];
            }
        }

        if (frame.Yielded is not null && _emissions.Count > emitted)
        {
            // It runs piece by piece between the rounds of the loop that asks for more, and only as far as that loop goes.
            _emissions.RemoveRange(emitted, _emissions.Count - emitted);
            Under(Certainty.Repeated, Squeeze(syntax.ToString()), () => EmitUnknown(syntax, "The iterator builds operations while it is enumerated", method.Name));
            return UnknownValue.Nameless;
        }

        return frame.Yielded ?? frame.Result ?? (body is IBlockOperation or IMethodBodyOperation or IConstructorBodyOperation ? ConstantValue.Null : UnknownValue.Nameless);
    }

    /// <summary>A method that cannot be followed: library functions are known; what could touch the database or build operations is reported.</summary>
    private Value CallWithoutSource(CallSite site)
    {
        var method = site.Method;
        if (Library.Invoke(site) is { } known)
        {
            return known;
        }

        if (Effects.Of(method) is { } touches)
        {
            EmitUnknown(site.Syntax, Effects.Describe(touches, method), method.Name, touches);
            return new UnknownValue(site.Syntax.ToString());
        }

        if (!Framework.OnlyLooks(method) && !Effects.OnlyLooks(method))
        {
            if (site.Receiver is not null)
            {
                Escape(site.Receiver, site.Syntax, method.Name);
            }

            EscapeAll(site.Arguments, site.Syntax, method.Name);
        }

        return new UnknownValue(site.Syntax.ToString());
    }

    private void EscapeAll(IEnumerable<Value> values, SyntaxNode syntax, string to)
    {
        foreach (var value in values)
        {
            Escape(value, syntax, to);
        }
    }

    /// <summary>A value gets into hands that cannot be seen. If operations can be built with it, or it is code, that is not ignored.</summary>
    private void Escape(Value value, SyntaxNode syntax, string to)
    {
        if (value is FunctionValue function)
        {
            if (function.Before is not null)
            {
                Escape(function.Before, syntax, to);
            }

            // It may be called, any number of times, with anything.
            if (_stack.Count(open => SymbolEqualityComparer.Default.Equals(open, function.Method.OriginalDefinition)) == 0)
            {
                var arguments = function.Method.Parameters.Select(parameter => (Value)new UnknownValue(parameter.Name)).ToArray();
                RunBranch(Squeeze(syntax.ToString()), () =>
                {
                    Under(Certainty.Repeated, Squeeze(syntax.ToString()), () => Invoke(function, arguments, syntax));
                    _threw = false;
                    return Flow.Next;
                });
            }
        }
        else if (CanBuild(value, 3))
        {
            EmitUnknown(syntax, "What is done with the migration by " + to + " cannot be read: it has no source here", to);
        }
    }

    private bool CanBuild(Value value, int depth)
    {
        if (Framework.CanBuild(value))
        {
            return true;
        }

        return depth > 0 && value switch
        {
            ListValue list => list.Items.Any(item => CanBuild(item, depth - 1)),
            MapValue map => map.Items.Any(item => CanBuild(item.Value, depth - 1)),
            ObjectValue { IsMigration: false } target => target.Members.Values.Any(member => CanBuild(member, depth - 1)),
            _ => false,
        };
    }

    private Value MethodGroup(IMethodReferenceOperation reference, Frame frame)
    {
        var method = Substitute(reference.Method, frame);
        if (method.MethodKind == MethodKind.LocalFunction && frame.FrameOf(method.OriginalDefinition) is { } found)
        {
            return found.Variables[method.OriginalDefinition];
        }

        return new FunctionValue
        {
            Method = method,
            Receiver = reference.Instance is null ? null : Evaluate(reference.Instance, frame),
            IsVirtual = reference.IsVirtual,
        };
    }

    private Value Create(IObjectCreationOperation creation, Frame frame)
    {
        if (creation.Constructor is not { } constructor)
        {
            return Other(creation, frame);
        }

        var (arguments, isWritten) = Arguments(creation.Arguments, constructor, frame);
        var site = new CallSite(this, creation, creation.Syntax, constructor, null, arguments, isWritten);
        Value value;
        if (Framework.TryCreate(site, out var answered))
        {
            value = answered;
        }
        else if (frame.Substitute(creation.Type!) is INamedTypeSymbol type && type.Locations.Any(location => location.IsInSource))
        {
            var instance = new ObjectValue(type);
            Construct(instance, constructor, arguments, creation.Syntax);
            value = instance;
        }
        else if (Library.Create(site) is { } known)
        {
            value = known;
        }
        else
        {
            if (Effects.OfConstructor(constructor) is { } touches)
            {
                EmitUnknown(creation.Syntax, Effects.Describe(touches, constructor), constructor.ContainingType.Name, touches);
            }

            EscapeAll(arguments, creation.Syntax, constructor.ContainingType.Name);
            value = new UnknownValue(creation.Syntax.ToString());
        }

        Initialize(creation.Initializer, value, frame);
        return value;
    }

    private Value CreateTypeParameter(ITypeParameterObjectCreationOperation creation, Frame frame)
    {
        Value value = new UnknownValue(creation.Syntax.ToString());
        if (creation.Type is not null && frame.Substitute(creation.Type) is INamedTypeSymbol type && type.Locations.Any(location => location.IsInSource))
        {
            var instance = new ObjectValue(type);
            Construct(instance);
            value = instance;
        }

        Initialize(creation.Initializer, value, frame);
        return value;
    }

    private void Initialize(IObjectOrCollectionInitializerOperation? initializer, Value value, Frame frame)
    {
        if (initializer is null)
        {
            return;
        }

        var outer = frame.Initialized;
        frame.Initialized = value;
        foreach (var part in initializer.Initializers)
        {
            if (part is IMemberInitializerOperation member)
            {
                var target = Evaluate(member.InitializedMember, frame);
                Initialize(member.Initializer, target, frame);
                frame.Initialized = value;
            }
            else
            {
                Evaluate(part, frame);
            }
        }

        frame.Initialized = outer;
    }

    /// <summary>Runs the parameterless constructor of an object and of its bases.</summary>
    private void Construct(ObjectValue instance)
    {
        if (instance.Type is INamedTypeSymbol type
            && type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length == 0) is { } own)
        {
            Construct(instance, own, [], own.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(Context.Cancellation));
        }
    }

    private void Construct(ObjectValue instance, IMethodSymbol constructor, Value[] arguments, SyntaxNode? syntax)
    {
        var definition = constructor.OriginalDefinition;
        var body = Context.BodyOf(constructor);
        if (definition.ContainingType.IsRecord || body is null or not IConstructorBodyOperation)
        {
            // A record's or primary constructor: its parameters are members.
            for (var i = 0; i < definition.Parameters.Length && i < arguments.Length; i++)
            {
                var parameter = definition.Parameters[i];
                ISymbol member = definition.ContainingType.GetMembers(parameter.Name).FirstOrDefault(candidate => candidate is IPropertySymbol) ?? parameter;
                instance.Members[member.OriginalDefinition] = arguments[i];
                instance.Members[parameter] = arguments[i];
                instance.Order.Add(parameter.Name);
            }
        }

        if (body is IConstructorBodyOperation written && syntax is not null && _depth < MaxDepth)
        {
            var frame = new Frame(null, instance);
            frame.Bind(constructor, static type => type);
            Note(body.Syntax);
            for (var i = 0; i < definition.Parameters.Length; i++)
            {
                frame.Variables[definition.Parameters[i]] = i < arguments.Length ? arguments[i] : new UnknownValue(definition.Parameters[i].Name);
            }

            if (written.Initializer is not null && Unwrap(written.Initializer is IExpressionStatementOperation statement ? statement.Operation : written.Initializer) is IInvocationOperation chained
                && chained.TargetMethod.Locations.Any(location => location.IsInSource))
            {
                var (values, _) = Arguments(chained.Arguments, chained.TargetMethod, frame);
                Construct(instance, chained.TargetMethod, values, chained.Syntax);
            }

            _depth++;
            Run(written.BlockBody ?? written.ExpressionBody, frame);
            _depth--;
        }
        else if (constructor.ContainingType.BaseType is { } parent
            && parent.Locations.Any(location => location.IsInSource)
            && parent.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.Length == 0) is { } inherited)
        {
            Construct(instance, inherited, [], syntax);
        }
    }

    /// <summary>An attribute as an object, the way reflection makes it.</summary>
    internal Value Instantiate(AttributeData attribute)
    {
        var instance = new ObjectValue(attribute.AttributeClass!);
        var arguments = attribute.ConstructorArguments.Select(Constant).ToArray();
        if (attribute.ApplicationSyntaxReference is { } application)
        {
            Context.Touch(application.SyntaxTree);
        }

        Construct(instance, attribute.AttributeConstructor!, arguments, attribute.ApplicationSyntaxReference?.GetSyntax(Context.Cancellation));
        foreach (var named in attribute.NamedArguments)
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (type.GetMembers(named.Key).FirstOrDefault() is { } member)
                {
                    instance.Members[member.OriginalDefinition] = Constant(named.Value);
                    break;
                }
            }
        }

        return instance;
    }

    /// <summary>The value of an attribute's argument.</summary>
    public static Value Constant(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array => constant.IsNull ? ConstantValue.Null : new ListValue(constant.Values.Select(Constant)),
        TypedConstantKind.Type => constant.Value is ITypeSymbol type ? new TypeValue(type) : ConstantValue.Null,
        TypedConstantKind.Enum => new ConstantValue(constant.Value) { EnumType = constant.Type as INamedTypeSymbol },
        TypedConstantKind.Primitive => constant.Value is bool truth ? ConstantValue.Of(truth) : new ConstantValue(constant.Value),
        _ => UnknownValue.Nameless,
    };

    private Value CreateAnonymous(IAnonymousObjectCreationOperation anonymous, Frame frame)
    {
        var value = new ObjectValue(anonymous.Type!);
        foreach (var initializer in anonymous.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment)
            {
                value.Order.Add(property.Property.Name);
                value.Members[property.Property.OriginalDefinition] = Evaluate(assignment.Value, frame);
            }
        }

        return value;
    }

    private Value CreateArray(IArrayCreationOperation array, Frame frame)
    {
        var sizes = array.DimensionSizes.Select(size => Evaluate(size, frame).AsInteger).ToArray();
        if (array.Initializer is null)
        {
            if (sizes.Length != 1 || sizes[0] is not { } size || size < 0 || size > MaxIterations)
            {
                return new ListValue([]) { IsComplete = sizes.Length == 1 && sizes[0] == 0, Depth = _path.Count };
            }

            var empty = (array.Type as IArrayTypeSymbol)?.ElementType is { IsReferenceType: true } ? ConstantValue.Null : Library.Default((array.Type as IArrayTypeSymbol)?.ElementType);
            return new ListValue(Enumerable.Repeat(empty ?? UnknownValue.Nameless, (int)size)) { Depth = _path.Count };
        }

        var items = new List<Value>();
        Flatten(array.Initializer);
        return new ListValue(items)
        {
            Dimensions = sizes.Length > 1 ? [.. sizes.Select(size => (int)(size ?? 0))] : [],
            Depth = _path.Count,
        };

        void Flatten(IArrayInitializerOperation initializer)
        {
            foreach (var element in initializer.ElementValues)
            {
                if (element is IArrayInitializerOperation inner)
                {
                    Flatten(inner);
                }
                else
                {
                    items.Add(Evaluate(element, frame));
                }
            }
        }
    }

    private Value With(IWithOperation with, Frame frame)
    {
        var original = Evaluate(with.Operand, frame);
        if (original is not ObjectValue source)
        {
            Initialize(with.Initializer, UnknownValue.Nameless, frame);
            return new UnknownValue(with.Syntax.ToString());
        }

        var copy = new ObjectValue(source.Type);
        copy.Order.AddRange(source.Order);
        foreach (var member in source.Members)
        {
            copy.Members[member.Key] = member.Value;
        }

        Initialize(with.Initializer, copy, frame);
        return copy;
    }
}
