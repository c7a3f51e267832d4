using MigrationGuard.Model;
using MigrationGuard.SqlReading;
using Xunit;

namespace MigrationGuard.Core.Tests.SqlReading;

public sealed class ColumnCopyTests
{
    [Theory]
    [InlineData("UPDATE t SET a = b", "a=b")]
    [InlineData("UPDATE \"T\" SET \"A\" = \"B\" WHERE \"A\" IS NULL", "A=B")]
    [InlineData("UPDATE t SET a = b, c = d", "a=b,c=d")]
    [InlineData("UPDATE t SET a = t.b", "a=b")]
    [InlineData("UPDATE t AS x SET a = x.b", "a=b")]
    [InlineData("UPDATE t SET a = left(b, 1)", "")]
    [InlineData("UPDATE t SET a = b || 'x'", "")]
    [InlineData("UPDATE t SET a = b::text", "")]
    [InlineData("UPDATE t SET a = NULL", "")]
    [InlineData("UPDATE t SET a = DEFAULT", "")]
    [InlineData("UPDATE t SET a = 1", "")]
    [InlineData("UPDATE t SET b = NULL, a = b", "")]
    [InlineData("UPDATE t SET a = o.b FROM o WHERE o.id = t.id", "")]
    [InlineData("UPDATE t SET a = b FROM o WHERE o.id = t.id", "")]
    [InlineData("UPDATE t SET a = (SELECT b FROM o)", "")]
    public void Only_a_plain_column_of_the_same_row_is_a_copy(string sql, string expected)
    {
        var update = SqlReader.Read(sql, SqlDialect.PostgreSql).SelectMany(statement => statement.Effects).OfType<UpdateData>().Single();

        Assert.Equal(expected, string.Join(",", update.Copies.Select(copy => copy.Column + "=" + copy.Source)));
    }

    [Theory]
    [InlineData("left(a, 100)", 100)]
    [InlineData("(left(a, 100))", 100)]
    [InlineData("SUBSTRING(a, 1, 100)", 100)]
    [InlineData("substr(trim(a), 1, 100)", 100)]
    [InlineData("substring(a from 1 for 100)", 100)]
    [InlineData("substring(a, 2, 100)", null)]
    [InlineData("substring(a, 100)", null)]
    [InlineData("substring(a from 1)", null)]
    [InlineData("substring(a for 100)", null)]
    [InlineData("substring(, 1, 100)", null)]
    [InlineData("left(100)", null)]
    [InlineData("left(a, b)", null)]
    [InlineData("left(f(a), 100)", null)]
    [InlineData("left(a, 100) || a", null)]
    public void A_text_that_is_cut_has_a_length(string expression, int? length)
    {
        var update = SqlReader.Read("UPDATE t SET a = " + expression, SqlDialect.PostgreSql).SelectMany(statement => statement.Effects).OfType<UpdateData>().Single();
        var alter = SqlReader.Read("ALTER TABLE t ALTER COLUMN a TYPE varchar(100) USING " + expression, SqlDialect.PostgreSql).SelectMany(statement => statement.Effects).OfType<AlterColumn>().Single();

        Assert.Equal((length, length), (update.Cuts.SingleOrDefault()?.Length, alter.UsingCut));
    }
}
