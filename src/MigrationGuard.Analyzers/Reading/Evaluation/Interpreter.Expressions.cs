using Microsoft.CodeAnalysis.CSharp;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

internal sealed partial class Interpreter
{
    // Kinds that newer compilers know and the oldest supported one does not.
    private const int CollectionExpressionKind = 0x7f;
    private const int SpreadKind = 0x80;

    private bool _threw;
    private bool _isBroken;

    /// <summary>The value of an expression; everything it does on the way is taken down.</summary>
    public Value Evaluate(IOperation expression, Frame frame)
    {
        Step();
        if (expression.ConstantValue is { HasValue: true, Value: var constant })
        {
            return expression.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
                ? new ConstantValue(constant) { EnumType = type }
                : constant switch
                {
                    null => ConstantValue.Null,
                    bool truth => ConstantValue.Of(truth),
                    string => new ConstantValue(constant) { Origin = new TextOrigin.Constant(expression) },
                    _ => new ConstantValue(constant),
                };
        }

        switch (expression)
        {
            case IConversionOperation conversion:
                return Convert(conversion, frame);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand, frame);
            case ILocalReferenceOperation local:
                return Read(local.Local, frame, local);
            case IParameterReferenceOperation parameter:
                return ReadParameter(parameter, frame);
            case IInstanceReferenceOperation instance:
                return instance.ReferenceKind == InstanceReferenceKind.ImplicitReceiver && frame.Initialized is not null
                    ? frame.Initialized
                    : Self(frame) ?? new UnknownValue(instance.Syntax.ToString());
            case IFieldReferenceOperation field:
                return ReadField(field, frame);
            case IPropertyReferenceOperation property:
                return ReadProperty(property, frame);
            case IInvocationOperation invocation:
                return Invoke(invocation, frame);
            case IObjectCreationOperation creation:
                return Create(creation, frame);
            case ITypeParameterObjectCreationOperation creation:
                return CreateTypeParameter(creation, frame);
            case IAnonymousObjectCreationOperation anonymous:
                return CreateAnonymous(anonymous, frame);
            case IArrayCreationOperation array:
                return CreateArray(array, frame);
            case IDelegateCreationOperation @delegate:
                return Evaluate(@delegate.Target, frame);
            case IAnonymousFunctionOperation lambda:
                return new FunctionValue { Method = lambda.Symbol, Body = lambda.Body, Captured = frame };
            case IMethodReferenceOperation reference:
                return MethodGroup(reference, frame);
            case IBinaryOperation binary:
                return Binary(binary, frame);
            case IUnaryOperation unary:
                return Unary(unary, frame);
            case IConditionalOperation conditional:
                return Conditional(conditional, frame);
            case ICoalesceOperation coalesce:
                return Coalesce(coalesce, frame);
            case IConditionalAccessOperation access:
                return ConditionalAccess(access, frame);
            case IConditionalAccessInstanceOperation:
                return ConditionalReceiver(frame) ?? UnknownValue.Nameless;
            case IInterpolatedStringOperation interpolated:
                return Interpolate(interpolated, frame);
            case ITypeOfOperation typeOf:
                return new TypeValue(frame.Substitute(typeOf.TypeOperand));
            case IDefaultValueOperation defaulted:
                return DefaultOf(defaulted);
            case ITupleOperation tuple:
                return new ListValue(tuple.Elements.Select(element => Evaluate(element, frame))) { Depth = _path.Count };
            case ISimpleAssignmentOperation assignment:
                var assigned = Evaluate(assignment.Value, frame);
                AssignTo(assignment.Target, assigned, frame, assignment.Syntax);
                return assigned;
            case ICompoundAssignmentOperation compound:
                return Compound(compound, frame);
            case ICoalesceAssignmentOperation coalesce:
                return CoalesceAssign(coalesce, frame);
            case IIncrementOrDecrementOperation increment:
                return Increment(increment, frame);
            case IDeconstructionAssignmentOperation deconstruction:
                var parts = Evaluate(deconstruction.Value, frame);
                Deconstruct(Unwrap(deconstruction.Target), parts, frame);
                return parts;
            case IIsPatternOperation pattern:
                return Truth(Match(pattern.Pattern, Evaluate(pattern.Value, frame), frame), pattern);
            case IIsTypeOperation isType:
                var tested = MatchType(Evaluate(isType.ValueOperand, frame), isType.TypeOperand, frame);
                return Truth(isType.IsNegated ? !tested : tested, isType);
            case ISwitchExpressionOperation choice:
                return Choose(choice, Evaluate(choice.Value, frame), 0, frame);
            case IThrowOperation thrown:
                Run(thrown, frame);
                _threw = true;
                return UnknownValue.Nameless;
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation, frame);
            case IArrayElementReferenceOperation element:
                return Element(element, frame);
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression, frame);
            case IVariableInitializerOperation initializer:
                return Evaluate(initializer.Value, frame);
            case IWithOperation with:
                return With(with, frame);
            case IArrayInitializerOperation list:
                return new ListValue(list.ElementValues.Select(value => Evaluate(value, frame))) { Depth = _path.Count };
            case IEventAssignmentOperation:
            case IDiscardOperation:
            case ISizeOfOperation:
                return new UnknownValue(expression.Syntax.ToString());
            case IVariableDeclarationGroupOperation or IBlockOperation or ILocalFunctionOperation:
                Run(expression, frame);
                return UnknownValue.Nameless;
            case IInvalidOperation invalid:
                return Invalid(invalid, frame);
            default:
                return (int)expression.Kind == CollectionExpressionKind
                    ? Collection(expression, frame)
                    : Other(expression, frame);
        }
    }

    /// <summary>The items of an array, a list or a query result; null when they are not all known.</summary>
    public static List<Value>? Sequence(Value value) => value switch
    {
        ListValue { IsComplete: true } list => list.Items,
        MapValue { IsComplete: true } map => [.. map.Items.Select(item => (Value)new ListValue([item.Key, item.Value]))],
        ConstantValue { Value: string text } when !Hole.IsIn(text) => [.. text.Select(character => (Value)new ConstantValue(character))],
        _ => null,
    };

    private static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static string Squeeze(string text)
    {
        var squeezed = string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return squeezed.Length <= 200 ? squeezed : squeezed.Substring(0, 199) + "…";
    }

    private static Value Truth(bool? truth, IOperation operation) =>
        truth is { } known ? ConstantValue.Of(known) : new UnknownValue(operation.Syntax.ToString());

    private static Value? Self(Frame frame)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Self is not null)
            {
                return at.Self;
            }
        }

        return null;
    }

    private static Value? ConditionalReceiver(Frame frame)
    {
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.ConditionalReceiver is not null)
            {
                return at.ConditionalReceiver;
            }
        }

        return null;
    }

    private static Value Read(ISymbol variable, Frame frame, IOperation operation) =>
        frame.FrameOf(variable) is { } found ? found.Variables[variable] : new UnknownValue(operation.Syntax.ToString());

    private static Value ReadParameter(IParameterReferenceOperation parameter, Frame frame)
    {
        if (frame.FrameOf(parameter.Parameter) is { } found)
        {
            return found.Variables[parameter.Parameter];
        }

        return Self(frame) is ObjectValue self && self.Members.TryGetValue(parameter.Parameter.OriginalDefinition, out var captured)
            ? captured
            : new UnknownValue(parameter.Syntax.ToString());
    }

    private Value Convert(IConversionOperation conversion, Frame frame)
    {
        var value = Evaluate(conversion.Operand, frame);
        if (conversion.OperatorMethod is { } converter)
        {
            return Call(converter, null, [value], [true], conversion, frame);
        }

        return value is ConstantValue constant && conversion.Type is not null ? Library.Convert(constant, conversion.Type) : value;
    }

    private Value ReadField(IFieldReferenceOperation reference, Frame frame)
    {
        var field = reference.Field.OriginalDefinition;
        var receiver = reference.Instance is null ? null : Evaluate(reference.Instance, frame);
        if (receiver is ObjectValue target)
        {
            if (target.Members.TryGetValue(field, out var set))
            {
                return set;
            }

            if (Context.InitializerOf(field) is { } own)
            {
                Note(own.Syntax);
                var value = Evaluate(own, new Frame(null, target));
                target.Members[field] = value;
                return value;
            }

            return new UnknownValue(reference.Syntax.ToString());
        }

        if (receiver is ListValue tuple && TupleIndex(reference.Field) is { } index && index < tuple.Items.Count)
        {
            return tuple.Items[index];
        }

        if (reference.Instance is null)
        {
            if (Library.StaticField(field) is { } known)
            {
                return known;
            }

            if (field.IsReadOnly || !IsWrittenElsewhere(field))
            {
                return StaticValue(field) ?? new UnknownValue(reference.Syntax.ToString());
            }
        }

        return new UnknownValue(reference.Syntax.ToString());
    }

    private static int? TupleIndex(IFieldSymbol field)
    {
        var element = field.CorrespondingTupleField ?? field;
        return element.ContainingType.IsTupleType && element.Name.StartsWith("Item", StringComparison.Ordinal)
            && int.TryParse(element.Name.Substring(4), out var number)
            ? number - 1
            : null;
    }

    /// <summary>Whether a static field that is not readonly is assigned anywhere in the class that declares it; one that others can reach counts as written.</summary>
    private bool IsWrittenElsewhere(IFieldSymbol field)
    {
        if (field.DeclaredAccessibility != Accessibility.Private)
        {
            return true;
        }

        Context.Touch(field.ContainingType);
        foreach (var reference in field.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(Context.Cancellation).DescendantNodes())
            {
                var target = node switch
                {
                    Microsoft.CodeAnalysis.CSharp.Syntax.AssignmentExpressionSyntax assignment => assignment.Left,
                    Microsoft.CodeAnalysis.CSharp.Syntax.PrefixUnaryExpressionSyntax prefix when !node.IsKind(SyntaxKind.LogicalNotExpression) => prefix.Operand,
                    Microsoft.CodeAnalysis.CSharp.Syntax.PostfixUnaryExpressionSyntax postfix => postfix.Operand,
                    Microsoft.CodeAnalysis.CSharp.Syntax.ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression,
                    _ => null,
                };
                if (target is not null && target.DescendantTokens().Any(token => token.ValueText == field.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private readonly Dictionary<ISymbol, Value?> _statics = new(SymbolEqualityComparer.Default);

    private Value? StaticValue(ISymbol member)
    {
        if (_statics.TryGetValue(member, out var known))
        {
            return known;
        }

        // A field whose initializer reads itself is not known.
        _statics[member] = null;
        if (Context.InitializerOf(member) is { } initializer && _depth < MaxDepth)
        {
            Note(initializer.Syntax);
            _depth++;
            var value = Evaluate(initializer, new Frame(null, null));
            _depth--;
            _statics[member] = value;
            return value;
        }

        return null;
    }

    private Value ReadProperty(IPropertyReferenceOperation reference, Frame frame)
    {
        var receiver = reference.Instance is null ? null : Evaluate(reference.Instance, frame);
        var arguments = reference.Arguments.Select(argument => Evaluate(argument.Value, frame)).ToArray();
        return ReadProperty(reference.Property, receiver, arguments, reference, frame);
    }

    private Value ReadProperty(IPropertySymbol property, Value? receiver, Value[] arguments, IOperation at, Frame frame)
    {
        if (Framework.TryGetProperty(this, property, receiver, at.Syntax, out var answered))
        {
            return answered;
        }

        if (receiver is ObjectValue target)
        {
            var actual = MostDerived(target, property);
            if (target.Members.TryGetValue(actual.OriginalDefinition, out var set))
            {
                return set;
            }

            if (target.Type.IsAnonymousType)
            {
                return target.Find(property.Name) ?? new UnknownValue(at.Syntax.ToString());
            }

            return ReadOwnProperty(actual, target, arguments, at, frame);
        }

        if (Library.Property(property, receiver, arguments) is { } constant)
        {
            return constant;
        }

        return property.IsStatic ? ReadOwnProperty(property, null, arguments, at, frame) : new UnknownValue(at.Syntax.ToString());
    }

    private Value ReadOwnProperty(IPropertySymbol property, ObjectValue? target, Value[] arguments, IOperation at, Frame frame)
    {
        if (property.GetMethod is { } getter && Context.BodyOf(getter) is not null)
        {
            return Call(getter, target, arguments, [.. arguments.Select(_ => true)], at, frame);
        }

        if (Context.InitializerOf(property) is { } initializer)
        {
            if (target is null)
            {
                return property.SetMethod is null || property.SetMethod.IsInitOnly
                    ? StaticValue(property.OriginalDefinition) ?? new UnknownValue(at.Syntax.ToString())
                    : new UnknownValue(at.Syntax.ToString());
            }

            Note(initializer.Syntax);
            var value = Evaluate(initializer, new Frame(null, target));
            target.Members[property.OriginalDefinition] = value;
            return value;
        }

        return new UnknownValue(at.Syntax.ToString());
    }

    private static IPropertySymbol MostDerived(ObjectValue target, IPropertySymbol property)
    {
        if (property.IsVirtual || property.IsAbstract || property.IsOverride)
        {
            for (var type = target.Type as INamedTypeSymbol; type is not null; type = type.BaseType)
            {
                foreach (var member in type.GetMembers(property.Name))
                {
                    for (var at = member as IPropertySymbol; at is not null; at = at.OverriddenProperty)
                    {
                        if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, property.OriginalDefinition))
                        {
                            return (IPropertySymbol)member;
                        }
                    }
                }
            }
        }

        return property;
    }

    private void AssignTo(IOperation target, Value value, Frame frame, SyntaxNode syntax)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Store((frame.FrameOf(local.Local) ?? frame).Variables, local.Local, value);
                break;
            case IParameterReferenceOperation parameter:
                Store((frame.FrameOf(parameter.Parameter) ?? frame).Variables, parameter.Parameter, value);
                break;
            case IFieldReferenceOperation field:
                AssignMember(field.Field, field.Instance, value, frame, syntax);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                AssignElement(indexer, value, frame);
                break;
            case IPropertyReferenceOperation property:
                AssignMember(property.Property, property.Instance, value, frame, syntax);
                break;
            case IArrayElementReferenceOperation element:
                if (Evaluate(element.ArrayReference, frame) is ListValue list)
                {
                    SetElement(list, element.Indices.Select(index => Evaluate(index, frame)).ToArray(), value);
                }
                else
                {
                    Escape(value, syntax, "an array that is not known");
                }

                break;
            case IDeclarationExpressionOperation declaration:
                AssignTo(declaration.Expression, value, frame, syntax);
                break;
            case ITupleOperation tuple:
                Deconstruct(tuple, value, frame);
                break;
            case IConversionOperation conversion:
                AssignTo(conversion.Operand, value, frame, syntax);
                break;
            case IDiscardOperation:
                break;
            default:
                Evaluate(target, frame);
                Escape(value, syntax, "a place that is not known");
                break;
        }
    }

    private void AssignMember(ISymbol member, IOperation? instance, Value value, Frame frame, SyntaxNode syntax)
    {
        var receiver = instance is null ? null : Evaluate(instance, frame);
        if (receiver is not null && Framework.TrySetMember(this, member, receiver, value, syntax))
        {
            return;
        }

        if (receiver is ObjectValue target)
        {
            if (member is IPropertySymbol property && MostDerived(target, property).SetMethod is { } setter && Context.BodyOf(setter) is not null)
            {
                Call(setter, target, [value], [true], instance!, frame);
                return;
            }

            if (!target.Order.Contains(member.Name))
            {
                target.Order.Add(member.Name);
            }

            Store(target.Members, member.OriginalDefinition, value);
            return;
        }

        if (instance is null)
        {
            _statics[member.OriginalDefinition] = null;
        }

        Escape(value, syntax, member.Name);
    }

    private void AssignElement(IPropertyReferenceOperation indexer, Value value, Frame frame)
    {
        var receiver = indexer.Instance is null ? UnknownValue.Nameless : Evaluate(indexer.Instance, frame);
        var arguments = indexer.Arguments.Select(argument => Evaluate(argument.Value, frame)).ToArray();
        if (receiver is ListValue list)
        {
            SetElement(list, arguments, value);
        }
        else if (receiver is MapValue map)
        {
            map.Items.RemoveAll(item => item.Key.IsSame(arguments[0]));
            map.Items.Add(new(arguments[0], value));
            map.IsComplete &= _path.Count <= map.Depth && arguments[0] is ConstantValue;
        }
        else
        {
            Escape(value, indexer.Syntax, indexer.Property.Name);
        }
    }

    private void SetElement(ListValue list, Value[] indices, Value value)
    {
        var at = Position(list, indices);
        if (at is { } index && index >= 0 && index < list.Items.Count)
        {
            list.Items[index] = value;
            list.IsComplete &= _path.Count <= list.Depth;
        }
        else
        {
            list.IsComplete = false;
        }
    }

    private static int? Position(ListValue list, Value[] indices)
    {
        if (list.Dimensions.Count <= 1)
        {
            return indices.Length == 1 && indices[0].AsInteger is { } only and >= 0 and < int.MaxValue ? (int)only : null;
        }

        var position = 0;
        for (var i = 0; i < indices.Length && i < list.Dimensions.Count; i++)
        {
            if (indices[i].AsInteger is not { } index || index < 0 || index >= list.Dimensions[i])
            {
                return null;
            }

            position = (position * list.Dimensions[i]) + (int)index;
        }

        return position;
    }

    private Value Element(IArrayElementReferenceOperation element, Frame frame)
    {
        var array = Evaluate(element.ArrayReference, frame);
        var indices = element.Indices.Select(index => Evaluate(index, frame)).ToArray();
        return array is ListValue { IsComplete: true } list && Position(list, indices) is { } at && at < list.Items.Count
            ? list.Items[at]
            : new UnknownValue(element.Syntax.ToString());
    }

    private void Deconstruct(IOperation target, Value value, Frame frame)
    {
        if (target is IDeclarationExpressionOperation declaration)
        {
            target = declaration.Expression;
        }

        if (target is not ITupleOperation tuple)
        {
            AssignTo(target, value, frame, target.Syntax);
            return;
        }

        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            Value part = value switch
            {
                ListValue { IsComplete: true } list when i < list.Items.Count => list.Items[i],
                ObjectValue record when PositionalMember(record, i) is { } member => member,
                _ => new UnknownValue(tuple.Elements[i].Syntax.ToString()),
            };
            Deconstruct(Unwrap(tuple.Elements[i]), part, frame);
        }
    }

    private static Value? PositionalMember(ObjectValue value, int index)
    {
        if (value.Type is INamedTypeSymbol { IsRecord: true } type)
        {
            foreach (var constructor in type.InstanceConstructors)
            {
                if (constructor.Parameters.Length > index && !SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
                {
                    return value.Find(constructor.Parameters[index].Name);
                }
            }
        }

        return null;
    }

    private Value Compound(ICompoundAssignmentOperation compound, Frame frame)
    {
        var left = Evaluate(compound.Target, frame);
        var right = Evaluate(compound.Value, frame);
        var value = compound.OperatorMethod is { } method && method.ContainingType.SpecialType == SpecialType.None
            ? Call(method, null, [left, right], [true, true], compound, frame)
            : Combined(compound.OperatorKind, left, right) ?? Library.Binary(compound.OperatorKind, left, right, compound.Type) ?? new UnknownValue(compound.Syntax.ToString());
        if (compound.Target is not (IPropertyReferenceOperation or IFieldReferenceOperation) || value is not UnknownValue)
        {
            AssignTo(compound.Target, value, frame, compound.Syntax);
        }
        else
        {
            AssignTo(compound.Target, new UnknownValue(compound.Target.Syntax.ToString()), frame, compound.Syntax);
        }

        return value;
    }

    private static Value? Combined(BinaryOperatorKind kind, Value left, Value right) => (kind, left, right) switch
    {
        (BinaryOperatorKind.Add, FunctionValue first, FunctionValue second) => FunctionValue.Combine(first, second),
        (BinaryOperatorKind.Add, { IsNull: true }, FunctionValue only) => only,
        _ => null,
    };

    private Value CoalesceAssign(ICoalesceAssignmentOperation coalesce, Frame frame)
    {
        var left = Evaluate(coalesce.Target, frame);
        if (left is UnknownValue)
        {
            Evaluate(coalesce.Value, frame);
            return left;
        }

        if (!left.IsNull)
        {
            return left;
        }

        var value = Evaluate(coalesce.Value, frame);
        AssignTo(coalesce.Target, value, frame, coalesce.Syntax);
        return value;
    }

    private Value Increment(IIncrementOrDecrementOperation increment, Frame frame)
    {
        var old = Evaluate(increment.Target, frame);
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var value = Library.Binary(kind, old, new ConstantValue(1), increment.Type) ?? new UnknownValue(increment.Syntax.ToString());
        AssignTo(increment.Target, value, frame, increment.Syntax);
        return increment.IsPostfix ? old : value;
    }

    private Value Binary(IBinaryOperation binary, Frame frame)
    {
        var left = Evaluate(binary.LeftOperand, frame);
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            var decides = binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
            if (left.AsBoolean == decides)
            {
                return left;
            }

            // The right side may not run when the left side is not known.
            Value right = UnknownValue.Nameless;
            if (left.AsBoolean is null)
            {
                Fork(binary.LeftOperand, () => Side(binary.RightOperand, frame, out right), () => Flow.Next);
            }
            else
            {
                right = Evaluate(binary.RightOperand, frame);
            }

            return right.AsBoolean == decides ? right : left.AsBoolean is null ? new UnknownValue(binary.Syntax.ToString()) : right;
        }

        var other = Evaluate(binary.RightOperand, frame);
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            var equal = Equal(left, other);
            return Truth(binary.OperatorKind == BinaryOperatorKind.Equals ? equal : !equal, binary);
        }

        if (binary.OperatorMethod is { } method && method.ContainingType.SpecialType == SpecialType.None && Context.BodyOf(method) is not null)
        {
            return Call(method, null, [left, other], [true, true], binary, frame);
        }

        return Library.Binary(binary.OperatorKind, left, other, binary.Type) ?? new UnknownValue(binary.Syntax.ToString());
    }

    private Flow Side(IOperation expression, Frame frame, out Value value)
    {
        value = Evaluate(expression, frame);
        var threw = _threw;
        _threw = false;
        return threw ? Flow.Throw : Flow.Next;
    }

    /// <summary>Whether two values are equal; null when that is not known.</summary>
    private static bool? Equal(Value left, Value right)
    {
        if (left is ProviderNameValue name)
        {
            return name.Is(right);
        }

        if (right is ProviderNameValue other)
        {
            return other.Is(left);
        }

        if (left is ConstantValue first && right is ConstantValue second)
        {
            return Hole.IsIn(first.Value as string) || Hole.IsIn(second.Value as string)
                ? null
                : first.ToInteger() is { } one && second.ToInteger() is { } two ? one == two : Equals(first.Value, second.Value);
        }

        if (left is UnknownValue || right is UnknownValue)
        {
            return null;
        }

        if (left.IsNull || right.IsNull)
        {
            return false;
        }

        return left.IsSame(right) ? true : left is TypeValue && right is TypeValue ? false : null;
    }

    private Value Unary(IUnaryOperation unary, Frame frame)
    {
        var operand = Evaluate(unary.Operand, frame);
        if (unary.OperatorKind == UnaryOperatorKind.Not && operand.AsBoolean is { } truth)
        {
            return ConstantValue.Of(!truth);
        }

        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => Library.Binary(BinaryOperatorKind.Subtract, new ConstantValue(0), operand, unary.Type),
            UnaryOperatorKind.Plus => operand,
            _ => null,
        } ?? new UnknownValue(unary.Syntax.ToString());
    }

    private Value Conditional(IConditionalOperation conditional, Frame frame)
    {
        var truth = Evaluate(conditional.Condition, frame).AsBoolean;
        if (truth is { } decided)
        {
            return decided
                ? Evaluate(conditional.WhenTrue, frame)
                : conditional.WhenFalse is null ? UnknownValue.Nameless : Evaluate(conditional.WhenFalse, frame);
        }

        Value first = UnknownValue.Nameless, second = UnknownValue.Nameless;
        var flow = Fork(
            conditional.Condition,
            () => Side(conditional.WhenTrue, frame, out first),
            () => conditional.WhenFalse is null ? Flow.Next : Side(conditional.WhenFalse, frame, out second));
        _threw |= flow == Flow.Throw;
        return first.IsSame(second) ? first : new UnknownValue(conditional.Syntax.ToString());
    }

    private Value Coalesce(ICoalesceOperation coalesce, Frame frame)
    {
        var left = Evaluate(coalesce.Value, frame);
        if (left.IsNull)
        {
            return Evaluate(coalesce.WhenNull, frame);
        }

        if (left is UnknownValue)
        {
            var throws = false;
            Fork(
                coalesce.Value,
                () => Flow.Next,
                () =>
                {
                    var flow = Side(coalesce.WhenNull, frame, out _);
                    throws = flow == Flow.Throw;
                    return flow;
                });
            return throws ? left : new UnknownValue(coalesce.Syntax.ToString());
        }

        return left;
    }

    private Value ConditionalAccess(IConditionalAccessOperation access, Frame frame)
    {
        var receiver = Evaluate(access.Operation, frame);
        if (receiver.IsNull)
        {
            return ConstantValue.Null;
        }

        var outer = frame.ConditionalReceiver;
        frame.ConditionalReceiver = receiver;
        Value result = UnknownValue.Nameless;
        if (receiver is UnknownValue)
        {
            Fork(access.Operation, () => Side(access.WhenNotNull, frame, out result), () => Flow.Next);
            result = result is FrameworkValue ? result : new UnknownValue(access.Syntax.ToString());
        }
        else
        {
            result = Evaluate(access.WhenNotNull, frame);
        }

        frame.ConditionalReceiver = outer;
        return result;
    }

    private Value Interpolate(IInterpolatedStringOperation interpolated, Frame frame)
    {
        var text = new TracedText();
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal:
                    text.Append(Evaluate(literal.Text, frame));
                    break;
                case IInterpolationOperation hole:
                    var value = Evaluate(hole.Expression, frame);
                    var format = hole.FormatString is null ? null : Evaluate(hole.FormatString, frame).AsText;
                    var alignment = hole.Alignment is null ? 0 : Evaluate(hole.Alignment, frame).AsInteger ?? 0;
                    text.Append(Library.Formatted(value, format, (int)alignment), alignment == 0 ? value : null);
                    break;
                default:
                    foreach (var child in part.Children())
                    {
                        text.Append(Evaluate(child, frame));
                    }

                    break;
            }
        }

        return text.ToValue();
    }

    private static Value DefaultOf(IDefaultValueOperation defaulted) =>
        defaulted.Type is { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            ? ConstantValue.Null
            : Library.Default(defaulted.Type) ?? new UnknownValue(defaulted.Syntax.ToString());

    private Value Choose(ISwitchExpressionOperation choice, Value value, int index, Frame frame)
    {
        if (index >= choice.Arms.Length)
        {
            _threw = true;
            Thrown = "no arm of the switch expression fits";
            return UnknownValue.Nameless;
        }

        var arm = choice.Arms[index];
        var matches = And(Match(arm.Pattern, value, frame), arm.Guard, frame);
        if (matches is { } decided)
        {
            return decided ? Evaluate(arm.Value, frame) : Choose(choice, value, index + 1, frame);
        }

        Value first = UnknownValue.Nameless, second = UnknownValue.Nameless;
        var flow = Fork(
            arm.Pattern,
            () => Side(arm.Value, frame, out first),
            () =>
            {
                second = Choose(choice, value, index + 1, frame);
                var threw = _threw;
                _threw = false;
                return threw ? Flow.Throw : Flow.Next;
            });
        _threw |= flow == Flow.Throw;
        return first.IsSame(second) ? first : new UnknownValue(choice.Syntax.ToString());
    }

    /// <summary>Whether a pattern matches; null when that is not known. Variables of the pattern are set.</summary>
    private bool? Match(IPatternOperation pattern, Value value, Frame frame)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation constant:
                return Equal(value, Evaluate(constant.Value, frame));
            case INegatedPatternOperation negated:
                return !Match(negated.Pattern, value, frame);
            case IBinaryPatternOperation binary:
                var left = Match(binary.LeftPattern, value, frame);
                var right = Match(binary.RightPattern, value, frame);
                return binary.OperatorKind == BinaryOperatorKind.Or ? left | right : left & right;
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } variable)
                {
                    Store(frame.Variables, variable, value);
                }

                return declaration.MatchesNull || declaration.MatchedType is null ? true : MatchType(value, declaration.MatchedType, frame);
            case ITypePatternOperation type:
                return MatchType(value, type.MatchedType, frame);
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0 } recursive when value is not UnknownValue:
                return MatchMembers(recursive, value, frame);
            case IRelationalPatternOperation relational:
                return Library.Binary(relational.OperatorKind, value, Evaluate(relational.Value, frame), null)?.AsBoolean;
            default:
                foreach (var inner in pattern.Descendants())
                {
                    var declared = inner switch
                    {
                        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                        _ => null,
                    };
                    if (declared is not null)
                    {
                        Store(frame.Variables, declared, new UnknownValue(declared.Name));
                    }
                }

                return value.IsNull ? false : null;
        }
    }

    private bool? MatchMembers(IRecursivePatternOperation pattern, Value value, Frame frame)
    {
        if (pattern.DeclaredSymbol is { } declared)
        {
            Store(frame.Variables, declared, value);
        }

        if (value.IsNull)
        {
            return false;
        }

        var matches = SymbolEqualityComparer.Default.Equals(pattern.MatchedType, pattern.InputType) ? true : MatchType(value, pattern.MatchedType, frame);
        foreach (var part in pattern.PropertySubpatterns)
        {
            if (matches == false)
            {
                return false;
            }

            Value member = part.Member is IPropertyReferenceOperation property
                ? ReadProperty(property.Property, value, [], part.Member, frame)
                : new UnknownValue(part.Syntax.ToString());
            matches &= Match(part.Pattern, member, frame);
        }

        return matches;
    }

    private static bool? MatchType(Value value, ITypeSymbol type, Frame frame)
    {
        if (value.IsNull)
        {
            return false;
        }

        type = frame.Substitute(type);
        if (value is ConstantValue { Value: string } && type.SpecialType == SpecialType.System_String)
        {
            return true;
        }

        var actual = (value as ObjectValue)?.Type;
        for (var at = actual; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, type))
            {
                return true;
            }
        }

        return actual is null || type.TypeKind == TypeKind.Interface ? null : false;
    }

    private Value Collection(IOperation expression, Frame frame)
    {
        var items = new List<Value>();
        var isComplete = true;
        foreach (var child in expression.Children())
        {
            if ((int)child.Kind == SpreadKind)
            {
                var inner = child.Children().FirstOrDefault();
                var spread = inner is null ? null : Sequence(Evaluate(inner, frame));
                items.AddRange(spread ?? []);
                isComplete &= spread is not null;
            }
            else
            {
                items.Add(Evaluate(child, frame));
            }
        }

        return new ListValue(items) { IsComplete = isComplete, Depth = _path.Count };
    }

    /// <summary>An expression of a kind that has no meaning here: its parts run, and a builder among them may be used in ways that are not seen.</summary>
    private Value Other(IOperation expression, Frame frame)
    {
        foreach (var child in expression.Children())
        {
            Escape(Evaluate(child, frame), expression.Syntax, Squeeze(expression.Syntax.ToString()));
        }

        return new UnknownValue(expression.Syntax.ToString());
    }

    private Value Invalid(IInvalidOperation invalid, Frame frame)
    {
        // One report for the whole expression: its parts are broken because it is.
        var outermost = !_isBroken;
        if (outermost)
        {
            EmitUnknown(invalid.Syntax, "The code does not compile", Squeeze(invalid.Syntax.ToString()));
        }

        _isBroken = true;
        foreach (var child in invalid.Children())
        {
            Evaluate(child, frame);
        }

        _isBroken = !outermost;
        return new UnknownValue(invalid.Syntax.ToString());
    }

    /// <summary>Notes that the migration depends on a file.</summary>
    private void Note(SyntaxNode syntax) => _trees.Add(syntax.SyntaxTree);
}
