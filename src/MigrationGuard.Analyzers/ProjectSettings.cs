using System.Collections.Immutable;
using MigrationGuard.Planning;
using MigrationGuard.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationGuard;

/// <summary>What the build tells the compiler about the project: properties made visible by the package's .props, and the configuration file.</summary>
internal sealed record ProjectSettings
{
    public string Project { get; init; } = "";

    /// <summary>With a separator at its end; empty when the build did not say, as in a bare compilation.</summary>
    public string ProjectDirectory { get; init; } = "";

    public string? TargetFramework { get; init; }

    public string Released { get; init; } = "";

    public string Engine { get; init; } = "";

    /// <summary>The preset of severities that the project picked; empty when none.</summary>
    public string Preset { get; init; } = "";

    /// <summary>Whether the build switched the analyzers off, which does not touch what the gate sees.</summary>
    public bool AnalyzersOff { get; init; }

    public ConfigurationText? Configuration { get; init; }

    /// <summary>The scripts that migrations may run.</summary>
    public IScriptSource Scripts { get; init; } = NoScripts.Instance;

    /// <summary>The engine whose SQL FluentMigrator migrations of a file hand over, as their own analyzer is told.</summary>
    public Func<SyntaxTree, Model.Engine> SqlDialect { get; init; } = _ => Model.Engine.Unknown;

    /// <summary>What the judgement needs of them.</summary>
    public GuardInputs Inputs => new() { Released = Released, Engine = Engine, Configuration = Configuration };

    public static bool IsEnabled(AnalyzerConfigOptions options) => !IsFalse(Property(options, "MigrationGuardEnabled"));

    /// <summary>Name of the manifest's file as the build expects it; null when the build did not say.</summary>
    public static string? ManifestName(AnalyzerConfigOptions options) => Property(options, "_MigrationGuardManifestName") is { Length: > 0 } name ? name : null;

    public static ProjectSettings From(AnalyzerConfigOptionsProvider provider, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var options = provider.GlobalOptions;
        var directory = Property(options, "_MigrationGuardProjectDirectory");
        if (directory.Length > 0 && !directory.EndsWith("/", StringComparison.Ordinal) && !directory.EndsWith("\\", StringComparison.Ordinal))
        {
            directory += "/";
        }

        return new ProjectSettings
        {
            Project = Property(options, "_MigrationGuardProject"),
            ProjectDirectory = directory,
            Scripts = ProjectScripts.Of(files, provider, directory, cancellation),
            SqlDialect = tree => FluentMigratorDialect.Of(provider.GetOptions(tree)),
            TargetFramework = Property(options, "TargetFramework") is { Length: > 0 } framework ? framework : null,
            Released = Property(options, "_MigrationGuardReleased"),
            Engine = Property(options, "_MigrationGuardEngine"),
            Preset = Property(options, "_MigrationGuardPreset"),
            AnalyzersOff = IsFalse(Property(options, "RunAnalyzers")) || IsFalse(Property(options, "RunAnalyzersDuringBuild")),
            Configuration = FindConfiguration(Property(options, "_MigrationGuardConfigurationFile"), files, cancellation),
        };
    }

    private static string Property(AnalyzerConfigOptions options, string name)
    {
        if (!options.TryGetValue("build_property." + name, out var value))
        {
            return "";
        }

        // The .targets escape what may hold a # or a ;, where an .editorconfig value would end.
        return name[0] == '_' ? Uri.UnescapeDataString(value) : value;
    }

    private static bool IsFalse(string value) => string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

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
}
