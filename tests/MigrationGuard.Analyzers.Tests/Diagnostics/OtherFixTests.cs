using FluentMigrator;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Concurrent = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.ConcurrentIndexFix>;
using Contract = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.ContractStepFix>;
using Nullable = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.KeepNullableFix>;

namespace MigrationGuard.Diagnostics;

public sealed class OtherFixTests
{
    private static readonly IReadOnlyList<MetadataReference> Fluent = [.. References.Framework, MetadataReference.CreateFromFile(typeof(MigrationAttribute).Assembly.Location)];

    [Fact]
    public Task A_column_that_silence_makes_required_stays_nullable() => Nullable.VerifyCodeFixAsync(
        Longer("Alter.Column(\"Name\").OnTable(\"Customers\").AsString(200);"),
        Longer("Alter.Column(\"Name\").OnTable(\"Customers\").AsString(200).Nullable();"),
        options: Options("sqlserver"),
        references: Fluent);

    [Fact]
    public Task In_a_chain_each_column_is_found_by_its_name() => Nullable.VerifyCodeFixAsync(
        Longer("Alter.Table(\"Customers\").AlterColumn(\"Name\").AsString(200).AlterColumn(\"City\").AsString(60);"),
        Longer("Alter.Table(\"Customers\").AlterColumn(\"Name\").AsString(200).Nullable().AlterColumn(\"City\").AsString(60).Nullable();"),
        options: Options("sqlserver"),
        references: Fluent);

    [Fact]
    public Task A_drop_names_the_released_step_that_created_and_filled_the_replacement() => Contract.VerifyCodeFixAsync(
        Drop(""),
        Drop("[ExpandContract(MigrationPhase.Contract, ExpandedBy = \"20260201000000_AddFullName\")]\n"),
        diagnosticId: "MG1001",
        options: Options("postgresql", "20260202000000_Other"));

    [Fact]
    public Task A_gate_that_is_missing_offers_the_same() => Contract.VerifyCodeFixAsync(
        Drop(""),
        Drop("[ExpandContract(MigrationPhase.Contract, ExpandedBy = \"20260201000000_AddFullName\")]\n"),
        diagnosticId: "MG6001",
        options: Options("postgresql", "20260202000000_Other"));

    [Fact]
    public Task Without_a_released_replacement_no_contract_is_offered() => Contract.VerifyNoCodeFixAsync(Drop(""), Options("postgresql", "20260101000000_AddCustomers"));

    [Fact]
    public Task A_replacement_that_nothing_filled_is_none() =>
        Contract.VerifyNoCodeFixAsync(Drop("").Replace("migrationBuilder.Sql(", "_ = (", StringComparison.Ordinal), Options("postgresql", "20260202000000_Other"));

    [Theory]
    [InlineData("postgresql", "Npgsql:CreatedConcurrently")]
    [InlineData("sqlserver", "SqlServer:Online")]
    public Task An_index_is_built_without_blocking_writers(string engine, string annotation) => Concurrent.VerifyCodeFixAsync(
        Index("migrationBuilder.CreateIndex(\n            name: \"IX_Orders_CustomerId\",\n            table: \"Orders\",\n            column: \"CustomerId\");"),
        Index("migrationBuilder.CreateIndex(\n            name: \"IX_Orders_CustomerId\",\n            table: \"Orders\",\n            column: \"CustomerId\")\n            .Annotation(\"" + annotation + "\", true);"),
        options: Options(engine));

    [Fact]
    public Task A_call_on_one_line_stays_on_it() => Concurrent.VerifyCodeFixAsync(
        Index("migrationBuilder.CreateIndex(\"IX_Orders_CustomerId\", \"Orders\", \"CustomerId\"); // for the list"),
        Index("migrationBuilder.CreateIndex(\"IX_Orders_CustomerId\", \"Orders\", \"CustomerId\").Annotation(\"Npgsql:CreatedConcurrently\", true); // for the list"),
        options: Options("postgresql"));

    [Fact]
    public Task Beside_another_operation_an_index_is_not_made_concurrent() => Concurrent.VerifyNoCodeFixAsync(
        Index("migrationBuilder.CreateIndex(\"IX_Orders_CustomerId\", \"Orders\", \"CustomerId\");\n        migrationBuilder.AddColumn<int>(name: \"Age\", table: \"Orders\", type: \"integer\", nullable: true);"),
        Options("postgresql"));

    [Fact]
    public Task FluentMigrator_says_it_and_runs_without_a_transaction() => Concurrent.VerifyCodeFixAsync(
        FluentIndex("using FluentMigrator;", "[Migration(202603011000)]", ""),
        FluentIndex("using FluentMigrator;\nusing FluentMigrator.Postgres;", "[Migration(202603011000, TransactionBehavior.None)]", ".WithOptions().AsConcurrently()"),
        options: Options("postgresql"),
        references: Fluent);

    private static string Index(string create) => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260301100000_IndexOrders")]
        public class IndexOrders : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{create}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
            }
        }
        """;

    private static string FluentIndex(string usings, string attribute, string options) => $$"""
        {{usings}}

        {{attribute}}
        public class IndexOrders : Migration
        {
            public override void Up()
            {
                Create.Index("IX_Orders_CustomerId").OnTable("Orders").OnColumn("CustomerId").Ascending(){{options}};
            }

            public override void Down()
            {
                Delete.Index("IX_Orders_CustomerId").OnTable("Orders");
            }
        }
        """;

    private static TestOptions Options(string engine, string released = "") => new(new Dictionary<string, string>
    {
        ["build_property._MigrationGuardEngine"] = engine,
        ["build_property._MigrationGuardReleased"] = released,
    });

    private static string Longer(string alter) => $$"""
        using FluentMigrator;

        [Migration(202602011000)]
        public class AddCustomers : AutoReversingMigration
        {
            public override void Up()
            {
                Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(50).Nullable().WithColumn("City").AsString(50).Nullable();
            }
        }

        [Migration(202603011000)]
        public class Longer : Migration
        {
            public override void Up()
            {
                {{alter}} // said or not
            }

            public override void Down()
            {
                Alter.Column("Name").OnTable("Customers").AsString(50).Nullable();
                Alter.Column("City").OnTable("Customers").AsString(50).Nullable();
            }
        }
        """;

    private static string Drop(string attribute) => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;
        using MigrationGuard;

        [Migration("20260101000000_AddCustomers")]
        public class AddCustomers : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.CreateTable(
                    name: "Customers",
                    columns: table => new { Id = table.Column<int>(type: "integer", nullable: false), Name = table.Column<string>(type: "text", nullable: true) },
                    constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropTable(name: "Customers");
            }
        }

        [Migration("20260201000000_AddFullName")]
        public class AddFullName : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "FullName", table: "Customers", type: "text", nullable: true);
                migrationBuilder.Sql("UPDATE \"Customers\" SET \"FullName\" = \"Name\"");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropColumn(name: "FullName", table: "Customers");
            }
        }

        [Migration("20260202000000_Other")]
        public class Other : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<int>(name: "Age", table: "Customers", type: "integer", nullable: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropColumn(name: "Age", table: "Customers");
            }
        }

        [Migration("20260301000000_DropName")]
        {{attribute}}public class DropName : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropColumn(name: "Name", table: "Customers");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "Name", table: "Customers", type: "text", nullable: true);
            }
        }
        """ + Attributes.Source;
}
