using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Running;

namespace MigrationGuard.RoundTrip.Judging;

/// <summary>The section of <c>docs/fidelity.md</c> that says how verdicts stand to what happened. <c>MIGRATIONGUARD_ACCEPT=1</c> writes it.</summary>
internal static class ConfusionMatrix
{
    private const string Heading = "## Rolling back, on databases the tests start";

    private static readonly (string Question, string Title, string[] Verdicts, string[] Truths)[] Questions =
    [
        ("schema", "Does Down bring the schema back?", ["exact", "only defaults", "only minor", "partial", "none", "unknown"], ["exact", "only defaults", "only minor", "different", "nothing back"]),
        ("data", "Does Down bring the rows back?", ["untouched", "restored", "partial", "lost", "unknown"], ["untouched", "restored", "changed"]),
        ("down", "Does Down run?", ["runs", "fails on later rows", "fails on rows", "always fails"], ["runs", "fails on later rows", "fails on rows", "always fails"]),
        ("impact", "What does Up do to rows?", ["none", "adds", "rewrites", "loses", "unknown"], ["none", "adds", "rewrites", "loses"]),
    ];

    public static void Match()
    {
        var file = FindFile();
        var text = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var section = Compose();
        var start = text.IndexOf(Heading + "\n", StringComparison.Ordinal);
        var next = start < 0 ? -1 : text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        var found = start < 0 ? "" : next < 0 ? text[start..] : text[start..(next + 1)];
        if (Environment.GetEnvironmentVariable("MIGRATIONGUARD_ACCEPT") == "1")
        {
            var written = start < 0 ? text.TrimEnd('\n') + "\n\n" + section : text.Replace(found, next < 0 ? section : section + "\n", StringComparison.Ordinal);
            File.WriteAllText(file, written);
            return;
        }

        Assert.Equal(section.TrimEnd('\n'), found.TrimEnd('\n'));
    }

    private static string Compose()
    {
        Engine[] engines = [Engine.PostgreSql, Engine.Sqlite];
        var verdicts = engines.SelectMany(engine => AllRoundTrips.On(engine).Comparisons.Select(pair => (Engine: engine, pair.Case.Name, pair.Comparison))).ToList();
        var migrations = verdicts.GroupBy(verdict => (verdict.Engine, verdict.Name)).ToList();
        var text = new StringBuilder(Heading + "\n\n");
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            The tests run {verdicts.Select(verdict => verdict.Name).Distinct().Count()} migrations with EF Core: {migrations.Count(migration => migration.Key.Engine == Engine.PostgreSql)} on PostgreSQL, {migrations.Count(migration => migration.Key.Engine == Engine.Sqlite)} on SQLite, on tables with rows that have NULLs, maximum lengths, other alphabets,
            leading zeros, boundary numbers and children under a cascade. Each goes up, down and up again, then down over rows written since: the largest values the new schema lets in, NULLs, and
            duplicates. What the catalogue and the rows say afterwards is the truth; rows of the tables are what was said without running anything, columns what happened.
            {migrations.Count(migration => migration.Any(verdict => verdict.Comparison.Relation == Relation.Safer))} migrations were called safer than they are; {migrations.Count(migration => migration.Any(verdict => verdict.Comparison.Relation == Relation.Stricter))} were warned of more than happened, each explained in `tests/MigrationGuard.RoundTrip.Tests/Judging/stricter.txt`.


            """).ReplaceLineEndings("\n"));
        foreach (var (question, title, said, happened) in Questions)
        {
            text.Append("### ").Append(title).Append("\n\n| said \\ happened | ").AppendJoin(" | ", happened).Append(" |\n|---|").Append(string.Concat(Enumerable.Repeat("---:|", happened.Length))).Append('\n');
            foreach (var verdict in said)
            {
                var counts = happened.Select(truth => verdicts.Count(each => each.Comparison.Question == question && each.Comparison.Verdict == verdict && each.Comparison.Truth == truth));
                text.Append("| ").Append(verdict).Append(" | ").AppendJoin(" | ", counts.Select(count => count == 0 ? "" : count.ToString(CultureInfo.InvariantCulture))).Append(" |\n");
            }

            text.Append('\n');
        }

        text.Append("What made a Down fail on rows does not count against its schema verdict, which is then taken from empty tables. FluentMigrator is not run here.\n");
        return text.ToString();
    }

    private static string FindFile([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "MigrationGuard.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder ?? throw new InvalidOperationException("no MigrationGuard.sln above " + here), "docs", "fidelity.md");
    }
}
