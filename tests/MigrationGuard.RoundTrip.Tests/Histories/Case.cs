using MigrationGuard.Model;

namespace MigrationGuard.RoundTrip.Histories;

/// <summary>A small history: the shop, what was changed before, and the migration under test.</summary>
internal sealed record Case
{
    /// <summary>A C# identifier that reads as a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>The file it stands in, for messages.</summary>
    public required string Group { get; init; }

    public required IReadOnlyList<Engine> Engines { get; init; }

    /// <summary>Words behind the name: <c>empty</c> clears all tables first, <c>no-designer</c> leaves the models away.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Section title to its text.</summary>
    public required IReadOnlyDictionary<string, string> Sections { get; init; }

    public string Namespace => "Cases." + Name;

    public string ContextName => Namespace + ".Context";

    public string Text(string section) => Sections.TryGetValue(section, out var text) ? text : "";

    public override string ToString() => Name;
}
