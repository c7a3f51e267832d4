using MigrationGuard.Core.Tests.SqlReading.Cases;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.SqlReading;

public class HostileTextTests
{
    private static readonly string[] Soup =
    [
        "SELECT", "INSERT", "INTO", "UPDATE", "SET", "DELETE", "FROM", "WHERE", "MERGE", "USING", "WHEN", "MATCHED", "THEN", "NOT", "NULL", "IS", "AND", "OR", "(", ")", "[", "]", ",", ";", ".", "*", "=",
        "::", ":=", "'", "\"", "`", "$$", "$a$", "--", "/*", "*/", "/*!", "#", "@x", "@@y", "N'x'", "E'\\'", "'a'", "\"b\"", "[c]", "`d`", "1", "1.5e3", "0x1F", "t", "a", "b", "\uFFFD", "GO", "\nGO 3\n",
        "BEGIN", "END", "IF", "ELSE", "WHILE", "LOOP", "CASE", "TRY", "CATCH", "DECLARE", "EXEC", "EXECUTE", "CALL", "DO", "WITH", "AS", "CREATE", "ALTER", "DROP", "TABLE", "INDEX", "VIEW", "PROCEDURE", "FUNCTION", "TRIGGER",
        "ADD", "COLUMN", "CONSTRAINT", "PRIMARY", "KEY", "FOREIGN", "REFERENCES", "CHECK", "DEFAULT", "UNIQUE", "ON", "CONFLICT", "DUPLICATE", "RETURNING", "OUTPUT", "VALUES", "RENAME", "TO", "TYPE", "TRUNCATE", "CASCADE",
        "DELIMITER", "\nDELIMITER //\n", "//", "PRAGMA", "COPY", "DBCC", "sp_rename", "setval", "LANGUAGE", "plpgsql", "FOR", "EACH", "ROW", "RULE", "UNION", "JOIN", "LEFT", "TOP", "LIMIT", "\n", "\0", "\ud800", "é", "{", "}", "\\",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_tokens_are_read_without_an_exception(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 800; n++)
        {
            var text = string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 40)).Select(_ => Soup[random.Next(Soup.Length)]));
            ReadEverywhere(text);
        }
    }

    [Fact]
    public void Every_statement_of_the_lists_is_read_when_it_breaks_off_anywhere()
    {
        foreach (var list in new[] { PostgreSqlCases.Text, SqlServerCases.Text, MySqlCases.Text, SqliteCases.Text, UnknownCases.Text, HolesCases.Text })
        {
            foreach (var (sql, _) in CaseList.Pairs(list))
            {
                for (var length = 0; length < sql.Length; length += sql.Length > 100 ? 3 : 2)
                {
                    ReadEverywhere(sql[..length]);
                }
            }
        }
    }

    [Fact]
    public void The_statements_cover_the_text_in_order()
    {
        foreach (var (sql, _) in CaseList.Pairs(SqlServerCases.Text))
        {
            var position = 0;
            foreach (var statement in SqlReader.Read(sql, SqlDialect.SqlServer))
            {
                Assert.True(statement.Start >= position, sql);
                Assert.True(statement.Length > 0, sql);
                position = statement.Start + statement.Length;
            }

            Assert.True(position <= sql.Length, sql);
        }
    }

    [Theory]
    [InlineData("SELECT .1\uFFFD")]
    [InlineData(".1a")]
    [InlineData("1a.2b.3")]
    [InlineData("@")]
    [InlineData("$")]
    [InlineData(":")]
    [InlineData("?")]
    public void Half_a_token_is_read_and_left_behind(string text) => ReadEverywhere(text);

    [Theory]
    [InlineData("BEGIN ")]
    [InlineData("IF 1 = 1 ")]
    [InlineData("(")]
    [InlineData("SELECT (")]
    [InlineData("EXEC('")]
    [InlineData("CASE WHEN ")]
    [InlineData("WITH a AS (")]
    [InlineData("DO $a$ BEGIN ")]
    [InlineData("CREATE PROCEDURE p AS ")]
    [InlineData("UPDATE t SET a = (")]
    [InlineData("DELETE FROM t WHERE (a = 1 OR ")]
    [InlineData("SELECT * FROM (")]
    public void Deep_nesting_neither_overflows_nor_hangs(string unit) =>
        ReadEverywhere(string.Concat(Enumerable.Repeat(unit, 20_000)));

    private static void ReadEverywhere(string text)
    {
        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            try
            {
                SqlReader.Read(text, dialect);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException(dialect + ": " + (text.Length > 400 ? text[..400] : text), failure);
            }
        }
    }
}
