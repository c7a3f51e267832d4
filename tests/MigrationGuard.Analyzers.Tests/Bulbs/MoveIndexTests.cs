using MigrationGuard.BulbCheck.Loading;
using MigrationGuard.BulbCheck.Trying;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard.Bulbs;

/// <summary>An index that stands beside other operations goes to a migration of its own.</summary>
public sealed class MoveIndexTests
{
    [Fact]
    public async Task An_index_moves_with_its_Down_and_a_copy_of_the_Designer()
    {
        var press = await PressAsync(
            """
                    b.AddColumn<int>(name: "Age", table: "order_items", type: "integer", nullable: true);

                    // For the list.
                    b.CreateIndex(
                        name: "ix_orders",
                        table: "order_items",
                        column: "customer_id");
            """,
            """
                    b.DropIndex(
                        name: "ix_orders",
                        table: "order_items");

                    b.DropColumn(name: "Age", table: "order_items");
            """);

        Assert.Equal(("Move the index into a migration of its own, built concurrently", null, true), (press.Title, press.Error, press.Silent));
        Assert.Empty(press.Louder);
        Assert.Equal(
            Source(
                "AddAge",
                """
                        b.AddColumn<int>(name: "Age", table: "order_items", type: "integer", nullable: true);
                """,
                """
                        b.DropColumn(name: "Age", table: "order_items");
                """,
                "\n    private const int Other = 1;\n")
            + "\n// 20260301100001_IndexOrderItemsCustomerId.cs\n"
            + Source(
                "IndexOrderItemsCustomerId",
                """
                        b.CreateIndex(
                            name: "ix_orders",
                            table: "order_items",
                            column: "customer_id")
                            .Annotation("Npgsql:CreatedConcurrently", true);
                """,
                """
                        b.DropIndex(
                            name: "ix_orders",
                            table: "order_items");
                """),
            press.After,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Of_several_indexes_each_has_its_own_turn()
    {
        var press = await PressAsync(
            """
                    b.CreateIndex("ix_a", "orders", "a");

                    b.CreateIndex("ix_b", "orders", "b");
            """,
            """
                    b.DropIndex("ix_a", "orders");

                    b.DropIndex("ix_b", "orders");
            """);

        Assert.True(press.Silent);
        Assert.StartsWith(
            Source("AddAge", "        b.CreateIndex(\"ix_b\", \"orders\", \"b\");", "        b.DropIndex(\"ix_b\", \"orders\");", "\n    private const int Other = 1;\n"), press.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("if (System.Environment.ProcessorCount > 1) { b.CreateIndex(\"ix\", \"orders\", \"a\"); }")]
    [InlineData("for (var i = 0; i < 1; i++) { b.CreateIndex(\"ix\", \"orders\", \"a\"); }")]
    public async Task What_does_not_stand_by_itself_stays(string create)
    {
        var press = await PressAsync("        b.AddColumn<int>(name: \"Age\", table: \"orders\", type: \"integer\", nullable: true);\n        " + create, "        b.DropColumn(name: \"Age\", table: \"orders\");");

        Assert.Null(press.Title);
    }

    [Fact]
    public async Task Where_the_next_migration_follows_at_once_there_is_no_room()
    {
        var press = await PressAsync(
            "        b.AddColumn<int>(name: \"Age\", table: \"orders\", type: \"integer\", nullable: true);\n        b.CreateIndex(\"ix\", \"orders\", \"a\");",
            "        b.DropIndex(\"ix\", \"orders\");\n        b.DropColumn(name: \"Age\", table: \"orders\");",
            ("/m/20260301100001_A.cs", "using Microsoft.EntityFrameworkCore.Migrations;\n\n[Migration(\"20260301100001_A\")]\npublic class A : Migration\n{\n    protected override void Up(MigrationBuilder b)\n    {\n        b.DropTable(\"old\");\n    }\n}"));

        Assert.Null(press.Title);
    }

    private static async Task<Press> PressAsync(string up, string down, params (string, string)[] more)
    {
        var project = LoadedProject.Create(
            [
                ("/m/20260301100000_AddAge.cs", Source("AddAge", up, down, "\n    private const int Other = 1;\n")),
                ("/m/20260301100000_AddAge.Designer.cs", "using Microsoft.EntityFrameworkCore.Migrations;\n\nnamespace Shop;\n\n[Migration(\"20260301100000_AddAge\")]\npartial class AddAge\n{\n}\n"),
                .. more,
            ],
            References.EfCore,
            TestCompilation.ParseOptions,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            "postgresql",
            "",
            until: null);
        var result = await new Trial([new Bulb(new MoveIndexFix())], 10).RunAsync(project, default);
        Assert.Equal(0, result.Errors);
        return Assert.Single(Assert.Single(result.Bulbs).Presses);
    }

    private static string Source(string name, string up, string down, string other = "") => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop;

        /// <inheritdoc />
        public partial class {{name}} : Migration
        {
            protected override void Up(MigrationBuilder b)
            {
        {{up}}
            }

            protected override void Down(MigrationBuilder b)
            {
        {{down}}
            }
        {{other}}}

        """;
}
