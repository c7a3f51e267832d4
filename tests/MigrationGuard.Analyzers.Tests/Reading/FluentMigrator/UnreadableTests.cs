using MigrationGuard.Model;

namespace MigrationGuard.Reading.Tests.Fluent;

/// <summary>What cannot be read is an unknown operation at its place, never nothing and never a failure.</summary>
public sealed class UnreadableTests
{
    [Fact]
    public void An_extension_without_source_is_unknown_and_the_chain_goes_on()
    {
        var run = FluentRun.OfUp(
            """Outside.Library.Stamp(Create.Table("t").WithColumn("Id").AsInt32()).WithColumn("B").AsString();""",
            "}\nnamespace Outside { public static class Library { public static extern ICreateTableColumnOptionOrWithColumnSyntax Stamp(this ICreateTableColumnOptionOrWithColumnSyntax x); }");
        Assert.Equal(["CreateTable", "Unknown"], run.Migration.Up.Operations.Select(operation => operation.Kind));
        Assert.Equal(["Id", "B"], ((CreateTable)run.Migration.Up.Operations[0]).Columns.Select(column => column.Name));
        Assert.Equal("Stamp", ((Unknown)run.Migration.Up.Operations[1]).Name);
    }

    [Fact]
    public void A_method_of_the_library_that_is_not_known_is_unknown()
    {
        // The surface of a later version, seen by this one.
        var run = FluentRun.OfSource(
            """
            namespace FluentMigrator.Builders.Create.View
            {
                public static class CreateViewExtensions
                {
                    public static extern void View(this ICreateExpressionRoot root, string name);
                }
            }

            namespace Team
            {
                using FluentMigrator.Builders.Create.View;

                [Migration(1)]
                public class Probe : Migration
                {
                    public override void Up() => Create.View("v");

                    public override void Down() { }
                }
            }
            """);
        Assert.Equal("View", Assert.IsType<Unknown>(Assert.Single(run.Migration.Up.Operations)).Name);
    }

    [Fact]
    public void A_chain_whose_beginning_is_lost_is_unknown()
    {
        var run = FluentRun.OfUp("Start().WithColumn(\"a\").AsInt32();", "private static extern ICreateTableWithColumnSyntax Start();");
        Assert.Contains(run.Migration.Up.Operations, operation => operation is Unknown { Name: "WithColumn" });
    }

    [Fact]
    public void The_migration_in_the_hands_of_code_without_source_is_unknown()
    {
        var run = FluentRun.OfUp("Hand(this);", "private static extern void Hand(Migration migration);");
        Assert.IsType<Unknown>(Assert.Single(run.Migration.Up.Operations));
    }

    [Fact]
    public void Names_that_are_not_known_have_a_hole()
    {
        var run = FluentRun.OfUp("Delete.Table(Environment.MachineName); Delete.Column(\"c\").FromTable(\"p_\" + Environment.MachineName);");
        Assert.Equal(Hole.Text, Assert.IsType<DropTable>(run.Migration.Up.Operations[0]).Table);
        Assert.Equal("p_" + Hole.Text, Assert.IsType<DropColumn>(run.Migration.Up.Operations[1]).Table);
    }

    [Theory]
    [InlineData("Create.Table(")]
    [InlineData("Create.Table(\"t\").WithColumn(")]
    [InlineData("Create.Table(\"t\").NoSuchMethod().WithColumn(\"a\").AsInt32();")]
    [InlineData("Delete.Column().FromTable();")]
    [InlineData("Insert.IntoTable(1).Row();")]
    [InlineData("IfDatabase(null).Execute.Sql(null);")]
    [InlineData("IfDatabase().Delegate(null);")]
    [InlineData("Execute.Sql(null); Execute.Script(null);")]
    [InlineData("Alter.Table(null).AddColumn(null).AsString(-1).WithDefaultValue();")]
    [InlineData("Create.ForeignKey().FromTable(\"a\").ForeignColumns(null).ToTable(null);")]
    [InlineData("Update.Table(\"t\").Set(null).Where(null);")]
    [InlineData("}}}}")]
    public void Broken_code_does_not_stop_the_reader(string up)
    {
        var run = FluentRun.OfUp(up);
        Assert.DoesNotContain(
            run.Read.Migrations.SelectMany(migration => migration.Up.Operations).OfType<Unknown>(),
            unknown => unknown.Reason.StartsWith("The reader failed", StringComparison.Ordinal));
    }

    [Fact]
    public void An_expression_added_by_hand_is_unknown()
    {
        var run = FluentRun.OfSource(
            """
            [Migration(1)]
            public class Probe : Migration
            {
                public override void Up() => Create.Schema("s");

                public override void Down() { }

                public override void GetUpExpressions(IMigrationContext context)
                {
                    base.GetUpExpressions(context);
                    context.Expressions.Add(new FluentMigrator.Expressions.DeleteTableExpression { TableName = "t" });
                }
            }
            """);
        Assert.Equal(["EnsureSchema", "Unknown"], run.Migration.Up.Operations.Select(operation => operation.Kind));
    }

    [Fact]
    public void A_thousand_columns_are_read()
    {
        var run = FluentRun.OfUp("var t = Create.Table(\"t\").WithColumn(\"c\").AsInt32();\n" + string.Join("\n", Enumerable.Range(0, 1000).Select(i => $"t.WithColumn(\"c{i}\").AsInt32().Indexed();")));
        Assert.Equal(1001, Assert.IsType<CreateTable>(run.Migration.Up.Operations[0]).Columns.Count);
        Assert.Equal(1001, run.Migration.Up.Operations.Count);
    }
}
