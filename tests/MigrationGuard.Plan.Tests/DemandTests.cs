using System.Text.RegularExpressions;
using MigrationGuard.Planning;
using MigrationGuard.Reports;

namespace MigrationGuard.PlanExecution;

/// <summary>Walks the list of <c>docs/plan.md</c>.</summary>
public class DemandTests
{
    private static readonly Lazy<string> Plan = new(() => MarkdownReport.Write(Storefronts.Assess()));

    private static readonly Lazy<IReadOnlyList<(int Number, string Excerpt)>> List = new(() =>
    [
        .. File.ReadLines(Path.Combine(Storefronts.Repository(), "docs", "plan.md"))
            .Select(line => Regex.Match(line, @"^\| (\d+) \| .+ \| .+ \| (`+) ?(.+?) ?\2 \|$"))
            .Where(match => match.Success)
            .Select(match => (int.Parse(match.Groups[1].Value), match.Groups[3].Value.Replace("\\|", "|"))),
    ]);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 40)];

    [Fact]
    public void Forty_demands_are_listed_once_each() => Assert.Equal(Enumerable.Range(1, 40), List.Value.Select(demand => demand.Number));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_demand_is_met_where_the_list_says(int number) => Assert.Contains(List.Value.Single(demand => demand.Number == number).Excerpt, Plan.Value);

    [Fact]
    public void Nothing_of_the_list_holds_where_there_is_no_plan()
    {
        var report = MarkdownReport.Write(Storefronts.Assess(released: "20260720064500_DropLegacyCoupons"));

        Assert.All(List.Value, demand => Assert.DoesNotContain(demand.Excerpt, report));
    }

    [Fact]
    public void Without_its_configuration_the_sample_does_not_meet_the_list()
    {
        var report = MarkdownReport.Write(Storefronts.Assess() with { Configuration = GuardConfiguration.Empty });

        Assert.Subset(List.Value.Where(demand => !report.Contains(demand.Excerpt, StringComparison.Ordinal)).Select(demand => demand.Number).ToHashSet(), new HashSet<int> { 8, 10, 16, 18 });
    }

    [Fact]
    public void The_plan_of_the_sample_lacks_nothing() => Assert.Contains("**Go, when a person has ticked what is open below.**", Plan.Value);
}
