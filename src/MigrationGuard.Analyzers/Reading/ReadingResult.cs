using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>What one compilation says about its migrations.</summary>
public sealed record ReadingResult
{
    /// <summary>A compilation without migrations.</summary>
    public static ReadingResult Empty { get; } = new();

    /// <summary>The migrations, by framework, context, FluentMigrator version and id, ordinally.</summary>
    public IReadOnlyList<Migration> Migrations { get; init; } = [];

    /// <summary>The engines whose providers the project references, in the order of <see cref="Engine"/>; empty when it references none that is known.</summary>
    public IReadOnlyList<Engine> ProviderReferences { get; init; } = [];

    /// <summary>What it cost.</summary>
    internal ReadingEffort Effort { get; init; } = new(0, 0, 0, []);
}
