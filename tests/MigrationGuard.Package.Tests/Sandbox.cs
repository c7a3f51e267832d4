using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace MigrationGuard.Package;

/// <summary>A folder with one throw-away project, a repository of its own. Deleted when the test passes; kept when an assertion fails, with the log in its output.</summary>
internal sealed class Sandbox
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> RestoredProjects = new(StringComparer.Ordinal);

    private Sandbox(string root) => Root = root;

    public string Root { get; }

    public string Project => At("App");

    public string Intermediate => At("App", "obj", "Debug", "net10.0");

    public string Output => At("App", "bin", "Debug", "net10.0");

    public string Manifest => Path.Combine(Intermediate, "generated", "MigrationGuard.Analyzers", "MigrationGuard.ManifestGenerator", "MigrationGuard.Manifest.net10.0.g.cs");

    public string MarkdownReport => Path.Combine(Intermediate, "migration-guard", "rollback-report.md");

    public string JsonReport => Path.Combine(Intermediate, "migration-guard", "rollback-report.json");

    public string ShippedManifest => Path.Combine(Output, "App.migrations.json");

    /// <summary>A project that uses EF Core and the package. Restored once for all tests; each gets a copy.</summary>
    public static Sandbox WithEfCore([CallerMemberName] string name = "") => Copy("EfCore", Projects.EfCore, name);

    /// <summary>A project restored for this test alone.</summary>
    public static Sandbox With(string project, [CallerMemberName] string name = "") => Create(Path.Combine(PackageUnderTest.Root, name), project, restore: true);

    /// <summary>A project without anything in it and not restored.</summary>
    public static Sandbox Unrestored(string project, [CallerMemberName] string name = "") => Create(Path.Combine(PackageUnderTest.Root, name), project, restore: false);

    public string At(params string[] path) => Path.Combine([Root, .. path]);

    public Sandbox Write(string path, string content)
    {
        var file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
        return this;
    }

    public BuildResult Build(params string[] arguments) => Dotnet.Run(Project, ["build", "--no-restore", "-tl:off", .. arguments]);

    public BuildResult Run(params string[] arguments) => Dotnet.Run(Root, arguments);

    private static Sandbox Copy(string kind, string project, string name)
    {
        var template = RestoredProjects.GetOrAdd(kind, _ => new Lazy<string>(() => Create(Path.Combine(PackageUnderTest.Root, "templates", kind), project, restore: true).Root)).Value;
        var root = Path.Combine(PackageUnderTest.Root, name);
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(root, Path.GetRelativePath(template, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return new Sandbox(root);
    }

    private static Sandbox Create(string root, string project, bool restore)
    {
        _ = PackageUnderTest.File;
        var sandbox = new Sandbox(root)
            .Write("nuget.config", PackageUnderTest.NuGetConfig)
            .Write("Directory.Build.props", "<Project />")
            .Write("Directory.Build.targets", "<Project />")
            .Write("Directory.Packages.props", "<Project />")
            .Write(".editorconfig", "root = true\n")
            .Write(".git/HEAD", "ref: refs/heads/main\n")
            .Write("App/App.csproj", project);
        if (restore)
        {
            Dotnet.Run(sandbox.Project, "restore", "-v", "q").ShouldPass();
        }

        return sandbox;
    }
}
