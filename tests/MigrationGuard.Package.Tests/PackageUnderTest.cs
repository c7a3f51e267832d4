using System.Reflection;

namespace MigrationGuard.Package;

/// <summary>The package, packed once for all tests from what the build has just made.</summary>
internal static class PackageUnderTest
{
    private static readonly Lazy<string> Packed = new(Pack);

    /// <summary>A folder of this run; the oldest ones go when a new run starts.</summary>
    public static string Root { get; } = CreateRoot();

    /// <summary>Different in every run, so that no package cache can answer with an older one.</summary>
    public static string Version { get; } = "0.1.0-test." + DateTime.UtcNow.Ticks;

    public static string PackagesFolder { get; } = Path.Combine(Root, "packages");

    public static string Feed { get; } = Path.Combine(Root, "feed");

    public static string Repository { get; } = Metadata("Repository");

    /// <summary>The stand-in for FluentMigrator's assembly.</summary>
    public static string FluentMigrator { get; } = Metadata("FluentMigrator");

    public static string File => Packed.Value;

    /// <summary>Packages this machine has already, so that only the package under test is unpacked.</summary>
    private static string MachinePackages { get; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Adds the feed of the package to the sources that the machine is configured with.</summary>
    public static string NuGetConfig => $"""
        <configuration>
          <packageSources><add key="migration-guard-under-test" value="{Feed}" /></packageSources>
          <packageSourceMapping>
            <clear />
          </packageSourceMapping>
          <fallbackPackageFolders><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
        </configuration>
        """;

    private static string Pack()
    {
        Directory.CreateDirectory(Feed);
        Directory.CreateDirectory(MachinePackages);
        Dotnet.Run(Repository, "pack", "src/MigrationGuard.Build", "--no-build", "-c", Metadata("Configuration"), "-o", Feed, "-p:PackageVersion=" + Version, "-v", "q").ShouldPass();
        return Directory.GetFiles(Feed, "*.nupkg").Single();
    }

    private static string CreateRoot()
    {
        var parent = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "migration-guard-tests"));
        foreach (var old in parent.GetDirectories().Where(folder => folder.CreationTimeUtc < DateTime.UtcNow.AddDays(-1)))
        {
            old.Delete(recursive: true);
        }

        return parent.CreateSubdirectory(DateTime.UtcNow.Ticks.ToString()).FullName;
    }

    private static string Metadata(string key) =>
        typeof(PackageUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
