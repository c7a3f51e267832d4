using System.Security.Cryptography;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>
/// The scripts of a project by the names that migrations give them. A path fits the file whose path ends with it; a resource name fits the file whose path, with
/// dots for separators, it ends with or that ends with it. Where several files fit, none is taken: a guess would judge the wrong text.
/// </summary>
public sealed class ProjectScripts : IScriptSource
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Script> _read = new(StringComparer.Ordinal);

    /// <summary>Takes in the files.</summary>
    /// <param name="files">Path of each file and its content, read when it is asked for; null when it cannot be read.</param>
    /// <param name="projectDirectory">Directory the paths are made relative to.</param>
    public ProjectScripts(IEnumerable<(string Path, Func<string?> Text)> files, string projectDirectory)
    {
        foreach (var (path, text) in files)
        {
            var relative = SourceFiles.Relative(path, projectDirectory);
            _entries.Add(new(relative, ResourceName(relative), text));
        }

        _entries.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
    }

    /// <inheritdoc />
    public Script? Find(string name, bool isResource)
    {
        if (name is null)
        {
            return null;
        }

        // What stands before an unknown part says nothing that a file could be found by; an unknown end does not either.
        var known = name.Substring(name.LastIndexOf(Hole.Mark) + 1).Replace('\\', '/');
        if (known.Length == 0)
        {
            return null;
        }

        Entry? found = null;
        foreach (var entry in _entries)
        {
            if (isResource ? FitsResource(entry.Resource, known) : FitsPath(entry.Path, known))
            {
                if (found is not null)
                {
                    return null;
                }

                found = entry;
            }
        }

        return found is null ? null : Read(found);
    }

    private static bool FitsPath(string path, string name)
    {
        var tail = string.Join("/", name.Split(['/'], StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("." or "..")));
        return tail.Length > 0 && EndsWithPart(path, tail, '/');
    }

    private static bool FitsResource(string resource, string name)
    {
        name = name.Trim('.').Replace('/', '.');
        return EndsWithPart(resource, name, '.') || EndsWithPart(name, resource, '.');
    }

    private static bool EndsWithPart(string text, string tail, char separator) =>
        text.EndsWith(tail, StringComparison.OrdinalIgnoreCase) && (text.Length == tail.Length || text[text.Length - tail.Length - 1] == separator);

    /// <summary>The end of the name that the compiler gives an embedded file: folders become identifiers, the file name stays.</summary>
    private static string ResourceName(string path)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length - 1; i++)
        {
            var part = new StringBuilder();
            foreach (var character in parts[i])
            {
                part.Append(char.IsLetterOrDigit(character) || character is '_' or '.' ? character : '_');
            }

            parts[i] = part.Length > 0 && char.IsDigit(part[0]) ? "_" + part : part.ToString();
        }

        return string.Join(".", parts);
    }

    private Script? Read(Entry entry)
    {
        if (!_read.TryGetValue(entry.Path, out var script))
        {
            if (entry.Text() is not { } text)
            {
                return null;
            }

            using var hash = SHA256.Create();
            var digest = new StringBuilder();
            foreach (var value in hash.ComputeHash(Encoding.UTF8.GetBytes(text)))
            {
                digest.Append(value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            }

            script = new(entry.Path, text, digest.ToString());
            _read.Add(entry.Path, script);
        }

        return script;
    }

    private sealed record Entry(string Path, string Resource, Func<string?> Text);
}
