using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MigrationGuard.RuleExamples;
using MigrationGuard.Rules;
using MigrationGuard.Testing;

namespace MigrationGuard.Benchmark;

/// <summary>
/// Migrations with labels: all rules that must fire, and no others. What differs from the labels without being owned up to fails; how good the rules are on them stands in
/// <c>docs/fidelity.md</c>, which <c>MIGRATIONGUARD_ACCEPT=1</c> writes.
/// </summary>
public sealed class BenchmarkTests
{
    private const string Heading = "## Benchmark";

    private static readonly (char Digit, string Name)[] Families = [('1', "Data loss (MG1xxx)"), ('2', "Reversibility (MG2xxx)"), ('3', "Running release (MG3xxx)"), ('5', "Raw SQL (MG5xxx)")];

    private static readonly Lazy<IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)>> Results = new(Run);

    [Fact]
    public void Every_case_is_judged_as_its_label_says()
    {
        var differences = new List<string>();
        foreach (var (@case, found) in Results.Value)
        {
            var said = @case.Expected.Except(@case.Missed.Keys).Union(@case.Extra.Keys).Order(StringComparer.Ordinal).ToList();
            if (!said.SequenceEqual(found))
            {
                differences.Add(@case.Title + "\n    not found: " + string.Join(" ", said.Except(found)) + "\n    found too: " + string.Join(" ", found.Except(said)));
            }
        }

        Assert.True(differences.Count == 0, differences.Count + " differences\n" + string.Join("\n", differences));
    }

    [Fact]
    public void There_are_cases_of_each_framework_and_engine_that_fire_and_that_are_quiet()
    {
        foreach (var group in Results.Value.GroupBy(result => (result.Case.Framework, result.Case.Engine)))
        {
            Assert.Contains(group, result => result.Case.Expected.Count == 0);
            Assert.Contains(group, result => result.Case.Expected.Count > 0);
        }

        Assert.Equal(8, Results.Value.Select(result => (result.Case.Framework, result.Case.Engine)).Distinct().Count());
        Assert.Equal(Results.Value.Count, Results.Value.Select(result => result.Case.Title).Distinct().Count());
    }

    [Fact]
    public void Labels_name_rules_that_there_are()
    {
        var known = RuleCatalog.All.Select(rule => rule.Id).ToHashSet();

        Assert.All(Results.Value, result => Assert.Empty(result.Case.Expected.Concat(result.Case.Extra.Keys).Except(known)));
        Assert.All(Results.Value, result => Assert.Empty(result.Case.Missed.Keys.Except(result.Case.Expected)));
        Assert.All(Results.Value, result => Assert.Empty(result.Case.Expected.Intersect(result.Case.Extra.Keys)));
    }

    [Fact]
    public void The_page_shows_what_the_cases_show()
    {
        var file = Page();
        var page = File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = page.IndexOf(Heading + "\n", StringComparison.Ordinal);
        var next = start < 0 ? -1 : page.IndexOf("\n## ", start, StringComparison.Ordinal);
        var section = Compose();
        if (Environment.GetEnvironmentVariable("MIGRATIONGUARD_ACCEPT") == "1")
        {
            File.WriteAllText(file, start < 0 ? page.TrimEnd('\n') + "\n\n" + section : page[..start] + section + (next < 0 ? "" : page[next..]));
            return;
        }

        Assert.Equal(section, start < 0 ? "" : next < 0 ? page[start..] : page[start..next]);
    }

    [Theory]
    [InlineData("=== A | efcore\nexpects:\n--- up\n", "is not 'Name | framework | engines'")]
    [InlineData("=== A | dapper | mysql\nexpects:\n--- up\n", "framework 'dapper'")]
    [InlineData("=== A | efcore | oracle\nexpects:\n--- up\n", "engine 'oracle'")]
    [InlineData("=== A | efcore | mysql\n--- up\n", "does not say what it expects")]
    [InlineData("=== A | efcore | mysql\nexpcts: MG1001\n--- up\n", "is no label")]
    [InlineData("=== A | efcore | mysql\nexpects: MG1001\nmisses: MG1001\n--- up\n", "says no reason")]
    public void A_case_that_is_written_wrongly_is_refused(string text, string why)
    {
        var failure = Assert.Throws<FormatException>(() => CaseFiles.Read("wrong.cases", text).ToList());

        Assert.Contains(why, failure.Message);
    }

    private static IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)> Run()
    {
        var cases = CaseFiles.Read();
        var results = new (LabelledCase Case, IReadOnlyList<string> Found)[cases.Count];
        Parallel.For(0, cases.Count, i =>
        {
            var compilation = JudgedSource.Compile(cases[i].Framework, cases[i].Code);
            var errors = TestCompilation.ErrorsOf(compilation).ToList();
            IReadOnlyList<string> found = errors.Count > 0
                ? ["does not compile: " + errors[0]]
                : [.. JudgedSource.Judge(compilation, cases[i].Engine).Hazards.Select(finding => finding.Rule).Where(IsLabelled).Distinct().Order(StringComparer.Ordinal)];
            results[i] = (cases[i], found);
        });
        return results;
    }

    private static bool IsLabelled(string rule) => Families.Any(family => rule[2] == family.Digit);

    private static string Compose()
    {
        var results = Results.Value;
        var examples = RuleCatalog.All.Where(rule => IsLabelled(rule.Id)).SelectMany(rule => rule.Documentation.Examples).ToList();
        var text = new StringBuilder(Heading + "\n\n");
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            {results.Count} cases of this repository's own in `tests/MigrationGuard.Analyzers.Tests/Cases`, {results.Select(result => (result.Case.File, result.Case.Name)).Distinct().Count()} migrations for the engines where they mean something: {Count(results, Model.Framework.EfCore)} for EF Core and {Count(results, Model.Framework.FluentMigrator)} for FluentMigrator,
            {results.Count(result => result.Case.Expected.Count == 0)} of them with nothing to say. The label of a case names every rule of these families that must fire, and that no other may; what differs is owned up to in the file,
            with the reason, and everything else fails the test. What other checkers publish as right and wrong is among them, written anew. Rules about locks (MG4xxx) are not labelled. The cases
            were written by those who wrote the rules: they show what is meant and that it holds, not what share to expect elsewhere.

            | Rules about | Rules labelled | Must fire | Fire | Right | Precision | Recall |
            |---|---:|---:|---:|---:|---:|---:|

            """).ReplaceLineEndings("\n"));
        foreach (var (digit, name) in Families)
        {
            Row(name, rule => rule[2] == digit);
        }

        Row("**All**", _ => true);
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""

            {examples.Count} more, the examples on the pages of these rules, are labelled for their own rule only: {examples.Count(example => example.Fires)} must fire, {examples.Count(example => !example.Fires)} must be quiet, and all do (`RuleExampleTests`).

            """).ReplaceLineEndings("\n"));
        var known = results.SelectMany(result => result.Case.Missed.Select(missed => (Rule: missed.Key, What: "is missed", result.Case.Name, Why: missed.Value))
            .Concat(result.Case.Extra.Select(extra => (Rule: extra.Key, What: "fires for nothing", result.Case.Name, Why: extra.Value)))).Distinct().ToList();
        if (known.Count > 0)
        {
            text.Append("\nWhat is known to be wrong:\n\n");
            foreach (var (rule, what, name, why) in known)
            {
                text.Append("- ").Append(rule).Append(' ').Append(what).Append(" in `").Append(name).Append("`: ").Append(why).Append(".\n");
            }
        }

        return text.ToString();

        void Row(string name, Func<string, bool> isOfFamily)
        {
            var expected = results.Sum(result => result.Case.Expected.Count(isOfFamily));
            var found = results.Sum(result => result.Found.Count(isOfFamily));
            var right = results.Sum(result => result.Found.Where(isOfFamily).Intersect(result.Case.Expected).Count());
            var rules = results.SelectMany(result => result.Case.Expected).Where(isOfFamily).Distinct().Count();
            text.Append(string.Create(CultureInfo.InvariantCulture, $"| {name} | {rules} | {expected} | {found} | {right} | {Percent(right, found)} | {Percent(right, expected)} |\n"));
        }
    }

    private static int Count(IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)> results, Model.Framework framework) => results.Count(result => result.Case.Framework == framework);

    private static string Percent(int part, int whole) => whole == 0 ? "" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Page([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "fidelity.md"));
}
