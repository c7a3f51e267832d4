using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MigrationGuard.Rules;

namespace MigrationGuard.Cli;

/// <summary>What the guides tell people to type, and where they send them.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(At("docs/guides"), "*.md").Select(file => "docs/guides/" + Path.GetFileName(file)).Order(StringComparer.Ordinal),
        "docs/plan.md",
        "README.md",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_of_the_tool_is_one_that_it_understands(string page)
    {
        foreach (var line in Commands(File.ReadAllText(At(page))))
        {
            var parsed = CommandLine.Root().Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]);

            if (line.Contains('<', StringComparison.Ordinal))
            {
                // Shortened, as in a table of commands.
                Assert.IsNotType<RootCommand>(parsed.CommandResult.Command);
                continue;
            }

            Assert.True(parsed.Errors.Count == 0, page + ": " + line + ": " + string.Join(" ", parsed.Errors.Select(error => error.Message)));
        }
    }

    [Fact]
    public void A_command_that_does_not_exist_would_be_noticed()
    {
        var line = Assert.Single(Commands("```sh\nmysql shop | migration-guard gate --appplied - > out.txt  # judge\n```\n"));

        Assert.NotEmpty(CommandLine.Root().Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]).Errors);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_inside_the_repository_leads_somewhere(string page)
    {
        foreach (Match link in Regex.Matches(File.ReadAllText(At(page)), @"\]\(([^)#]+)(#[^)]*)?\)"))
        {
            var target = link.Groups[1].Value;
            if (!target.Contains("://", StringComparison.Ordinal))
            {
                var path = Path.Combine(Path.GetDirectoryName(At(page))!, target);
                Assert.True(File.Exists(path) || Directory.Exists(path), page + " links to " + target);
            }
        }
    }

    [Fact]
    public void Every_error_about_evidence_and_configuration_has_a_section_of_its_own()
    {
        var sections = Regex.Matches(File.ReadAllText(At("docs/guides/troubleshooting.md")), "^## (MG\\d{4})$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        Assert.Equal(RuleCatalog.All.Select(rule => rule.Id).Where(id => id.StartsWith("MG0", StringComparison.Ordinal)), sections);
    }

    private static IEnumerable<string> Commands(string page) =>
        Regex.Matches(page, "^```(?:sh|bash)?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Concat(Regex.Matches(page, "`(migration-guard [a-z]+ [^`…]*)`").Select(match => match.Groups[1].Value))
            .Select(line => Regex.Match(line, @"(?:^|\| )(migration-guard .*?)(?: +#.*| > .*)?$"))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal));

    private static string At(string path, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", path));
}
