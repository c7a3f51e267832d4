namespace MigrationGuard.Architecture;

/// <summary>
/// Judgement is pure: it lives in Core, and what reads source, fixes it, builds it or runs it only points towards Core. That is why the editor, the build, the report and
/// the deploy step cannot disagree.
/// </summary>
public sealed class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new(StringComparer.Ordinal)
    {
        ["MigrationGuard.Annotations"] = [],
        ["MigrationGuard.Core"] = [],
        ["MigrationGuard.Analyzers"] = ["MigrationGuard.Core"],
        ["MigrationGuard.CodeFixes"] = ["MigrationGuard.Core", "MigrationGuard.Analyzers"],
        ["MigrationGuard.Build"] = ["MigrationGuard.Core"],
        ["MigrationGuard.Cli"] = ["MigrationGuard.Core"],
    };

    public static TheoryData<string> Projects => [.. ProductProject.All.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_projects_nearer_to_Core(string name)
    {
        Assert.True(AllowedProjects.TryGetValue(name, out var allowed), $"{name} is new: say here what it may use.");
        Assert.Empty(ProductProject.Named(name).UsedProjects.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_references_no_project_that_its_project_may_not_use(string name)
    {
        var own = ProductProject.Named(name).ReferencedAssemblies.Where(reference => reference.StartsWith("MigrationGuard", StringComparison.Ordinal));

        Assert.Empty(own.Except(AllowedProjects[name]));
    }

    [Theory]
    [InlineData("MigrationGuard.Core")]
    [InlineData("MigrationGuard.Annotations")]
    public void What_everything_loads_needs_nothing_but_the_standard_library(string name)
    {
        var project = ProductProject.Named(name);

        Assert.Empty(project.Packages);
        Assert.Equal(["netstandard"], project.ReferencedAssemblies);
    }

    [Fact]
    public void Roslyn_stays_with_the_reader_and_the_fixes() =>
        Assert.All(Except("MigrationGuard.Analyzers", "MigrationGuard.CodeFixes"), project => AssertFreeOf("Microsoft.CodeAnalysis", project));

    [Fact]
    public void MSBuild_stays_with_the_task() =>
        Assert.All(Except("MigrationGuard.Build"), project => AssertFreeOf("Microsoft.Build", project));

    [Fact]
    public void The_reader_is_seen_to_use_Roslyn() =>
        Assert.Contains("Microsoft.CodeAnalysis", ProductProject.Named("MigrationGuard.Analyzers").ReferencedAssemblies);

    [Fact]
    public void Only_the_fixes_need_the_editors_part_of_Roslyn()
    {
        // A command-line compile has no Workspaces: an analyzer that references them does not load there.
        Assert.DoesNotContain("Microsoft.CodeAnalysis.Workspaces", ProductProject.Named("MigrationGuard.Analyzers").ReferencedAssemblies);
        Assert.DoesNotContain("Microsoft.CodeAnalysis.CSharp.Workspaces", ProductProject.Named("MigrationGuard.Analyzers").ReferencedAssemblies);
    }

    [Fact]
    public void The_task_brings_no_package_into_the_process_of_MSBuild()
    {
        // MSBuild provides its own assemblies; any other would meet another version of itself in somebody's build.
        Assert.All(
            ProductProject.Named("MigrationGuard.Build").ReferencedAssemblies,
            reference => Assert.True(
                reference is "netstandard" or "MigrationGuard.Core" || reference.StartsWith("Microsoft.Build.", StringComparison.Ordinal),
                reference));
    }

    private static IEnumerable<ProductProject> Except(params string[] names) => ProductProject.All.Where(project => !names.Contains(project.Name));

    private static void AssertFreeOf(string prefix, ProductProject project) =>
        Assert.DoesNotContain(project.ReferencedAssemblies, reference => reference.StartsWith(prefix, StringComparison.Ordinal));
}
