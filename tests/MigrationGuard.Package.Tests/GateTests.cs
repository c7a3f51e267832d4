namespace MigrationGuard.Package;

/// <summary>The gate: what opens it, and what must not.</summary>
public sealed class GateTests
{
    [Fact]
    public void A_dropped_column_without_a_gate_fails_the_build_at_the_class_and_leaves_a_report()
    {
        var sandbox = Ungated();

        var error = sandbox.Build().ShouldFailOnlyWith("MG6001");

        Assert.EndsWith("DropEmail.cs", error.File, StringComparison.Ordinal);
        Assert.Equal(4, error.Line);
        Assert.Contains("Customers", error.Text, StringComparison.Ordinal);
        Assert.Contains("Email", error.Text, StringComparison.Ordinal);
        Assert.True(File.Exists(sandbox.MarkdownReport));
        Assert.True(File.Exists(sandbox.JsonReport));
        Assert.False(Directory.Exists(sandbox.Output) && Directory.EnumerateFiles(sandbox.Output).Any(), "Nothing may reach the output folder");
    }

    [Fact]
    public void A_closed_gate_stays_closed_in_the_next_build_and_opens_with_a_backup_gate()
    {
        var sandbox = Ungated();
        sandbox.Build().ShouldFailOnlyWith("MG6001");
        sandbox.Build().ShouldFailOnlyWith("MG6001");

        sandbox.Write("App/Migrations/DropEmail.cs", Projects.Drop(Projects.Gate)).Write(Projects.Runbook, Projects.RunbookText);
        sandbox.Build().ShouldPass();

        Assert.True(File.Exists(sandbox.ShippedManifest));
        sandbox.Build().ShouldPass().ShouldMention("rollback-report.md");
    }

    [Theory]
    [InlineData("-p:NoWarn=MG1001%3BMG6001%3BMG0001")]
    [InlineData("-p:RunAnalyzers=false")]
    [InlineData("-p:RunAnalyzersDuringBuild=false")]
    [InlineData("-warnaserror")]
    public void A_switch_that_quietens_or_raises_diagnostics_does_not_open_the_gate(string argument)
    {
        var sandbox = Sandbox.WithEfCore("Switch" + argument.Length).Write("App/Migrations/DropEmail.cs", Projects.Drop());

        var result = sandbox.Build(argument);

        Assert.NotEqual(0, result.ExitCode);
        if (argument == "-warnaserror")
        {
            // The compile itself fails now; the report is there all the same.
            result.ShouldFailWith("MG1001").ShouldNotMention("MG0001");
            Assert.True(File.Exists(sandbox.MarkdownReport), result.Output);
        }
        else
        {
            result.ShouldFailOnlyWith("MG6001");
            Assert.DoesNotContain(result.Messages, message => message.Code == "MG1001");
        }
    }

    [Theory]
    [InlineData("generated_code = true")]
    [InlineData("dotnet_analyzer_diagnostic.severity = none")]
    [InlineData("dotnet_diagnostic.MG1001.severity = none\ndotnet_diagnostic.MG6001.severity = none")]
    public void An_editorconfig_quietens_squiggles_but_does_not_open_the_gate(string setting)
    {
        var sandbox = Sandbox.WithEfCore("Editorconfig" + setting.Length)
            .Write(".editorconfig", "root = true\n[**/Migrations/*.cs]\n" + setting + "\n")
            .Write("App/Migrations/DropEmail.cs", Projects.Drop());

        var result = sandbox.Build();

        result.ShouldFailOnlyWith("MG6001");
        Assert.DoesNotContain(result.Messages, message => message.Code == "MG1001");
    }

    [Fact]
    public void A_pragma_quietens_squiggles_but_does_not_open_the_gate()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Migrations/DropEmail.cs", "#pragma warning disable\n" + Projects.Drop());

        var result = sandbox.Build();

        result.ShouldFailOnlyWith("MG6001");
        Assert.DoesNotContain(result.Messages, message => message.Code == "MG1001");
    }

    [Fact]
    public void TreatWarningsAsErrors_fails_the_compile_and_the_report_is_written_all_the_same()
    {
        var sandbox = Ungated();

        sandbox.Build("-p:TreatWarningsAsErrors=true").ShouldFailWith("MG1001").ShouldNotMention("MG0001").ShouldNotMention("MG0002");

        Assert.True(File.Exists(sandbox.MarkdownReport));
    }

    [Fact]
    public void Switched_off_the_build_says_so_and_switched_on_again_it_checks()
    {
        var sandbox = Ungated();

        sandbox.Build("-p:MigrationGuardEnabled=false").ShouldPass().ShouldMention("MigrationGuard is switched off").ShouldNotMention("MG1001");
        Assert.False(File.Exists(sandbox.MarkdownReport));
        Assert.False(File.Exists(sandbox.ShippedManifest));

        sandbox.Build().ShouldFailOnlyWith("MG6001");
    }

    [Fact]
    public void A_migration_that_is_released_is_not_gated()
    {
        var sandbox = Ungated();
        sandbox.Build().ShouldFailOnlyWith("MG6001");

        sandbox.Build("-p:MigrationGuardReleased=20260201000000_DropEmail").ShouldPass();
        sandbox.Build().ShouldFailOnlyWith("MG6001");
    }

    [Fact]
    public void The_attributes_leave_no_trace_in_the_assembly()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Migrations/DropEmail.cs", Projects.Drop(Projects.Gate)).Write(Projects.Runbook, Projects.RunbookText);

        sandbox.Build("-p:DebugType=none").ShouldPass();

        var assembly = File.ReadAllBytes(Path.Combine(sandbox.Output, "App.dll"));
        Assert.True(assembly.AsSpan().IndexOf("BackupGate"u8) < 0 && assembly.AsSpan().IndexOf("MigrationGuard"u8) < 0);
        Assert.False(File.Exists(Path.Combine(sandbox.Output, "MigrationGuard.dll")));
    }

    [Fact]
    public void A_team_may_declare_the_attributes_itself()
    {
        var sandbox = Sandbox.WithEfCore()
            .Write("App/Migrations/DropEmail.cs", Projects.Drop(Projects.Gate))
            .Write(Projects.Runbook, Projects.RunbookText)
            .Write("App/BackupGateAttribute.cs", """
                namespace MigrationGuard;
                [AttributeUsage(AttributeTargets.Class)]
                internal sealed class BackupGateAttribute(params string[] tables) : Attribute
                {
                    public string[] Tables { get; } = tables;
                    public string? Source { get; set; }
                    public string? Runbook { get; set; }
                    public string? RestoreTestedOn { get; set; }
                    public int RestoreMinutes { get; set; }
                    public string? Owner { get; set; }
                }
                """);

        sandbox.Build("-p:MigrationGuardAnnotations=false", "-warnaserror:CS0436").ShouldPass();
    }

    private static Sandbox Ungated([System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        Sandbox.WithEfCore(name).Write("App/Migrations/DropEmail.cs", Projects.Drop());
}
