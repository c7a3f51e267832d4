using System.Text.Json;

namespace MigrationGuard.Package;

/// <summary>Projects of all kinds, and what else they ask of the compiler.</summary>
public sealed class ProjectShapeTests
{
    [Fact]
    public void Two_target_frameworks_share_a_chosen_folder_without_overwriting_each_other()
    {
        var sandbox = Sandbox.With(Projects.MultiTargeted).Write("App/Migrations/Start.cs", Projects.Safe);

        sandbox.Build("-p:CompilerGeneratedFilesOutputPath=obj/chosen").ShouldPass();

        var folder = sandbox.At("App", "obj", "chosen", "MigrationGuard.Analyzers", "MigrationGuard.ManifestGenerator");
        Assert.Equal(["MigrationGuard.Manifest.net10.0.g.cs", "MigrationGuard.Manifest.netstandard2.0.g.cs"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(sandbox.MarkdownReport));
        Assert.False(File.Exists(sandbox.MarkdownReport.Replace("net10.0", "netstandard2.0")));
    }

    [Fact]
    public void A_FluentMigrator_project_is_gated_alike()
    {
        var sandbox = Sandbox.With(Projects.FluentMigrator).Write("App/DropEmail.cs", FluentMigratorDrop("")).Write(Projects.Runbook, Projects.RunbookText);

        var error = sandbox.Build().ShouldFailOnlyWith("MG6001");
        Assert.Equal(4, error.Line);
        Assert.Contains("Customers", error.Text, StringComparison.Ordinal);

        sandbox.Write("App/DropEmail.cs", FluentMigratorDrop(Projects.Gate));
        sandbox.Build().ShouldPass();

        static string FluentMigratorDrop(string attributes) => $$"""
            using FluentMigrator;
            using MigrationGuard;
            namespace App;
            [Migration(20260201000000)]{{attributes}} public class DropEmail : Migration
            {
                public override void Up() => Delete.Column("Email").FromTable("Customers");
                public override void Down() => Create.Column("Email").OnTable("Customers").AsString(200).Nullable();
            }
            """;
    }

    [Fact]
    public void A_project_that_does_not_want_generated_files_on_disk_is_checked_all_the_same()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Migrations/DropEmail.cs", Projects.Drop());

        sandbox.Build("-p:EmitCompilerGeneratedFiles=false").ShouldFailWith("MG6001");
        sandbox.Write("Directory.Build.props", "<Project><PropertyGroup><EmitCompilerGeneratedFiles>false</EmitCompilerGeneratedFiles></PropertyGroup></Project>");
        sandbox.Build().ShouldFailOnlyWith("MG6001");
    }

    [Fact]
    public void Files_of_other_generators_are_not_compiled_twice()
    {
        var sandbox = Sandbox.WithEfCore()
            .Write("App/Migrations/Start.cs", Projects.Safe)
            .Write("App/Patterns.cs", "namespace App; public static partial class Patterns { [System.Text.RegularExpressions.GeneratedRegex(\"a+\")] public static partial System.Text.RegularExpressions.Regex As(); }");

        sandbox.Build().ShouldPass();
        File.AppendAllText(sandbox.At("App", "Patterns.cs"), "\n// changed\n");
        sandbox.Build().ShouldPass();
    }

    [Fact]
    public void The_error_log_of_the_project_is_its_own()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Migrations/DropEmail.cs", Projects.Drop());

        sandbox.Build("-p:ErrorLog=" + sandbox.At("log.sarif") + "%2Cversion=2.1").ShouldFailOnlyWith("MG6001");

        using var log = JsonDocument.Parse(File.ReadAllText(sandbox.At("log.sarif")));
        var results = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString());
        Assert.Contains("MG1001", results);
    }

    [Theory]
    [InlineData("with spaces")]
    [InlineData("C# and é中")]
    [InlineData("it's 50% (1)")]
    public void A_path_may_hold_any_character(string folder)
    {
        var sandbox = Sandbox.Unrestored(Projects.EfCore, folder).Write("App/Migrations/DropEmail.cs", Projects.Drop());

        var error = Dotnet.Run(sandbox.Project, "build", "-tl:off").ShouldFailOnlyWith("MG6001");

        Assert.Equal(4, error.Line);
        Assert.True(File.Exists(sandbox.MarkdownReport));
        Assert.DoesNotContain(Path.GetTempPath(), File.ReadAllText(sandbox.Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_solution_the_manifest_goes_where_the_assembly_goes()
    {
        var sandbox = Sandbox.Unrestored(Projects.EfCore)
            .Write("App/Migrations/Start.cs", Projects.Safe)
            .Write("Host/Host.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup>
                  <ItemGroup><ProjectReference Include="../App/App.csproj" /></ItemGroup>
                </Project>
                """)
            .Write("Host/Program.cs", "public static class Program { public static void Main() { } }");
        sandbox.Run("new", "sln", "-n", "All", "--format", "sln").ShouldPass();
        sandbox.Run("sln", "add", "App", "Host").ShouldPass();

        sandbox.Run("build", "-m", "-tl:off").ShouldPass();
        Assert.True(File.Exists(sandbox.ShippedManifest));
        Assert.True(File.Exists(sandbox.At("Host", "bin", "Debug", "net10.0", "App.migrations.json")));

        sandbox.Run("publish", "Host", "--no-restore", "-c", "Debug", "-o", sandbox.At("published"), "-tl:off").ShouldPass();
        Assert.True(File.Exists(sandbox.At("published", "App.migrations.json")));

        sandbox.Run("build", "--no-restore", "-graph", "-m", "-tl:off").ShouldPass();
    }

    [Fact]
    public void The_artifacts_layout_works()
    {
        var sandbox = Sandbox.Unrestored(Projects.EfCore)
            .Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput><ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath></PropertyGroup></Project>")
            .Write("App/Migrations/Start.cs", Projects.Safe);

        Dotnet.Run(sandbox.Project, "build", "-tl:off").ShouldPass();

        Assert.True(File.Exists(sandbox.At("artifacts", "obj", "App", "debug", "migration-guard", "rollback-report.md")));
        Assert.True(File.Exists(sandbox.At("artifacts", "bin", "App", "debug", "App.migrations.json")));
    }

    [Fact]
    public void The_report_goes_where_the_project_wants_it()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Migrations/Start.cs", Projects.Safe);

        sandbox.Build("-p:MigrationGuardReportDirectory=../reports").ShouldPass();

        Assert.True(File.Exists(sandbox.At("reports", "rollback-report.md")));
        Assert.False(File.Exists(sandbox.MarkdownReport));
    }

    [Fact]
    public void A_project_in_another_language_is_told_that_it_is_not_checked()
    {
        var sandbox = Sandbox.Unrestored("<Project />")
            .Write("Basic/Basic.vbproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageReference Include="MigrationGuard.Analyzers" Version="{PackageUnderTest.Version}" PrivateAssets="all" /></ItemGroup>
                </Project>
                """)
            .Write("Basic/Class1.vb", "Public Class Class1\nEnd Class\n");

        var result = sandbox.Run("build", "Basic", "-tl:off").ShouldPass();

        Assert.Equal("MG0006", Assert.Single(result.Messages).Code);
    }

    [Fact]
    public void The_configuration_is_found_up_to_the_repository_root_and_not_beyond()
    {
        var sandbox = Sandbox.WithEfCore().Write("App/Migrations/Start.cs", Projects.Safe);
        sandbox.Build().ShouldPass();

        // Invalid, so that its being read shows.
        sandbox.Write("migrationguard.json", "{ \"engine\": 7 }");
        var error = sandbox.Build().ShouldFailWith("MG0003").Errors.First();
        Assert.EndsWith("migrationguard.json", error.File, StringComparison.Ordinal);

        Directory.Move(sandbox.At(".git"), sandbox.At("App", ".git"));
        sandbox.Build().ShouldPass();
    }
}
