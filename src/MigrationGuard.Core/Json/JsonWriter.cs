using System.Text;

namespace MigrationGuard.Json;

/// <summary>
/// Writes JSON into memory, the same bytes on every machine. Indented output ends lines with <c>\n</c> and keeps a list of plain values on one line.
/// </summary>
internal sealed class JsonWriter(bool indented, JsonEscapes escapes)
{
    private readonly StringBuilder _output = new();
    private readonly Stack<Container> _open = new();

    /// <summary>Opens an object.</summary>
    public JsonWriter StartObject() => Start('{', inline: false);

    /// <summary>Opens an object or list whose content stays on the line.</summary>
    public JsonWriter StartInlineArray() => Start('[', inline: true);

    /// <summary>Opens a list.</summary>
    public JsonWriter StartArray() => Start('[', inline: false);

    /// <summary>Closes what was opened last.</summary>
    public JsonWriter End()
    {
        var container = _open.Pop();
        if (container.Count > 0 && !container.Inline)
        {
            NewLine();
        }

        _output.Append(container.Open == '{' ? '}' : ']');
        return this;
    }

    /// <summary>Writes the name of a member; its value follows.</summary>
    public JsonWriter Name(string name)
    {
        BeforeItem();
        JsonText.AppendString(_output, name, escapes);
        _output.Append(indented ? ": " : ":");
        _open.Peek().AfterName = true;
        return this;
    }

    /// <summary>Writes a string, or null.</summary>
    public JsonWriter String(string? value)
    {
        if (value is null)
        {
            return Raw("null");
        }

        BeforeItem();
        JsonText.AppendString(_output, value, escapes);
        return this;
    }

    /// <summary>Writes a number, or null.</summary>
    public JsonWriter Number(long? value) => Raw(value is { } number ? Numbers.Text(number) : "null");

    /// <summary>Writes a truth value, or null.</summary>
    public JsonWriter Boolean(bool? value) => Raw(value switch
    {
        true => "true",
        false => "false",
        null => "null",
    });

    /// <summary>Writes null.</summary>
    public JsonWriter Null() => Raw("null");

    /// <summary>Writes a list of strings on one line.</summary>
    public JsonWriter Strings(IEnumerable<string> values)
    {
        StartInlineArray();
        foreach (var value in values)
        {
            String(value);
        }

        return End();
    }

    /// <summary>The text so far; indented text ends with a line end.</summary>
    public override string ToString() => indented ? _output + "\n" : _output.ToString();

    private JsonWriter Raw(string text)
    {
        BeforeItem();
        _output.Append(text);
        return this;
    }

    private JsonWriter Start(char open, bool inline)
    {
        BeforeItem();
        _output.Append(open);
        _open.Push(new Container(open, inline || !indented || (_open.Count > 0 && _open.Peek().Inline)));
        return this;
    }

    private void BeforeItem()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var container = _open.Peek();
        if (container.AfterName)
        {
            container.AfterName = false;
            return;
        }

        if (container.Count++ > 0)
        {
            _output.Append(indented && container.Inline ? ", " : ",");
        }

        if (!container.Inline)
        {
            NewLine();
        }
    }

    private void NewLine() => _output.Append('\n').Append(' ', _open.Count * 2);

    private sealed class Container(char open, bool inline)
    {
        public char Open { get; } = open;

        public bool Inline { get; } = inline;

        public int Count { get; set; }

        public bool AfterName { get; set; }
    }
}
