using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationGuard.Testing;

/// <summary>References for compilations in tests, all from what the tests themselves run on: nothing is downloaded.</summary>
public static class References
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> FrameworkReferences = new(() =>
        [.. TrustedAssemblies().Where(IsFramework).Select(path => MetadataReference.CreateFromFile(path))]);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> EfCoreReferences = new(() =>
    [
        .. Framework,
        MetadataReference.CreateFromFile(typeof(DbContext).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Migration).Assembly.Location),
        .. TrustedAssemblies()
            .Where(path => Path.GetFileName(path) is "Microsoft.EntityFrameworkCore.Abstractions.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The .NET libraries: a compilation without any migration framework.</summary>
    public static IReadOnlyList<MetadataReference> Framework => FrameworkReferences.Value;

    /// <summary>The .NET libraries and EF Core Relational.</summary>
    public static IReadOnlyList<MetadataReference> EfCore => EfCoreReferences.Value;

    private static bool IsFramework(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll" or "Microsoft.Win32.Primitives.dll";
    }

    private static string[] TrustedAssemblies() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
}
