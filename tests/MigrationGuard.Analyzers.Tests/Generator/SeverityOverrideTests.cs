using MigrationGuard.Manifest;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationGuard.Generator;

public sealed class SeverityOverrideTests
{
    [Fact]
    public void What_quietens_rules_is_recorded()
    {
        var compilation = TestCompilation.Create(ManifestGeneratorTests.Drop);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("MG1001", ReportDiagnostic.Suppress), new("MG2002", ReportDiagnostic.Error)]));
        var options = new TestOptions(
            new Dictionary<string, string> { ["build_property.RunAnalyzers"] = "false" },
            forTrees: new Dictionary<string, string> { ["dotnet_analyzer_diagnostic.severity"] = "none" });

        var manifest = ManifestGeneratorTests.ReadOnlySource(GeneratorRun.Of(new ManifestGenerator(), compilation, options));

        Assert.Equal(
        [
            new SeverityOverride("*", "none", "RunAnalyzers"),
            new SeverityOverride("*", "none", "editorconfig"),
            new SeverityOverride("MG1001", "none", "NoWarn"),
            new SeverityOverride("MG2002", "error", "WarningsAsErrors"),
        ],
            manifest.Severities);
    }

    [Fact]
    public void A_preset_is_recorded_once_for_all_rules()
    {
        var options = new TestOptions(new Dictionary<string, string> { ["build_property._MigrationGuardPreset"] = "strict" });

        var manifest = ManifestGeneratorTests.ReadOnlySource(GeneratorRun.Of(new ManifestGenerator(), TestCompilation.Create(ManifestGeneratorTests.Drop), options));

        Assert.Equal([new SeverityOverride("*", "strict", "MigrationGuardPreset")], manifest.Severities);
    }
}
