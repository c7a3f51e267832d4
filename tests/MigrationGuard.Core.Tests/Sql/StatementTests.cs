using MigrationGuard.Core.Tests.SqlReading.Cases;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.SqlReading;

public class StatementTests
{
    [Theory]
    [MemberData(nameof(PostgreSql))]
    public void A_PostgreSql_statement_does_what_the_list_says(string sql, string expected) => Check(sql, expected, SqlDialect.PostgreSql);

    [Theory]
    [MemberData(nameof(SqlServer))]
    public void A_SqlServer_statement_does_what_the_list_says(string sql, string expected) => Check(sql, expected, SqlDialect.SqlServer);

    [Theory]
    [MemberData(nameof(MySql))]
    public void A_MySql_statement_does_what_the_list_says(string sql, string expected) => Check(sql, expected, SqlDialect.MySql);

    [Theory]
    [MemberData(nameof(Sqlite))]
    public void A_Sqlite_statement_does_what_the_list_says(string sql, string expected) => Check(sql, expected, SqlDialect.Sqlite);

    [Theory]
    [MemberData(nameof(Unknown))]
    public void A_statement_of_an_unknown_dialect_does_what_the_list_says(string sql, string expected) => Check(sql, expected, SqlDialect.Unknown);

    [Theory]
    [MemberData(nameof(Holes))]
    public void A_statement_with_unknown_parts_does_what_the_list_says(string sql, string expected) => Check(sql, expected, SqlDialect.SqlServer);

    public static TheoryData<string, string> PostgreSql() => CaseList.Of(PostgreSqlCases.Text);

    public static TheoryData<string, string> SqlServer() => CaseList.Of(SqlServerCases.Text);

    public static TheoryData<string, string> MySql() => CaseList.Of(MySqlCases.Text);

    public static TheoryData<string, string> Sqlite() => CaseList.Of(SqliteCases.Text);

    public static TheoryData<string, string> Unknown() => CaseList.Of(UnknownCases.Text);

    public static TheoryData<string, string> Holes() => CaseList.Of(HolesCases.Text);

    private static void Check(string sql, string expected, SqlDialect dialect) =>
        Assert.Equal(expected, Notation.Show(SqlReader.Read(sql, dialect)));
}
