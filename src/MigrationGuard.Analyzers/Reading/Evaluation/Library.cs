using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>The part of the base class library that migrations use to put names, texts and lists together, evaluated on what is known.</summary>
internal static partial class Library
{
    /// <summary>The result of a library method; null when the method is not one of these or its result is not known.</summary>
    public static Value? Invoke(CallSite call)
    {
        try
        {
            return Symbols.FullName(call.Method.ContainingType) switch
            {
                "string" or "System.String" => OnString(call),
                "System.IO.Path" => OnPath(call),
                "System.IO.File" => OnFile(call),
                "System.Reflection.Assembly" => OnAssembly(call),
                "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask" or "System.Runtime.CompilerServices.TaskAwaiter"
                    or "System.Runtime.CompilerServices.ValueTaskAwaiter" or "System.Runtime.CompilerServices.ConfiguredTaskAwaitable"
                    or "System.Runtime.CompilerServices.ConfiguredTaskAwaitable.ConfiguredTaskAwaiter" => OnTask(call),
                "System.IO.StreamReader" or "System.IO.TextReader" => OnReader(call),
                "System.Text.StringBuilder" => OnBuilder(call),
                "System.Guid" => OnGuid(call),
                "System.DateTime" or "System.DateTimeOffset" or "System.TimeSpan" or "System.DateOnly" or "System.TimeOnly" => OnTime(call),
                "System.Linq.Enumerable" => call.Arguments.Count > 0 && call.Arguments[0] is ResourceNamesValue ? OnResourceNames(call) : OnQuery(call),
                "System.Reflection.CustomAttributeExtensions" or "System.Reflection.MemberInfo" or "System.Type" => OnAttributes(call),
                "System.Collections.Generic.List" or "System.Collections.Generic.HashSet" or "System.Collections.Generic.ICollection"
                    or "System.Collections.Generic.IList" or "System.Array" => OnList(call),
                "System.Collections.Generic.Dictionary" or "System.Collections.Generic.IDictionary" => OnMap(call),
                "System.Convert" or "int" or "long" or "decimal" or "System.Int32" or "System.Int64" or "System.Decimal" or "System.Math" => OnNumber(call),
                "object" or "System.Object" or "System.Enum" or "System.Boolean" or "bool" or "char" or "System.Char" => OnObject(call),
                "System.Action" or "System.Func" or "System.Delegate" or "System.MulticastDelegate" => OnDelegate(call),
                _ => call.Method.Name == "ToString" && call.Arguments.Count == 0 ? OnObject(call) : null,
            };
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException or InvalidCastException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The value of a static field of the library; null when it is not one of these.</summary>
    public static Value? StaticField(IFieldSymbol field) => (Symbols.FullName(field.ContainingType), field.Name) switch
    {
        ("string" or "System.String", "Empty") => new ConstantValue(""),
        ("System.Guid", "Empty") => new ConstantValue(Guid.Empty),
        ("System.DateTime", "MinValue") => new ConstantValue(DateTime.MinValue),
        ("System.DateTime", "MaxValue") => new ConstantValue(DateTime.MaxValue),
        ("System.DateTime", "UnixEpoch") => new ConstantValue(new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
        ("System.DateTimeOffset", "MinValue") => new ConstantValue(DateTimeOffset.MinValue),
        ("System.DateTimeOffset", "UnixEpoch") => new ConstantValue(new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero)),
        ("System.TimeSpan", "Zero") => new ConstantValue(TimeSpan.Zero),
        ("System.DBNull", "Value") => ConstantValue.Null,
        ("System.IO.Path", "DirectorySeparatorChar" or "AltDirectorySeparatorChar") => new ConstantValue('/'),
        _ => null,
    };

    /// <summary>The value of a property of the library; null when it is not one of these.</summary>
    public static Value? Property(IPropertySymbol property, Value? receiver, Value[] arguments)
    {
        var type = Symbols.FullName(property.ContainingType);
        if (property.Name == "BaseDirectory" && type is "System.AppContext" or "System.AppDomain")
        {
            // The directory is not known, but that a separator ends it is.
            return new ConstantValue(Hole.Text + "/");
        }

        switch (receiver)
        {
            case null:
                return (type, property.Name) switch
                {
                    ("System.Environment", "NewLine") => new ConstantValue("\n"),
                    ("System.DateOnly", "MinValue") => new ConstantValue(new Literal(LiteralKind.DateTime, "0001-01-01")),
                    ("System.TimeOnly", "MinValue") => new ConstantValue(new Literal(LiteralKind.DateTime, "00:00:00")),
                    _ => null,
                };
            case ConstantValue or ListValue or ScriptValue when property.Name == "Result" && type is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask":
                return receiver;
            case AssemblyValue assembly when property.Name is "Name":
                return assembly.Assembly.Name is { Length: > 0 } name ? new ConstantValue(name) : null;
            case ConstantValue { Value: string text } when !Hole.IsIn(text):
                return property.Name == "Length"
                    ? new ConstantValue(text.Length)
                    : property.IsIndexer && arguments.Length == 1 && arguments[0].AsInteger is { } at && at >= 0 && at < text.Length ? new ConstantValue(text[(int)at]) : null;
            case ListValue { IsComplete: true } list:
                return property.Name is "Length" or "Count"
                    ? new ConstantValue(list.Items.Count)
                    : property.IsIndexer && arguments.Length == 1 && arguments[0].AsInteger is { } index && index >= 0 && index < list.Items.Count
                        ? list.Items[(int)index]
                        : PairMember(property, list);
            case MapValue { IsComplete: true } map:
                return property.Name switch
                {
                    "Count" => new ConstantValue(map.Items.Count),
                    "Keys" => new ListValue(map.Items.Select(item => item.Key)),
                    "Values" => new ListValue(map.Items.Select(item => item.Value)),
                    _ => property.IsIndexer && arguments.Length == 1 ? Find(map, arguments[0]) : null,
                };
            case TypeValue typeOf:
                return property.Name switch
                {
                    "Name" => new ConstantValue(typeOf.Type.MetadataName),
                    "FullName" => new ConstantValue(Symbols.FullName(typeOf.Type)),
                    "Assembly" when typeOf.Type.ContainingAssembly is { } own => new AssemblyValue(own),
                    "Namespace" => new ConstantValue(typeOf.Type.ContainingNamespace?.ToDisplayString() ?? ""),
                    _ => null,
                };
            case ConstantValue { Value: DateTime time }:
                return property.Name switch
                {
                    "Ticks" => new ConstantValue(time.Ticks),
                    "Year" => new ConstantValue(time.Year),
                    "Month" => new ConstantValue(time.Month),
                    "Day" => new ConstantValue(time.Day),
                    "Hour" => new ConstantValue(time.Hour),
                    "Minute" => new ConstantValue(time.Minute),
                    "Second" => new ConstantValue(time.Second),
                    "Date" => new ConstantValue(time.Date),
                    _ => null,
                };
            case ConstantValue constant when property.Name == "Value" && constant.Value is not null && type == "System.Nullable":
                return constant;
            case ConstantValue constant when property.Name == "HasValue" && type == "System.Nullable":
                return ConstantValue.Of(constant.Value is not null);
            default:
                return null;
        }
    }

    /// <summary>The value of a new library object; null when it is not one of these.</summary>
    public static Value? Create(CallSite call)
    {
        try
        {
            var arguments = call.Arguments;
            switch (Symbols.FullName(call.Method.ContainingType))
            {
                case "System.Guid":
                    return arguments.Count == 0 ? new ConstantValue(Guid.Empty)
                        : arguments.Count == 1 && Known(arguments[0]) is { } text ? new ConstantValue(new Guid(text)) : null;
                case "System.DateTime":
                    return NewDateTime(call);
                case "System.DateTimeOffset":
                    return NewDateTimeOffset(arguments);
                case "System.TimeSpan":
                    return Integers(arguments) is { } parts
                        ? parts.Length switch
                        {
                            0 => new ConstantValue(TimeSpan.Zero),
                            1 => new ConstantValue(new TimeSpan(parts[0])),
                            3 => new ConstantValue(new TimeSpan((int)parts[0], (int)parts[1], (int)parts[2])),
                            4 => new ConstantValue(new TimeSpan((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3])),
                            5 => new ConstantValue(new TimeSpan((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4])),
                            _ => null,
                        }
                        : null;
                case "System.DateOnly":
                    return Integers(arguments) is { Length: 3 } day
                        ? new ConstantValue(new Literal(LiteralKind.DateTime, new DateTime((int)day[0], (int)day[1], (int)day[2]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
                        : null;
                case "System.TimeOnly":
                    return Integers(arguments) is { Length: >= 2 and <= 3 } hour
                        ? new ConstantValue(new Literal(LiteralKind.DateTime, new TimeSpan((int)hour[0], (int)hour[1], hour.Length > 2 ? (int)hour[2] : 0).ToString("c", CultureInfo.InvariantCulture)))
                        : null;
                case "System.Text.StringBuilder":
                    var builder = new TextBuilderValue { Depth = call.Interpreter.PathLength };
                    builder.Text.Append(call["value"]);
                    return builder;
                case "System.Collections.Generic.List" or "System.Collections.Generic.HashSet" or "System.Collections.ObjectModel.Collection":
                    var from = call["collection"];
                    var items = from is null ? [] : Interpreter.Sequence(from);
                    return new ListValue(items ?? []) { Depth = call.Interpreter.PathLength, IsComplete = items is not null };
                case "System.Collections.Generic.Dictionary" or "System.Collections.Generic.SortedDictionary" or "System.Dynamic.ExpandoObject":
                    return call.Has("dictionary") || call.Has("collection") ? null : new MapValue { Depth = call.Interpreter.PathLength };
                case "System.Collections.Generic.KeyValuePair":
                    return new ListValue(arguments);
                case "System.Tuple" or "System.ValueTuple":
                    return new ListValue(arguments);
                case "System.IO.StreamReader":
                    return arguments.Count > 0 ? arguments[0] as ScriptValue ?? (Known(arguments[0], holes: true) is { } path ? new ScriptValue(path, ScriptKind.File) : null) : null;
                case "decimal" or "System.Decimal":
                    return arguments.Count == 1 && arguments[0] is ConstantValue { Value: not null } number
                        ? new ConstantValue(System.Convert.ToDecimal(number.Value, CultureInfo.InvariantCulture))
                        : null;
                case "object" or "System.Object":
                    return new ObjectValue(call.Method.ContainingType);
                default:
                    return null;
            }
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The value of <c>default(T)</c> of a value type; null when it has none that is known.</summary>
    public static Value? Default(ITypeSymbol? type) => type switch
    {
        null => null,
        { SpecialType: SpecialType.System_Boolean } => ConstantValue.False,
        { SpecialType: SpecialType.System_DateTime } => new ConstantValue(DateTime.MinValue),
        { SpecialType: SpecialType.System_Decimal } => new ConstantValue(0m),
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => new ConstantValue(0),
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => new ConstantValue(0d),
        { TypeKind: TypeKind.Enum } => new ConstantValue(0) { EnumType = type as INamedTypeSymbol },
        _ => Symbols.FullName(type) switch
        {
            "System.Guid" => new ConstantValue(Guid.Empty),
            "System.DateTimeOffset" => new ConstantValue(DateTimeOffset.MinValue),
            "System.TimeSpan" => new ConstantValue(TimeSpan.Zero),
            "System.DateOnly" => new ConstantValue(new Literal(LiteralKind.DateTime, "0001-01-01")),
            "System.TimeOnly" => new ConstantValue(new Literal(LiteralKind.DateTime, "00:00:00")),
            _ => null,
        },
    };

    /// <summary>A constant as another type.</summary>
    public static Value Convert(ConstantValue value, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (value.Value is null or string or bool or Literal or Guid or DateTime or DateTimeOffset or TimeSpan)
        {
            return value;
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration)
        {
            return new ConstantValue(value.Value) { EnumType = enumeration };
        }

        try
        {
            return type.SpecialType switch
            {
                SpecialType.System_Int32 => new ConstantValue(System.Convert.ToInt32(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_Int64 => new ConstantValue(System.Convert.ToInt64(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_Int16 => new ConstantValue(System.Convert.ToInt16(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_Byte => new ConstantValue(System.Convert.ToByte(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_SByte => new ConstantValue(System.Convert.ToSByte(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_UInt16 => new ConstantValue(System.Convert.ToUInt16(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_UInt32 => new ConstantValue(System.Convert.ToUInt32(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_UInt64 => new ConstantValue(System.Convert.ToUInt64(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_Decimal => new ConstantValue(System.Convert.ToDecimal(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_Double => new ConstantValue(System.Convert.ToDouble(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_Single => new ConstantValue(System.Convert.ToSingle(value.Value, CultureInfo.InvariantCulture)),
                SpecialType.System_Char when value.Value is not (double or float or decimal) => new ConstantValue((char)(value.ToInteger() ?? 0)),
                _ => value,
            };
        }
        catch (Exception failure) when (failure is OverflowException or InvalidCastException or FormatException)
        {
            return new UnknownValue(Literals.Number(value.Value));
        }
    }

    /// <summary>The result of an operator; null when it is not known.</summary>
    public static Value? Binary(BinaryOperatorKind kind, Value left, Value right, ITypeSymbol? type)
    {
        if (type?.SpecialType == SpecialType.System_String && kind == BinaryOperatorKind.Add)
        {
            return new TracedText().Append(left).Append(right).ToValue();
        }

        if (left.AsBoolean is { } first && right.AsBoolean is { } second)
        {
            return kind switch
            {
                BinaryOperatorKind.And => ConstantValue.Of(first & second),
                BinaryOperatorKind.Or => ConstantValue.Of(first | second),
                BinaryOperatorKind.ExclusiveOr => ConstantValue.Of(first ^ second),
                _ => null,
            };
        }

        if (left.AsInteger is { } x && right.AsInteger is { } y)
        {
            var number = unchecked(kind switch
            {
                BinaryOperatorKind.Add => x + y,
                BinaryOperatorKind.Subtract => x - y,
                BinaryOperatorKind.Multiply => x * y,
                BinaryOperatorKind.Divide when y != 0 => x / y,
                BinaryOperatorKind.Remainder when y != 0 => x % y,
                BinaryOperatorKind.And => x & y,
                BinaryOperatorKind.Or => x | y,
                BinaryOperatorKind.ExclusiveOr => x ^ y,
                BinaryOperatorKind.LeftShift => x << (int)y,
                BinaryOperatorKind.RightShift => x >> (int)y,
                _ => (long?)null,
            });
            if (number is { } result)
            {
                return type is null ? new ConstantValue(result) : Convert(new ConstantValue(result), type);
            }

            return Compare(kind, x.CompareTo(y));
        }

        if (left is ConstantValue { Value: decimal or double or float or int or long } a && right is ConstantValue { Value: decimal or double or float or int or long } b
            && type?.SpecialType is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single)
        {
            return Fraction(kind, a.Value!, b.Value!, type!.SpecialType);
        }

        return null;
    }

    /// <summary>A value in an interpolation or a format item.</summary>
    public static string Formatted(Value value, string? format, int alignment)
    {
        var text = value switch
        {
            ConstantValue { Value: DateTime time } => format is null ? Hole.Text : time.ToString(format, CultureInfo.InvariantCulture),
            ConstantValue { Value: IFormattable number, EnumType: null } when format is not null => number.ToString(format, CultureInfo.InvariantCulture),
            _ => value.ToText(),
        };
        return alignment > 0 ? text.PadLeft(alignment) : alignment < 0 ? text.PadRight(-alignment) : text;
    }

    private static Value? Compare(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.LessThan => ConstantValue.Of(order < 0),
        BinaryOperatorKind.LessThanOrEqual => ConstantValue.Of(order <= 0),
        BinaryOperatorKind.GreaterThan => ConstantValue.Of(order > 0),
        BinaryOperatorKind.GreaterThanOrEqual => ConstantValue.Of(order >= 0),
        _ => null,
    };

    private static Value? Fraction(BinaryOperatorKind kind, object left, object right, SpecialType type)
    {
        try
        {
            if (type == SpecialType.System_Decimal)
            {
                var (x, y) = (System.Convert.ToDecimal(left, CultureInfo.InvariantCulture), System.Convert.ToDecimal(right, CultureInfo.InvariantCulture));
                return kind switch
                {
                    BinaryOperatorKind.Add => new ConstantValue(x + y),
                    BinaryOperatorKind.Subtract => new ConstantValue(x - y),
                    BinaryOperatorKind.Multiply => new ConstantValue(x * y),
                    BinaryOperatorKind.Divide when y != 0 => new ConstantValue(x / y),
                    _ => null,
                };
            }

            var (a, b) = (System.Convert.ToDouble(left, CultureInfo.InvariantCulture), System.Convert.ToDouble(right, CultureInfo.InvariantCulture));
            return kind switch
            {
                BinaryOperatorKind.Add => new ConstantValue(a + b),
                BinaryOperatorKind.Subtract => new ConstantValue(a - b),
                BinaryOperatorKind.Multiply => new ConstantValue(a * b),
                BinaryOperatorKind.Divide => new ConstantValue(a / b),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>A text that is known, without holes unless they are allowed.</summary>
    private static string? Known(Value? value, bool holes = false) =>
        value is ConstantValue { Value: string text } && (holes || !Hole.IsIn(text)) ? text : null;

    private static long[]? Integers(IReadOnlyList<Value> values)
    {
        var numbers = new long[values.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (values[i].AsInteger is not { } number)
            {
                return null;
            }

            numbers[i] = number;
        }

        return numbers;
    }

    private static Value? PairMember(IPropertySymbol property, ListValue pair) => property.Name switch
    {
        "Key" or "Item1" when pair.Items.Count > 0 => pair.Items[0],
        "Value" or "Item2" when pair.Items.Count > 1 => pair.Items[1],
        "Item3" when pair.Items.Count > 2 => pair.Items[2],
        "Item4" when pair.Items.Count > 3 => pair.Items[3],
        _ => null,
    };

    private static Value? Find(MapValue map, Value key)
    {
        foreach (var item in map.Items)
        {
            if (item.Key.IsSame(key))
            {
                return item.Value;
            }
        }

        return null;
    }
}
