using System.Globalization;

namespace MigrationGuard.Package;

/// <summary>Evidence: no manifest, or one that cannot be trusted, never passes.</summary>
public sealed class EvidenceTests
{
    /// <summary>Takes the analyzers out of the compile, as a target of the project may.</summary>
    private const string WithoutGenerator = """
        <Project>
          <Target Name="RemoveGenerator" BeforeTargets="CoreCompile" Condition="'$(WithoutGenerator)' == 'true'">
            <ItemGroup>
              <Analyzer Remove="@(Analyzer)" Condition="$([System.String]::new('%(Filename)').StartsWith('MigrationGuard'))" />
            </ItemGroup>
          </Target>
        </Project>
        """;

    [Fact]
    public void A_project_without_migrations_passes_quietly_but_was_checked()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Class.cs", "namespace App; public sealed class Class;");

        sandbox.Build().ShouldPass().ShouldNotMention("rollback");

        Assert.Contains("migration-guard-manifest", File.ReadAllText(sandbox.Manifest), StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.ShippedManifest));
        Assert.False(File.Exists(sandbox.MarkdownReport));
    }

    [Fact]
    public void The_manifest_of_an_earlier_compile_does_not_count()
    {
        var sandbox = Safe().Write("Directory.Build.targets", WithoutGenerator);
        sandbox.Build().ShouldPass();
        Assert.True(File.Exists(sandbox.Manifest));

        sandbox.Write("App/Migrations/DropEmail.cs", Projects.Drop());
        sandbox.Build("-p:WithoutGenerator=true").ShouldFailOnlyWith("MG0001");
        sandbox.Build("-p:WithoutGenerator=true").ShouldFailOnlyWith("MG0001");
        sandbox.Build().ShouldFailOnlyWith("MG6001");
    }

    [Fact]
    public void A_deleted_manifest_is_written_again_although_nothing_else_changed()
    {
        var sandbox = Safe();
        sandbox.Build().ShouldPass();
        File.Delete(sandbox.Manifest);

        sandbox.Build().ShouldPass();

        Assert.True(File.Exists(sandbox.Manifest));
    }

    [Fact]
    public void A_syntax_error_adds_no_second_error_and_no_report_of_an_earlier_state()
    {
        var sandbox = Safe();
        sandbox.Build().ShouldPass();

        sandbox.Write("App/Broken.cs", "class {");
        var result = sandbox.Build();

        Assert.NotEqual(0, result.ExitCode);
        Assert.All(result.Errors, error => Assert.StartsWith("CS", error.Code, StringComparison.Ordinal));
        result.ShouldNotMention("rollback-report.md");
    }

    [Fact]
    public void A_build_without_changes_compiles_nothing_and_rewrites_nothing()
    {
        var sandbox = Safe();
        sandbox.Build().ShouldPass();
        var before = Times(sandbox);

        sandbox.Build().ShouldPass();

        Assert.Equal(before, Times(sandbox));
    }

    [Fact]
    public void A_design_time_build_writes_no_evidence_and_disturbs_no_real_build()
    {
        string[] designTime = ["build", "--no-restore", "-tl:off", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true"];
        var sandbox = Safe();
        Dotnet.Run(sandbox.Project, designTime).ShouldPass().ShouldNotMention("MG0");
        Assert.False(File.Exists(sandbox.Manifest));

        sandbox.Build().ShouldPass();
        var before = Times(sandbox);
        Dotnet.Run(sandbox.Project, designTime).ShouldPass();
        sandbox.Build().ShouldPass();

        Assert.Equal(before, Times(sandbox));
    }

    [Fact]
    public void Clean_removes_what_was_written()
    {
        var sandbox = Safe();
        sandbox.Build().ShouldPass();
        Assert.True(File.Exists(sandbox.ShippedManifest));

        Dotnet.Run(sandbox.Project, "clean", "-tl:off").ShouldPass();

        Assert.DoesNotContain(
            Directory.EnumerateFiles(sandbox.Project, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name!.StartsWith("rollback-report", StringComparison.Ordinal)
                || name.EndsWith(".migrations.json", StringComparison.Ordinal)
                || name.StartsWith("MigrationGuard.Manifest", StringComparison.Ordinal));
    }

    private static Sandbox Safe([System.Runtime.CompilerServices.CallerMemberName] string name = "") => Sandbox.WithEfCore(name).Write("App/Migrations/Start.cs", Projects.Safe);

    private static string Times(Sandbox sandbox) => string.Join("\n", new[] { sandbox.Manifest, sandbox.MarkdownReport, sandbox.JsonReport, sandbox.ShippedManifest, Path.Combine(sandbox.Output, "App.dll") }
        .Select(file => file + " " + File.GetLastWriteTimeUtc(file).Ticks.ToString(CultureInfo.InvariantCulture)));
}
