using System.Text;
using MigrationGuard.Gates;
using MigrationGuard.Manifest;

namespace MigrationGuard.Planning;

/// <summary>What the front end knows besides the manifest.</summary>
public sealed record GuardInputs
{
    /// <summary><c>MigrationGuardReleased</c>; empty when not set.</summary>
    public string Released { get; init; } = "";

    /// <summary>
    /// Ids of the migrations that the target database has applied, exactly: everything else is pending, also what sorts before an applied one. Null when nobody asked the
    /// database; then <see cref="Released"/> and the configuration decide.
    /// </summary>
    public IReadOnlyList<string>? Applied { get; init; }

    /// <summary><c>MigrationGuardEngine</c>; empty when not set.</summary>
    public string Engine { get; init; } = "";

    /// <summary>The configuration file; null when there is none.</summary>
    public ConfigurationText? Configuration { get; init; }

    /// <summary>The day on which the gate decides: acknowledgements and restore tests are compared with it. Null in the editor, which judges no dates.</summary>
    public DateTime? Today { get; init; }

    /// <summary>Looks for files that gates name. Null in the editor, which reads no files.</summary>
    public IGateFiles? Files { get; init; }

    /// <summary>The backup that the deployment relies on. Null when nobody looked at one; then the gates are judged by what they say.</summary>
    public BackupContents? Backup { get; init; }

    /// <summary>Whether a rollback plan that lacks an input closes the gate (<c>MigrationGuardRequirePlan</c>).</summary>
    public bool RequirePlan { get; init; }

    /// <summary>
    /// Whether the settings given here must be those the compiler saw, so that a manifest of an earlier build is refused. False at deploy time, where the database itself
    /// says what is released.
    /// </summary>
    public bool SettingsMustMatch { get; init; } = true;
}

/// <summary>The text of <c>migrationguard.json</c>.</summary>
/// <param name="Path">Its path, for messages.</param>
/// <param name="Text">Its content.</param>
public sealed record ConfigurationText(string Path, string Text)
{
    /// <summary>What <see cref="Manifest.ManifestSettings.ConfigurationHash"/> is compared with.</summary>
    public string Hash => HashOf(Text);

    /// <summary>
    /// SHA-256 of a configuration's text in UTF-8, lower-case hexadecimal. A byte order mark and the kind of line ends do not count: the compiler and the gate may decode
    /// the same file differently.
    /// </summary>
    /// <param name="text">The text of the file.</param>
    public static string HashOf(string text)
    {
        var normal = text.TrimStart('\uFEFF').Replace("\r\n", "\n");
        var content = Encoding.UTF8.GetBytes(normal);
        return Checksums.Sha256(content, content.Length);
    }
}
