using MigrationGuard.Core.Tests.Planning.Plan;
using MigrationGuard.Reports;

namespace MigrationGuard.Core.Tests.Reports;

public class EmergencyPlanTests
{
    public static TheoryData<string> Names => [.. Assessments.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_headings_stand_in_their_order_after_the_context(string name)
    {
        var lines = EmergencyPlan.Write(Assessments.Get(name), new Incident { Description = Assessments.Hostile }).Split('\n');

        Assert.Equal(
            [
                "## Rollback Summary", "## Rollback Scope", "## Preconditions And Safety Checks", "## Rollback Steps", "## Post-Rollback Verification", "## Risks And Irreversible Effects",
                "## Follow-Up Actions",
            ],
            lines.Where(line => line.StartsWith('#')));
        Assert.Equal("```text", lines[0]);
        Assert.Equal(["INCIDENT: ", "VERSION: ", "DB_IMPACT: ", "FEATURE_FLAG: "], lines.Skip(1).Take(4).Select(line => line.Substring(0, line.IndexOf(':') + 2)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_steps_are_numbered(string name)
    {
        var heading = "";
        foreach (var line in EmergencyPlan.Write(Assessments.Get(name), new Incident { Description = "orders fail" }).Split('\n'))
        {
            heading = line.StartsWith("## ", StringComparison.Ordinal) ? line : heading;
            Assert.False(line.Length > 1 && char.IsAsciiDigit(line[0]) && line.TrimStart("0123456789".ToCharArray()).StartsWith(". ", StringComparison.Ordinal) && heading != "## Rollback Steps", line);
        }
    }

    [Fact]
    public void What_is_known_of_the_incident_is_taken_over()
    {
        var plan = EmergencyPlan.Write(Plans.Complex(), new Incident { Description = "orders fail", Version = "2.3.9", FeatureFlag = "fast-checkout" });

        Assert.Contains("INCIDENT: orders fail\nVERSION: 2.3.9\nDB_IMPACT: yes (from the migrations)\nFEATURE_FLAG: fast-checkout\n", plan);
        Assert.Contains("Switch `fast-checkout` off", plan);
        Assert.DoesNotContain("new-mail", plan);
        Assert.Contains("Go back to the previous revision (`2.3.9`)", plan);
    }

    [Fact]
    public void An_empty_version_means_the_last_known_good_one() =>
        Assert.Contains("VERSION: (empty: the last known good one, $PREVIOUS_VERSION)", EmergencyPlan.Write(Plans.Complex(), new Incident { Description = "x" }));

    [Fact]
    public void A_database_that_was_changed_stays_in_the_plan_whatever_somebody_says_at_night()
    {
        var plan = EmergencyPlan.Write(Plans.Complex(), new Incident { Description = "x", DatabaseImpact = false });

        Assert.Contains("**DB_IMPACT says no, the migrations say yes.**", plan);
        Assert.Contains("dotnet ef database update", plan);
    }

    [Fact]
    public void Rolling_forward_is_weighed()
    {
        Assert.Contains("**Rolling forward may be safer:**", EmergencyPlan.Write(Plans.Complex(), new Incident { Description = "x" }));
        Assert.DoesNotContain("Rolling forward", EmergencyPlan.Write(Plans.Instant(), new Incident { Description = "x" }));
    }
}
