using MigrationGuard.Model;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class RawSqlRuleTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Text("Email"));

    private static Sql NotUnderstood(SqlUnderstanding understanding, string text = "CALL cleanup()") => new()
    {
        Text = text,
        Statements = [new SqlStatement { Verb = "CALL", Understanding = understanding, Reason = "procedures may do anything", Start = 0, Length = text.Length }],
    };

    [Theory]
    [InlineData(SqlUnderstanding.None)]
    [InlineData(SqlUnderstanding.Partial)]
    public void MG5001_fires_when_a_statement_is_not_understood(SqlUnderstanding understanding)
    {
        var finding = Trial.Ef.Migration(NotUnderstood(understanding)).Fires("MG5001");
        Assert.Contains("'CALL cleanup()'", finding.Message, StringComparison.Ordinal);
        Assert.Contains("procedures may do anything", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG5001_shows_a_hostile_statement_in_one_line()
    {
        var finding = Trial.Ef.Migration(NotUnderstood(SqlUnderstanding.None, "CALL x(\n'\u202E')")).Fires("MG5001");
        Assert.DoesNotContain('\n', finding.Message);
        Assert.DoesNotContain('\u202E', finding.Message);
    }

    [Fact]
    public void MG5001_fires_when_the_script_was_not_found() =>
        Trial.Fm.Migration(new Sql { Text = null, Source = new SqlSource("seed.sql", null, null) }).Fires("MG5001");

    [Fact]
    public void MG5001_is_quiet_when_everything_is_understood() => Trial.Ef.Migration(Op.Sql(Op.Update("Customers", "Email"))).IsQuiet("MG5001");

    [Fact]
    public void MG5001_is_quiet_inside_Down() => Trial.Ef.Migration([Op.Add("Customers", Op.Text("City"))], [NotUnderstood(SqlUnderstanding.None)]).IsQuiet("MG5001");

    [Fact]
    public void MG5002_fires_for_an_update_of_every_row() => Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Update("Customers", "Email"))).Fires("MG5002");

    [Fact]
    public void MG5002_fires_for_a_delete_of_every_row() => Trial.Fm.Migration(Customers).Migration(Op.Sql(Op.Delete("Customers"))).Fires("MG5002");

    [Fact]
    public void MG5002_is_quiet_when_rows_are_named() =>
        Trial.Ef.Migration(Customers).Migration(Op.Sql(Op.Delete("Customers") with { Filter = new RowFilter(RowFilterKind.Condition, ["Id"], "Id > 7") })).IsQuiet("MG5002");

    [Fact]
    public void MG5002_is_quiet_about_a_backfill() =>
        Trial.Ef.Migration(Customers).Migration(Op.Add("Customers", Op.Text("City")), Op.Sql(Op.Update("Customers", "City"))).IsQuiet("MG5002");

    [Fact]
    public void MG5002_is_quiet_when_a_call_says_all_rows_explicitly() => Trial.Fm.Migration(Customers).Migration(Op.Update("Customers", "Email")).IsQuiet("MG5002");

    [Fact]
    public void MG5003_fires_for_TRUNCATE() => Trial.Ef.Migration(Customers).Migration(Op.Sql(new TruncateTable { Table = "Customers" })).Fires("MG5003");

    [Fact]
    public void MG5003_says_what_CASCADE_adds()
    {
        var finding = Trial.Ef.Migration(Customers).Migration(Op.Sql(new TruncateTable { Table = "Customers", Cascade = true })).Fires("MG5003");
        Assert.Contains("of the tables that reference it", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG5003_is_quiet_about_a_table_of_the_set() => Trial.Ef.Migration(Customers, Op.Sql(new TruncateTable { Table = "Customers" })).IsQuiet("MG5003");
}
