using System.Text.Json;
using MigrationGuard.Core.Tests.Json;
using MigrationGuard.Core.Tests.Reports;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Reports;
using MigrationGuard.Rollback;

namespace MigrationGuard.Core.Tests.Planning;

public class MergedDeploymentTests
{
    [Fact]
    public void The_whole_is_as_bad_as_its_worst_project_and_as_closed_as_the_first_closed_gate()
    {
        var whole = Merge("Safe", "GatedDrop", "UngatedDrop");

        Assert.Equal(RollbackClass.Irreversible, whole.Rollback.Class);
        Assert.False(whole.Gate.Passed);
        Assert.Equal(Assessments.Get("UngatedDrop").Gate.Failures.Count, whole.Gate.Failures.Count);
        Assert.Equal(Assessments.Get("UngatedDrop").Rollback.PointOfNoReturn, whole.Rollback.PointOfNoReturn);
        Assert.True(Merge("Safe", "GatedDrop").Gate.Passed);
        Assert.Equal(RollbackClass.Complex, Merge("Safe", "GatedDrop").Rollback.Class);
        Assert.Equal(RollbackClass.Instant, Merge("Safe", "AllReleased").Rollback.Class);
    }

    [Fact]
    public void The_minutes_of_all_projects_add_up_and_one_that_is_not_known_makes_the_sum_unknown()
    {
        var known = Assessments.Get("GatedDrop");
        var minutes = known.Rollback.EstimateMinutes ?? throw new InvalidOperationException("the case has lost its minutes");

        Assert.Equal(minutes * 2, Of(known, known).Rollback.EstimateMinutes);
        Assert.Equal(minutes, Of(known, Assessments.Get("Safe")).Rollback.EstimateMinutes);
        Assert.Null(Of(known, known with { Rollback = known.Rollback with { EstimateMinutes = null } }).Rollback.EstimateMinutes);
    }

    [Fact]
    public void One_project_stays_as_it_is()
    {
        var one = Assessments.Get("GatedDrop");

        Assert.Same(one, MergedDeployment.Of("All", [one]));
    }

    [Theory]
    [InlineData("Safe", "GatedDrop")]
    [InlineData("UngatedDrop", "Hostile")]
    [InlineData("FluentMigrator", "ContractStep")]
    public void Its_report_keeps_the_published_schema_and_has_every_migration(string first, string second)
    {
        var (a, b, whole) = (Assessments.Get(first), Assessments.Get(second), Merge(first, second));

        var json = JsonReport.Write(whole);
        Assert.Empty(JsonSchema.Parse(RepositoryRoot.Read("docs/schemas/rollback-report.schema.json")).Validate(json));
        Assert.Equal(Count(a) + Count(b), JsonDocument.Parse(json).RootElement.GetProperty("migrations").GetArrayLength());
        Assert.Equal(a.Hazards.Count + b.Hazards.Count, whole.Hazards.Count);
        Assert.Contains("## Projects", MarkdownReport.Write(whole));
        Assert.NotEmpty(RollbackPlan.Of(whole).Stages);
    }

    [Fact]
    public void Two_projects_with_the_same_classes_keep_their_own_findings()
    {
        var drop = Assessments.Get("UngatedDrop");

        var whole = Of(drop, drop);

        var views = JsonDocument.Parse(JsonReport.Write(whole)).RootElement.GetProperty("migrations").EnumerateArray().ToList();
        var once = JsonDocument.Parse(JsonReport.Write(drop)).RootElement.GetProperty("migrations").EnumerateArray().ToList();
        Assert.Equal(once.Concat(once).Select(Hazards), views.Select(Hazards));

        static int Hazards(JsonElement migration) => migration.GetProperty("hazards").GetArrayLength();
    }

    private static int Count(Assessment assessment) => assessment.Deployment.Contexts.Sum(context => context.Steps.Count);

    private static Assessment Merge(params string[] names) => Of([.. names.Select(Assessments.Get)]);

    private static Assessment Of(params Assessment[] projects) =>
        MergedDeployment.Of("All", [.. projects.Select((project, i) => project with { Manifest = project.Manifest with { Project = "Project" + i, Assembly = "Project" + i, ProjectFolder = "src/Project" + i, Migrations = [.. project.Deployment.Contexts.SelectMany(context => context.Steps.Select(step => step.Migration))] } })]);
}
