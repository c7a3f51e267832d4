namespace MigrationGuard.Json;

/// <summary>The kind of a JSON value.</summary>
internal enum JsonKind
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value and where it stands. A number keeps the digits it was written with.</summary>
internal sealed class JsonNode(JsonKind kind, int line, int column)
{
    public JsonKind Kind { get; } = kind;

    /// <summary>Line of its first character, one-based.</summary>
    public int Line { get; } = line;

    /// <summary>Column of its first character, one-based, in UTF-16 units.</summary>
    public int Column { get; } = column;

    /// <summary>The decoded text of a string, the digits of a number; empty otherwise.</summary>
    public string Text { get; init; } = "";

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonNode> Items { get; init; } = [];

    /// <summary>The members of an object as written, repeated names included: only the consumer knows what to say about them.</summary>
    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>The value of the first member of that name; null when there is none.</summary>
    public JsonNode? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>What it is, as a message says it.</summary>
    public string Describe() => Kind switch
    {
        JsonKind.Null => "null",
        JsonKind.False or JsonKind.True => "a truth value",
        JsonKind.Number => "a number",
        JsonKind.String => "a string",
        JsonKind.Array => "a list",
        _ => "an object",
    };
}

/// <summary>A member of a JSON object, and where its name stands.</summary>
internal sealed class JsonMember(string name, JsonNode value, int line, int column)
{
    public string Name { get; } = name;

    public JsonNode Value { get; } = value;

    /// <summary>Line of the name, one-based.</summary>
    public int Line { get; } = line;

    /// <summary>Column of the name, one-based, in UTF-16 units.</summary>
    public int Column { get; } = column;
}

/// <summary>Why a text is no JSON.</summary>
/// <param name="Message">One sentence without a final stop.</param>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based, in UTF-16 units.</param>
internal sealed record JsonError(string Message, int Line, int Column);

/// <summary>A JSON text, read: exactly one of the two is there.</summary>
/// <param name="Root">The value; null when the text is no JSON.</param>
/// <param name="Error">What is wrong; null when nothing is.</param>
internal sealed record JsonReading(JsonNode? Root, JsonError? Error);
