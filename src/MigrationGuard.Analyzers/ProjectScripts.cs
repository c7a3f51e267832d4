using System.Collections.Immutable;
using MigrationGuard.Model;
using MigrationGuard.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationGuard;

/// <summary>
/// The scripts of a project: every <c>.sql</c> file that the build hands to the compiler, found by the names that migrations use for it. A file is read when it is
/// asked for, not before.
/// </summary>
internal sealed class ProjectScripts : IScriptSource
{
    /// <summary>Its name as an embedded resource. The .targets escape it.</summary>
    private const string ResourceMetadata = "build_metadata._MigrationGuardScript.ResourceName";

    /// <summary>Its path below the output directory. The .targets escape it.</summary>
    private const string TargetMetadata = "build_metadata._MigrationGuardScript.OutputPath";

    private readonly List<ProjectScript> _scripts = [];

    private ProjectScripts()
    {
    }

    public static ProjectScripts Of(ImmutableArray<AdditionalText> files, AnalyzerConfigOptionsProvider options, string projectDirectory, CancellationToken cancellation)
    {
        var result = new ProjectScripts();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var path = file.Path.Replace('\\', '/');
            if (path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && seen.Add(path))
            {
                var metadata = options.GetOptions(file);
                result._scripts.Add(new ProjectScript(
                    file,
                    path,
                    SourceFiles.Relative(path, projectDirectory),
                    Metadata(metadata, TargetMetadata)?.Replace('\\', '/'),
                    Metadata(metadata, ResourceMetadata),
                    cancellation));
            }
        }

        return result;
    }

    public Script? Find(string name, ScriptKind kind) => kind == ScriptKind.File ? FindFile(name) : FindResource(name, kind);

    private Script? FindFile(string name)
    {
        var path = name.Replace('\\', '/');
        var hole = path.LastIndexOf(Hole.Mark);
        if (hole >= 0)
        {
            // An unknown directory, and nothing else that is unknown: a part of a name could be anything.
            if (hole > 0 || path.Length < 2 || path[1] != '/')
            {
                return null;
            }

            return Simplify(path.Substring(2)) is { Length: > 0 } tail ? Only(script => script.EndsWith(tail, StringComparison.Ordinal), script => script.EndsWith(tail, StringComparison.OrdinalIgnoreCase)) : null;
        }

        var known = Simplify(path);
        if (known.Length == 0)
        {
            return null;
        }

        return Only(script => script.Is(known, StringComparison.Ordinal), script => script.Is(known, StringComparison.OrdinalIgnoreCase))
            ?? (path[0] == '/' || path.IndexOf(':') >= 0
                ? null
                : Only(script => script.EndsWith(known, StringComparison.Ordinal), script => script.EndsWith(known, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>
    /// All resources are known, those of other kinds aside, so a name with unknown parts can only be one that fits: another one does not exist at run time either.
    /// </summary>
    private Script? FindResource(string name, ScriptKind kind)
    {
        var parts = name.Split(Hole.Mark);
        if (parts.Length > 1)
        {
            return name.Trim(Hole.Mark, '.').Length == 0
                ? null
                : Only(script => Fits(script.Resource, parts, StringComparison.Ordinal), script => Fits(script.Resource, parts, StringComparison.OrdinalIgnoreCase));
        }

        return kind == ScriptKind.Resource
            ? Only(script => script.Resource == name, null)
            : Only(script => script.Resource is { } resource && ("." + resource).EndsWith("." + name, StringComparison.OrdinalIgnoreCase), null);
    }

    /// <summary>Whether a text consists of these parts with anything between them.</summary>
    private static bool Fits(string? text, string[] parts, StringComparison comparison)
    {
        var last = parts[parts.Length - 1];
        if (text is null || !text.StartsWith(parts[0], comparison) || !text.EndsWith(last, comparison))
        {
            return false;
        }

        var at = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = text.IndexOf(parts[i], at, comparison);
            if (found < 0)
            {
                return false;
            }

            at = found + parts[i].Length;
        }

        return at + last.Length <= text.Length;
    }

    /// <summary>The one script that fits exactly, else the one that fits loosely; null when none does, or more than one.</summary>
    private Script? Only(Predicate<ProjectScript> exact, Predicate<ProjectScript>? loose)
    {
        var found = _scripts.FindAll(exact);
        if (found.Count == 0 && loose is not null)
        {
            found = _scripts.FindAll(loose);
        }

        return found.Count == 1 ? found[0].Read() : null;
    }

    /// <summary>A path without <c>.</c>, without <c>..</c> inside it, and without the ones at its start, which lead out of a directory that is not known.</summary>
    private static string Simplify(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count > 0)
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part.Length > 0 && part != ".")
            {
                parts.Add(part);
            }
        }

        return (path.StartsWith("/", StringComparison.Ordinal) ? "/" : "") + string.Join("/", parts);
    }

    private static string? Metadata(AnalyzerConfigOptions options, string name) =>
        options.TryGetValue(name, out var value) && value.Length > 0 ? Uri.UnescapeDataString(value) : null;

    /// <summary>One file and its names.</summary>
    private sealed class ProjectScript(AdditionalText file, string fullPath, string path, string? target, string? resource, CancellationToken cancellation)
    {
        private Script? _script;

        public string? Resource { get; } = resource;

        public bool Is(string name, StringComparison comparison) => path.Equals(name, comparison) || fullPath.Equals(name, comparison) || target?.Equals(name, comparison) == true;

        public bool EndsWith(string name, StringComparison comparison) => Ends(fullPath, name, comparison) || (target is not null && Ends(target, name, comparison));

        /// <summary>The content; null when the file cannot be read as text.</summary>
        public Script? Read() => _script ??= file.GetText(cancellation) is { } text ? new Script(path, text.ToString(), SourceFiles.Sha256(text)) : null;

        private static bool Ends(string whole, string name, StringComparison comparison) => ("/" + whole).EndsWith("/" + name, comparison);
    }
}
