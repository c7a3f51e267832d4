using Xunit;

namespace MigrationGuard.Gates;

public sealed class RunbookSectionsTests
{
    [Theory]
    [InlineData("# Customers")]
    [InlineData("   ## Restore Customers from the snapshot")]
    [InlineData("### Table `Customers`")]
    [InlineData("### \"public\".\"Customers\" and others ###")]
    [InlineData("## customers")]
    [InlineData("Customers\n=========")]
    [InlineData("Restore of Customers\r\n---")]
    [InlineData("== Customers")]
    [InlineData("intro\n\n```sh\n# not this one\n```\n\n## Customers\n")]
    public void A_heading_that_names_the_table_is_its_section(string runbook)
    {
        Assert.Empty(RunbookSections.Missing(runbook, ["Customers"]));
        Assert.Empty(RunbookSections.Missing(runbook, ["public.Customers"]));
        Assert.Empty(RunbookSections.Missing(runbook, ["[sales].[Customers]"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Customers")]
    [InlineData("Restore the table Customers from the snapshot.\n\nThen check it.")]
    [InlineData("# Orders")]
    [InlineData("# CustomersArchive")]
    [InlineData("# Old_Customers")]
    [InlineData("```sh\n# Customers\n```")]
    [InlineData("~~~~\n~~~\n# Customers\n~~~~\n")]
    [InlineData("    # Customers")]
    [InlineData("Customers\n\n---\n")]
    [InlineData("====\nCustomers")]
    public void Text_that_only_mentions_the_table_or_names_another_is_no_section(string runbook) =>
        Assert.Equal(["Customers"], RunbookSections.Missing(runbook, ["Customers"]));

    [Fact]
    public void Every_table_needs_its_own_and_the_missing_ones_are_named_as_the_gate_names_them() =>
        Assert.Equal(["sales.Invoices", "Notes"], RunbookSections.Missing("# Restore\n## Orders\n## Customers", ["Orders", "sales.Invoices", "Customers", "Notes"]));

    [Fact]
    public void A_name_with_a_line_break_is_compared_as_one_line() =>
        Assert.Empty(RunbookSections.Missing("# The  odd table", ["odd\n table"]));
}
