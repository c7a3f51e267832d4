using System.Reflection;

namespace MigrationGuard.Manifest;

/// <summary>The version of this code.</summary>
public static class ToolVersions
{
    /// <summary>Package version without the commit behind <c>+</c>.</summary>
    public static string Current { get; } = Read();

    private static string Read()
    {
        var assembly = typeof(ToolVersions).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString()
            ?? "0.0.0";
        var commit = version.IndexOf('+');
        return commit < 0 ? version : version.Substring(0, commit);
    }
}
