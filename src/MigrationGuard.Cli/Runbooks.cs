using MigrationGuard.Build;
using MigrationGuard.Gates;
using MigrationGuard.Manifest;

namespace MigrationGuard.Cli;

/// <summary>Finds the runbooks that gates name, wherever the command runs: a path counts from the root of the repository or from the project's folder in it.</summary>
internal sealed class Runbooks : IGateFiles
{
    private readonly List<RepositoryFiles> _places = [];

    private Runbooks()
    {
    }

    /// <summary>The places to look in.</summary>
    /// <param name="repository">The repository that the user names; null for none.</param>
    /// <param name="file">The manifest.</param>
    /// <param name="manifest">What is in it.</param>
    public static Runbooks Of(string? repository, string file, ManifestDocument manifest)
    {
        var runbooks = new Runbooks();
        if (repository is not null)
        {
            runbooks.Add(repository, manifest);
            return runbooks;
        }

        // An artifact may be judged inside the repository that built it, or beside a checkout of it.
        if (RepositoryFiles.FindRoot(Path.GetDirectoryName(Path.GetFullPath(file))!) is { } root)
        {
            runbooks.Add(root, manifest);
        }

        runbooks.Add(RepositoryFiles.FindRoot(Directory.GetCurrentDirectory()) ?? Directory.GetCurrentDirectory(), manifest);
        return runbooks;
    }

    public string? Read(string path)
    {
        foreach (var place in _places)
        {
            if (place.Read(path) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private void Add(string root, ManifestDocument manifest)
    {
        // A folder that a manifest names outside of the repository is none of it.
        var folder = Path.GetFullPath(Path.Combine(root, manifest.ProjectFolder ?? ""));
        var inside = folder == Path.TrimEndingDirectorySeparator(root) || folder.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        _places.Add(new RepositoryFiles(inside && Directory.Exists(folder) ? folder : root));
    }
}
