using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;

namespace MigrationGuard.RuleExamples;

/// <summary>The examples in the rules' documentation, compiled, read and judged: what a page shows as wrong is found, and its twin is not.</summary>
public sealed class RuleExampleTests
{
    public static TheoryData<string, int, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, int, string>();
            foreach (var rule in RuleCatalog.All)
            {
                for (var index = 0; index < rule.Documentation.Examples.Count; index++)
                {
                    examples.Add(rule.Id, index, rule.Documentation.Examples[index].Title);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_does_what_its_page_says(string id, int index, string title)
    {
        var example = RuleCatalog.Find(id)!.Documentation.Examples[index];
        Assert.Equal(title, example.Title);

        var compilation = JudgedSource.Compile(example.Framework, example.Code);
        Assert.Empty(TestCompilation.ErrorsOf(compilation));

        var findings = Judge(compilation, example);
        var found = findings.Where(finding => finding.Rule == id).ToList();
        if (example.Fires)
        {
            Assert.True(found.Count > 0, id + " did not fire. Found instead: " + Describe(findings));
            Assert.All(found, Is_presentable);
        }
        else
        {
            Assert.True(found.Count == 0, id + " fired: " + Describe(found));
        }
    }

    private static void Is_presentable(Finding finding)
    {
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Message + finding.Effect + finding.Mitigation + finding.Object);
        Assert.NotEmpty(finding.Effect);
        Assert.True(finding.Effect.Length <= 140, finding.Effect);
        Assert.True(finding.Mitigation.Length <= 60, finding.Mitigation);
    }

    private static List<Finding> Judge(Compilation compilation, RuleExample example)
    {
        var assessment = JudgedSource.Judge(compilation, example.Engine, example.Applied, example.Configuration);
        return [.. assessment.Hazards, .. assessment.Gate.Failures.Select(failure => failure.Finding), .. assessment.Gate.Warnings];
    }

    private static string Describe(List<Finding> findings) =>
        findings.Count == 0 ? "nothing" : string.Join("\n", findings.Select(finding => finding.Rule + " " + finding.Object + ": " + finding.Message));
}
