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
                "Concat" => Text(call, string.Concat(Flat(call.Arguments).Select(value => value.ToText()))),
                "Join" => Join(call),
                "Format" => Format(call, call.Text("format"), [.. Flat(call.Arguments.Where((_, i) => method.Parameters[i].Name is not ("format" or "provider")))]),
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
                return arguments.Count >= 2 && arguments[0].AsText is { Length: > 0 } from && !Hole.IsIn(from) ? Text(call, self.Replace(from, arguments[1].ToText())) : null;
            case "Trim":
                return Text(call, Cut(self, arguments, (text, set) => set.Length == 0 ? text.Trim() : text.Trim(set)));
            case "TrimStart":
                return Text(call, Cut(self, arguments, (text, set) => set.Length == 0 ? text.TrimStart() : text.TrimStart(set)));
            case "TrimEnd":
                return Text(call, Cut(self, arguments, (text, set) => set.Length == 0 ? text.TrimEnd() : text.TrimEnd(set)));
            case "ToUpper" or "ToUpperInvariant":
                return Text(call, self.ToUpperInvariant());
            case "ToLower" or "ToLowerInvariant":
                return Text(call, self.ToLowerInvariant());
            case "ToString" or "Normalize" or "ReplaceLineEndings":
                return Text(call, self);
            case "Contains" or "StartsWith" or "EndsWith" when arguments[0].AsText is { } part && !Hole.IsIn(part):
                var found = Test(method.Name, self, part, comparison);
                return found ? ConstantValue.True : HoleOr(self, false);
            case "Equals":
                return Same(call, call.Receiver!, arguments[0]);
            case "Substring" when !Hole.IsIn(self) && Integers(arguments) is { } cut:
                return Text(call, cut.Length == 1 ? self.Substring((int)cut[0]) : self.Substring((int)cut[0], (int)cut[1]));
            case "PadLeft" or "PadRight" when !Hole.IsIn(self) && arguments[0].AsInteger is { } width:
                var filler = arguments.Count > 1 && arguments[1].AsInteger is { } code ? (char)code : ' ';
                return Text(call, method.Name == "PadLeft" ? self.PadLeft((int)width, filler) : self.PadRight((int)width, filler));
            case "Insert" when !Hole.IsIn(self) && arguments[0].AsInteger is { } at:
                return Text(call, self.Insert((int)at, arguments[1].ToText()));
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
            : Text(call, string.Join(call.Arguments[0].ToText(), Flat(parts).Select(part => part.ToText())));
    }

    private static Value? Format(CallSite call, string? format, Value[] arguments)
    {
        if (format is null || Hole.IsIn(format))
        {
            return null;
        }

        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var character = format[i];
            if (character is '{' or '}' && i + 1 < format.Length && format[i + 1] == character)
            {
                text.Append(character);
                i++;
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

                text.Append(Formatted(arguments[index], colon >= 0 ? item.Substring(colon + 1) : null, 0));
                i = end;
            }
            else
            {
                text.Append(character);
            }
        }

        return Text(call, text.ToString());
    }

    private static Value? Split(CallSite call, string text)
    {
        var separators = Flat(call.Arguments.Where((_, i) => call.Method.Parameters[i].Name == "separator")).Select(value => value.AsInteger is { } code ? ((char)code).ToString() : value.AsText).ToArray();
        if (separators.Any(separator => separator is null || Hole.IsIn(separator)) || call.Has("count"))
        {
            return null;
        }

        var options = (StringSplitOptions)((call["options"]?.AsInteger ?? 0) & 1);
        var trims = ((call["options"]?.AsInteger ?? 0) & 2) != 0;
        var parts = text.Split([.. separators.Select(separator => separator!)], options).Select(part => trims ? part.Trim() : part);
        return new ListValue(parts.Select(part => (Value)new ConstantValue(part)));
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
        var text = script.ToText().Replace("\r\n", "\n").Replace('\r', '\n');
        var lines = (text.EndsWith("\n", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1) : text).Split('\n');
        return new ListValue(text.Length == 0 ? [] : lines.Select(line => new ConstantValue(line) { Source = script.Source }))
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
            ? new ConstantValue(script.Text) { Source = new SqlSource(name, script.File, script.Hash) }
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
                return new ConstantValue(builder.Text.ToString());
            case "Append" or "AppendLine" or "AppendFormat" when call.Interpreter.PathLength > builder.Depth:
                builder.Text.Append(Hole.Mark);
                return builder;
            case "Append" when call.Arguments.Count == 1:
                builder.Text.Append(call.Arguments[0].ToText());
                return builder;
            case "AppendLine":
                builder.Text.Append(call.Arguments.Count == 0 ? "" : call.Arguments[call.Arguments.Count - 1].ToText()).Append('\n');
                return builder;
            case "AppendFormat":
                builder.Text.Append(
                    Format(call, call.Text("format"), [.. Flat(call.Arguments.Where((_, i) => call.Method.Parameters[i].Name is not ("format" or "provider")))])?.ToText() ?? Hole.Text);
                return builder;
            case "Clear" when call.Interpreter.PathLength == builder.Depth:
                builder.Text.Clear();
                return builder;
            default:
                builder.Text.Append(Hole.Mark);
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
