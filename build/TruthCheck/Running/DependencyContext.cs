using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;

namespace MigrationGuard.TruthCheck.Running;

/// <summary>Loads an assembly with the libraries it was built with: beside it, in the package folder as its <c>.deps.json</c> says, or in a shared framework.</summary>
internal sealed class DependencyContext : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Dictionary<string, string> _packages;

    public DependencyContext(string assembly)
    {
        _folder = Path.GetDirectoryName(assembly)!;
        _resolver = new(assembly);
        _packages = PackagesOf(Path.ChangeExtension(assembly, ".deps.json"));
    }

    protected override Assembly? Load(AssemblyName name)
    {
        foreach (var path in Candidates(name))
        {
            if (path is not null && File.Exists(path))
            {
                return LoadFromAssemblyPath(path);
            }
        }

        return null;
    }

    private IEnumerable<string?> Candidates(AssemblyName name)
    {
        yield return _resolver.ResolveAssemblyToPath(name);
        yield return Path.Combine(_folder, name.Name + ".dll");
        yield return _packages.GetValueOrDefault(name.Name!);

        // Migrations inside a web application use the web framework, which this program does not.
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(runtime)!)!;
        yield return Path.Combine(shared, "Microsoft.AspNetCore.App", Path.GetFileName(runtime), name.Name + ".dll");
    }

    private static Dictionary<string, string> PackagesOf(string file)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(file))
        {
            return paths;
        }

        var root = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var target in document.RootElement.GetProperty("targets").EnumerateObject())
        {
            foreach (var library in target.Value.EnumerateObject().Where(library => library.Value.TryGetProperty("runtime", out _)))
            {
                foreach (var asset in library.Value.GetProperty("runtime").EnumerateObject())
                {
                    paths[Path.GetFileNameWithoutExtension(asset.Name)] = Path.Combine(root, library.Name.ToLowerInvariant(), asset.Name);
                }
            }
        }

        return paths;
    }
}
