using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Benchmark;

/// <summary>
/// What MigrationLint said of the cases (<c>Cases/migrationlint.tsv</c>) beside what is said here, hazard by hazard; the tables stand in <c>docs/fidelity.md</c>, which
/// <c>MIGRATIONGUARD_ACCEPT=1</c> writes.
/// </summary>
[Collection(BenchmarkTests.Page)]
public sealed class BesideMigrationLintTests
{
    private const string Begin = "<!-- computed: beside MigrationLint -->\n";
    private const string End = "<!-- end -->\n";

    private static readonly Lazy<IReadOnlyList<Answer>> Answered = new(Read);

    [Fact]
    public void The_page_shows_what_the_answers_show()
    {
        var file = FidelityPage();
        var page = File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, start, StringComparison.Ordinal);
        var tables = Compose();
        if (Environment.GetEnvironmentVariable("MIGRATIONGUARD_ACCEPT") == "1")
        {
            File.WriteAllText(file, page[..start] + tables + page[end..]);
            return;
        }

        Assert.Equal(tables, page[start..end]);
    }

    [Fact]
    public void Most_cases_have_an_answer_that_is_not_out_of_date() =>
        Assert.True(Answered.Value.Count * 2 > BenchmarkTests.Judged.Count(result => result.Case.Framework == Framework.EfCore), Answered.Value.Count + " answers");

    [Fact]
    public void Hazards_name_rules_that_there_are_once()
    {
        var known = RuleCatalog.All.Select(rule => rule.Id).ToHashSet();

        Assert.All(Hazard.All, hazard => Assert.Empty(hazard.Ours.Concat(hazard.AlsoRight).Except(known)));
        Assert.DoesNotContain(Hazard.All.SelectMany(hazard => hazard.Theirs).GroupBy(id => id), group => group.Count() > 1);
        Assert.DoesNotContain(Hazard.All.SelectMany(hazard => hazard.Ours).GroupBy(id => id), group => group.Count() > 1);
    }

    private static IReadOnlyList<Answer> Read()
    {
        var theirs = Answers.Of("migrationlint.tsv", BenchmarkTests.Judged.Select(result => result.Case).Where(@case => @case.Framework == Framework.EfCore));
        return [.. BenchmarkTests.Judged.Where(result => theirs.ContainsKey(result.Case)).Select(result => new Answer(result.Case, result.Found, theirs[result.Case]))];
    }

    private static string Compose()
    {
        var answers = Answered.Value;
        var text = new StringBuilder("\n| Hazard | Its rules | Rules here | Cases with it | It says | right | Precision | Recall | MigrationGuard says | right | Precision | Recall |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var family in Hazard.All.GroupBy(hazard => hazard.Family))
        {
            foreach (var hazard in family)
            {
                Row(text, hazard.Family + ": " + hazard.Name, string.Join(", ", hazard.Theirs), string.Join(", ", hazard.Ours), [Tally.Of(hazard, answers)]);
            }
        }

        text.Append("\n| Family | | | Cases with it | It says | right | Precision | Recall | MigrationGuard says | right | Precision | Recall |\n|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var family in Hazard.All.GroupBy(hazard => hazard.Family))
        {
            Row(text, family.Key, "", "", [.. family.Select(hazard => Tally.Of(hazard, answers))]);
        }

        Row(text, "**All that it has a rule for**", "", "", [.. Hazard.All.Select(hazard => Tally.Of(hazard, answers))]);
        var calls = answers.Where(answer => !Answers.UpOf(answer.Case).Contains("migrationBuilder.Sql(", StringComparison.Ordinal)).ToList();
        Row(text, string.Create(CultureInfo.InvariantCulture, $"the same, in the {calls.Count} cases without raw SQL in Up"), "", "", [.. Hazard.All.Select(hazard => Tally.Of(hazard, calls))]);
        var claimed = Hazard.All.SelectMany(hazard => hazard.Ours.Concat(hazard.AlsoRight)).ToHashSet();
        var rest = answers.SelectMany(answer => answer.Case.Expected).Where(rule => !claimed.Contains(rule)).GroupBy(rule => rule[..3] + "xxx").OrderBy(group => group.Key, StringComparer.Ordinal);
        text.Append(string.Create(CultureInfo.InvariantCulture, $"\n{answers.Count} of the {BenchmarkTests.Judged.Count(result => result.Case.Framework == Framework.EfCore)} cases for EF Core have an answer. Labels that none of its rules is about: {string.Join(", ", rest.Select(group => group.Count().ToString(CultureInfo.InvariantCulture) + " of " + group.Key))}.\n"));

        text.Append("\n**Where MigrationLint is right and MigrationGuard is wrong:**\n\n");
        var better = Hazard.All.SelectMany(hazard => answers.Where(hazard.IsMeantFor).Where(answer => hazard.IsRightThere(answer) && !hazard.IsRightHere(answer)).Select(answer => (Hazard: hazard, Answer: answer))).ToList();
        foreach (var (hazard, answer) in better)
        {
            var why = answer.Case.Missed.Where(missed => hazard.Ours.Concat(hazard.AlsoRight).Contains(missed.Key)).Select(missed => missed.Key + " is missed, " + missed.Value)
                .Concat(answer.Case.Extra.Where(extra => hazard.Ours.Contains(extra.Key)).Select(extra => extra.Key + " fires, " + extra.Value));
            text.Append(CultureInfo.InvariantCulture, $"- `{answer.Case.Name}` ({EngineWords.NameOf(answer.Case.Engine)}), {hazard.Name}: {string.Join("; ", why)}.\n");
        }

        if (better.Count == 0)
        {
            text.Append("- nowhere in these cases.\n");
        }

        text.Append("\n**Where it warns and the label says that nothing is there:**\n\n");
        foreach (var group in Hazard.All.SelectMany(hazard => answers.Where(answer => hazard.IsWrongThere(answer)).SelectMany(answer => hazard.Theirs.Intersect(answer.Theirs).Select(id => (Id: id, answer.Case)))).GroupBy(item => item.Id).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append("- ").Append(group.Key).Append(": ").Append(string.Join(", ", group.GroupBy(item => item.Case.Name).Select(cases => "`" + cases.Key + "`" + (cases.Count() > 1 ? " (" + cases.Count().ToString(CultureInfo.InvariantCulture) + ")" : "")))).Append(".\n");
        }

        text.Append("\nRules of its own that no label is about: ");
        text.Append(string.Join(", ", answers.SelectMany(answer => answer.Theirs).Except(Hazard.All.SelectMany(hazard => hazard.Theirs)).Order(StringComparer.Ordinal)
            .Select(id => id + " in " + answers.Count(answer => answer.Theirs.Contains(id)).ToString(CultureInfo.InvariantCulture) + " cases"))).Append(".\n\n");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, string theirs, string ours, IReadOnlyList<Tally> tallies)
    {
        var sum = tallies.Aggregate((a, b) => a.Plus(b));
        text.Append(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {theirs} | {ours} | {sum.Cases} | {sum.Theirs.Said} | {sum.Theirs.Right} | {Percent(sum.Theirs.Right, sum.Theirs.Said)} | {Percent(sum.Theirs.Found, sum.Cases)} | {sum.Ours.Said} | {sum.Ours.Right} | {Percent(sum.Ours.Right, sum.Ours.Said)} | {Percent(sum.Ours.Found, sum.Cases)} |\n"));
    }

    private static string Percent(int part, int whole) => whole == 0 ? "" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string FidelityPage([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "fidelity.md"));

    private readonly record struct Score(int Said, int Right, int Found)
    {
        public Score Plus(Score other) => new(Said + other.Said, Right + other.Right, Found + other.Found);
    }

    private sealed record Tally(int Cases, Score Theirs, Score Ours)
    {
        public static Tally Of(Hazard hazard, IReadOnlyList<Answer> answers)
        {
            var meant = answers.Where(hazard.IsMeantFor).ToList();
            return new(
                meant.Count(hazard.Has),
                new(meant.Count(hazard.IsSaidThere), meant.Count(answer => hazard.IsSaidThere(answer) && !hazard.IsWrongThere(answer)), meant.Count(answer => hazard.Has(answer) && hazard.IsFoundThere(answer))),
                new(meant.Count(hazard.IsSaidHere), meant.Count(answer => hazard.IsSaidHere(answer) && hazard.Has(answer)), meant.Count(answer => hazard.IsSaidHere(answer) && hazard.Has(answer))));
        }

        public Tally Plus(Tally other) => new(Cases + other.Cases, Theirs.Plus(other.Theirs), Ours.Plus(other.Ours));
    }
}
