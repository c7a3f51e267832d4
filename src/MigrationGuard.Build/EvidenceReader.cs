using MigrationGuard.Manifest;

namespace MigrationGuard.Build;

/// <summary>A manifest that can be trusted, or the reason why there is none.</summary>
/// <param name="Manifest">The manifest; null when it cannot be trusted.</param>
/// <param name="Rule">The rule that the problem belongs to; null when there is none.</param>
/// <param name="Problem">What is wrong and what to do; null when nothing is.</param>
internal sealed record Evidence(ManifestDocument? Manifest, string? Rule, string? Problem);

/// <summary>Takes in the manifest of a build and refuses what cannot be trusted.</summary>
internal static class EvidenceReader
{
    /// <summary>No manifest.</summary>
    public const string Missing = "MG0001";

    /// <summary>A manifest that cannot be used.</summary>
    public const string Unusable = "MG0002";

    public static Evidence Read(string manifestFile, string projectDirectory)
    {
        if (!File.Exists(manifestFile))
        {
            return new Evidence(null, Missing,
                "No migration manifest: the compiler did not run MigrationGuard's source generator, so nothing was checked. Usual causes: an SDK older than 8.0 "
                + "(CS9057), an analyzer assembly that could not be loaded (CS8032), the generator's analyzer removed from the project, or a crash (CS8785); "
                + "look for these warnings above. Expected file: " + manifestFile);
        }

        if (ManifestComment.Unwrap(File.ReadAllText(manifestFile)) is not { } json)
        {
            return Refuse("the file holds no manifest, or only a part of one: " + manifestFile);
        }

        var (document, error) = ManifestReader.Read(json);
        if (document is not { } manifest)
        {
            return Refuse(error!);
        }

        if (manifest.ToolVersion != ToolVersions.Current)
        {
            return Refuse("it was written by MigrationGuard " + manifest.ToolVersion + ", and the gate is " + ToolVersions.Current
                + ". When a rebuild does not help, a compiler server still holds the other version: run 'dotnet build-server shutdown'");
        }

        return SourceFreshness.FindDifference(manifest, projectDirectory) is { } difference ? Refuse(difference) : new Evidence(manifest, null, null);
    }

    private static Evidence Refuse(string why) => new(null, Unusable, "The migration manifest cannot be trusted: " + why + ". Rebuild the project.");
}
