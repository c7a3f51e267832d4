using MigrationGuard.Model;
using MigrationGuard.Planning;
using Xunit;

namespace MigrationGuard.Gates;

public sealed class GateTests
{
    private static readonly Migration s_create = Make.Ef("20260101_Create", [Make.Table("Customers"), Make.Table("Orders")], [Make.DropTable("Orders"), Make.DropTable("Customers")]);

    private static Migration DropEmail(MigrationDeclarations? declared = null) =>
        Make.Ef("20260201_DropEmail", [Make.Drop("Customers", "Email")], [Make.Add("Customers", "Email")], declared: declared);

    [Fact]
    public void A_dropped_column_without_a_gate_closes_it_and_names_table_and_column()
    {
        var assessment = Make.Assess("20260101_Create", s_create, DropEmail());

        var failure = Assert.Single(assessment.Gate.Failures);
        Assert.Equal("MG6001", failure.Finding.Rule);
        Assert.Contains("Customers (column Email is dropped)", failure.Finding.Message);
        Assert.Equal(["backup", "expandContract"], failure.Missing);
        Assert.DoesNotContain("MigrationGuardReleased", failure.Finding.Message);
    }

    [Fact]
    public void A_complete_backup_gate_opens_it()
    {
        var assessment = Make.Assess("20260101_Create", s_create, DropEmail(Make.Backup("Customers")));

        Assert.True(assessment.Gate.Passed);
        Assert.True(Assert.Single(assessment.Gate.Gates).Verified);
    }
}
