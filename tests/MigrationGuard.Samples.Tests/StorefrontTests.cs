namespace MigrationGuard.Samples;

/// <summary>The samples that a newcomer builds first.</summary>
public sealed class StorefrontTests
{
    [Theory]
    [InlineData("Storefront", "20260720064500_DropLegacyCoupons")]
    [InlineData("Storefront.FluentMigrator", "20260720064500")]
    public void The_build_passes_prints_the_hazards_and_the_class_and_writes_the_report(string sample, string drop)
    {
        var reports = Repository.At("samples", sample, "obj");

        var build = Build.OfSample(sample).ShouldPass();

        build.ShouldMention("LegacyCoupons").ShouldMention("Orders.CouponCode").ShouldMention("Rollback: COMPLEX").ShouldMention("Gate:     open").ShouldMention("rollback-report.md");
        build.ShouldNotMention("warning");
        Assert.Contains(drop, Report(reports, "rollback-report.md"), StringComparison.Ordinal);
        Assert.Contains(drop, Report(reports, "rollback-report.json"), StringComparison.Ordinal);
    }

    private static string Report(string folder, string name) =>
        File.ReadAllText(Assert.Single(Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories), file => file.Contains(Path.Combine(Repository.Configuration, "net10.0", "migration-guard"), StringComparison.Ordinal)));
}
