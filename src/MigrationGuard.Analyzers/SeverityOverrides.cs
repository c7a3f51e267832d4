using MigrationGuard.Manifest;
using MigrationGuard.Reading;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigrationGuard;

/// <summary>Finds what the project does to the squiggles, so that the report can say it. The gate does not care.</summary>
internal static class SeverityOverrides
{
    private const string Editorconfig = "editorconfig";

    public static IReadOnlyList<SeverityOverride> Find(
        Compilation compilation, AnalyzerConfigOptionsProvider options, ProjectSettings settings, ManifestDocument manifest, CancellationToken cancellation)
    {
        if (manifest.Migrations.Count == 0)
        {
            return [];
        }

        var found = new HashSet<SeverityOverride>();
        if (settings.AnalyzersOff)
        {
            found.Add(new SeverityOverride("*", "none", "RunAnalyzers"));
        }

        foreach (var rule in RuleCatalog.All)
        {
            if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var option))
            {
                found.Add(new SeverityOverride(rule.Id, NameOf(option), option == ReportDiagnostic.Suppress ? "NoWarn" : "WarningsAsErrors"));
            }
        }

        if (SeverityPreset.Find(settings.Preset) is { } chosen && chosen.Name != "recommended")
        {
            found.Add(new SeverityOverride("*", chosen.Name, "MigrationGuardPreset"));
        }

        var files = new HashSet<string>(manifest.Migrations.SelectMany(migration => migration.Files).Select(file => file.Path), StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (files.Contains(SourceFiles.Relative(tree.FilePath, settings.ProjectDirectory)) && !tree.FilePath.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase))
            {
                AddFromEditorconfig(compilation, tree, options.GetOptions(tree), SeverityPreset.Find(settings.Preset), found, cancellation);
            }
        }

        return [.. found.OrderBy(item => item.Rule, StringComparer.Ordinal).ThenBy(item => item.By, StringComparer.Ordinal).ThenBy(item => item.Severity, StringComparer.Ordinal)];
    }

    private static void AddFromEditorconfig(
        Compilation compilation, SyntaxTree tree, AnalyzerConfigOptions options, SeverityPreset? preset, HashSet<SeverityOverride> found, CancellationToken cancellation)
    {
        if (options.TryGetValue("dotnet_analyzer_diagnostic.severity", out var bulk) && bulk.Length > 0)
        {
            found.Add(new SeverityOverride("*", bulk, Editorconfig));
        }

        if (options.TryGetValue("generated_code", out var generated) && string.Equals(generated, "true", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(new SeverityOverride("*", "none", Editorconfig));
        }

        if (compilation.Options.SyntaxTreeOptionsProvider is not { } provider)
        {
            return;
        }

        foreach (var rule in RuleCatalog.All)
        {
            // What the preset says is said once, for all rules.
            if ((provider.TryGetDiagnosticValue(tree, rule.Id, cancellation, out var severity) || provider.TryGetGlobalDiagnosticValue(rule.Id, cancellation, out severity))
                && NameOf(severity) != preset?.SeverityOf(rule))
            {
                found.Add(new SeverityOverride(rule.Id, NameOf(severity), Editorconfig));
            }
        }
    }

    private static string NameOf(ReportDiagnostic severity) => severity switch
    {
        ReportDiagnostic.Suppress => "none",
        ReportDiagnostic.Hidden => "silent",
        ReportDiagnostic.Info => "suggestion",
        ReportDiagnostic.Error => "error",
        ReportDiagnostic.Default => "default",
        _ => "warning",
    };
}
