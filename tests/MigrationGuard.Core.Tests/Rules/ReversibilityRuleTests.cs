using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Core.Tests.Rules;

public sealed class ReversibilityRuleTests
{
    private static readonly CreateTable Customers = Op.Table("Customers", Op.Int("Id"), Op.Text("Email"));
    private static readonly AddColumn AddCity = Op.Add("Customers", Op.Text("City"));

    private static RenameColumn Rename(string name, string newName) => new() { Table = "Customers", Name = name, NewName = newName };

    private static Func<Migration, Migration> Down(MigrationBody down) => migration => migration with { Down = down };

    private static Func<Migration, Migration> ForwardOnly(MigrationBody down) => migration => migration with
    {
        Down = down,
        Declarations = new MigrationDeclarations { ForwardOnly = new ForwardOnlyDeclaration { Reason = "no way back" } },
    };

    [Fact]
    public void MG2001_fires_without_a_Down() => Trial.Ef.Migration([AddCity], [], Down(new MigrationBody { Kind = BodyKind.Missing })).Fires("MG2001");

    [Fact]
    public void MG2001_is_quiet_when_Up_is_empty() => Trial.Ef.Migration([], [], Down(new MigrationBody { Kind = BodyKind.Missing })).IsQuiet("MG2001");

    [Fact]
    public void MG2001_is_quiet_when_it_is_declared() => Trial.Ef.Migration([AddCity], [], ForwardOnly(new MigrationBody { Kind = BodyKind.Missing })).IsQuiet("MG2001");

    [Fact]
    public void MG2002_fires_when_Down_is_empty_and_Up_changes_the_schema()
    {
        var finding = Trial.Ef.Migration([AddCity], []).Fires("MG2002");
        Assert.Contains("Up adds column 'City' to table 'Customers'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2002_does_not_say_that_a_change_fails_the_second_time()
    {
        Assert.Contains("the next Up fails", Trial.Ef.Migration([AddCity], []).Fires("MG2002").Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the next Up fails", Trial.Ef.Migration([Op.Alter("Customers", Op.Text("Email"), Op.Of("Email", "varchar(50)"))], []).Fires("MG2002").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2002_fires_when_SQL_changes_the_schema() => Trial.Fm.Migration([Op.Sql(AddCity)], []).Fires("MG2002");

    [Fact]
    public void MG2002_is_quiet_when_both_are_empty() => Trial.Ef.Migration([], []).IsQuiet("MG2002");

    [Fact]
    public void MG2002_is_quiet_when_Up_only_writes_data() => Trial.Ef.Migration(Customers).Migration([Op.Sql(Op.Update("Customers", "Email"))], []).IsQuiet("MG2002");

    [Fact]
    public void MG2002_is_quiet_about_a_schema_that_EF_would_not_remove_either() => Trial.Ef.Migration([new EnsureSchema { Name = "shop" }], []).IsQuiet("MG2002");

    [Fact]
    public void MG2002_is_quiet_about_scratch_tables() => Trial.Ef.Migration([Op.Table("Tmp", Op.Int("Id")), Op.DropTable("Tmp")], []).IsQuiet("MG2002");

    [Fact]
    public void MG2002_is_quiet_when_FluentMigrator_reverses_by_itself() =>
        Trial.Fm.Migration([AddCity], [], Down(new MigrationBody { Kind = BodyKind.AutoReversed })).IsQuiet("MG2002");

    [Fact]
    public void MG2002_is_quiet_about_what_runs_every_time() =>
        Trial.Fm.Migration([AddCity], [], migration => migration with { Kind = MigrationKind.Maintenance }).IsQuiet("MG2002");

    [Fact]
    public void MG2003_fires_when_Down_throws()
    {
        var finding = Trial.Ef.Migration([AddCity], [], Down(new MigrationBody { Throws = true, Thrown = "new NotSupportedException()" })).Fires("MG2003");
        Assert.Contains("new NotSupportedException()", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2003_is_quiet_when_it_is_declared() => Trial.Ef.Migration([AddCity], [], ForwardOnly(new MigrationBody { Throws = true })).IsQuiet("MG2003");

    [Fact]
    public void MG2003_is_quiet_about_ForwardOnlyMigration() =>
        Trial.Fm.Migration([AddCity], [], Down(new MigrationBody { Kind = BodyKind.ForwardOnly, Throws = true })).IsQuiet("MG2003");

    [Fact]
    public void MG2003_reports_a_base_class_once_and_there()
    {
        var span = new SourceSpan("Base.cs", 100, 4, 7, 5, 7, 9);
        var down = Down(new MigrationBody { Kind = BodyKind.Inherited, DeclaredIn = "Shop.ShopMigration", Throws = true, Span = span });
        var finding = Trial.Fm.Migration(Customers)
            .Migration([AddCity], [], down).Migration([AddCity], [], down).Migration([AddCity], [], down)
            .LastInSet(3).Fires("MG2003");
        Assert.Equal(span, finding.Span);
        Assert.Contains("base class 'Shop.ShopMigration'", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2003_reports_a_base_class_also_when_earlier_users_of_it_are_released()
    {
        var down = Down(new MigrationBody { Kind = BodyKind.Inherited, DeclaredIn = "Shop.ShopMigration", Throws = true });
        Trial.Fm.Migration([Customers], [], down).Migration([AddCity], [], down).Fires("MG2003");
    }

    [Fact]
    public void MG2005_hints_at_a_column_that_comes_back_empty()
    {
        var finding = Trial.Ef.Migration(Customers)
            .Migration([Op.Drop("Customers", "Email")], [Op.Add("Customers", Op.Text("Email", false) with { Default = Literal.OfString("") })])
            .Fires("MG2005");
        Assert.Equal(Severity.Info, finding.Severity);
        Assert.Contains("with \"\" in every row", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2005_hints_at_a_table_that_comes_back_empty() =>
        Trial.Fm.Migration(Customers).Migration([Op.DropTable("Customers")], [Customers]).Fires("MG2005");

    [Fact]
    public void MG2005_is_quiet_when_Down_copies_the_values_back() =>
        Trial.Ef.Migration(Customers)
            .Migration(
                [Op.Add("Customers", Op.Text("Contact")), Op.Sql(Op.Copy("Customers", "Contact", "Email")), Op.Drop("Customers", "Email")],
                [Op.Add("Customers", Op.Text("Email")), Op.Sql(Op.Copy("Customers", "Email", "Contact")), Op.Drop("Customers", "Contact")])
            .IsQuiet("MG2005");

    [Fact]
    public void MG2005_is_quiet_when_Up_dropped_nothing_with_values() =>
        Trial.Ef.Migration([Customers, Op.Drop("Customers", "Email")], [Op.Add("Customers", Op.Text("Email"))]).IsQuiet("MG2005");

    [Fact]
    public void MG2006_hints_at_values_that_a_rollback_drops() =>
        Trial.Ef.Migration(Customers).Migration([AddCity], [Op.Drop("Customers", "City")]).Fires("MG2006");

    [Fact]
    public void MG2006_hints_at_a_new_column_that_was_renamed() =>
        Trial.Ef.Migration(Customers).Migration([AddCity, Rename("City", "Town")], [Op.Drop("Customers", "Town")]).Fires("MG2006");

    [Fact]
    public void MG2006_hints_at_a_new_column_whose_name_Down_gives_back() =>
        Trial.Ef.Migration(Customers).Migration([AddCity, Rename("City", "Town")], [Rename("Town", "Place"), Op.Drop("Customers", "Place")]).Fires("MG2006");

    [Fact]
    public void MG2006_hints_at_a_new_table_that_was_renamed() =>
        Trial.Ef.Migration(Customers).Migration([Op.Table("Towns", Op.Int("Id")), new RenameTable { Table = "Towns", NewName = "Cities" }], [Op.DropTable("Cities")]).Fires("MG2006");

    [Fact]
    public void MG2006_is_quiet_about_an_old_column_that_was_renamed() =>
        Trial.Ef.Migration(Customers).Migration([Rename("Email", "Mail")], [Op.Drop("Customers", "Mail")]).IsQuiet("MG2006");

    [Fact]
    public void MG2006_is_quiet_about_a_column_that_Down_itself_added() =>
        Trial.Ef.Migration(Customers).Migration([new CreateIndex { Table = "Customers", Name = "IX", Columns = ["Email"] }], [AddCity, Op.Drop("Customers", "City")]).IsQuiet("MG2006");

    [Fact]
    public void MG2006_hints_once_for_a_new_table() =>
        Trial.Fm.Migration([Customers], [Op.DropTable("Customers")]).Fires("MG2006");

    [Fact]
    public void MG2006_hints_at_what_FluentMigrator_reverses_by_itself() =>
        Trial.Fm.Migration([Customers, AddCity], [], Down(new MigrationBody { Kind = BodyKind.AutoReversed })).Fires("MG2006");

    [Fact]
    public void MG2006_is_quiet_about_an_index() =>
        Trial.Ef.Migration(Customers)
            .Migration([new CreateIndex { Table = "Customers", Name = "IX", Columns = ["Email"] }], [new DropIndex { Table = "Customers", Name = "IX" }])
            .IsQuiet("MG2006");

    [Fact]
    public void MG2006_is_quiet_when_Down_keeps_the_values() =>
        Trial.Ef.Migration(Customers)
            .Migration(
                [AddCity],
                [Op.Sql(Op.Copy("Customers", "Email", "City")), Op.Drop("Customers", "City")])
            .IsQuiet("MG2006");

    [Fact]
    public void MG2014_fires_about_a_class_that_is_never_found()
    {
        var finding = Trial.Ef.Migration([AddCity], [], migration => migration with { Kind = MigrationKind.NeverRuns, NeverRunsBecause = "it has no [Migration] attribute" }).Fires("MG2014");
        Assert.Contains("it has no [Migration] attribute", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MG2014_is_quiet_about_a_migration() => Trial.Ef.Migration(AddCity).IsQuiet("MG2014");

    [Fact]
    public void MG2015_fires_for_both_of_two_equal_ids()
    {
        var findings = Trial.Ef.Migration(Customers)
            .Migration([AddCity], [Op.Drop("Customers", "City")], migration => migration with { Id = "20260301100000_m1" })
            .LastInSet(2).Judge("MG2015");
        Assert.Equal(2, findings.Count);
    }

    [Fact]
    public void MG2015_leaves_FluentMigrator_to_its_own_analyzer() =>
        Trial.Fm.Migration(Customers)
            .Migration([AddCity], [Op.Drop("Customers", "City")], migration => migration with { Id = "202603011000", Version = 202603011000 })
            .LastInSet(2).IsQuiet("MG2015");

    [Fact]
    public void MG2015_is_quiet_about_different_ids() => Trial.Ef.Migration(Customers).Migration(AddCity).IsQuiet("MG2015");
}
