using System.Diagnostics.CodeAnalysis;
using MigrationGuard.Manifest;

namespace MigrationGuard.Cli;

/// <summary>Finds and reads the manifest that a path stands for.</summary>
internal static class EvidenceFile
{
    private const string Suffix = ".migrations.json";

    /// <summary>Reads the manifest; false with a message that says what to do when there is none, or none that can be used.</summary>
    /// <param name="path">A manifest, a built assembly, or a folder that holds exactly one manifest below it.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="file">Where it was found.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out ManifestDocument? manifest, [NotNullWhen(true)] out string? file, [NotNullWhen(false)] out string? problem)
    {
        manifest = null;
        if (!TryFind(path, out file, out problem))
        {
            return false;
        }

        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = file + " cannot be read: " + exception.Message;
            return false;
        }

        var json = file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? ManifestComment.Unwrap(text) : text;
        if (json is null)
        {
            problem = file + " holds no manifest. Build the project again with MigrationGuard.Analyzers.";
            return false;
        }

        var result = ManifestReader.Read(json);
        manifest = result.Document;
        problem = result.Error is null ? null : file + ": " + result.Error + ". Build the project again with this version of MigrationGuard.Analyzers.";
        return manifest is not null;
    }

    private static bool TryFind(string path, [NotNullWhen(true)] out string? file, [NotNullWhen(false)] out string? problem)
    {
        file = null;
        problem = null;
        var isProject = path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);
        if (File.Exists(path) && (isProject || path.EndsWith(".sln", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase)))
        {
            // A build leaves the manifest in obj, in bin and in the output of every project that references it: of those with one name, the newest is the last build's.
            var newest = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, "*" + Suffix, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
                .Where(found => !isProject || Path.GetFileName(found).Equals(Path.GetFileNameWithoutExtension(path) + Suffix, StringComparison.OrdinalIgnoreCase))
                .GroupBy(found => Path.GetFileName(found), StringComparer.Ordinal)
                .Select(group => group.OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(found => found, StringComparer.Ordinal).First())
                .Order(StringComparer.Ordinal)
                .ToList();
            if (newest.Count == 1)
            {
                file = newest[0];
                return true;
            }

            problem = newest.Count == 0
                ? "There is no *" + Suffix + " of " + path + ". Build it with MigrationGuard.Analyzers, or name the manifest beside the built assembly."
                : path + " has " + newest.Count + " projects with migrations. Name the manifest of one of them: " + string.Join(", ", newest.Take(5)) + (newest.Count > 5 ? ", …" : "");
            return false;
        }

        if (Directory.Exists(path))
        {
            var found = Directory.EnumerateFiles(path, "*" + Suffix, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
                .Order(StringComparer.Ordinal)
                .ToList();
            if (found.Count == 1)
            {
                file = found[0];
                return true;
            }

            problem = found.Count == 0
                ? "There is no *" + Suffix + " below " + path + ". Build the project that holds the migrations with MigrationGuard.Analyzers; it writes the manifest beside the assembly."
                : "There are " + found.Count + " manifests below " + path + ". Name one of them: " + string.Join(", ", found.Take(5)) + (found.Count > 5 ? ", …" : "");
            return false;
        }

        var candidate = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Path.ChangeExtension(path, null) + Suffix : path;
        if (File.Exists(candidate))
        {
            file = candidate;
            return true;
        }

        problem = candidate + " does not exist. Name a manifest (*" + Suffix + "), a built assembly, or a folder with one manifest below it.";
        return false;
    }
}
