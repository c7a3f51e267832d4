using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class RuleCatalogTests
{
    public static TheoryData<string> Ids
    {
        get
        {
            var ids = new TheoryData<string>();
            foreach (var rule in RuleCatalog.All)
            {
                ids.Add(rule.Id);
            }

            return ids;
        }
    }

    [Fact]
    public void Every_rule_type_is_listed()
    {
        var types = typeof(Rule).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(Rule).IsAssignableFrom(type)).Select(type => type.FullName!).Order(StringComparer.Ordinal);
        var listed = RuleCatalog.All.Select(rule => rule.GetType().FullName!).Order(StringComparer.Ordinal);
        Assert.Equal(types, listed);
    }

    [Fact]
    public void Rules_are_ordered_by_unique_id()
    {
        var ids = RuleCatalog.All.Select(rule => rule.Id).ToList();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Names_are_unique()
    {
        var names = RuleCatalog.All.Select(rule => rule.Name).ToList();
        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
    }

    [Fact]
    public void A_rule_is_found_by_its_id()
    {
        Assert.Equal("DropColumn", RuleCatalog.Find("MG1001")?.Name);
        Assert.Null(RuleCatalog.Find("MG9999"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_says_what_it_is(string id)
    {
        var rule = RuleCatalog.Find(id)!;
        Assert.Matches("^MG[0-6][0-9]{3}$", rule.Id);
        Assert.Equal(rule.Id + "_" + rule.Name, rule.GetType().Name);
        Assert.Matches("^[A-Z][A-Za-z]+$", rule.Name);
        Assert.Matches("^[A-Z].*[^.!?: ]$", rule.Title);
        Assert.True(rule.Title.Length <= 90, rule.Title);
        Assert.EndsWith("/docs/rules/" + rule.Id + ".md", rule.HelpLink, StringComparison.Ordinal);
        Assert.True(Uri.IsWellFormedUriString(rule.HelpLink, UriKind.Absolute));
        Assert.Equal(rule.Id[2] is '0' or '6', rule.IsGateRule);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_documented(string id)
    {
        var rule = RuleCatalog.Find(id)!;
        var documentation = rule.Documentation;
        Assert.EndsWith(".", documentation.FiresWhen, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', documentation.FiresWhen);
        Assert.NotEmpty(documentation.WhatHappens.Trim());
        Assert.NotEmpty(documentation.SafeWay.Trim());
        foreach (var text in new[] { documentation.WhatHappens, documentation.SafeWay, documentation.Engines, documentation.QuietWhen })
        {
            Assert.DoesNotContain('\r', text);
            Assert.Equal(text.TrimEnd(), text);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_that_source_code_raises_has_an_example_and_a_twin(string id)
    {
        var rule = RuleCatalog.Find(id)!;

        // What is wrong with a project's set-up, or with a backup file that the tool looks into, does not show in a migration's source.
        if (rule.Documentation.Examples.Count == 0 && (rule.Id.StartsWith("MG0", StringComparison.Ordinal) || rule.Id == "MG6008"))
        {
            return;
        }

        var frameworks = rule.Documentation.Examples.Select(example => example.Framework).Distinct().ToList();
        Assert.NotEmpty(frameworks);
        Assert.Contains(rule.Documentation.Examples, example => example.Fires);
        Assert.Contains(rule.Documentation.Examples, example => !example.Fires);
        Assert.All(rule.Documentation.Examples, example =>
        {
            Assert.Matches("^[A-Z].*[^.]$", example.Title);
            Assert.DoesNotContain("namespace", example.Code, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', example.Code);
        });
    }
}
