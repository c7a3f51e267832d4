using MigrationGuard.Json;

namespace MigrationGuard.Manifest.Serialization;

/// <summary>Where a manifest is written to: the JSON, and the paths that places refer to by number because a thousand places share a few files.</summary>
internal sealed class ManifestOutput(JsonWriter json, Func<string, string>? mapPath = null)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];

    public JsonWriter Json { get; } = json;

    public IReadOnlyList<string> Paths => _paths;

    public int NumberOf(string path)
    {
        if (!_numbers.TryGetValue(path, out var number))
        {
            number = _paths.Count;
            _numbers.Add(path, number);
            _paths.Add(mapPath is null ? path : mapPath(path));
        }

        return number;
    }
}

/// <summary>What a manifest is read with.</summary>
/// <param name="Paths">The paths that places refer to by number.</param>
internal sealed record ManifestInput(IReadOnlyList<string> Paths);

/// <summary>A manifest that cannot be understood. Caught by <see cref="ManifestReader"/>; never leaves it.</summary>
internal sealed class ManifestFormatException(JsonNode node, string message) : Exception(message)
{
    public JsonNode Node { get; } = node;
}

/// <summary>How one type of value is written and read.</summary>
internal abstract class Codec<T>
{
    public abstract void Write(ManifestOutput output, T value);

    public abstract T Read(ManifestInput input, JsonNode node);

    /// <summary>Whether a value is the one a reader assumes anyway, so that it need not be written.</summary>
    public virtual bool IsSame(T value, T assumed) => EqualityComparer<T>.Default.Equals(value, assumed);

    protected static ManifestFormatException Fail(JsonNode node, string expected) => new(node, expected + " is expected, not " + node.Describe());
}
