using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class ChangedColumnRuleTests
{
    private static Trial Change(Engine engine, Column from, Column to, Framework framework = Framework.EfCore) =>
        (framework == Framework.EfCore ? Trial.Ef : Trial.Fm).On(engine).Migration(Op.Table("T", Op.Int("Id"), from)).Migration(Op.Alter("T", to, from));

    [Theory]
    [InlineData(Engine.PostgreSql, "character varying(50)", "character varying(20)")]
    [InlineData(Engine.SqlServer, "nvarchar(50)", "nvarchar(20)")]
    [InlineData(Engine.MySql, "varchar(50)", "varchar(20)")]
    [InlineData(Engine.PostgreSql, "bigint", "integer")]
    [InlineData(Engine.SqlServer, "int", "smallint")]
    public void MG1004_fires_when_a_column_gets_narrower(Engine engine, string from, string to)
    {
        var trial = Change(engine, Op.Of("C", from), Op.Of("C", to));
        Assert.Equal("T.C", trial.Fires("MG1004").Object);
        trial.IsQuiet("MG1005");
    }

    [Theory]
    [InlineData(Engine.PostgreSql, "character varying(20)", "character varying(50)")]
    [InlineData(Engine.PostgreSql, "character varying(20)", "text")]
    [InlineData(Engine.SqlServer, "nvarchar(20)", "nvarchar(max)")]
    [InlineData(Engine.PostgreSql, "integer", "bigint")]
    [InlineData(Engine.MySql, "decimal(10,2)", "decimal(12,2)")]
    [InlineData(Engine.Sqlite, "TEXT", "TEXT")]
    public void Widening_is_quiet(Engine engine, string from, string to)
    {
        var trial = Change(engine, Op.Of("C", from), Op.Of("C", to));
        trial.IsQuiet("MG1004");
        trial.IsQuiet("MG1005");
    }

    [Fact]
    public void MG1004_says_when_the_old_definition_is_not_known()
    {
        var finding = Trial.Fm.Migration(Op.Alter("T", Op.Of("C", "character varying(20)"), null)).Fires("MG1004");
        Assert.Contains("not known", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decimal(18,2)", "decimal(18,4)", false)]
    [InlineData("decimal(10,2)", "decimal(10,4)", true)]
    public void MG1004_is_quiet_about_amounts_that_nothing_reaches(string from, string to, bool fires) =>
        Assert.Equal(fires, Trial.Ef.On(Engine.SqlServer).Migration(Op.Table("T", Op.Of("C", from))).Migration(Op.Alter("T", Op.Of("C", to), Op.Of("C", from))).Judge("MG1004").Count == 1);

    [Fact]
    public void MG1004_speaks_of_what_is_cut_only_where_it_is_cut()
    {
        static string Message(Engine engine) => Trial.Ef.On(engine).Migration(Op.Table("T", Op.Of("C", "varchar(50)"))).Migration(Op.Alter("T", Op.Of("C", "varchar(20)"), Op.Of("C", "varchar(50)"))).Fires("MG1004").Message;

        Assert.DoesNotContain("cannot bring back what is cut", Message(Engine.SqlServer), StringComparison.Ordinal);
        Assert.Contains("cannot bring back what is cut", Message(Engine.MySql), StringComparison.Ordinal);
    }

    [Fact]
    public void MG1004_is_quiet_about_a_column_of_the_set() =>
        Trial.Ef.Migration(Op.Table("T", Op.Of("C", "character varying(50)")), Op.Alter("T", Op.Of("C", "character varying(20)"), Op.Of("C", "character varying(50)"))).IsQuiet("MG1004");

    [Theory]
    [InlineData(Engine.PostgreSql, "numeric(18,2)", "numeric(18,1)")]
    [InlineData(Engine.SqlServer, "nvarchar(50)", "varchar(50)")]
    [InlineData(Engine.SqlServer, "datetime2", "date")]
    [InlineData(Engine.SqlServer, "datetimeoffset", "datetime2")]
    [InlineData(Engine.Sqlite, "TEXT", "INTEGER")]
    public void MG1005_fires_when_values_change_silently(Engine engine, string from, string to)
    {
        var trial = Change(engine, Op.Of("C", from), Op.Of("C", to));
        trial.Fires("MG1005");
        trial.IsQuiet("MG1004");
    }

    [Theory]
    [InlineData(Engine.PostgreSql)]
    [InlineData(Engine.SqlServer)]
    [InlineData(Engine.Sqlite)]
    public void MG1006_fires_when_EF_overwrites_NULLs(Engine engine)
    {
        var finding = Change(engine, Op.Text("C"), Op.Text("C", false) with { Default = Literal.OfString("") }).Fires("MG1006");
        Assert.Contains("every NULL in it becomes \"\"", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG1006_fires_on_MySQL_where_NULLs_may_become_zero() => Change(Engine.MySql, Op.Int("C", true), Op.Int("C", false), Framework.FluentMigrator).Fires("MG1006");

    [Fact]
    public void MG1006_is_quiet_when_the_statement_fails_on_NULLs() => Change(Engine.PostgreSql, Op.Text("C"), Op.Text("C", false)).IsQuiet("MG1006");

    [Fact]
    public void MG1006_is_quiet_when_the_column_was_required_before() =>
        Change(Engine.PostgreSql, Op.Text("C", false), Op.Text("C", false) with { Default = Literal.OfString("") }).IsQuiet("MG1006");

    [Fact]
    public void MG1006_is_quiet_after_an_explicit_backfill() =>
        Trial.Ef.Migration(Op.Table("T", Op.Text("C")))
            .Migration(Op.Sql(Op.FillNulls("T", "C")), Op.Alter("T", Op.Text("C", false) with { Default = Literal.OfString("") }, Op.Text("C"))).IsQuiet("MG1006");

    [Fact]
    public void MG1006_fires_when_the_backfill_writes_NULL() =>
        Trial.Ef.Migration(Op.Table("T", Op.Text("C")))
            .Migration(Op.Update("T", "C") with { Rows = [[Literal.Null]] }, Op.Alter("T", Op.Text("C", false) with { Default = Literal.OfString("") }, Op.Text("C"))).Fires("MG1006");

    [Fact]
    public void MG1006_is_quiet_when_a_check_constraint_excludes_NULLs() =>
        Trial.Ef.Migration(Op.Table("T", Op.Text("C")), new AddCheckConstraint { Table = "T", Check = new CheckDefinition("ck", "(\"C\" IS NOT NULL)") })
            .Migration(Op.Alter("T", Op.Text("C", false) with { Default = Literal.OfString("") }, Op.Text("C"))).IsQuiet("MG1006");

    [Fact]
    public void MG1008_fires_in_both_directions()
    {
        Change(Engine.PostgreSql, Op.Text("C"), Op.Text("C") with { ComputedSql = "upper(x)", Stored = true }).Fires("MG1008");
        Change(Engine.SqlServer, Op.Text("C") with { ComputedSql = "upper(x)" }, Op.Text("C")).Fires("MG1008");
    }

    [Fact]
    public void MG1008_is_quiet_when_a_column_stays_what_it_is() => Change(Engine.PostgreSql, Op.Text("C"), Op.Text("C", false)).IsQuiet("MG1008");

    [Theory]
    [InlineData(Engine.SqlServer)]
    [InlineData(Engine.MySql)]
    [InlineData(Engine.Sqlite)]
    public void MG1018_fires_when_nothing_is_said_about_NULL(Engine engine) =>
        Change(engine, Op.Of("C", "varchar(20)", true), Op.Of("C", "varchar(50)", null), Framework.FluentMigrator).Fires("MG1018");

    [Fact]
    public void MG1018_is_quiet_on_PostgreSQL() =>
        Change(Engine.PostgreSql, Op.Of("C", "varchar(20)", true), Op.Of("C", "varchar(50)", null), Framework.FluentMigrator).IsQuiet("MG1018");

    [Fact]
    public void MG1018_is_quiet_when_it_is_said() =>
        Change(Engine.SqlServer, Op.Of("C", "varchar(20)", true), Op.Of("C", "varchar(50)", true), Framework.FluentMigrator).IsQuiet("MG1018");

    [Fact]
    public void MG1018_is_quiet_when_the_column_was_required_before() =>
        Change(Engine.SqlServer, Op.Of("C", "varchar(20)", false), Op.Of("C", "varchar(50)", null), Framework.FluentMigrator).IsQuiet("MG1018");
}
