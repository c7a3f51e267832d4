using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using MigrationGuard.RuleExamples;
using MigrationGuard.Planning;
using MigrationGuard.Rules;

namespace MigrationGuard.Benchmark;

/// <summary>
/// Migrations with labels: all rules that must fire, and no others. What differs from the labels without being owned up to fails; how good the rules are on them stands in
/// <c>docs/fidelity.md</c>, which <c>MIGRATIONGUARD_ACCEPT=1</c> writes.
/// </summary>
[Collection(BenchmarkTests.Page)]
public sealed class BenchmarkTests
{
    /// <summary>What writes the page of measurements does so one after the other.</summary>
    internal const string Page = "docs/fidelity.md";

    private const string Heading = "## Benchmark";

    private static readonly (char Digit, string Name)[] Families = [('0', "Rules of one's own (MG0009)"), ('1', "Data loss (MG1xxx)"), ('2', "Reversibility (MG2xxx)"), ('3', "Running release (MG3xxx)"), ('4', "Locks and duration (MG4xxx)"), ('5', "Raw SQL (MG5xxx)"), ('6', "Gates (MG6xxx)")];

    private static readonly Lazy<IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)>> Results = new(Run);

    /// <summary>Every case and what is said of it.</summary>
    internal static IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)> Judged => Results.Value;

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
        var file = FidelityPage();
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
        foreach (var framework in cases.Select((@case, index) => (Case: @case, Index: index)).GroupBy(item => item.Case.Framework))
        {
            var histories = framework.GroupBy(item => item.Case.Code).Select((group, number) => (Namespace: "Case" + number.ToString(CultureInfo.InvariantCulture), Code: group.Key, Cases: group.ToList())).ToList();
            var compilation = JudgedSource.Compile(framework.Key, histories.Select(history => (history.Namespace, history.Code)));
            var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToLookup(diagnostic => Path.GetFileNameWithoutExtension(diagnostic.Location.SourceTree?.FilePath));
            var migrations = JudgedSource.Read(compilation);
            Parallel.ForEach(histories, history =>
            {
                var own = migrations[history.Namespace].ToList();
                foreach (var (@case, index) in history.Cases)
                {
                    IReadOnlyList<string> found = errors[history.Namespace].FirstOrDefault() is { } error
                        ? ["does not compile: " + error]
                        : [.. Findings(JudgedSource.Judge(compilation, own, @case.Engine, @case.Applied, @case.Configuration)).Where(finding => finding.Accepted is null).Select(finding => finding.Rule.StartsWith("MG", StringComparison.Ordinal) ? finding.Rule : "MG0009")
                            .Where(rule => IsLabelled(rule, @case)).Distinct().Order(StringComparer.Ordinal)];
                    results[index] = (@case, found);
                }
            });
        }

        return results;
    }

    private static IEnumerable<Finding> Findings(Assessment assessment) => [.. assessment.Hazards, .. assessment.Gate.Failures.Select(failure => failure.Finding), .. assessment.Gate.Warnings];

    private static bool IsLabelled(string rule, LabelledCase @case) => rule[2] is '0' or '6' ? @case.IsAboutGates : Families.Any(family => rule[2] == family.Digit);

    private static bool IsLabelled(string rule) => Families.Any(family => rule[2] == family.Digit);

    private static string Compose()
    {
        var results = Results.Value;
        var examples = RuleCatalog.All.Where(rule => IsLabelled(rule.Id)).SelectMany(rule => rule.Documentation.Examples).ToList();
        var text = new StringBuilder(Heading + "\n\n");
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            {results.Count} cases of this repository's own in `tests/MigrationGuard.Analyzers.Tests/Cases`, {results.Select(result => (result.Case.File, result.Case.Name)).Distinct().Count()} migrations for the engines where they mean something: {Count(results, Model.Framework.EfCore)} for EF Core and {Count(results, Model.Framework.FluentMigrator)} for FluentMigrator,
            {results.Count(result => result.Case.Expected.Count == 0)} of them with nothing to say. The label of a case names every rule that must fire, and that no other may (MG0009 and MG6xxx only in the cases about them, because
            everywhere else a migration with data impact asks for a gate); what differs is owned up to in the file, with the reason, and everything else fails the test. The cases were written by those who wrote the rules:
            they show what is meant and that it holds, not what share to expect elsewhere.

            | Rules about | Rules labelled | Must fire | Fire | Right | Precision | Recall |
            |---|---:|---:|---:|---:|---:|---:|

            """).ReplaceLineEndings("\n"));
        foreach (var (digit, name) in Families)
        {
            Row(name, rule => rule[2] == digit);
        }

        Row("**All**", _ => true);
        text.Append("\n| Framework, engine | Cases | Must fire | Fire | Right | Precision | Recall |\n|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (var group in results.GroupBy(result => (result.Case.Framework, result.Case.Engine)).OrderBy(group => group.Key))
        {
            var expected = group.Sum(result => result.Case.Expected.Count);
            var found = group.Sum(result => result.Found.Count);
            var right = group.Sum(result => result.Found.Intersect(result.Case.Expected).Count());
            text.Append(string.Create(CultureInfo.InvariantCulture, $"| {(group.Key.Framework == Model.Framework.EfCore ? "EF Core" : "FluentMigrator")}, {EngineWords.NameOf(group.Key.Engine)} | {group.Count()} | {expected} | {found} | {right} | {Percent(right, found)} | {Percent(right, expected)} |\n"));
        }

        Published(text, results);
        FirstRun(text, results);
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

    // What others published, and whether they and the product both have something to say.
    private static void Published(StringBuilder text, IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)> results)
    {
        var elsewhere = CaseFiles.Elsewhere();
        text.Append("\n| Published by | Written anew here | Called unsafe there, warned of here | Called safe there, quiet here | Without a meaning here |\n|---|---:|---:|---:|---:|\n");
        var published = results.Where(result => result.Case.From is not null).ToList();
        foreach (var group in published.GroupBy(result => result.Case.From!.Checker).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var isUnsafe = group.Where(result => result.Case.From!.IsUnsafe).ToList();
            var isSafe = group.Where(result => !result.Case.From!.IsUnsafe).ToList();
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"| {group.Key} | {group.Count()} | {isUnsafe.Count(result => result.Found.Count > 0)} of {isUnsafe.Count} | {isSafe.Count(result => result.Found.Count == 0)} of {isSafe.Count} | {elsewhere.Count(item => item.Checker == group.Key)} |\n"));
        }

        text.Append("\nWhere the verdicts differ, and whether that is meant:\n\n");
        foreach (var (@case, found) in published.Where(result => result.Case.From!.IsUnsafe != result.Found.Count > 0))
        {
            var verdict = @case.From!.IsUnsafe ? "unsafe" : "safe";
            var meant = found.SequenceEqual(@case.Expected) ? "meant" : "known to be wrong";
            text.Append(CultureInfo.InvariantCulture, $"- {@case.From.Checker} `{@case.From.Name}` ({verdict} there): {(found.Count == 0 ? "nothing" : string.Join(", ", found))} here, {meant}.\n");
        }

        text.Append("\nPublished cases that have no meaning here:\n\n");
        foreach (var (checker, name, why) in elsewhere)
        {
            text.Append("- ").Append(checker).Append(" `").Append(name).Append("`: ").Append(why).Append(".\n");
        }
    }

    // The labels were written down before the product judged the cases; what that changed is told.
    private static void FirstRun(StringBuilder text, IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)> results)
    {
        var relabelled = results.Where(result => result.Case.Relabelled.Count > 0).ToList();
        var mended = results.Where(result => result.Case.Mended.Count > 0).ToList();
        text.Append(string.Create(
            CultureInfo.InvariantCulture,
            $"\nLabels are written down before the product judges a case. After that the labels of {relabelled.Count} cases were changed because they were wrong, and the product was changed for {mended.Count}:\n\n"));
        foreach (var group in relabelled.SelectMany(result => result.Case.Relabelled.Select(item => (What: "label", Rule: item.Key, Why: item.Value, result.Case.Name)))
            .Concat(mended.SelectMany(result => result.Case.Mended.Select(item => (What: "product", Rule: item.Key, Why: item.Value, result.Case.Name))))
            .GroupBy(item => (item.What, item.Rule, item.Why)).OrderBy(group => group.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {group.Key.Rule}, {group.Key.What}, {group.Count()} {(group.Count() == 1 ? "case" : "cases")} ({string.Join(", ", group.Select(item => "`" + item.Name + "`").Distinct())}): {group.Key.Why}.\n");
        }
    }

    private static int Count(IReadOnlyList<(LabelledCase Case, IReadOnlyList<string> Found)> results, Model.Framework framework) => results.Count(result => result.Case.Framework == framework);

    private static string Percent(int part, int whole) => whole == 0 ? "" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string FidelityPage([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "fidelity.md"));
}
