using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MigrationGuard.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationGuard;

/// <summary>What the build tells the compiler about the project: properties made visible by the package's .props, and the configuration file.</summary>
internal sealed record ProjectSettings
{
    public bool Enabled { get; init; } = true;

    public string Project { get; init; } = "";

    /// <summary>With a separator at its end; empty when the build did not say, as in a bare compilation.</summary>
    public string ProjectDirectory { get; init; } = "";

    public string? TargetFramework { get; init; }

    public string Released { get; init; } = "";

    public string Engine { get; init; } = "";

    public string? ManifestName { get; init; }

    /// <summary>Whether a gate runs after this compile and raises its errors itself.</summary>
    public bool GateInBuild { get; init; }

    public ConfigurationText? Configuration { get; init; }

    public string ConfigurationHash => Configuration is null ? "" : Sha256(Configuration.Text);

    public static ProjectSettings From(AnalyzerConfigOptions options, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var directory = Property(options, "MSBuildProjectDirectory");
        return new ProjectSettings
        {
            Enabled = !string.Equals(Property(options, "MigrationGuardEnabled"), "false", StringComparison.OrdinalIgnoreCase),
            Project = Property(options, "MSBuildProjectName"),
            ProjectDirectory = directory.Length == 0 || directory.EndsWith("/", StringComparison.Ordinal) || directory.EndsWith("\\", StringComparison.Ordinal)
                ? directory
                : directory + "/",
            TargetFramework = Property(options, "TargetFramework") is { Length: > 0 } framework ? framework : null,
            Released = Property(options, "MigrationGuardReleased").Trim(),
            Engine = Property(options, "MigrationGuardEngine").Trim(),
            ManifestName = Property(options, "_MigrationGuardManifestName") is { Length: > 0 } name ? name : null,
            GateInBuild = Property(options, "_MigrationGuardGateInBuild") == "true",
            Configuration = FindConfiguration(Property(options, "MigrationGuardConfigurationFile"), files, cancellation),
        };
    }

    private static string Property(AnalyzerConfigOptions options, string name) => options.TryGetValue("build_property." + name, out var value) ? value : "";

    private static ConfigurationText? FindConfiguration(string path, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        if (path.Length == 0)
        {
            return null;
        }

        foreach (var file in files)
        {
            if (file.Path == path)
            {
                return new ConfigurationText(path, file.GetText(cancellation)?.ToString() ?? "");
            }
        }

        return null;
    }

    private static string Sha256(string text)
    {
        using var sha = SHA256.Create();
        var hex = new StringBuilder(64);
        foreach (var octet in sha.ComputeHash(Encoding.UTF8.GetBytes(text)))
        {
            hex.Append(octet.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }
}
