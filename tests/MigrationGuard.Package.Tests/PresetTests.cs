namespace MigrationGuard.Package;

/// <summary>Severities by one word: what it does to the squiggles, what goes before it, and that the gate does not follow it.</summary>
public sealed class PresetTests
{
    [Fact]
    public void Strict_makes_hazards_errors_and_an_editorconfig_goes_before_it()
    {
        var sandbox = Gated();
        sandbox.Build("-p:MigrationGuardPreset=strict").ShouldFailWith("MG1001");

        var quiet = sandbox.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.MG1001.severity = none\n").Build("-p:MigrationGuardPreset=Strict");

        Assert.DoesNotContain(quiet.Messages, message => message.Code == "MG1001");
    }

    [Fact]
    public void Another_preset_is_another_compile_and_the_gate_follows_none()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Migrations/DropEmail.cs", Projects.Drop());
        sandbox.Build("-p:MigrationGuardPreset=strict").ShouldFailWith("MG1001");

        var downtime = sandbox.Build("-p:MigrationGuardPreset=downtime");

        downtime.ShouldFailOnlyWith("MG6001");
        Assert.Contains(downtime.Messages, message => message is { Code: "MG1001", Kind: "warning" });
    }

    [Fact]
    public void A_word_that_is_no_preset_is_an_error_that_names_them()
    {
        var error = Sandbox.WithEfCore().Build("-p:MigrationGuardPreset=relaxed").ShouldFailOnlyWith("MG0003");

        Assert.Contains("'relaxed', which is no preset: write recommended, strict or downtime", error.Text, StringComparison.Ordinal);
    }

    private static Sandbox Gated([System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        Sandbox.WithEfCore(name).Write("App/Migrations/DropEmail.cs", Projects.Drop(Projects.Gate)).Write(Projects.Runbook, Projects.RunbookText);
}
