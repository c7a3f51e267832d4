using System.Text.RegularExpressions;

namespace MigrationGuard.Cli;

/// <summary>The projects of a solution, and the manifests that their builds left.</summary>
internal static partial class SolutionFile
{
    /// <summary>How the name of every manifest ends.</summary>
    public const string Suffix = ".migrations.json";

    // Neither holds the output of a build, and both may hold a hundred thousand files.
    private static readonly string[] s_skipped = [".git", "node_modules"];

    /// <summary>Whether a path names a solution.</summary>
    public static bool Is(string path) => path.EndsWith(".sln", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>The C# projects that a solution lists, as full paths; empty when it lists none.</summary>
    public static IReadOnlyList<string> Projects(string solution)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(solution))!;
        return [.. ProjectPath().Matches(File.ReadAllText(solution)).Select(match => Path.GetFullPath(Path.Combine(folder, match.Groups[1].Value.Replace('\\', '/')))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The manifests below folders that may be of one build: of those with one name, the newest for each target framework. A build leaves a manifest in obj, in bin and in the
    /// output of every project that references it.
    /// </summary>
    /// <param name="folders">Where to look.</param>
    /// <param name="wanted">Which file names count; null for all.</param>
    public static IReadOnlyList<string> Newest(IEnumerable<string> folders, Func<string, bool>? wanted = null) =>
        [.. folders
            .SelectMany(Below)
            .Distinct(StringComparer.Ordinal)
            .Where(file => wanted is null || wanted(Path.GetFileName(file)))
            .GroupBy(file => (Path.GetFileName(file), Framework(file)))
            .Select(group => group.OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(file => file, StringComparer.Ordinal).First())
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Below(string folder)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true };
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var current) && Directory.Exists(current))
        {
            foreach (var file in Directory.EnumerateFiles(current, "*" + Suffix, options))
            {
                yield return file;
            }

            foreach (var below in Directory.EnumerateDirectories(current, "*", options))
            {
                // A link may lead back up.
                if (!s_skipped.Contains(Path.GetFileName(below), StringComparer.OrdinalIgnoreCase) && (File.GetAttributes(below) & FileAttributes.ReparsePoint) == 0)
                {
                    folders.Push(below);
                }
            }
        }
    }

    private static string Framework(string file) =>
        Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Select(part => FrameworkName().Match(part).Value).LastOrDefault(name => name.Length > 0) ?? "";

    [GeneratedRegex("""["']([^"'\r\n]*\.csproj)["']""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"(?<=^|_)(net(standard|coreapp)?\d+(\.\d+)?(-[a-z0-9.]+)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FrameworkName();
}
