using Microsoft.SqlServer.TransactSql.ScriptDom;
using MigrationGuard.Model;
using MigrationGuard.SqlComparison.Comparing;
using MigrationGuard.SqlComparison.Corpus;
using MigrationGuard.SqlReading;

namespace MigrationGuard.SqlComparison.SqlServer;

public sealed class SqlServerComparisonTests
{
    private static readonly IReadOnlyList<string> Anywhere = Template.Lines(SqlServerTemplates.Text);

    private static readonly IReadOnlyList<string> Alone = Template.Lines(SqlServerTemplates.Alone);

    [Fact]
    public void The_reader_sees_what_the_parser_of_SQL_Server_sees()
    {
        var comparison = new Comparison("SqlServer");
        foreach (var template in Anywhere.Concat(Alone))
        {
            foreach (var sql in SqlServerStyles.All.Select(style => Template.Write(template, style)).Distinct(StringComparer.Ordinal))
            {
                var truth = Parse(sql);
                var read = SqlReader.Read(sql, SqlDialect.SqlServer);
                if (!SameStarts(truth, read))
                {
                    comparison.Differ(template, $"starts {Starts(truth)}, read as {string.Join(",", read.Select(s => s.Start))}: {sql}");
                    continue;
                }

                for (var k = 0; k < truth.Count; k++)
                {
                    comparison.Words(template, sql, ScriptDomWords.Of(truth[k]), EffectWords.Of(read[k]), read[k].Understanding == SqlUnderstanding.Full ? null : read[k].Reason);
                }
            }
        }

        Assert.True(comparison.Compared >= 900, comparison.Compared + " statements");
        comparison.AssertOnlyJustified();
    }

    // T-SQL needs no semicolons: where a statement ends is known by what follows it, so that every pair of neighbours is another question.
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(31)]
    public void Statements_without_semicolons_are_cut_where_the_parser_of_SQL_Server_cuts_them(int distance)
    {
        var wrong = new List<string>();
        foreach (var style in SqlServerStyles.All.Take(3))
        {
            for (var i = 0; i < Anywhere.Count; i++)
            {
                var sql = Template.Write(Anywhere[i], style) + "\n" + Template.Write(Anywhere[(i + distance) % Anywhere.Count], style);

                // A statement that must have a semicolon after or before it cannot stand here.
                var script = TryParse(sql);
                if (script is not null && !SameStarts(script, SqlReader.Read(sql, SqlDialect.SqlServer)))
                {
                    wrong.Add($"{Starts(script)} read as {string.Join(",", SqlReader.Read(sql, SqlDialect.SqlServer).Select(s => s.Start))}: {sql}");
                }
            }
        }

        Assert.True(wrong.Count == 0, wrong.Count + " pairs\n" + string.Join("\n", wrong.Take(20)));
    }

    [Fact]
    public void Batches_are_cut_at_GO()
    {
        var script = string.Join("\nGO\n", Alone.Concat(Anywhere).Select(template => Template.Write(template, SqlServerStyles.All[1])));

        // ScriptDom takes GO as the end of a batch too.
        Assert.True(SameStarts(Parse(script), SqlReader.Read(script, SqlDialect.SqlServer)));
    }

    private static bool SameStarts(IReadOnlyList<TSqlStatement> truth, IReadOnlyList<SqlStatement> read) =>
        truth.Select(statement => statement.StartOffset).SequenceEqual(read.Select(statement => statement.Start));

    private static string Starts(IReadOnlyList<TSqlStatement> truth) => string.Join(",", truth.Select(statement => statement.StartOffset));

    private static IReadOnlyList<TSqlStatement> Parse(string sql)
    {
        var fragment = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        Assert.True(errors.Count == 0, (errors.Count > 0 ? errors[0].Message + " line " + errors[0].Line : "") + ": " + (sql.Length > 500 ? sql[..500] : sql));
        return ScriptDomWords.Leaves(fragment);
    }

    private static IReadOnlyList<TSqlStatement>? TryParse(string sql)
    {
        var fragment = (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return errors.Count == 0 ? ScriptDomWords.Leaves(fragment) : null;
    }
}
