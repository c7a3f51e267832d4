using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>The SQL of <c>Execute.Sql</c>, <c>Script</c> and <c>EmbeddedScript</c>, with its tokens replaced as the library replaces them.</summary>
internal static class ExecutedSql
{
    public static Sql OfText(CallSite call)
    {
        // The overloads differ in a description and a dictionary behind the text.
        var text = Replace(call.OptionalName(0), Parameters(call));
        return new() { Text = text == Hole.Text ? null : text, Source = (call.Argument(0) as ConstantValue)?.Source };
    }

    public static Sql OfScript(CallSite call)
    {
        var name = call.Name(0);
        var script = call.Interpreter.Context.FindScript(name, call.Method.Name == "EmbeddedScript" ? ScriptKind.ResourceEnding : ScriptKind.File);
        return new()
        {
            Text = script is null ? null : Replace(script.Text, Parameters(call)),
            Source = new(name, script?.File, script?.Hash),
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

    private static string? Replace(string? text, Value? parameters)
    {
        if (text is null || parameters is null || text.IndexOf("$(", StringComparison.Ordinal) < 0)
        {
            return text;
        }

        var result = new System.Text.StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf("$(", at, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf(')', start);
            if (end < 0)
            {
                break;
            }

            result.Append(text, at, start - at).Append(ValueOf(text.Substring(start + 2, end - start - 2), parameters) ?? text.Substring(start, end - start + 1));
            at = end + 1;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The value of a token; null when it stays as it is.</summary>
    private static string? ValueOf(string token, Value parameters)
    {
        if (parameters is not MapValue map)
        {
            return Hole.Text;
        }

        foreach (var item in map.Items)
        {
            if (item.Key.AsText is { } key && string.Equals(key, token, StringComparison.OrdinalIgnoreCase))
            {
                return item.Value.AsText ?? "";
            }
        }

        return map.IsComplete ? null : Hole.Text;
    }
}
