using MigrationGuard.Model;
using MigrationGuard.Planning;
using Xunit;

namespace MigrationGuard.Rollback;

public sealed class AutoReversedTests
{
    private static MigrationRollback Judge(params Operation[] up) => Make.Assess(
        "1",
        Make.Fm(1, [Make.Table("Customers")]),
        Make.Fm(2, up) with { Down = new MigrationBody { Kind = BodyKind.AutoReversed }, FrameworkVersion = "5.0.0" }).Rollback.Migrations.Single();

    [Fact]
    public void What_FluentMigrator_reverses_is_an_exact_inverse()
    {
        var rollback = Judge(Make.Table("T"), Make.Add("Customers", "Note"));

        Assert.Equal((SchemaInverse.Exact, DataInverse.Untouched), (rollback.Inverse.Schema, rollback.Inverse.Data));
    }

    [Fact]
    public void What_it_cannot_reverse_throws_at_rollback()
    {
        var rollback = Judge(new RenameColumn { Table = "Customers", Name = "Name", NewName = "Title" }, Make.Alter("Customers", Make.Column("Email", "text")));

        Assert.Equal(SchemaInverse.None, rollback.Inverse.Schema);
        Assert.Equal(RollbackClass.Irreversible, rollback.Class);
    }

    [Fact]
    public void What_depends_on_the_database_is_unknown()
    {
        var rollback = Judge(Make.Table("T") with { Certainty = Certainty.Conditional, Condition = "!Schema.Table(\"T\").Exists()" });

        Assert.Equal(SchemaInverse.Unknown, rollback.Inverse.Schema);
    }
}
