using MigrationGuard.Model;
using MigrationGuard.Rules;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Core.Tests.Rules;

// What users of other checkers reported as noise, judged by every rule that might repeat it. What the reader of SQL must tell apart stands with its tests.
public sealed class ComplaintRuleTests
{
    private static readonly CreateTable Customers = Op.Table("customers", Op.Int("id"), Op.Text("email"));

    [Theory]
    [InlineData("CREATE TABLE fresh (a int); UPDATE fresh SET a = 1; DELETE FROM fresh; TRUNCATE fresh; DROP TABLE fresh")]
    [InlineData("CREATE TEMP TABLE x AS SELECT * FROM customers; UPDATE x SET id = 1; DELETE FROM x; DROP TABLE x")]
    [InlineData("ALTER TABLE customers ADD COLUMN city text; UPDATE customers SET city = 'x'")]
    public void What_is_new_in_the_set_or_temporary_loses_nothing(string text)
    {
        var hazards = Trial.Ef.Migration(Customers).Migration([Read(text)], [Read("ALTER TABLE customers DROP COLUMN IF EXISTS city")]).Judge();

        Assert.DoesNotContain(hazards, finding => finding.Rule is "MG1001" or "MG1002" or "MG1009" or "MG1010" or "MG5002" or "MG5003");
    }

    [Theory]
    [InlineData("UPDATE customers SET email = 'x'", "MG1010")]
    [InlineData("DELETE FROM customers", "MG1009")]
    [InlineData("DROP TABLE customers", "MG1002")]
    public void The_same_on_an_older_table_is_reported(string text, string rule) =>
        Assert.Contains(Trial.Ef.Migration(Customers).Migration(Read(text)).Judge(), finding => finding.Rule == rule);

    [Theory]
    [InlineData("ALTER TABLE customers RENAME COLUMN email TO mail")]
    [InlineData("ALTER TABLE customers RENAME TO people")]
    public void A_rename_loses_nothing(string text) =>
        Assert.DoesNotContain(Trial.Ef.Migration(Customers).Migration(Read(text)).Judge(), finding => finding.Rule is "MG1001" or "MG1002" or "MG1014");

    [Theory]
    [InlineData("ALTER TABLE customers ADD COLUMN n int NOT NULL DEFAULT 0")]
    [InlineData("ALTER TABLE customers ADD COLUMN at timestamptz DEFAULT CURRENT_TIMESTAMP")]
    [InlineData("ALTER TABLE customers ADD COLUMN tags text[] DEFAULT ARRAY[]::text[]")]
    [InlineData("CREATE INDEX i ON customers (email) WHERE email IS NOT NULL")]
    [InlineData("ALTER TABLE customers ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID")]
    [InlineData("UPDATE customers SET id = id WHERE FALSE")]
    public void What_overwrites_no_value_is_no_data_loss(string text) =>
        Assert.DoesNotContain(Trial.Ef.Migration(Customers).Migration(Read(text)).Judge(), finding => finding.Rule is "MG1001" or "MG1004" or "MG1005" or "MG1006" or "MG1009" or "MG1010");

    [Fact]
    public void A_default_a_backfill_and_a_requirement_in_that_order_overwrite_only_what_is_named()
    {
        var text = "ALTER TABLE customers ALTER email SET DEFAULT ''; UPDATE customers SET email = '' WHERE email IS NULL; ALTER TABLE customers ALTER email SET NOT NULL; ALTER TABLE customers ALTER email DROP DEFAULT";

        // The order is what other checkers took for safe: the NULLs are gone all the same, and somebody says so.
        Assert.Contains(Trial.Ef.Migration(Customers).Migration(Read(text)).Judge(), finding => finding.Rule is "MG1010" or "MG1006");
    }

    private static Sql Read(string text) => new() { Text = text, Statements = SqlReader.Read(text, SqlDialect.PostgreSql) };
}
