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
            Dialect = call.Interpreter.Context.DialectOf(call.Syntax.SyntaxTree),
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
            Dialect = call.Interpreter.Context.DialectOf(call.Syntax.SyntaxTree),
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
        if (value.AsText is not { } text || parameters is null || NextToken(text, 0) < 0)
        {
            return value;
        }

        var result = new TracedText();
        var at = 0;
        while (at < text.Length)
        {
            var start = NextToken(text, at);
            var end = start < 0 ? -1 : text.IndexOf(text[start + 1] == '(' ? ')' : ']', start);
            if (end < 0)
            {
                break;
            }

            result.Append(text.Substring(at, start - at), value, at);
            if (ValueOf(text.Substring(start + 2, end - start - 2), parameters) is { } replacement)
            {
                // Between brackets the library quotes the value, as the engine wants it.
                result.Append(text[start + 1] == '(' ? replacement : UnknownValue.Nameless);
            }
            else
            {
                result.Append(text.Substring(start, end - start + 1), value, start);
            }

            at = end + 1;
        }

        return result.Append(text.Substring(at), value, at).ToValue();
    }

    /// <summary>Where the next <c>$(name)</c> or <c>$[name]</c> starts; -1 when there is none.</summary>
    private static int NextToken(string text, int at)
    {
        for (var found = text.IndexOf('$', at); found >= 0 && found + 1 < text.Length; found = text.IndexOf('$', found + 1))
        {
            if (text[found + 1] is '(' or '[')
            {
                return found;
            }
        }

        return -1;
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
