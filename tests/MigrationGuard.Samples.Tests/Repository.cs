using System.Reflection;

// All builds share the projects under src/: two at a time would write the same files.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace MigrationGuard.Samples;

/// <summary>The clone that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("Repository");

    /// <summary>The samples are built in the configuration of the tests, so that what is built already is not built again.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
