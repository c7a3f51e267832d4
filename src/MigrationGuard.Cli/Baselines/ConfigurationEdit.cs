using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MigrationGuard.Cli.Baselines;

/// <summary>Sets single values in the text of a JSON file and leaves everything else as somebody wrote it.</summary>
internal static class ConfigurationEdit
{
    /// <summary>The text with a value at a path of property names; what is missing on the way is added.</summary>
    /// <param name="text">The file: one JSON object.</param>
    /// <param name="path">Property names from the outside in.</param>
    /// <param name="value">The text of the value.</param>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static string Set(string text, IReadOnlyList<string> path, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var (start, end, depth, found, empty) = Find(bytes, path);
        string inserted;
        if (found == path.Count)
        {
            inserted = Quote(value);
        }
        else
        {
            inserted = Quote(value);
            for (var i = path.Count - 1; i > found; i--)
            {
                inserted = "{ " + Quote(path[i]) + ": " + inserted + " }";
            }

            inserted = "\n" + new string(' ', 2 * (depth + 1)) + Quote(path[found]) + ": " + inserted + (empty ? "\n" + new string(' ', 2 * depth) : ",");
        }

        return Encoding.UTF8.GetString(bytes, 0, start) + inserted + Encoding.UTF8.GetString(bytes, end, bytes.Length - end);
    }

    /// <summary>The value at a path; null when there is none, or it is no text.</summary>
    public static string? Get(string text, params string[] path)
    {
        using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
        var node = document.RootElement;
        foreach (var name in path)
        {
            if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(name, out node))
            {
                return null;
            }
        }

        return node.ValueKind == JsonValueKind.String ? node.GetString() : node.ValueKind == JsonValueKind.Object ? "" : null;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The span of the value when the whole path is there; otherwise the place behind the brace of the deepest object on the way.
    private static (int Start, int End, int Depth, int Found, bool Empty) Find(byte[] bytes, IReadOnlyList<string> path)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The file holds no JSON object.");
        }

        var found = 0;
        while (true)
        {
            var behind = (int)reader.BytesConsumed;
            var depth = reader.CurrentDepth;
            var probe = reader;
            probe.Read();
            var empty = probe.TokenType == JsonTokenType.EndObject;
            var entered = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isNext = reader.ValueTextEquals(path[found]);
                reader.Read();
                if (!isNext)
                {
                    reader.Skip();
                    continue;
                }

                found++;
                if (found < path.Count && reader.TokenType == JsonTokenType.StartObject)
                {
                    entered = true;
                    break;
                }

                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return found == path.Count
                    ? (start, (int)reader.BytesConsumed, depth, found, false)
                    : throw new JsonException("'" + path[found - 1] + "' is no object.");
            }

            if (!entered)
            {
                return (behind, behind, depth, found, empty);
            }
        }
    }
}
