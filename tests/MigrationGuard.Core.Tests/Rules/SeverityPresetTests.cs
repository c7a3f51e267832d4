using MigrationGuard.Core.Tests.Json;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public class SeverityPresetTests
{
    public static TheoryData<string> Names => [.. SeverityPreset.All.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_shipped_file_has_a_current_line_for_every_rule(string name)
    {
        var preset = SeverityPreset.Find(name)!;
        var lines = RepositoryRoot.Read("build/presets/migration-guard." + name + ".globalconfig").Split('\n');

        Assert.Contains("is_global = true", lines);
        Assert.Contains("global_level = -50", lines);
        foreach (var rule in RuleCatalog.All)
        {
            var line = Assert.Single(lines, line => line.Contains(rule.Id, StringComparison.Ordinal));
            Assert.Equal(
                preset.SeverityOf(rule) is { } severity ? "dotnet_diagnostic." + rule.Id + ".severity = " + severity : "# " + rule.Id + " is raised by the gate and has no severity to choose",
                line);
        }
    }

    [Fact]
    public void Strict_leaves_nothing_below_a_warning() =>
        Assert.All(RuleCatalog.All.Where(rule => !rule.IsGateRule), rule => Assert.Contains(SeverityPreset.Find("strict")!.SeverityOf(rule), new[] { "warning", "error" }));

    [Fact]
    public void Downtime_is_quiet_about_the_running_release_and_locks_and_about_nothing_else()
    {
        var (downtime, recommended) = (SeverityPreset.Find("DownTime ")!, SeverityPreset.Find("recommended")!);
        foreach (var rule in RuleCatalog.All.Where(rule => !rule.IsGateRule && downtime.SeverityOf(rule) != recommended.SeverityOf(rule)))
        {
            Assert.Contains(rule.Category, new[] { "Compatibility", "Locks" });
            Assert.Contains(downtime.SeverityOf(rule), new[] { "none", "suggestion" });
        }

        Assert.Equal("none", downtime.SeverityOf(RuleCatalog.Find("MG3001")!));
        Assert.Equal("suggestion", downtime.SeverityOf(RuleCatalog.Find("MG4001")!));
        Assert.Equal("warning", downtime.SeverityOf(RuleCatalog.Find("MG1001")!));
    }

    [Fact]
    public void Another_word_is_no_preset() => Assert.Null(SeverityPreset.Find("relaxed"));
}
