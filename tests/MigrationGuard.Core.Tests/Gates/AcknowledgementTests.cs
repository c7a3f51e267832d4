using MigrationGuard.Model;
using MigrationGuard.Planning;
using Xunit;

namespace MigrationGuard.Gates;

public sealed class AcknowledgementTests
{
    private static Assessment Judge(params AcceptHazardDeclaration[] accepted) => Make.Assess(
        "20260101_Create",
        Make.Ef("20260101_Create", [Make.Table("Customers")], [Make.DropTable("Customers")]),
        Make.Ef(
            "20260201_DropEmail",
            [Make.Drop("Customers", "Email")],
            [Make.Add("Customers", "Email")],
            declared: Make.Backup("Customers") with { Accepted = accepted }));

    [Fact]
    public void An_accepted_hazard_stays_in_the_report_with_who_accepted_it()
    {
        var accepted = new AcceptHazardDeclaration { Rule = "MG1001", Reason = "nobody reads it", Until = "2026-11-21" };

        var assessment = Judge(accepted);

        Assert.True(assessment.Gate.Passed);
        Assert.Same(accepted, Assert.Single(assessment.Hazards, hazard => hazard.Rule == "MG1001").Accepted);
    }

    [Theory]
    [InlineData("MG1001", "", null, "gives no reason")]
    [InlineData("MG1001", "why not", "2026-11-20", "ended on 2026-11-20")]
    [InlineData("MG1001", "why not", "soon", "no day written")]
    [InlineData("MG9999", "why not", null, "names no rule")]
    [InlineData("", "why not", null, "names no rule")]
    [InlineData("MG6001", "why not", null, "cannot be accepted")]
    [InlineData("MG1002", "why not", null, "accepts nothing")]
    public void A_bad_acknowledgement_is_an_error(string rule, string reason, string? until, string expected)
    {
        var assessment = Judge(new AcceptHazardDeclaration { Rule = rule, Reason = reason, Until = until });

        Assert.Equal(["MG6006"], assessment.Failures());
        Assert.Contains(expected, assessment.Gate.Failures[0].Finding.Message);
        Assert.All(assessment.Hazards, hazard => Assert.Null(hazard.Accepted));
    }

    [Fact]
    public void An_acknowledgement_that_is_said_twice_is_an_error()
    {
        var accepted = new AcceptHazardDeclaration { Rule = "MG1001", Reason = "nobody reads it" };

        var assessment = Judge(accepted, accepted with { Reason = "another reason" });

        Assert.Equal(["MG6006"], assessment.Failures());
        Assert.Contains("is said twice", assessment.Gate.Failures[0].Finding.Message);
    }

    [Fact]
    public void An_acknowledgement_never_opens_the_gate()
    {
        var assessment = Make.Assess(
            "20260101_Create",
            Make.Ef("20260101_Create", [Make.Table("Customers")], [Make.DropTable("Customers")]),
            Make.Ef(
                "20260201_DropEmail",
                [Make.Drop("Customers", "Email")],
                [Make.Add("Customers", "Email")],
                declared: new MigrationDeclarations { Accepted = [new AcceptHazardDeclaration { Rule = "MG1001", Reason = "nobody reads it" }] }));

        Assert.Equal(["MG6001"], assessment.Failures());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Forward_only_needs_a_reason(string reason)
    {
        var assessment = Make.Assess(
            "none",
            Make.Ef("20260101_Create", [Make.Table("Customers")], declared: new MigrationDeclarations { ForwardOnly = new ForwardOnlyDeclaration { Reason = reason } }));

        Assert.Equal(["MG6007"], assessment.Failures());
    }
}
