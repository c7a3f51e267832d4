using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

internal static partial class Library
{
    private static Value? OnGuid(CallSite call) => call.Method.Name switch
    {
        "Parse" when Known(call.Arguments[0]) is { } text => new ConstantValue(Guid.Parse(text)),
        "ParseExact" when Known(call.Arguments[0]) is { } text => new ConstantValue(Guid.Parse(text)),
        "ToString" when call.Receiver is ConstantValue { Value: Guid guid } => new ConstantValue(guid.ToString(call.Text("format") ?? "D")),
        _ => null,
    };

    private static Value? OnTime(CallSite call)
    {
        var name = call.Method.Name;
        switch (call.Receiver)
        {
            case ConstantValue { Value: DateTime time }:
                return name switch
                {
                    "ToString" when call.Text("format") is { } format => new ConstantValue(time.ToString(format, CultureInfo.InvariantCulture)),
                    "ToUniversalTime" when time.Kind == DateTimeKind.Utc => call.Receiver,
                    "AddDays" when Number(call.Arguments[0]) is { } days => new ConstantValue(time.AddDays(days)),
                    "AddHours" when Number(call.Arguments[0]) is { } hours => new ConstantValue(time.AddHours(hours)),
                    "AddMinutes" when Number(call.Arguments[0]) is { } minutes => new ConstantValue(time.AddMinutes(minutes)),
                    "AddSeconds" when Number(call.Arguments[0]) is { } seconds => new ConstantValue(time.AddSeconds(seconds)),
                    "AddTicks" when call.Arguments[0].AsInteger is { } ticks => new ConstantValue(time.AddTicks(ticks)),
                    "AddMonths" when call.Arguments[0].AsInteger is { } months => new ConstantValue(time.AddMonths((int)months)),
                    "AddYears" when call.Arguments[0].AsInteger is { } years => new ConstantValue(time.AddYears((int)years)),
                    _ => null,
                };
            case ConstantValue { Value: DateTimeOffset time } when name == "ToString" && call.Text("format") is { } format:
                return new ConstantValue(time.ToString(format, CultureInfo.InvariantCulture));
            case ConstantValue { Value: TimeSpan time } when name == "ToString":
                return new ConstantValue(time.ToString(call.Text("format") ?? "c", CultureInfo.InvariantCulture));
            case null when name is "ParseExact" or "TryParseExact" && Symbols.FullName(call.Method.ContainingType) == "System.DateTime":
                return ParsedExactly(call);
            case null when name is "Parse" or "ParseExact" && Known(call.Arguments[0]) is { } text:
                return Symbols.FullName(call.Method.ContainingType) switch
                {
                    "System.DateTime" when IsTheSameEverywhere(text, call) => new ConstantValue(DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)),
                    "System.TimeSpan" => new ConstantValue(TimeSpan.Parse(text, CultureInfo.InvariantCulture)),
                    "System.DateTimeOffset" => new ConstantValue(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)),
                    "System.DateOnly" => new ConstantValue(new Literal(LiteralKind.DateTime, DateTime.Parse(text, CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
                    _ => null,
                };
            case null when name == "SpecifyKind" && call.Arguments[0] is ConstantValue { Value: DateTime time } && call.Arguments[1].AsInteger is { } kind:
                return new ConstantValue(DateTime.SpecifyKind(time, (DateTimeKind)kind));
            case null when name.StartsWith("From", StringComparison.Ordinal) && call.Arguments.Count >= 1 && Number(call.Arguments[0]) is { } amount:
                return name switch
                {
                    "FromDays" => new ConstantValue(TimeSpan.FromTicks((long)(amount * TimeSpan.TicksPerDay))),
                    "FromHours" => new ConstantValue(TimeSpan.FromTicks((long)(amount * TimeSpan.TicksPerHour))),
                    "FromMinutes" => new ConstantValue(TimeSpan.FromTicks((long)(amount * TimeSpan.TicksPerMinute))),
                    "FromSeconds" => new ConstantValue(TimeSpan.FromTicks((long)(amount * TimeSpan.TicksPerSecond))),
                    "FromTicks" => new ConstantValue(TimeSpan.FromTicks((long)amount)),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>Whether a text names the same day in every culture: 03/04 does not.</summary>
    private static bool IsTheSameEverywhere(string text, CallSite call) =>
        (text.Length > 4 && text.Take(4).All(character => character is >= '0' and <= '9'))
        || call["provider"] is UnknownValue { Text: var culture } && culture.EndsWith("InvariantCulture", StringComparison.Ordinal);

    /// <summary>A point in time in one of the given formats. Cultures differ in formats that name days or months, or have a separator of their own choice.</summary>
    private static Value? ParsedExactly(CallSite call)
    {
        IReadOnlyList<string?>? formats = (call["formats"] ?? call["format"]) switch
        {
            ListValue { IsComplete: true } list => [.. list.Items.Select(item => Known(item))],
            { } one => [Known(one)],
            null => null,
        };
        if (Known(call.Arguments[0]) is not { } text || formats is null || formats.Any(format => format is null))
        {
            return null;
        }

        var style = DateTimeStyles.None;
        if (call["style"] is { } said)
        {
            if (said.AsInteger is not { } number)
            {
                return null;
            }

            style = (DateTimeStyles)number;
        }

        // What is assumed of the zone of a text would make the result depend on the machine.
        if ((style & ~(DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AdjustToUniversal)) != 0)
        {
            return null;
        }

        var isParsed = DateTime.TryParseExact(text, [.. formats.OfType<string>()], CultureInfo.InvariantCulture, style, out var time);
        if (call.Method.Name == "ParseExact")
        {
            return isParsed ? new ConstantValue(time) : null;
        }

        call.Interpreter.Leave(call.Method.Parameters[call.Method.Parameters.Length - 1], new ConstantValue(time));
        return ConstantValue.Of(isParsed);
    }

    private static double? Number(Value value) => value is ConstantValue { Value: int or long or double or float or decimal or short or byte } constant
        ? System.Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture)
        : null;

    private static Value? NewDateTime(CallSite call)
    {
        if (call.Arguments.Count == 0)
        {
            return new ConstantValue(DateTime.MinValue);
        }

        var kind = DateTimeKind.Unspecified;
        var count = call.Arguments.Count;
        if (call["kind"]?.AsInteger is { } said)
        {
            kind = (DateTimeKind)said;
            count--;
        }
        else if (call.Has("kind") || call.Has("calendar"))
        {
            return null;
        }

        return Integers([.. call.Arguments.Take(count)]) is { } parts
            ? parts.Length switch
            {
                1 => new ConstantValue(new DateTime(parts[0], kind)),
                3 => new ConstantValue(new DateTime((int)parts[0], (int)parts[1], (int)parts[2], 0, 0, 0, kind)),
                6 => new ConstantValue(new DateTime((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4], (int)parts[5], kind)),
                7 => new ConstantValue(new DateTime((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4], (int)parts[5], (int)parts[6], kind)),
                8 => new ConstantValue(
                    new DateTime((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4], (int)parts[5], (int)parts[6], kind).AddTicks(parts[7] * 10)),
                _ => null,
            }
            : null;
    }

    private static Value? NewDateTimeOffset(IReadOnlyList<Value> arguments)
    {
        if (arguments.Count == 0)
        {
            return new ConstantValue(DateTimeOffset.MinValue);
        }

        if (arguments[arguments.Count - 1] is ConstantValue { Value: TimeSpan offset })
        {
            if (arguments.Count == 2 && arguments[0] is ConstantValue { Value: DateTime time })
            {
                return new ConstantValue(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), offset));
            }

            return Integers([.. arguments.Take(arguments.Count - 1)]) is { } parts
                ? parts.Length switch
                {
                    1 => new ConstantValue(new DateTimeOffset(parts[0], offset)),
                    6 => new ConstantValue(new DateTimeOffset((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4], (int)parts[5], offset)),
                    7 => new ConstantValue(new DateTimeOffset((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4], (int)parts[5], (int)parts[6], offset)),
                    8 => new ConstantValue(
                        new DateTimeOffset((int)parts[0], (int)parts[1], (int)parts[2], (int)parts[3], (int)parts[4], (int)parts[5], (int)parts[6], offset).AddTicks(parts[7] * 10)),
                    _ => null,
                }
                : null;
        }

        return arguments.Count == 1 && arguments[0] is ConstantValue { Value: DateTime { Kind: DateTimeKind.Utc } utc } ? new ConstantValue(new DateTimeOffset(utc)) : null;
    }

    private static Value? OnNumber(CallSite call)
    {
        if (call.Receiver is not null || call.Arguments.Count == 0)
        {
            return call.Method.Name == "ToString" ? OnObject(call) : null;
        }

        switch (call.Method.Name)
        {
            case "Parse" when Known(call.Arguments[0]) is { } text:
                return call.Method.ReturnType.SpecialType == SpecialType.System_Decimal
                    ? new ConstantValue(decimal.Parse(text, CultureInfo.InvariantCulture))
                    : Convert(new ConstantValue(long.Parse(text, CultureInfo.InvariantCulture)), call.Method.ReturnType);
            case "ToInt32" or "ToInt64" or "ToByte" or "ToDecimal" or "ToDouble" when call.Arguments.Count == 1 && call.Arguments[0] is ConstantValue { Value: not (string or null) } number:
                return Convert(number, call.Method.ReturnType);
            case "FromBase64String" when Known(call.Arguments[0]) is { } encoded:
                return new ListValue(System.Convert.FromBase64String(encoded).Select(value => (Value)new ConstantValue(value)));
            case "FromHexString" when Known(call.Arguments[0]) is { } hex && hex.Length % 2 == 0:
                return new ListValue(Enumerable.Range(0, hex.Length / 2).Select(i => (Value)new ConstantValue(byte.Parse(hex.Substring(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))));
            case "Min" or "Max" when call.Arguments.Count == 2 && Integers(call.Arguments) is { } both:
                return Convert(new ConstantValue(call.Method.Name == "Min" ? Math.Min(both[0], both[1]) : Math.Max(both[0], both[1])), call.Method.ReturnType);
            default:
                return null;
        }
    }

    private static Value? OnList(CallSite call)
    {
        if (call.Method.IsStatic)
        {
            switch (call.Method.Name)
            {
                case "Empty":
                    return new ListValue([]);
                case "ForEach" when Interpreter.Sequence(call.Arguments[0]) is { } all && call.Arguments[1] is FunctionValue each:
                    return ForEach(call, all, each);
                default:
                    return null;
            }
        }

        if (call.Receiver is not ListValue list)
        {
            return null;
        }

        var certain = call.Interpreter.PathLength <= list.Depth;
        switch (call.Method.Name)
        {
            case "Add":
                list.Items.Add(call.Arguments[0]);
                list.IsComplete &= certain;
                return ConstantValue.True;
            case "AddRange":
                var more = Interpreter.Sequence(call.Arguments[0]);
                list.Items.AddRange(more?.ToArray() ?? []);
                list.IsComplete &= certain && more is not null;
                return ConstantValue.Null;
            case "Insert" when call.Arguments[0].AsInteger is { } at && at >= 0 && at <= list.Items.Count:
                list.Items.Insert((int)at, call.Arguments[1]);
                list.IsComplete &= certain;
                return ConstantValue.Null;
            case "ForEach" when list.IsComplete && call.Arguments[0] is FunctionValue each:
                return ForEach(call, list.Items, each);
            case "ToArray" or "AsReadOnly":
                return new ListValue(list.Items) { IsComplete = list.IsComplete, Depth = call.Interpreter.PathLength };
            case "Contains":
                return Contains(list, call.Arguments[0]);
            case "Remove" or "RemoveAt" or "Clear" or "RemoveAll" or "Sort" or "Reverse" or "InsertRange" or "RemoveRange" or "UnionWith":
                list.IsComplete = false;
                return UnknownValue.Nameless;
            default:
                return null;
        }
    }

    private static Value? Contains(ListValue list, Value value)
    {
        if (value is not ConstantValue || Hole.IsIn(value.AsText))
        {
            return null;
        }

        if (list.Items.Any(item => item.IsSame(value)))
        {
            return ConstantValue.True;
        }

        return list.IsComplete && list.Items.All(item => item is ConstantValue && !Hole.IsIn(item.AsText)) ? ConstantValue.False : null;
    }

    private static ConstantValue ForEach(CallSite call, List<Value> items, FunctionValue each)
    {
        foreach (var item in items.ToArray())
        {
            call.Interpreter.Invoke(each, [item], call.Syntax);
        }

        return ConstantValue.Null;
    }

    private static Value? OnMap(CallSite call)
    {
        if (call.Receiver is not MapValue map)
        {
            return null;
        }

        switch (call.Method.Name)
        {
            case "Add" when call.Arguments.Count == 2:
                map.Items.Add(new(call.Arguments[0], call.Arguments[1]));
                map.IsComplete &= call.Interpreter.PathLength <= map.Depth && call.Arguments[0] is ConstantValue;
                return ConstantValue.Null;
            case "ContainsKey" when map.IsComplete && call.Arguments[0] is ConstantValue:
                return ConstantValue.Of(Find(map, call.Arguments[0]) is not null);
            case "Remove" or "Clear":
                map.IsComplete = false;
                return UnknownValue.Nameless;
            default:
                return null;
        }
    }

    /// <summary>A query runs when, and as far as, somebody asks for its results: operations that its lambdas build may never be built.</summary>
    private static Value? OnQuery(CallSite call)
    {
        var emitted = call.Interpreter.Emitted;
        var result = OnSequence(call);
        call.Interpreter.DoubtSince(emitted, call.Method.Name);
        return result;
    }

    private static Value? OnSequence(CallSite call)
    {
        var method = call.Method.Name;
        if (method == "Range" && Integers(call.Arguments) is { Length: 2 } range && range[1] is >= 0 and <= 10_000)
        {
            return new ListValue(Enumerable.Range((int)range[0], (int)range[1]).Select(number => (Value)new ConstantValue(number)));
        }

        if (method == "Empty")
        {
            return new ListValue([]);
        }

        if (method == "Repeat" && call.Arguments[1].AsInteger is { } times && times is >= 0 and <= 10_000)
        {
            return new ListValue(Enumerable.Repeat(call.Arguments[0], (int)times));
        }

        if (call.Arguments.Count == 0 || Interpreter.Sequence(call.Arguments[0]) is not { } items)
        {
            return null;
        }

        var function = call.Arguments.Count > 1 ? call.Arguments[1] as FunctionValue : null;
        var depth = call.Interpreter.PathLength;
        switch (method)
        {
            case "ToList" or "ToArray" or "AsEnumerable" or "Cast" or "OfType" or "ToHashSet":
                return method == "OfType" ? null : new ListValue(items) { Depth = depth };
            case "Select" when function is not null && function.Method.Parameters.Length == 1:
                return new ListValue(items.ToArray().Select(item => call.Interpreter.Invoke(function, [item], call.Syntax)).ToArray()) { Depth = depth };
            case "Select" when function is not null:
                return new ListValue(items.ToArray().Select((item, i) => call.Interpreter.Invoke(function, [item, new ConstantValue(i)], call.Syntax)).ToArray()) { Depth = depth };
            case "SelectMany" when function is not null && call.Arguments.Count == 2:
                var parts = items.ToArray().Select(item => Interpreter.Sequence(call.Interpreter.Invoke(function, [item], call.Syntax))).ToArray();
                return parts.Any(part => part is null) ? null : new ListValue(parts.SelectMany(part => part!)) { Depth = depth };
            case "Where" when function is not null:
                var kept = new List<Value>();
                foreach (var item in items.ToArray())
                {
                    if (call.Interpreter.Invoke(function, [item], call.Syntax).AsBoolean is not { } keeps)
                    {
                        return null;
                    }

                    if (keeps)
                    {
                        kept.Add(item);
                    }
                }

                return new ListValue(kept) { Depth = depth };
            case "Concat" or "Union" when Interpreter.Sequence(call.Arguments[1]) is { } others:
                return method == "Concat" ? new ListValue([.. items, .. others]) { Depth = depth } : null;
            case "Append":
                return new ListValue([.. items, call.Arguments[1]]) { Depth = depth };
            case "Prepend":
                return new ListValue([call.Arguments[1], .. items]) { Depth = depth };
            case "Reverse":
                return new ListValue(Enumerable.Reverse(items)) { Depth = depth };
            case "Skip" when call.Arguments[1].AsInteger is { } skipped:
                return new ListValue(items.Skip((int)skipped)) { Depth = depth };
            case "Take" when call.Arguments[1].AsInteger is { } taken:
                return new ListValue(items.Take((int)taken)) { Depth = depth };
            case "OrderBy" or "OrderByDescending" or "Order" when function is not null || method == "Order":
                return Ordered(items.Select(item => (item, function is null ? item : call.Interpreter.Invoke(function, [item], call.Syntax))).ToArray(), method == "OrderByDescending", depth);
            case "Any" when function is null:
                return ConstantValue.Of(items.Count > 0);
            case "Count" when function is null:
                return new ConstantValue(items.Count);
            case "Contains" when call.Arguments.Count == 2:
                return Contains(new ListValue(items), call.Arguments[1]);
            case "First" or "FirstOrDefault" or "Single" when call.Arguments.Count == 1 && items.Count > 0:
                return items[0];
            case "Last" when call.Arguments.Count == 1 && items.Count > 0:
                return items[items.Count - 1];
            case "Zip" when call.Arguments.Count == 2 && Interpreter.Sequence(call.Arguments[1]) is { } other:
                return new ListValue(items.Zip(other, (left, right) => (Value)new ListValue([left, right])).ToArray()) { Depth = depth };
            default:
                return null;
        }
    }

    private static ListValue? Ordered((Value Item, Value Key)[] items, bool descending, int depth)
    {
        IEnumerable<(Value Item, Value Key)> ordered;
        if (items.All(item => Known(item.Key) is not null))
        {
            ordered = items.OrderBy(item => item.Key.AsText, StringComparer.Ordinal);
        }
        else if (items.All(item => item.Key.AsInteger is not null))
        {
            ordered = items.OrderBy(item => item.Key.AsInteger);
        }
        else
        {
            return null;
        }

        return new ListValue(descending ? ordered.Reverse().Select(item => item.Item) : ordered.Select(item => item.Item)) { Depth = depth };
    }
}
