using MigrationGuard.Model;
using MigrationGuard.Rules;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MigrationGuard.Diagnostics;

public sealed class LightBulbsTests
{
    private static readonly IReadOnlyList<CodeFixProvider> All =
        [.. typeof(AcceptHazardFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    [Fact]
    public void The_page_of_a_rule_names_its_light_bulb_and_no_other_page_does()
    {
        var fixable = All.Where(provider => provider is not AcceptHazardFix).SelectMany(provider => provider.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal);
        var documented = RuleCatalog.All.Where(rule => rule.Documentation.LightBulb.Length > 0).Select(rule => rule.Id).Order(StringComparer.Ordinal);

        Assert.Equal(fixable, documented);
    }

    [Theory]
    [InlineData(Framework.EfCore, true, "b.Sql(\"\"\"DROP TABLE \"a\";\"\"\")")]
    [InlineData(Framework.EfCore, false, "b.Sql(\"DROP TABLE \\\"a\\\";\")")]
    [InlineData(Framework.FluentMigrator, false, "Execute.Sql(\"DROP TABLE \\\"a\\\";\")")]
    public void SQL_is_quoted_as_the_language_version_allows(Framework framework, bool rawText, string expected) =>
        Assert.Equal(expected, new SqlCalls(framework, rawText).Write("b", "DROP TABLE \"a\";"));

    [Fact]
    public void What_FluentMigrator_would_replace_is_not_handed_to_it()
    {
        Assert.Null(new SqlCalls(Framework.FluentMigrator, true).Write("", "CHECK (\"a\" <> '$(b)')"));
        Assert.NotNull(new SqlCalls(Framework.EfCore, true).Write("b", "CHECK (\"a\" <> '$(b)')"));
    }

    [Fact]
    public void Text_that_begins_or_ends_with_a_quote_is_not_written_in_three() =>
        Assert.Equal("b.Sql(\"\\\"a\\\"\", suppressTransaction: true)", new SqlCalls(Framework.EfCore, true).Write("b", "\"a\"", suppressTransaction: true));
}
