using MigrationGuard.Model;

namespace MigrationGuard.Planning;

/// <summary>The reader hands over SQL as text; what it does is read here, where the engine is known.</summary>
public sealed class SqlInDeploymentTests
{
    [Theory]
    [InlineData(Engine.PostgreSql, "DROP TABLE \"Orders\"")]
    [InlineData(Engine.SqlServer, "DROP TABLE [Orders]")]
    [InlineData(Engine.MySql, "DROP TABLE `Orders`")]
    [InlineData(Engine.Sqlite, "DROP TABLE \"Orders\"")]
    public void A_text_is_read_in_the_dialect_of_its_context(Engine engine, string text)
    {
        var assessment = Assess(engine, new Sql { Text = text });

        var read = Assert.IsType<Sql>(Assert.Single(assessment.Deployment.Contexts[0].Steps[1].Migration.Up.Operations));
        var drop = Assert.IsType<DropTable>(Assert.Single(Assert.Single(read.Statements).Effects));
        Assert.Equal("Orders", drop.Table);
        Assert.Contains("MG6001", assessment.Failures());
    }

    [Fact]
    public void What_was_read_before_stays_as_it_is()
    {
        var read = Make.Sql("DROP TABLE \"Orders\"", Make.DropTable("Customers"));

        var kept = Assess(Engine.PostgreSql, read).Deployment.Contexts[0].Steps[1].Migration.Up.Operations;

        Assert.Same(read, Assert.Single(kept));
    }

    [Fact]
    public void A_text_that_is_not_known_stays_not_known_and_closes_the_gate()
    {
        var assessment = Assess(Engine.PostgreSql, new Sql { Text = null });

        Assert.Empty(Assert.IsType<Sql>(Assert.Single(assessment.Deployment.Contexts[0].Steps[1].Migration.Up.Operations)).Statements);
        Assert.Contains("MG6001", assessment.Failures());
    }

    private static Assessment Assess(Engine engine, Sql sql) =>
        Make.Assess("1_Initial", engine, Make.Ef("1_Initial", [Make.Table("Orders"), Make.Table("Customers")], []), Make.Ef("2_Next", [sql], []));
}
