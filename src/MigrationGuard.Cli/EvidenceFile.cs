using System.Diagnostics.CodeAnalysis;
using MigrationGuard.Manifest;

namespace MigrationGuard.Cli;

/// <summary>A manifest and the file it was read from.</summary>
internal sealed record FoundManifest(ManifestDocument Manifest, string File);

/// <summary>Finds and reads the manifests that a path stands for.</summary>
internal static class EvidenceFile
{
    /// <summary>Reads the one manifest that a path stands for; false with a message that says what to do when there is none, several, or none that can be used.</summary>
    /// <param name="path">A manifest, a built assembly, a project, or a folder or solution with exactly one manifest below it.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="file">Where it was found.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out ManifestDocument? manifest, [NotNullWhen(true)] out string? file, [NotNullWhen(false)] out string? problem)
    {
        manifest = null;
        file = null;
        if (!TryFind(path, severalInFolder: false, out var files, out problem))
        {
            return false;
        }

        if (files.Count > 1)
        {
            problem = path + " has " + files.Count + " projects with migrations, or target frameworks. Name the manifest of one of them: " + Some(files);
            return false;
        }

        file = files[0];
        (manifest, problem) = Read(file, fromRoot: false);
        return manifest is not null;
    }

    /// <summary>Reads every manifest that a path stands for: those of a solution, or of a project that was built for several target frameworks.</summary>
    /// <param name="path">As above; a solution may have several.</param>
    /// <param name="severalInFolder">Whether a folder may hold several as well.</param>
    /// <param name="found">The manifests, in order of their projects. Places count from the root of the repository when there are several.</param>
    /// <param name="problem">Why there is none, or which cannot be used.</param>
    public static bool TryReadAll(string path, bool severalInFolder, [NotNullWhen(true)] out IReadOnlyList<FoundManifest>? found, [NotNullWhen(false)] out string? problem)
    {
        found = null;
        if (!TryFind(path, severalInFolder, out var files, out problem))
        {
            return false;
        }

        var read = new (ManifestDocument? Manifest, string? Problem)[files.Count];
        Parallel.For(0, files.Count, i => read[i] = Read(files[i], fromRoot: files.Count > 1));
        if ((problem = read.Select(result => result.Problem).FirstOrDefault(each => each is not null)) is not null)
        {
            return false;
        }

        var manifests = OfSolution(path, [.. files.Zip(read, (file, result) => new FoundManifest(result.Manifest!, file))]);
        if (manifests.Count == 0)
        {
            problem = "The manifests below " + path + " belong to none of its projects: " + Some(files) + ". Build it with MigrationGuard.Analyzers.";
            return false;
        }

        // One project of one framework may stand at several places, under the framework of whoever references it.
        var newest = manifests
            .GroupBy(manifest => (manifest.Manifest.Project, manifest.Manifest.TargetFramework))
            .Select(group => group.OrderByDescending(manifest => File.GetLastWriteTimeUtc(manifest.File)).First())
            .GroupBy(manifest => manifest.Manifest.Project, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Count() == 1 ? group : group.DistinctBy(manifest => ManifestWriter.Write(manifest.Manifest with { TargetFramework = null }), StringComparer.Ordinal))
            .ToList();

        // Places that count from the root would be wrong in the report of a single project.
        found = newest.Count == 1 && files.Count > 1 ? [newest[0] with { Manifest = Read(newest[0].File, fromRoot: false).Manifest! }] : newest;
        return true;
    }

    private static List<FoundManifest> OfSolution(string path, List<FoundManifest> manifests)
    {
        if (manifests.Count < 2 || !SolutionFile.Is(path) || SolutionFile.Projects(path) is not { Count: > 0 } projects)
        {
            return manifests;
        }

        // What a project that was taken out of the solution has left behind is deployed no more.
        var names = projects.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return manifests.FindAll(manifest => names.Contains(manifest.Manifest.Project));
    }

    private static (ManifestDocument? Manifest, string? Problem) Read(string file, bool fromRoot)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, file + " cannot be read: " + exception.Message);
        }

        var json = file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? ManifestComment.Unwrap(text) : text;
        if (json is null)
        {
            return (null, file + " holds no manifest. Build the project again with MigrationGuard.Analyzers.");
        }

        var result = ManifestReader.Read(json, fromRoot);
        return (result.Document, result.Error is null ? null : file + ": " + result.Error + ". Build the project again with this version of MigrationGuard.Analyzers.");
    }

    private static bool TryFind(string path, bool severalInFolder, out IReadOnlyList<string> files, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        files = [];
        var isProject = path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);
        if (File.Exists(path) && (isProject || SolutionFile.Is(path)))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            files = isProject
                ? SolutionFile.Newest([folder], name => name.Equals(Path.GetFileNameWithoutExtension(path) + SolutionFile.Suffix, StringComparison.OrdinalIgnoreCase))
                : SolutionFile.Newest([folder, .. SolutionFile.Projects(path).Select(project => Path.GetDirectoryName(project)!)]);
            problem = files.Count > 0 ? null : "There is no *" + SolutionFile.Suffix + " of " + path + ". Build it with MigrationGuard.Analyzers, or name the manifest beside the built assembly.";
            return problem is null;
        }

        if (Directory.Exists(path))
        {
            files = severalInFolder ? SolutionFile.Newest([path]) : [.. Directory.EnumerateFiles(path, "*" + SolutionFile.Suffix, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Order(StringComparer.Ordinal)];
            problem = files.Count == 0
                ? "There is no *" + SolutionFile.Suffix + " below " + path + ". Build the project that holds the migrations with MigrationGuard.Analyzers; it writes the manifest beside the assembly."
                : files.Count > 1 && !severalInFolder
                    ? "There are " + files.Count + " manifests below " + path + ". Name one of them, or the solution: " + Some(files)
                    : null;
            return problem is null;
        }

        var candidate = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? Path.ChangeExtension(path, null) + SolutionFile.Suffix : path;
        if (File.Exists(candidate))
        {
            files = [candidate];
            return true;
        }

        problem = candidate + " does not exist. Name a manifest (*" + SolutionFile.Suffix + "), a built assembly, a project, a solution, or a folder with one manifest below it.";
        return false;
    }

    private static string Some(IReadOnlyList<string> files) => string.Join(", ", files.Take(5)) + (files.Count > 5 ? ", …" : "");
}
