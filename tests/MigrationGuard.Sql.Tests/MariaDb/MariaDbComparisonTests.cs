using System.Text;
using System.Text.RegularExpressions;
using MigrationGuard.Model;
using MigrationGuard.SqlComparison.Comparing;
using MigrationGuard.SqlComparison.Corpus;
using MigrationGuard.SqlReading;

namespace MigrationGuard.SqlComparison.MariaDb;

public sealed partial class MariaDbComparisonTests
{
    // Names as written; the server stores them without quotes.
    private static readonly Style[] Styles =
    [
        Of("plain", "users", "orders", "people", "name", "total", "id", "ix_users", "active", "guard", Style.OneSpace),
        Of("backticks", "`Users`", "`order lines`", "`drop`", "`select`", "`from`", "`key`", "`index`", "`view`", "`end`", HashComments),
        Of("quotes inside", "`a``b`", "`x;y`", "`it's`", "`--c`", "`/*d`", "`#e`", "`(f`", "`\"g`", "`h,i`", Style.Comments),
        Of("other letters", "größen", "таблица", "表", "имя", "çok", "_é1", "1x", "$y", "z$", Style.OneSpace),
    ];

    private static readonly string[] Setup =
    [
        "DROP DATABASE IF EXISTS w",
        "CREATE DATABASE w DEFAULT CHARACTER SET utf8mb4",
        "USE w",
        "CREATE TABLE {t} ({c} int NOT NULL PRIMARY KEY, {a} int NOT NULL DEFAULT 5, {b} varchar(200), KEY {i} ({a}))",
        "CREATE TABLE {u} ({c} int NOT NULL PRIMARY KEY, {a} int, {b} varchar(200))",
        "CREATE VIEW {v} AS SELECT {a} FROM {t}",
        "CREATE TRIGGER {w} BEFORE DELETE ON {u} FOR EACH ROW SET @x = 1",
        "INSERT INTO {t} VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, NULL)",
        "INSERT INTO {u} VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, NULL)",
    ];

    [Needs("the server of MariaDB (apt-get install mariadb-server-core mariadb-client-core)", "mariadbd", "mariadb", "mariadb-install-db")]
    public void The_reader_sees_what_MariaDB_does()
    {
        var cases = (from template in Template.Lines(MariaDbTemplates.Text) from style in Styles select (Template: template, Style: style, Sql: Template.Write(template, style))).ToArray();
        string[] output;
        using (var server = new MariaDbServer())
        {
            output = server.Execute(string.Concat(cases.Select((c, k) => Script(c.Sql, c.Style, k)))).Split('\n');
        }

        var comparison = new Comparison("MariaDb");
        var rejected = new List<string>();
        for (var k = 0; k < cases.Length; k++)
        {
            var before = Part(output, $"#before {k}", $"#run {k}");
            if (!output.Contains($"#ran {k}"))
            {
                rejected.Add(cases[k].Sql);
                continue;
            }

            Compare(comparison, cases[k].Template, cases[k].Sql, cases[k].Style, new Snapshot(before), new Snapshot(Part(output, $"#after {k}", $"#end {k}")));
        }

        Assert.True(rejected.Count == 0, rejected.Count + " rejected:\n" + string.Join("\n", rejected.Take(20)) + "\n" + string.Join("\n", output.Where(line => line.StartsWith("ERROR", StringComparison.Ordinal)).Take(20)));
        Assert.True(comparison.Compared >= 350, comparison.Compared + " statements");
        comparison.AssertOnlyJustified();
    }

    // The server is given the statement and its neighbour in one piece, so that it is the server that finds the end of the first.
    private static string Script(string sql, Style style, int k)
    {
        var script = new StringBuilder("DELIMITER ~~\n");
        foreach (var line in Setup)
        {
            script.Append(Template.Write(line, style with { Space = Style.OneSpace, Lower = false })).Append("~~\n");
        }

        var snapshot = Snapshot.Query([(Stored(style, 't'), style.Names('t')), (Stored(style, 'u'), style.Names('u'))], string.Join(", ", "cab".Select(style.Names)));
        foreach (var query in snapshot.Split(";\n", StringSplitOptions.RemoveEmptyEntries).Prepend($"SELECT '#before {k}'"))
        {
            script.Append(query).Append("~~\n");
        }

        script.Append($"SELECT '#run {k}'~~\n").Append(Neighbours(sql, k)).Append("~~\nCOMMIT~~\n");
        foreach (var query in snapshot.Split(";\n", StringSplitOptions.RemoveEmptyEntries).Prepend($"SELECT '#after {k}'").Append($"SELECT '#end {k}'"))
        {
            script.Append(query).Append("~~\n");
        }

        return script.ToString();
    }

    private static string Neighbours(string sql, int k) => sql + $"; SELECT '#ran {k}'; SET @y = 1";

    private static IEnumerable<string> Part(string[] output, string from, string to) =>
        output.SkipWhile(line => line != from).Skip(1).TakeWhile(line => line != to);

    private static void Compare(Comparison comparison, string template, string sql, Style style, Snapshot before, Snapshot after)
    {
        var script = Neighbours(sql, 0);
        var read = SqlReader.Read(script, SqlDialect.MySql);
        if (read.Count != 3 || script[read[1].Start..] != script[(sql.Length + 2)..])
        {
            comparison.Differ(template, $"read as {string.Join(" | ", read.Select(s => s.Verb + " at " + s.Start))}: {sql}");
            return;
        }

        var truth = before.Words(after, [.. "cab".Select(name => Stored(style, name))]);
        comparison.Words(template, sql, truth, read[0].Effects.Count == 0 ? [] : EffectWords.Of(read[0]).SelectMany(Comparable), read[0].Understanding == SqlUnderstanding.Full ? null : read[0].Reason);
    }

    // What the server's catalogue can show: it does not keep which columns an INSERT named, and a unique constraint is an index.
    private static IEnumerable<string> Comparable(string word)
    {
        if (word.StartsWith("all ", StringComparison.Ordinal))
        {
            return [];
        }

        return [Inserted().Replace(word, "$1").Replace("truncate ", "delete ", StringComparison.Ordinal).Replace("addunique ", "index ", StringComparison.Ordinal) + (word.StartsWith("addunique", StringComparison.Ordinal) ? " unique" : "")];
    }

    private static string Stored(Style style, char name)
    {
        var written = style.Names(name);
        return written[0] == '`' ? written[1..^1].Replace("``", "`", StringComparison.Ordinal) : written;
    }

    private static string HashComments(int k) => (k % 4) switch
    {
        0 => "\n\t",
        1 => " /* DROP TABLE c; */ ",
        2 => " # DELETE FROM c;\n",
        _ => "  ",
    };

    private static Style Of(string label, string t, string u, string n, string a, string b, string c, string i, string v, string w, Func<int, string> space) =>
        new(
            label,
            placeholder => placeholder switch { 't' => t, 'u' => u, 'n' => n, 'a' => a, 'b' => b, 'c' => c, 'i' => i, 'v' => v, 'w' => w, _ => throw new ArgumentException("{" + placeholder + "}") },
            space,
            Lower: false);

    [GeneratedRegex(@"^(insert [^(]+)\(.*\)$")]
    private static partial Regex Inserted();
}
