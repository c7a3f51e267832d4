namespace MigrationGuard.Reports;

/// <summary>Paths as reports spell them: relative to the repository root, with <c>/</c>.</summary>
internal static class ReportPath
{
    /// <summary>The path of a source file; empty for a place that is none.</summary>
    /// <param name="options">Where the project is.</param>
    /// <param name="file">Path relative to the project folder, or absolute.</param>
    public static string Of(ReportOptions options, string file)
    {
        var path = file.Replace('\\', '/');
        if (path.Length == 0 || path[0] == '/' || (path.Length > 1 && path[1] == ':') || options.ProjectFolder.Length == 0)
        {
            return path;
        }

        var parts = new List<string>(options.ProjectFolder.Replace('\\', '/').Trim('/').Split('/'));
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts.Where(part => part.Length > 0));
    }
}
