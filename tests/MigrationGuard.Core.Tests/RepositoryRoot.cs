using System.Runtime.CompilerServices;

namespace MigrationGuard.Core.Tests;

/// <summary>Finds files of this repository from a test.</summary>
internal static class RepositoryRoot
{
    /// <summary>The text of a file.</summary>
    /// <param name="path">Path relative to the repository root.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Find(), path));

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "MigrationGuard.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("no MigrationGuard.sln above " + here);
    }
}
