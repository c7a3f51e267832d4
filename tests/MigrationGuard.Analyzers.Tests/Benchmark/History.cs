using MigrationGuard.Model;

namespace MigrationGuard.Benchmark;

/// <summary>Puts a case into its history: the shop's tables and what else is released, and the migration that is judged.</summary>
internal static class History
{
    private const string EfTables = """
        migrationBuilder.CreateTable(
            name: "Customers",
            columns: table => new
            {
                Id = table.Column<int>(type: "$int", nullable: false),
                Name = table.Column<string>(type: "$varchar(100)", maxLength: 100, nullable: false),
                Email = table.Column<string>(type: "$varchar(200)", maxLength: 200, nullable: true),
                City = table.Column<string>(type: "$varchar(100)", maxLength: 100, nullable: true),
                Age = table.Column<int>(type: "$int", nullable: true),
                Points = table.Column<int>(type: "$int", nullable: false),
                Balance = table.Column<decimal>(type: "$decimal(18,2)", precision: 18, scale: 2, nullable: false),
                CreatedAt = table.Column<DateTime>(type: "$time", nullable: false),
                Notes = table.Column<string>(type: "$text", nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
        migrationBuilder.CreateTable(
            name: "Orders",
            columns: table => new
            {
                Id = table.Column<int>(type: "$int", nullable: false),
                CustomerId = table.Column<int>(type: "$int", nullable: false),
                State = table.Column<string>(type: "$varchar(20)", maxLength: 20, nullable: false, defaultValue: "new"),
                Total = table.Column<decimal>(type: "$decimal(18,2)", precision: 18, scale: 2, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Orders", x => x.Id);
                table.ForeignKey("FK_Orders_Customers_CustomerId", x => x.CustomerId, "Customers", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateTable(
            name: "Regions",
            columns: table => new { Id = table.Column<int>(type: "$int", nullable: false), Code = table.Column<string>(type: "$varchar(10)", maxLength: 10, nullable: false) },
            constraints: table => table.PrimaryKey("PK_Regions", x => x.Id));
        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
        """;

    private const string FluentTables = """
        Create.Table("Customers")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Customers")
            .WithColumn("Name").AsString(100).NotNullable()
            .WithColumn("Email").AsString(200).Nullable()
            .WithColumn("City").AsString(100).Nullable()
            .WithColumn("Age").AsInt32().Nullable()
            .WithColumn("Points").AsInt32().NotNullable()
            .WithColumn("Balance").AsDecimal(18, 2).NotNullable()
            .WithColumn("CreatedAt").AsDateTime().NotNullable()
            .WithColumn("Notes").AsString(4000).Nullable();
        Create.Table("Orders")
            .WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Orders")
            .WithColumn("CustomerId").AsInt32().NotNullable()
            .WithColumn("State").AsString(20).NotNullable().WithDefaultValue("new")
            .WithColumn("Total").AsDecimal(18, 2).NotNullable();
        Create.Table("Regions").WithColumn("Id").AsInt32().NotNullable().PrimaryKey("PK_Regions").WithColumn("Code").AsString(10).NotNullable();
        Create.ForeignKey("FK_Orders_Customers_CustomerId").FromTable("Orders").ForeignColumn("CustomerId").ToTable("Customers").PrimaryColumn("Id");
        Create.Index("IX_Orders_CustomerId").OnTable("Orders").OnColumn("CustomerId").Ascending();
        """;

    public static string Of(Framework framework, IReadOnlyDictionary<string, string> parts)
    {
        var tables = framework == Framework.EfCore ? EfTables : FluentTables;
        var hasReleased = parts.ContainsKey("released") || parts.ContainsKey("model");
        var isForwardOnly = parts.ContainsKey("forward only");
        var attributes = isForwardOnly ? Part("attributes") + "\n[MigrationGuard.ForwardOnly(\"" + Part("forward only") + "\")]" : Part("attributes");
        var down = parts.ContainsKey("no down") ? null : isForwardOnly ? "throw new NotSupportedException();" : Part("down");
        return (framework == Framework.FluentMigrator ? "using FluentMigrator.SqlServer;\n\n" : "")
            + Class(framework, "202601010000", "Shop", "", tables, "", null)
            + (hasReleased ? Class(framework, "202602010000", "Released", "", Part("released"), "", parts.ContainsKey("model") ? Part("model") : null) : "")
            + Class(framework, "202603010000", "Case", attributes, Part("up"), down, parts.ContainsKey("designer") ? Part("designer") : null, Part("base"), Part("transaction"), Part("members"))
            + Part("beside");

        string Part(string name) => parts.TryGetValue(name, out var text) ? text : "";
    }

    private static string Class(
        Framework framework, string id, string name, string attributes, string up, string? down, string? model, string baseClass = "", string transaction = "", string members = "") => framework == Framework.EfCore
        ? $$"""
            {{attributes}}
            [Migration("{{id}}00_{{name}}")]
            public class {{name}} : {{(baseClass.Length == 0 ? "Migration" : baseClass)}}
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
            {{up}}
                }

            {{(down is null ? "" : "    protected override void Down(MigrationBuilder migrationBuilder)\n    {\n" + down + "\n    }")}}
            {{members}}
            {{(model is null ? "" : Designer(model))}}
            }

            """
        : $$"""
            {{attributes}}
            [Migration({{id}}{{(transaction.Length == 0 ? "" : ", TransactionBehavior." + transaction)}})]
            public class {{name}} : {{(baseClass.Length == 0 ? "Migration" : baseClass)}}
            {
                public override void Up()
                {
            {{up}}
                }

            {{(down is null ? "" : "    public override void Down()\n    {\n" + down + "\n    }")}}
            {{members}}
            }

            """;

    private static string Designer(string properties) => $$"""
            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity("Shop.Customer", b =>
                    {
        {{properties}}
                        b.HasKey("Id");
                        b.ToTable("Customers");
                    });
            }
        """;
}
