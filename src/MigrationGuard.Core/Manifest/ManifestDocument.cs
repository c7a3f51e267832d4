using MigrationGuard.Model;

namespace MigrationGuard.Manifest;

/// <summary>
/// Everything read from one compilation: the only thing that travels from the compiler to the gate, the report and the command line. It holds facts, not
/// judgements; those are computed again wherever it is read, by the same code.
/// </summary>
public sealed record ManifestDocument
{
    /// <summary>The version of the format this code writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the format.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Version of the MigrationGuard that wrote it.</summary>
    public string ToolVersion { get; init; } = ToolVersions.Current;

    /// <summary>Project name.</summary>
    public string Project { get; init; } = "";

    /// <summary>Name of the compiled assembly.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>Target framework, such as <c>net10.0</c>; null when the build did not say.</summary>
    public string? TargetFramework { get; init; }

    /// <summary>
    /// Folder of the project relative to the root of its repository, with <c>/</c>; empty when it is the root. Null inside a compilation, where nobody knows the repository:
    /// the manifest that ships beside an assembly says it.
    /// </summary>
    public string? ProjectFolder { get; init; }

    /// <summary>Whether the reader came to the end. False means that nothing in here may be trusted.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>What stopped the reader; null when it is complete.</summary>
    public string? Error { get; init; }

    /// <summary>The build settings the compiler saw. A gate that is given others knows that the manifest is stale.</summary>
    public ManifestSettings Settings { get; init; } = new();

    /// <summary>Engines of the database providers the project references, without repetition.</summary>
    public IReadOnlyList<Engine> ProviderReferences { get; init; } = [];

    /// <summary>The migrations, ordered by framework, context and id.</summary>
    public IReadOnlyList<Migration> Migrations { get; init; } = [];

    /// <summary>Rules whose squiggles the project switched off or changed, and by what; ordered by id.</summary>
    public IReadOnlyList<SeverityOverride> Severities { get; init; } = [];
}

/// <summary>The build settings the compiler saw, as the user wrote them.</summary>
public sealed record ManifestSettings
{
    /// <summary><c>MigrationGuardReleased</c>; empty when not set.</summary>
    public string Released { get; init; } = "";

    /// <summary><c>MigrationGuardEngine</c>; empty when not set.</summary>
    public string Engine { get; init; } = "";

    /// <summary><see cref="Planning.ConfigurationText.HashOf"/> of <c>migrationguard.json</c>; empty when there is none.</summary>
    public string ConfigurationHash { get; init; } = "";
}

/// <summary>A rule whose severity the project changed.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Severity"><c>none</c>, <c>silent</c>, <c>suggestion</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="By"><c>NoWarn</c>, <c>editorconfig</c> or <c>WarningsAsErrors</c>.</param>
public sealed record SeverityOverride(string Rule, string Severity, string By);
