using System.IO.Compression;
using System.Xml.Linq;

namespace MigrationGuard.Package;

public sealed class PackageContentTests
{
    [Fact]
    public void The_package_holds_exactly_these_files()
    {
        using var package = ZipFile.OpenRead(PackageUnderTest.File);
        var names = package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(
        [
            "MigrationGuard.Analyzers.nuspec",
            "README.md",
            "[Content_Types].xml",
            "_rels/.rels",
            "analyzers/dotnet/cs/MigrationGuard.Analyzers.dll",
            "analyzers/dotnet/cs/MigrationGuard.CodeFixes.dll",
            "analyzers/dotnet/cs/MigrationGuard.Core.dll",
            "annotations/netstandard2.0/MigrationGuard.dll",
            "annotations/netstandard2.0/MigrationGuard.xml",
            "build/MigrationGuard.Analyzers.props",
            "build/MigrationGuard.Analyzers.targets",
            "build/presets/migration-guard.downtime.globalconfig",
            "build/presets/migration-guard.recommended.globalconfig",
            "build/presets/migration-guard.strict.globalconfig",
            "tasks/netstandard2.0/MigrationGuard.Build.dll",
            "tasks/netstandard2.0/MigrationGuard.Core.dll",
        ],
            names);
    }

    [Fact]
    public void The_package_is_a_development_dependency_and_depends_on_nothing()
    {
        using var package = ZipFile.OpenRead(PackageUnderTest.File);
        using var stream = package.GetEntry("MigrationGuard.Analyzers.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        var values = metadata.Elements().ToLookup(element => element.Name.LocalName, element => element.Value);

        Assert.Equal("true", Assert.Single(values["developmentDependency"]));
        Assert.Equal("MIT", Assert.Single(values["license"]));
        Assert.Equal("README.md", Assert.Single(values["readme"]));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
    }
}
