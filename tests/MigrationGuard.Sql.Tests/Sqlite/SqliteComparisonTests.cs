using System.Text.RegularExpressions;
using MigrationGuard.Model;
using MigrationGuard.SqlComparison.Comparing;
using MigrationGuard.SqlComparison.Corpus;
using MigrationGuard.SqlReading;

namespace MigrationGuard.SqlComparison.Sqlite;

public sealed partial class SqliteComparisonTests
{
    private static readonly Style[] Styles =
    [
        Of("plain", "users", "orders", "people", "name", "total", "id", "ix_users", "active", "guard"),
        Of("quoted", "\"Users\"", "\"Order Lines\"", "\"People\"", "\"Name\"", "\"Total\"", "\"Id\"", "\"IX_Users\"", "\"Active\"", "\"Guard\"", lower: true),
        Of("brackets", "[Users]", "[a;b]", "[People]", "[select]", "[from]", "[Id]", "[index]", "[view]", "[trigger]", Style.Comments),
        Of("backticks", "`drop`", "`table`", "`a``b`", "`x;y`", "`--c`", "`/*d`", "`e'f`", "`g\"h`", "`end`", Style.Comments),
        Of("words that are no keywords", "value", "data", "type", "key", "action", "date", "text", "status", "state"),
        Of("other letters", "größen", "таблица", "表", "имя", "çok", "_é1", "ñ", "ø", "ü"),
    ];

    [Fact]
    public void The_reader_sees_what_SQLite_does()
    {
        var comparison = new Comparison("Sqlite");
        foreach (var template in Template.Lines(SqliteTemplates.Text))
        {
            foreach (var style in Styles)
            {
                Compare(comparison, template, Template.Write(template, style), style);
            }
        }

        Assert.True(comparison.Compared >= 350, comparison.Compared + " statements");
        comparison.AssertOnlyJustified();
    }

    private static void Compare(Comparison comparison, string template, string sql, Style style)
    {
        var script = sql + ";" + Template.Write(" DELETE FROM {u}; SELECT 1", style);
        using var database = new SqliteDatabase(style);
        var truth = database.Touched(script, out var rest);
        var read = SqlReader.Read(script, SqlDialect.Sqlite);
        if (read.Count != 3 || read[1].Start != script.Length - rest.TrimStart().Length)
        {
            comparison.Differ(template, $"ends before \"{rest}\", read as {string.Join(" | ", read.Select(s => s.Verb + " at " + s.Start))}: {sql}");
            return;
        }

        // SQLite does not say which columns an INSERT fills, and the reader's schema is the database's own.
        var words = EffectWords.Of(read[0]).Where(word => !word.StartsWith("all ", StringComparison.Ordinal)).Select(word => Inserted().Replace(word, "$1").Replace("main.", "", StringComparison.Ordinal));
        comparison.Words(template, sql, truth, words, read[0].Understanding == SqlUnderstanding.Full ? null : read[0].Reason);

        // Each of the two tables has three rows.
        var reachesAll = read[0].Effects.Any(effect => effect is UpdateData { Filter.Kind: RowFilterKind.All } or DeleteData { Filter.Kind: RowFilterKind.All });
        if (reachesAll && database.Changes != 3)
        {
            comparison.Differ(template, $"{database.Changes} rows changed, read as all: {sql}");
        }
    }

    private static Style Of(string label, string t, string u, string n, string a, string b, string c, string i, string v, string w, Func<int, string>? space = null, bool lower = false) =>
        new(
            label,
            placeholder => placeholder switch { 't' => t, 'u' => u, 'n' => n, 'a' => a, 'b' => b, 'c' => c, 'i' => i, 'v' => v, 'w' => w, _ => throw new ArgumentException("{" + placeholder + "}") },
            space ?? Style.OneSpace,
            lower);

    [GeneratedRegex(@"^(insert [^(]+)\(.*\)$")]
    private static partial Regex Inserted();
}
