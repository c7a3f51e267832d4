using MigrationGuard.Model;

namespace MigrationGuard.Benchmark;

/// <summary>A migration over the shop's tables, and the rules that somebody who knows the engine wants to hear of.</summary>
internal sealed record LabelledCase
{
    public required string File { get; init; }

    public required string Name { get; init; }

    public required Framework Framework { get; init; }

    public required Engine Engine { get; init; }

    /// <summary>The rules that must fire, and no others.</summary>
    public required IReadOnlyList<string> Expected { get; init; }

    /// <summary>Expected rules that are known not to fire, and why.</summary>
    public IReadOnlyDictionary<string, string> Missed { get; init; } = new Dictionary<string, string>();

    /// <summary>Rules that fire although they are not expected, and why.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    /// <summary>The C# of the whole history.</summary>
    public required string Code { get; init; }

    public string Title => $"{File}: {Name} ({Framework}, {Engine})";
}
