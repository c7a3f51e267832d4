using System.Text;
using System.Text.Json;
using MigrationGuard.Model;
using MigrationGuard.SqlComparison.Comparing;
using MigrationGuard.SqlComparison.Corpus;
using MigrationGuard.SqlReading;

namespace MigrationGuard.SqlComparison.PostgreSql;

public sealed class PostgreSqlComparisonTests
{
    private const string Install = "Node.js with npm (apt-get install nodejs npm)";

    private static readonly IReadOnlyList<string> Templates = Template.Lines(PostgreSqlTemplates.Text);

    [Needs(Install, "node", "npm")]
    public void The_reader_sees_what_the_parser_of_PostgreSQL_sees()
    {
        var cases = (from template in Templates from style in PostgreSqlStyles.All select (Template: template, Sql: Template.Write(template, style))).DistinctBy(c => c.Sql).ToArray();
        var parsed = PostgreSqlParser.Parse([.. cases.Select(c => c.Sql)]);
        var comparison = new Comparison("PostgreSql");
        var rejected = new List<string>();
        for (var i = 0; i < cases.Length; i++)
        {
            if (parsed[i].TryGetProperty("error", out var error))
            {
                rejected.Add(error + ": " + cases[i].Sql);
                continue;
            }

            Compare(comparison, cases[i].Template, cases[i].Sql, parsed[i].GetProperty("stmts"));
        }

        // A template that PostgreSQL does not take compares nothing.
        Assert.True(rejected.Count == 0, string.Join("\n", rejected));
        Assert.True(comparison.Compared >= 1000, comparison.Compared + " statements");
        comparison.AssertOnlyJustified();
    }

    [Needs(Install, "node", "npm")]
    public void A_script_is_cut_where_the_parser_of_PostgreSQL_cuts_it()
    {
        var scripts = new List<string>();
        foreach (var style in PostgreSqlStyles.All)
        {
            foreach (var group in Templates.Select(template => Template.Write(template, style)).Chunk(9))
            {
                scripts.Add(string.Join(";" + style.Space(scripts.Count), group) + (scripts.Count % 2 == 0 ? ";" : ""));
            }
        }

        var parsed = PostgreSqlParser.Parse(scripts);
        for (var i = 0; i < scripts.Count; i++)
        {
            Assert.False(parsed[i].TryGetProperty("error", out var error), error + ": " + scripts[i]);
            var expected = parsed[i].GetProperty("stmts").EnumerateArray().Select(statement => Range(scripts[i], statement)).ToArray();
            var actual = SqlReader.Read(scripts[i], SqlDialect.PostgreSql);
            Assert.Equal(expected.Length, actual.Count);
            for (var k = 0; k < expected.Length; k++)
            {
                Assert.True(actual[k].Start >= expected[k].Start && actual[k].Start + actual[k].Length <= expected[k].End, $"statement {k + 1} of {scripts[i]}");
            }
        }
    }

    private static void Compare(Comparison comparison, string template, string sql, JsonElement statements)
    {
        var read = SqlReader.Read(sql, SqlDialect.PostgreSql);
        var truth = statements.EnumerateArray().Select(statement => statement.GetProperty("stmt")).ToArray();
        if (read.Count != truth.Length)
        {
            comparison.Differ(template, $"{truth.Length} statements, read as {read.Count}: {sql}");
            return;
        }

        for (var k = 0; k < truth.Length; k++)
        {
            var kind = Verb(ParseTreeWords.Kind(truth[k]));
            if (kind is not null && !read[k].Verb.StartsWith(kind, StringComparison.Ordinal))
            {
                comparison.Differ(template, $"a {ParseTreeWords.Kind(truth[k])}, read as {read[k].Verb}: {sql}");
            }

            comparison.Words(template, sql, ParseTreeWords.Of(truth[k]), EffectWords.Of(read[k]), read[k].Understanding == SqlUnderstanding.Full ? null : read[k].Reason);
        }
    }

    // Null where one kind of node has several verbs, and the words tell them apart.
    private static string? Verb(string kind) => kind switch
    {
        "InsertStmt" => "INSERT",
        "UpdateStmt" => "UPDATE",
        "DeleteStmt" => "DELETE",
        "MergeStmt" => "MERGE",
        "TruncateStmt" => "TRUNCATE",
        "CreateStmt" or "CreateForeignTableStmt" => "CREATE TABLE",
        "IndexStmt" => "CREATE INDEX",
        "ViewStmt" => "CREATE VIEW",
        "CreateTrigStmt" => "CREATE ",
        "DropStmt" or "DropRoleStmt" or "DropdbStmt" => "DROP ",
        "AlterTableStmt" or "RenameStmt" or "AlterObjectSchemaStmt" or "AlterEnumStmt" => "ALTER ",
        "CopyStmt" => "COPY",
        "GrantStmt" => "",
        "CommentStmt" => "COMMENT",
        "DoStmt" => "DO",
        "CallStmt" => "CALL",
        "ExplainStmt" => "EXPLAIN",
        _ => null,
    };

    // Offsets of the parser count bytes of UTF-8.
    private static (int Start, int End) Range(string sql, JsonElement statement)
    {
        var bytes = Encoding.UTF8.GetBytes(sql);
        var start = statement.TryGetProperty("stmt_location", out var location) ? location.GetInt32() : 0;
        var length = statement.TryGetProperty("stmt_len", out var given) && given.GetInt32() > 0 ? given.GetInt32() : bytes.Length - start;
        var from = Encoding.UTF8.GetCharCount(bytes, 0, start);
        return (from, from + Encoding.UTF8.GetCharCount(bytes, start, length));
    }
}
