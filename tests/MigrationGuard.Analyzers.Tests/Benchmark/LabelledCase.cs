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

    /// <summary>Rules whose label was changed after the product first judged the case, and why the first label was wrong.</summary>
    public IReadOnlyDictionary<string, string> Relabelled { get; init; } = new Dictionary<string, string>();

    /// <summary>Rules that were mended because the case showed them to be wrong, and how.</summary>
    public IReadOnlyDictionary<string, string> Mended { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether rules of one's own (MG0009) and the rules about gates (MG6xxx) are labelled too: elsewhere every migration with data impact would ask for a gate.</summary>
    public bool IsAboutGates { get; init; }

    /// <summary>Where somebody else published the case, as <c>checker name verdict</c>; null for a case of this repository's own.</summary>
    public PublishedCase? From { get; init; }

    /// <summary>The text of <c>migrationguard.json</c>, or null without one.</summary>
    public string? Configuration { get; init; }

    /// <summary>The ids that the database says it has applied, or null where nobody asked it.</summary>
    public IReadOnlyList<string>? Applied { get; init; }

    /// <summary>The C# of the whole history.</summary>
    public required string Code { get; init; }

    public string Title => $"{File}: {Name} ({Framework}, {Engine})";
}
