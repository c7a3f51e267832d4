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
        Assert.All(
            RuleCatalog.All.Where(rule => !rule.IsGateRule),
            rule => Assert.Contains(SeverityPreset.Find("strict")!.SeverityOf(rule), rule.HasHints ? new[] { "default" } : ["warning", "error"]));

    // A line for the rule would raise its hints with its hazards.
    [Fact]
    public void No_preset_makes_a_hint_as_loud_as_a_hazard_of_the_same_rule()
    {
        foreach (var rule in RuleCatalog.All.Where(rule => rule.HasHints))
        {
            Assert.Equal("default", SeverityPreset.Find("recommended")!.SeverityOf(rule));
            Assert.Contains(SeverityPreset.Find("downtime")!.SeverityOf(rule), new[] { "default", "suggestion", "none" });
            Assert.Equal(Severity.Warning, SeverityPreset.Find("strict")!.SeverityOf(rule, Severity.Info));
            Assert.Equal(Severity.Error, SeverityPreset.Find("strict")!.SeverityOf(rule, Severity.Warning));
            Assert.Equal(Severity.Info, SeverityPreset.Find("recommended")!.SeverityOf(rule, Severity.Info));
        }
    }

    [Fact]
    public void A_rule_says_of_itself_that_it_gives_hints()
    {
        foreach (var rule in RuleCatalog.All.Where(rule => rule.DefaultSeverity == Severity.Warning))
        {
            var source = RepositoryRoot.Read("src/MigrationGuard.Core/Rules/" + rule.Category + "/" + rule.Id + "_" + rule.Name + ".cs");
            Assert.Equal(source.Contains("Severity.Info", StringComparison.Ordinal), rule.HasHints);
        }
    }

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
