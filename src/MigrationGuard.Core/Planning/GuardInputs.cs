using MigrationGuard.Gates;
using MigrationGuard.Manifest;

namespace MigrationGuard.Planning;

/// <summary>What the front end knows besides the manifest.</summary>
public sealed record GuardInputs
{
    /// <summary><c>MigrationGuardReleased</c>; empty when not set.</summary>
    public string Released { get; init; } = "";

    /// <summary><c>MigrationGuardEngine</c>; empty when not set.</summary>
    public string Engine { get; init; } = "";

    /// <summary>The configuration file; null when there is none.</summary>
    public ConfigurationText? Configuration { get; init; }

    /// <summary>The day on which the gate decides: acknowledgements and restore tests are compared with it. Null in the editor, which judges no dates.</summary>
    public DateTime? Today { get; init; }

    /// <summary>Looks for files that gates name. Null in the editor, which reads no files.</summary>
    public IGateFiles? Files { get; init; }
}

/// <summary>The text of <c>migrationguard.json</c>.</summary>
/// <param name="Path">Its path, for messages.</param>
/// <param name="Text">Its content.</param>
public sealed record ConfigurationText(string Path, string Text);
