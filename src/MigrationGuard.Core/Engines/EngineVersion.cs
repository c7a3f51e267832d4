using System.Globalization;

namespace MigrationGuard.Engines;

/// <summary>The version of an engine, as far as the configuration says it. One that is not said counts as current.</summary>
public sealed class EngineVersion
{
    private readonly IReadOnlyList<int> _parts;

    private EngineVersion(string text, IReadOnlyList<int> parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>The version as written; empty when it is not said.</summary>
    public string Text { get; }

    /// <summary>Reads a version such as <c>8.0.36</c>; null and what is too long for a number counts as current.</summary>
    /// <param name="text">The version; null when it is not said.</param>
    public static EngineVersion Of(string? text) =>
        new(
            text ?? "",
            [.. (text ?? "").Split('.').Where(part => part.Length > 0).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue)]);

    /// <summary>Whether it is older than another one, compared as far as both are said.</summary>
    /// <param name="other">The numbers of the other one.</param>
    public bool IsBefore(params IReadOnlyList<int> other)
    {
        for (var i = 0; i < other.Count && i < _parts.Count; i++)
        {
            if (_parts[i] != other[i])
            {
                return _parts[i] < other[i];
            }
        }

        return false;
    }
}
