using System.Reflection;
using MigrationGuard.Gates;

namespace MigrationGuard.Build;

/// <summary>The files of the repository a project lies in. A path that leads out of it, also through a symbolic link, names no file of the repository.</summary>
internal sealed class RepositoryFiles : IGateFiles
{
    private static readonly MethodInfo? ResolveLinkTarget = typeof(FileSystemInfo).GetMethod("ResolveLinkTarget", [typeof(bool)]);

    private const long LargestRunbook = 4 * 1024 * 1024;

    private readonly string _project;

    public RepositoryFiles(string projectDirectory)
    {
        _project = Path.GetFullPath(projectDirectory).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        Root = FindRoot(_project) ?? _project;
    }

    /// <summary>The folder that holds <c>.git</c>; the project's own folder where there is no repository.</summary>
    public string Root { get; }

    /// <summary>The project's folder relative to the root, with <c>/</c>; empty when it is the root.</summary>
    public string ProjectFolder => _project.Length > Root.Length ? _project.Substring(Root.Length + 1).Replace('\\', '/') : "";

    public string? Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return null;
        }

        try
        {
            return (FileInside(Root, path) ?? FileInside(_project, path)) is { } file ? ReadText(file) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The nearest folder at or above a directory that holds <c>.git</c>; null when there is none.</summary>
    public static string? FindRoot(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            // A submodule and a linked work tree have a .git file instead of a folder.
            var git = Path.Combine(folder.FullName, ".git");
            if (Directory.Exists(git) || File.Exists(git))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    private string? FileInside(string folder, string path)
    {
        path = path.Replace('\\', '/');
        if (Path.IsPathRooted(path))
        {
            return null;
        }

        var full = Path.GetFullPath(Path.Combine(folder, path));
        return IsBelowRoot(full) && File.Exists(full) && !LeavesThroughLink(full) ? full : null;
    }

    private static string ReadText(string file)
    {
        // A runbook is a page or two; what is larger is something else, and the build must not load it.
        if (new FileInfo(file).Length > LargestRunbook)
        {
            return "";
        }

        var text = File.ReadAllText(file);
        return text.IndexOf('\0') >= 0 ? "" : text;
    }

    private bool IsBelowRoot(string full) => full.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private bool LeavesThroughLink(string full)
    {
        for (var current = full; IsBelowRoot(current); current = Path.GetDirectoryName(current)!)
        {
            if ((File.GetAttributes(current) & FileAttributes.ReparsePoint) == 0)
            {
                continue;
            }

            FileSystemInfo entry = Directory.Exists(current) ? new DirectoryInfo(current) : new FileInfo(current);

            // Only newer runtimes can tell where a link leads; on an older one a link is not followed.
            if (ResolveLinkTarget is null)
            {
                return true;
            }

            if (ResolveLinkTarget.Invoke(entry, [true]) is FileSystemInfo target && (!IsBelowRoot(target.FullName) || LeavesThroughLink(target.FullName)))
            {
                return true;
            }
        }

        return false;
    }
}
