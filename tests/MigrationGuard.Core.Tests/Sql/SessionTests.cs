using MigrationGuard.Model;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.SqlReading;

public class SessionTests
{
    [Theory]
    [InlineData("CREATE TEMP TABLE x (a int); DROP TABLE x; DROP TABLE x", "CREATE TABLE | DROP TABLE | DROP TABLE droptable x")]
    [InlineData("CREATE TEMP TABLE x (a int); CREATE TABLE x (a int); DROP TABLE x", "CREATE TABLE | CREATE TABLE create x(a:int) | DROP TABLE droptable x")]
    [InlineData("DO $$ BEGIN IF true THEN CREATE TEMP TABLE x (a int); END IF; END $$; DELETE FROM x", "DO | DELETE delete x all")]
    [InlineData("SELECT * INTO TEMP x FROM y; DELETE FROM x", "SELECT | DELETE")]
    public void A_name_is_temporary_only_while_the_temporary_table_is_sure_to_exist(string sql, string expected) =>
        Assert.Equal(expected, Notation.Show(SqlReader.Read(sql, SqlDialect.PostgreSql)));

    [Theory]
    [InlineData("CREATE PROCEDURE p() BEGIN DELETE FROM a; END; DROP PROCEDURE p; CREATE PROCEDURE p() BEGIN DELETE FROM b; END; CALL p()", "CREATE PROCEDURE create procedure p | DROP PROCEDURE drop procedure p | CREATE PROCEDURE create procedure p | CALL delete b all")]
    [InlineData("CREATE PROCEDURE p() BEGIN DELETE FROM b; END; DROP PROCEDURE p; CALL p()", "CREATE PROCEDURE create procedure p | DROP PROCEDURE drop procedure p | CALL!")]
    public void A_call_does_what_the_body_at_that_moment_does(string sql, string expected) =>
        Assert.Equal(expected, Notation.Show(SqlReader.Read(sql, SqlDialect.MySql)));

    [Fact]
    public void Of_two_routines_with_one_name_either_may_be_called()
    {
        const string Text = "CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql AS 'DELETE FROM x'; CREATE FUNCTION f(a text) RETURNS void LANGUAGE sql AS 'SELECT 1'; SELECT f(1)";

        Assert.Equal("SELECT~ delete x all", Notation.Show(SqlReader.Read(Text, SqlDialect.PostgreSql)[2]));
    }

    [Fact]
    public void Texts_of_one_migration_know_the_routines_and_temporary_tables_of_those_before_them()
    {
        var operations = SqlOperationReader.Attach(
            [Raw("CREATE PROCEDURE p AS DELETE FROM Users"), Raw("EXEC p"), Raw("SELECT * INTO #t FROM Users"), Raw("DROP TABLE #t")],
            Engine.SqlServer);

        Assert.Equal(
            ["CREATE PROCEDURE create procedure p", "EXEC delete Users all", "SELECT", "DROP TABLE"],
            operations.Cast<Sql>().Select(sql => Notation.Show(sql.Statements)));
    }

    [Fact]
    public void Effects_keep_the_providers_the_certainty_and_the_condition_of_their_operation()
    {
        var sql = Raw("DROP TABLE a") with { Providers = Providers.MySql, Certainty = Certainty.Conditional, Condition = "flag" };

        var effect = Assert.Single(Assert.IsType<Sql>(SqlOperationReader.Attach([sql], Engine.PostgreSql)[0]).Statements[0].Effects);

        Assert.Equal((Providers.MySql, Certainty.Conditional, "flag"), (effect.Providers, effect.Certainty, effect.Condition));
    }

    [Fact]
    public void An_operation_for_one_provider_is_read_in_that_providers_dialect()
    {
        var sql = Raw("DELETE FROM `a` # all of it") with { Providers = Providers.MySql };

        Assert.Equal("DELETE delete a all", Notation.Show(Assert.IsType<Sql>(SqlOperationReader.Attach([sql], Engine.PostgreSql)[0]).Statements));
    }

    [Fact]
    public void A_text_that_is_not_known_gets_no_statements()
    {
        var sql = new Sql { Text = null };

        Assert.Same(sql, SqlOperationReader.Attach([sql], Engine.PostgreSql)[0]);
    }

    private static Sql Raw(string text) => new() { Text = text };
}
