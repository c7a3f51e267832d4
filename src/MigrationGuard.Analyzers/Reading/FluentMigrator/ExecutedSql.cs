using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>The SQL of <c>Execute.Sql</c>, <c>Script</c> and <c>EmbeddedScript</c>, with its tokens replaced as the library replaces them.</summary>
internal static class ExecutedSql
{
    public static Sql OfText(CallSite call)
    {
        // The overloads differ in a description and a dictionary behind the text.
        var value = Replace(call.Argument(0), Parameters(call));
        var text = value.AsText;
        return new()
        {
            Text = text == Hole.Text ? null : text,
            Source = (value as ConstantValue)?.Source,
            Places = call.Interpreter.PlacesOf(value),
        };
    }

    public static Sql OfScript(CallSite call)
    {
        var name = call.Name(0);
        var script = call.Interpreter.Context.FindScript(name, call.Method.Name == "EmbeddedScript" ? ScriptKind.ResourceEnding : ScriptKind.File);
        var value = script is null ? null : Replace(new ConstantValue(script.Text) { Origin = new TextOrigin.Content(script) }, Parameters(call));
        return new()
        {
            Text = value?.AsText,
            Source = new(name, script?.File, script?.Hash),
            Places = call.Interpreter.PlacesOf(value),
        };
    }

    private static Value? Parameters(CallSite call)
    {
        for (var i = 1; i < call.Count(); i++)
        {
            if (!call.IsText(i) && !call.Argument(i).IsNull)
            {
                return call.Argument(i);
            }
        }

        return null;
    }

    private static Value Replace(Value value, Value? parameters)
    {
        if (value.AsText is not { } text || parameters is null || text.IndexOf("$(", StringComparison.Ordinal) < 0)
        {
            return value;
        }

        var result = new TracedText();
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf("$(", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf(')', start);
            if (end < 0)
            {
                break;
            }

            result.Append(text.Substring(at, start - at), value, at);
            if (ValueOf(text.Substring(start + 2, end - start - 2), parameters) is { } replacement)
            {
                result.Append(replacement);
            }
            else
            {
                result.Append(text.Substring(start, end - start + 1), value, start);
            }

            at = end + 1;
        }

        return result.Append(text.Substring(at), value, at).ToValue();
    }

    /// <summary>The value of a token; null when it stays as it is.</summary>
    private static Value? ValueOf(string token, Value parameters)
    {
        if (parameters is not MapValue map)
        {
            return UnknownValue.Nameless;
        }

        foreach (var item in map.Items)
        {
            if (item.Key.AsText is { } key && string.Equals(key, token, StringComparison.OrdinalIgnoreCase))
            {
                return item.Value;
            }
        }

        return map.IsComplete ? null : UnknownValue.Nameless;
    }
}
