using MigrationGuard.Build;
using MigrationGuard.Manifest;
using MigrationGuard.Planning;

namespace MigrationGuard.Cli;

/// <summary>Finds the configuration that a manifest was built with.</summary>
internal static class ConfigurationFile
{
    /// <summary>
    /// The nearest <c>migrationguard.json</c> at or above a path, the manifest or the project's folder, if it is the one the build saw; null otherwise. Any other one would
    /// say something about another project or another time.
    /// </summary>
    public static ConfigurationText? OfBuild(string path, string file, ManifestDocument manifest)
    {
        if (manifest.Settings.ConfigurationHash.Length == 0)
        {
            return null;
        }

        try
        {
            return Above(path, manifest) ?? Above(file, manifest) ?? (RepositoryFiles.FindRoot(Path.GetDirectoryName(Path.GetFullPath(file))!) is { } root ? Above(Path.Combine(root, manifest.ProjectFolder ?? ""), manifest) : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What cannot be read is as good as not there: the judgement says that the configuration is missing.
            return null;
        }
    }

    private static ConfigurationText? Above(string path, ManifestDocument manifest)
    {
        for (var folder = new DirectoryInfo(Path.GetFullPath(path)); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "migrationguard.json");
            if (File.Exists(file) && new ConfigurationText(file, File.ReadAllText(file)) is var text && text.Hash == manifest.Settings.ConfigurationHash)
            {
                return text;
            }
        }

        return null;
    }
}
