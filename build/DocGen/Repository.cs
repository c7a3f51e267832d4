using System.Text;

namespace MigrationGuard.DocGen;

/// <summary>The working copy: where it is, and how generated files get into it.</summary>
internal static class Repository
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string? FindRoot(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "MigrationGuard.sln")))
            {
                return directory.FullName;
            }
        }

        return null;
    }

    /// <summary>Writes the files that differ, and deletes those whose content is null; returns their paths.</summary>
    public static IReadOnlyList<string> Apply(string root, IReadOnlyList<GeneratedFile> files, bool checkOnly)
    {
        var changed = new List<string>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var path = Path.Combine(root, file.Path);
            var present = File.Exists(path) ? File.ReadAllText(path, Utf8) : null;
            if (present == file.Content)
            {
                continue;
            }

            changed.Add(file.Path);
            if (checkOnly)
            {
                continue;
            }

            if (file.Content is null)
            {
                File.Delete(path);
            }
            else
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Content, Utf8);
            }
        }

        return changed;
    }
}
