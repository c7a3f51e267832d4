using System.Globalization;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

internal static partial class Library
{
    private static Value? OnString(CallSite call)
    {
        var method = call.Method;
        if (method.IsStatic)
        {
            return method.Name switch
            {
                "Concat" => Concat(Flat(call.Arguments)),
                "Join" => Join(call),
                "Format" => Format(call["format"], [.. Flat(call.Arguments.Where((_, i) => method.Parameters[i].Name is not ("format" or "provider")))]),
                "IsNullOrEmpty" => call.Arguments[0].IsNull ? ConstantValue.True : Known(call.Arguments[0], holes: true) is { } text ? HoleOr(text, text.Length == 0) : null,
                "IsNullOrWhiteSpace" => call.Arguments[0].IsNull ? ConstantValue.True : Known(call.Arguments[0], holes: true) is { } blank ? HoleOr(blank, string.IsNullOrWhiteSpace(blank)) : null,
                "Equals" => Same(call, call.Arguments[0], call.Arguments[1]),
                _ => null,
            };
        }

        if (call.Receiver is ProviderNameValue)
        {
            return method.Name switch
            {
                "Equals" when Known(call.Arguments[0]) is { } name => ProviderVariant.IsKnownName(name) ? ConstantValue.False : null,
                "Contains" or "StartsWith" or "EndsWith" when Known(call.Arguments[0]) is { } part => ProviderNameValue.Has(part, (name, p) => Test(method.Name, name, p, StringComparison.OrdinalIgnoreCase)) == false ? ConstantValue.False : null,
                _ => null,
            };
        }

        if (call.Receiver is ResourceNameValue probe && call.Arguments.Count > 0 && Known(call.Arguments[0]) is { } said)
        {
            probe.Known = method.Name switch
            {
                "EndsWith" => Hole.Text + said,
                "Equals" => said,
                "Contains" => Hole.Text + said + Hole.Text,
                _ => null,
            };
            return null;
        }

        if (Known(call.Receiver, holes: true) is not { } self)
        {
            return null;
        }

        var comparison = call["comparisonType"]?.AsInteger is { } kind ? (StringComparison)kind : StringComparison.Ordinal;
        var arguments = call.Arguments;
        switch (method.Name)
        {
            case "Replace":
                return arguments.Count >= 2 && arguments[0].AsText is { Length: > 0 } from && !Hole.IsIn(from) ? TracedText.Replace(call.Receiver!, from, arguments[1]).ToValue() : null;
            case "Trim":
                return Part(call, self.Length - Cut(self, arguments, (text, set) => text.TrimStart(set)).Length, Cut(self, arguments, (text, set) => text.Trim(set)));
            case "TrimStart":
                return Part(call, self.Length - Cut(self, arguments, (text, set) => text.TrimStart(set)).Length, Cut(self, arguments, (text, set) => text.TrimStart(set)));
            case "TrimEnd":
                return Part(call, 0, Cut(self, arguments, (text, set) => text.TrimEnd(set)));
            case "ToUpper" or "ToUpperInvariant":
                return Part(call, 0, self.ToUpperInvariant());
            case "ToLower" or "ToLowerInvariant":
                return Part(call, 0, self.ToLowerInvariant());
            case "ToString" or "Normalize" or "ReplaceLineEndings":
                return call.Receiver;
            case "Contains" or "StartsWith" or "EndsWith" when arguments[0].AsText is { } part && !Hole.IsIn(part):
                var found = Test(method.Name, self, part, comparison);
                return found ? ConstantValue.True : HoleOr(self, false);
            case "Equals":
                return Same(call, call.Receiver!, arguments[0]);
            case "Substring" when !Hole.IsIn(self) && Integers(arguments) is { } cut:
                return Part(call, (int)cut[0], cut.Length == 1 ? self.Substring((int)cut[0]) : self.Substring((int)cut[0], (int)cut[1]));
            case "PadLeft" or "PadRight" when !Hole.IsIn(self) && arguments[0].AsInteger is { } width:
                var filler = arguments.Count > 1 && arguments[1].AsInteger is { } code ? (char)code : ' ';
                return Text(call, method.Name == "PadLeft" ? self.PadLeft((int)width, filler) : self.PadRight((int)width, filler));
            case "Insert" when !Hole.IsIn(self) && arguments[0].AsInteger is { } at:
                return new TracedText()
                    .Append(self.Substring(0, (int)at), call.Receiver)
                    .Append(arguments[1])
                    .Append(self.Substring((int)at), call.Receiver, (int)at)
                    .ToValue();
            case "IndexOf" when !Hole.IsIn(self) && arguments.Count == 1 && arguments[0].AsText is { } searched && !Hole.IsIn(searched):
                return new ConstantValue(self.IndexOf(searched, StringComparison.Ordinal));
            case "Split" when !Hole.IsIn(self):
                return Split(call, self);
            default:
                return null;
        }
    }

    private static ConstantValue Text(CallSite call, string text) =>
        new(text)
        {
            Source = (call.Subject as ConstantValue)?.Source
                ?? call.Arguments.Concat(call.Arguments.OfType<ListValue>().SelectMany(list => list.Items)).OfType<ConstantValue>().FirstOrDefault(argument => argument.Source is not null)?.Source,
        };

    /// <summary>A part of the receiver, or all of it with other letters.</summary>
    private static ConstantValue Part(CallSite call, int from, string text) => new TracedText().Append(text, call.Receiver, from).ToValue();

    private static ConstantValue Concat(IEnumerable<Value> parts)
    {
        var text = new TracedText();
        foreach (var part in parts)
        {
            text.Append(part);
        }

        return text.ToValue();
    }

    private static Value? HoleOr(string text, bool truth) => Hole.IsIn(text) ? null : ConstantValue.Of(truth);

    private static bool Test(string method, string text, string part, StringComparison comparison) => method switch
    {
        "Contains" => text.IndexOf(part, comparison) >= 0,
        "StartsWith" => text.StartsWith(part, comparison),
        _ => text.EndsWith(part, comparison),
    };

    private static Value? Same(CallSite call, Value left, Value right)
    {
        if (left is ProviderNameValue name)
        {
            return name.Is(right) == false ? ConstantValue.False : null;
        }

        var comparison = call["comparisonType"]?.AsInteger is { } kind ? (StringComparison)kind : StringComparison.Ordinal;
        return left is ConstantValue { Value: null or string } && right is ConstantValue { Value: null or string }
            && !Hole.IsIn(left.AsText) && !Hole.IsIn(right.AsText)
            ? ConstantValue.Of(string.Equals(left.AsText, right.AsText, comparison))
            : null;
    }

    private static string Cut(string text, IReadOnlyList<Value> arguments, Func<string, char[], string> cut)
    {
        var set = Flat(arguments).Select(value => value.AsInteger).Where(code => code is not null).Select(code => (char)code!.Value).ToArray();
        return cut(text, set);
    }

    /// <summary>The arguments with arrays among them spread: what a <c>params</c> call or its array form gives alike.</summary>
    private static IEnumerable<Value> Flat(IEnumerable<Value> values)
    {
        foreach (var value in values)
        {
            if (value is ListValue list)
            {
                foreach (var item in list.Items)
                {
                    yield return item;
                }

                if (!list.IsComplete)
                {
                    yield return UnknownValue.Nameless;
                }
            }
            else
            {
                yield return value;
            }
        }
    }

    private static Value? Join(CallSite call)
    {
        var parts = call.Arguments.Skip(1).ToArray();
        return parts.Any(part => part is not ListValue) && call.Method.Parameters.Length == 2 && parts.Length == 1
            ? null
            : Concat(Flat(parts).SelectMany((part, i) => i == 0 ? new[] { part } : [call.Arguments[0], part]));
    }

    private static ConstantValue? Format(Value? pattern, Value[] arguments)
    {
        if (pattern?.AsText is not { } format || Hole.IsIn(format))
        {
            return null;
        }

        var text = new TracedText();
        var plain = 0;
        for (var i = 0; i < format.Length; i++)
        {
            var character = format[i];
            if (character is '{' or '}' && i + 1 < format.Length && format[i + 1] == character)
            {
                text.Append(format.Substring(plain, i + 1 - plain), pattern, plain);
                i++;
                plain = i + 1;
            }
            else if (character == '{')
            {
                var end = format.IndexOf('}', i);
                if (end < 0)
                {
                    return null;
                }

                var item = format.Substring(i + 1, end - i - 1);
                var colon = item.IndexOf(':');
                var comma = item.IndexOf(',');
                var stop = comma >= 0 && (colon < 0 || comma < colon) ? comma : colon;
                if (!int.TryParse(stop < 0 ? item : item.Substring(0, stop), NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) || index < 0 || index >= arguments.Length)
                {
                    return null;
                }

                text.Append(format.Substring(plain, i - plain), pattern, plain);
                text.Append(Formatted(arguments[index], colon >= 0 ? item.Substring(colon + 1) : null, 0), arguments[index]);
                i = end;
                plain = i + 1;
            }
        }

        return text.Append(format.Substring(plain), pattern, plain).ToValue();
    }

    private static Value? Split(CallSite call, string text)
    {
        var separators = Flat(call.Arguments.Where((_, i) => call.Method.Parameters[i].Name == "separator")).Select(value => value.AsInteger is { } code ? ((char)code).ToString() : value.AsText).ToArray();
        if (separators.Any(separator => separator is null || Hole.IsIn(separator)) || call.Has("count"))
        {
            return null;
        }

        var options = call["options"]?.AsInteger ?? 0;
        var parts = new List<Value>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (SeparatorAt(text, i, separators) is > 0 and var length)
            {
                Add(i);
                start = i + length;
                i = start - 1;
            }
        }

        Add(text.Length);
        return new ListValue(parts);

        void Add(int end)
        {
            var part = text.Substring(start, end - start);
            var from = start;
            if ((options & 2) != 0)
            {
                from += part.Length - part.TrimStart().Length;
                part = part.Trim();
            }

            if (part.Length > 0 || (options & 1) == 0)
            {
                parts.Add(Part(call, from, part));
            }
        }
    }

    /// <summary>The length of the separator at a place; zero when none is there. Without separators white space separates.</summary>
    private static int SeparatorAt(string text, int at, string?[] separators)
    {
        if (separators.Length == 0)
        {
            return char.IsWhiteSpace(text[at]) ? 1 : 0;
        }

        foreach (var separator in separators)
        {
            if (separator is { Length: > 0 } && string.CompareOrdinal(text, at, separator, 0, separator.Length) == 0)
            {
                return separator.Length;
            }
        }

        return 0;
    }

    private static Value? OnPath(CallSite call)
    {
        var arguments = call.Arguments;
        switch (call.Method.Name)
        {
            case "Combine" or "Join":
                var path = "";
                foreach (var part in Flat(arguments).Select(value => value.ToText().Replace('\\', '/')))
                {
                    path = path.Length == 0 || part.StartsWith("/", StringComparison.Ordinal) ? part : part.Length == 0 ? path : path.TrimEnd('/') + "/" + part;
                }

                return new ConstantValue(path);
            case "GetFullPath":
                return new ConstantValue(arguments[0].ToText());
            case "GetDirectoryName" when Known(arguments[0], holes: true) is { } file:
                file = file.Replace('\\', '/');
                var last = file.LastIndexOf('/');
                return last > 0 ? new ConstantValue(file.Substring(0, last)) : Hole.IsIn(file) ? null : new ConstantValue("");
            case "GetFileName" when Known(arguments[0], holes: true) is { } name:
                return new ConstantValue(name.Substring(name.LastIndexOfAny(['/', '\\']) + 1));
            case "GetFileNameWithoutExtension" when Known(arguments[0], holes: true) is { } name:
                name = name.Substring(name.LastIndexOfAny(['/', '\\']) + 1);
                return new ConstantValue(name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : name);
            case "ChangeExtension" when Known(arguments[0], holes: true) is { } name && Known(arguments[1]) is { } extension:
                var end = name.LastIndexOf('.');
                return new ConstantValue((end > name.LastIndexOfAny(['/', '\\']) ? name.Substring(0, end) : name) + "." + extension.TrimStart('.'));
            default:
                return null;
        }
    }

    private static Value? OnFile(CallSite call) => call.Method.Name switch
    {
        "ReadAllText" or "ReadAllTextAsync" when Known(call.Arguments[0], holes: true) is { } path => ReadScript(call, path, ScriptKind.File),
        "ReadAllLines" or "ReadAllLinesAsync" or "ReadLines" when Known(call.Arguments[0], holes: true) is { } path => Lines(ReadScript(call, path, ScriptKind.File), call),
        "OpenText" or "OpenRead" or "Open" when Known(call.Arguments[0], holes: true) is { } path => new ScriptValue(path, ScriptKind.File),
        _ => null,
    };

    /// <summary>A text cut at the ends of its lines, as the file methods cut it.</summary>
    private static ListValue Lines(ConstantValue script, CallSite call)
    {
        var text = script.ToText();
        var lines = new List<Value>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOfAny(['\r', '\n'], at);
            end = end < 0 ? text.Length : end;
            lines.Add(new TracedText().Append(text.Substring(at, end - at), script, at).ToValue());
            at = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
        }

        return new ListValue(lines)
        {
            IsComplete = script.Source?.File is not null,
            Depth = call.Interpreter.PathLength,
        };
    }

    private static Value? OnAssembly(CallSite call) => call.Method.Name switch
    {
        "GetManifestResourceNames" when !IsForeign(call) => new ResourceNamesValue(),
        "GetExecutingAssembly" => new AssemblyValue(call.Interpreter.Context.Compilation.Assembly),
        "GetAssembly" when call.Arguments.Count == 1 && call.Arguments[0] is TypeValue { Type.ContainingAssembly: { } assembly } => new AssemblyValue(assembly),
        "GetName" when call.Receiver is AssemblyValue => call.Receiver,
        "GetManifestResourceStream" when IsForeign(call) => null,
        "GetManifestResourceStream" when call.Arguments.Count > 0 && Known(call.Arguments[call.Arguments.Count - 1], holes: true) is { } name => Resource(call, name),
        _ => null,
    };

    private static ScriptValue? Resource(CallSite call, string name)
    {
        if (call.Arguments.Count == 2)
        {
            if (call.Arguments[0] is not TypeValue type)
            {
                return null;
            }

            name = type.Type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + name : name;
        }

        // Nobody knows what an unknown assembly holds; that this project holds it is the best there is to say.
        return call.Receiver is AssemblyValue || call.Interpreter.Context.FindScript(name, ScriptKind.Resource) is not null ? new ScriptValue(name, ScriptKind.Resource) : null;
    }

    /// <summary>Whether the resources are those of another assembly, which this project does not hold.</summary>
    private static bool IsForeign(CallSite call) =>
        call.Receiver is AssemblyValue assembly && !SymbolEqualityComparer.Default.Equals(assembly.Assembly, call.Interpreter.Context.Compilation.Assembly);

    /// <summary>A task is its result here, because everything is read as if it ran at once.</summary>
    private static Value? OnTask(CallSite call) => call.Method.Name switch
    {
        "GetAwaiter" or "ConfigureAwait" or "GetResult" or "AsTask" when call.Receiver is ConstantValue or ListValue or ScriptValue => call.Receiver,
        "FromResult" when call.Arguments.Count == 1 => call.Arguments[0],
        _ => null,
    };

    private static Value? OnReader(CallSite call) => call.Method.Name switch
    {
        "ReadToEnd" or "ReadToEndAsync" when call.Receiver is ScriptValue script => ReadScript(call, script.Name, script.Kind),
        _ => null,
    };

    /// <summary>The text of a script of the project. One that is not found is an unknown text that still says its name.</summary>
    public static ConstantValue ReadScript(CallSite call, string name, ScriptKind kind) =>
        call.Interpreter.Context.FindScript(name, kind) is { } script
            ? new ConstantValue(script.Text) { Source = new SqlSource(name, script.File, script.Hash), Origin = new TextOrigin.Content(script) }
            : new ConstantValue(Hole.Text) { Source = new SqlSource(name, null, null) };

    private static Value? OnBuilder(CallSite call)
    {
        if (call.Receiver is not TextBuilderValue builder)
        {
            return null;
        }

        switch (call.Method.Name)
        {
            case "ToString" when call.Arguments.Count == 0:
                return builder.Text.ToValue();
            case "Append" or "AppendLine" or "AppendFormat" when call.Interpreter.PathLength > builder.Depth:
                builder.Text.Append(Hole.Text);
                return builder;
            case "Append" when call.Arguments.Count == 1:
                builder.Text.Append(call.Arguments[0]);
                return builder;
            case "AppendLine":
                builder.Text.Append(call.Arguments.Count == 0 ? null : call.Arguments[call.Arguments.Count - 1]).Append("\n");
                return builder;
            case "AppendFormat":
                builder.Text.Append(
                    Format(call["format"], [.. Flat(call.Arguments.Where((_, i) => call.Method.Parameters[i].Name is not ("format" or "provider")))]) ?? (Value)UnknownValue.Nameless);
                return builder;
            case "Clear" when call.Interpreter.PathLength == builder.Depth:
                builder.Text.Clear();
                return builder;
            default:
                builder.Text.Append(Hole.Text);
                return builder;
        }
    }

    private static Value? OnObject(CallSite call)
    {
        switch (call.Method.Name)
        {
            case "ToString" when call.Receiver is ConstantValue { Value: not (DateTime or DateTimeOffset or TimeSpan) } constant:
                var format = call.Text("format");
                return new ConstantValue(format is null ? constant.ToText() : Formatted(constant, format, 0));
            case "ToString" when call.Receiver is ProviderNameValue:
                return call.Receiver;
            case "GetType" when call.Receiver is ObjectValue target:
                return new TypeValue(target.Type);
            default:
                return null;
        }
    }

    private static Value? OnDelegate(CallSite call) =>
        call.Method.Name == "Invoke" && call.Receiver is FunctionValue function ? call.Interpreter.Invoke(function, [.. call.Arguments], call.Syntax) : null;
}
