using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace MigrationGuard.Architecture;

/// <summary>A project under <c>src/</c>: what its project file asks for and what its assembly really references.</summary>
internal sealed class ProductProject
{
    private readonly string _file;
    private readonly XDocument _xml;

    private ProductProject(string file)
    {
        _file = file;
        _xml = XDocument.Load(file);
    }

    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static IReadOnlyList<ProductProject> All { get; } =
        Directory.GetFiles(Path.Combine(RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new ProductProject(file))
            .ToList();

    public string Name => Path.GetFileNameWithoutExtension(_file);

    /// <summary>Projects whose types it can use. Those that are only built before, to be packed, do not count.</summary>
    public IReadOnlyList<string> UsedProjects =>
        _xml.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))
            .ToList();

    public IReadOnlyList<string> Packages =>
        _xml.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!).ToList();

    public IReadOnlyList<string> ReferencedAssemblies
    {
        get
        {
            using var image = new PEReader(File.OpenRead(BuiltAssembly()));
            var metadata = image.GetMetadataReader();
            return metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToList();
        }
    }

    public static ProductProject Named(string name) => All.Single(project => project.Name == name);

    private string BuiltAssembly()
    {
        var assemblyName = (string?)_xml.Descendants("AssemblyName").SingleOrDefault() ?? Name;
        // artifacts/bin/<project>/<configuration>[_<framework>]/; the tests run from the same layout.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Directory.GetDirectories(Path.Combine(own.Parent!.Parent!.FullName, Name), own.Name.Split('_')[0] + "*")
            .Select(folder => Path.Combine(folder, assemblyName + ".dll"))
            .First(File.Exists);
    }

    private static string FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MigrationGuard.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
