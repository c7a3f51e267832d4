using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>What <c>migrationguard.json</c> says, as far as a judgement depends on it. Every property is empty or null when the file is silent.</summary>
public sealed record GuardConfiguration
{
    /// <summary>No file, or a file that says nothing.</summary>
    public static GuardConfiguration Empty { get; } = new();

    /// <summary>The engine of every context that has none of its own; <see cref="Model.Engine.Unknown"/> when not said.</summary>
    public Engine Engine { get; init; }

    /// <summary>Version of the engine as written, such as <c>16</c> or <c>8.0.36</c>; null when not said.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>Edition of SQL Server; <see cref="Engines.Edition.Unknown"/> when not said.</summary>
    public Edition Edition { get; init; }

    /// <summary>The last released migration of every context that has none of its own: ids or names separated by <c>;</c>, or <c>none</c>; empty when not said.</summary>
    public string Released { get; init; } = "";

    /// <summary>Settings of single contexts, ordered by name.</summary>
    public IReadOnlyList<ContextConfiguration> Contexts { get; init; } = [];

    /// <summary>Sizes of tables, ordered by name.</summary>
    public IReadOnlyList<TableSize> TableSizes { get; init; } = [];

    /// <summary>Rates that were measured on the database in question, at most one of each kind.</summary>
    public IReadOnlyList<WorkRate> Rates { get; init; } = [];

    /// <summary>The team's own rules, in the order of the file.</summary>
    public IReadOnlyList<CustomRule> Rules { get; init; } = [];

    /// <summary>What a rollback plan needs besides the migrations.</summary>
    public PlanSettings Plan { get; init; } = PlanSettings.Empty;

    /// <summary>Reads a configuration file. Never throws: what cannot be read is a problem.</summary>
    /// <param name="text">The file.</param>
    public static ConfigurationReading Parse(ConfigurationText text) => ConfigurationReader.Read(text);

    /// <summary>The settings of a context, found by its full name or by its name without the namespace; null when there are none.</summary>
    /// <param name="context">Full name of the EF Core context; null for FluentMigrator, whose settings are named <c>FluentMigrator</c>.</param>
    public ContextConfiguration? Find(string? context)
    {
        var full = context ?? "FluentMigrator";
        var simple = full.Substring(full.LastIndexOf('.') + 1);
        ContextConfiguration? bySimpleName = null;
        foreach (var candidate in Contexts)
        {
            if (candidate.Name == full)
            {
                return candidate;
            }

            if (candidate.Name == simple)
            {
                bySimpleName = candidate;
            }
        }

        return bySimpleName;
    }
}

/// <summary>What the configuration says about one context.</summary>
public sealed record ContextConfiguration
{
    /// <summary>Full name of the EF Core context or its name without the namespace; <c>FluentMigrator</c> for FluentMigrator's migrations.</summary>
    public required string Name { get; init; }

    /// <summary>Its engine; <see cref="Model.Engine.Unknown"/> when not said.</summary>
    public Engine Engine { get; init; }

    /// <summary>Its last released migration by id or name, or <c>none</c>; empty when not said.</summary>
    public string Released { get; init; } = "";
}

/// <summary>How large a table is. At least one of the two is said.</summary>
/// <param name="Table">Table name, with its schema in front when it is not the default one.</param>
/// <param name="Rows">Number of rows; null when only the bytes are said.</param>
/// <param name="Bytes">Bytes without indexes; null when only the rows are said.</param>
public sealed record TableSize(string Table, long? Rows, long? Bytes = null)
{
    /// <summary>What durations are estimated from: the rows, or as many rows of 100 bytes as the bytes make when that is more.</summary>
    public long Measure => Math.Max(Rows ?? 0, (Bytes ?? 0) / WorkRates.BytesOfRow);
}

/// <summary>A configuration file, read.</summary>
/// <param name="Configuration">What could be read; <see cref="GuardConfiguration.Empty"/> when nothing could.</param>
/// <param name="Problems">What is wrong with it (MG0003), in order of places.</param>
public sealed record ConfigurationReading(GuardConfiguration Configuration, IReadOnlyList<Finding> Problems);
