using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Cli.Baselines;

/// <summary>Which migrations of a build were there already at a commit, a branch or a tag.</summary>
internal static partial class GitReference
{
    /// <summary>The ids of the manifest's migrations that the source had at the reference.</summary>
    /// <param name="root">Root of the repository.</param>
    /// <param name="project">Folder of the project relative to it; empty for the root.</param>
    /// <param name="reference">What git calls a tree: a tag, a branch, a commit.</param>
    /// <param name="manifest">The build.</param>
    /// <exception cref="BaselineException">git does not know the reference, or is not there.</exception>
    public static IReadOnlyList<string> AppliedAt(string root, string project, string reference, ManifestDocument manifest)
    {
        if (reference.StartsWith('-'))
        {
            throw new BaselineException("'" + reference + "' is no reference of git.");
        }

        var files = Git(root, "ls-tree", "-r", "-z", "--name-only", reference).Split('\0').ToHashSet(StringComparer.Ordinal);
        var attributes = Git(root, "grep", "-h", "-I", "-E", "Migration(Attribute)?[[:space:]]*\\(", reference, "--", "*.cs");
        var ids = Literals().Matches(attributes).Select(IdOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return manifest.Migrations
            .Where(migration => migration.Kind == MigrationKind.Versioned)
            .Where(migration => ids.Contains(migration.Id)
                // FluentMigrator's versions may be put together by an attribute of the team's own; then the file says it.
                || (migration.Framework == Framework.FluentMigrator && migration.Files.Count > 0 && files.Contains(Path(project, migration.Files[0].Path))))
            .Select(migration => migration.Id)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
    }

    private static string IdOf(Match literal) =>
        literal.Value[0] == '"' ? literal.Groups["id"].Value : literal.Value.Replace("_", "", StringComparison.Ordinal).TrimEnd('L', 'l');

    private static string Path(string project, string file)
    {
        var parts = new List<string>();
        foreach (var part in (project + "/" + file).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }

    private static string Git(string root, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = root };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start) ?? throw new BaselineException("git does not start.");
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();

            // grep ends with 1 when it finds nothing.
            return process.ExitCode == 0 || (process.ExitCode == 1 && arguments[0] == "grep")
                ? output
                : throw new BaselineException("git says: " + errors.Result.Trim().ReplaceLineEndings(" "));
        }
        catch (Win32Exception exception)
        {
            throw new BaselineException("git does not start: " + exception.Message);
        }
    }

    [GeneratedRegex("\"(?<id>[^\"\\r\\n]+)\"|(?<![\\w.\"])(?<id>[0-9][0-9_]*[Ll]?)(?![\\w\"])")]
    private static partial Regex Literals();
}
