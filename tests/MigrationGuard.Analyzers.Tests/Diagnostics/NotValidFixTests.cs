using FluentMigrator;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Fix = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.NotValidFix>;

namespace MigrationGuard.Diagnostics;

/// <summary>The verifier applies the fix until none is offered any more and compiles the result; the fix itself is offered only where the rule falls silent.</summary>
public sealed class NotValidFixTests
{
    private static readonly TestOptions PostgreSql = Options("postgresql");

    private static readonly IReadOnlyList<MetadataReference> Fluent = [.. References.Framework, MetadataReference.CreateFromFile(typeof(MigrationAttribute).Assembly.Location)];

    [Fact]
    public Task A_foreign_key_is_added_not_valid_and_validated_in_a_migration_of_its_own() => Fix.VerifyCodeFixAsync(
        EfCore("""
            migrationBuilder.AddForeignKey(
                        name: "FK_Orders_Customers_CustomerId",
                        table: "Orders",
                        column: "CustomerId",
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict); // for the list
            """),
        EfCore("""""
            migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE RESTRICT NOT VALID;"""); // for the list
            """""),
        options: PostgreSql,
        fixedFiles: [("ValidateFK_Orders_Customers_CustomerId.cs", Validated("FK_Orders_Customers_CustomerId"))]);

    [Fact]
    public Task A_scaffolded_migration_gets_a_file_and_a_Designer_as_EF_Core_would_name_them() => Fix.VerifyCodeFixAsync(
        Shop("LinkOrders", Link("migrationBuilder.AddForeignKey(\"FK_Orders\", \"Orders\", \"CustomerId\", \"Customers\", principalColumn: \"Id\")")),
        Shop("LinkOrders", Link(""""
            migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") NOT VALID;""")
            """".Trim())),
        options: PostgreSql,
        otherFiles: [("20260301100000_LinkOrders.Designer.cs", Designer("20260301100000_LinkOrders", "LinkOrders"))],
        fixedFiles:
        [
            ("20260301100000_LinkOrders.Designer.cs", Designer("20260301100000_LinkOrders", "LinkOrders")),
            ("20260301100001_ValidateFK_Orders.Designer.cs", Designer("20260301100001_ValidateFK_Orders", "ValidateFK_Orders")),
            ("ValidateFK_Orders.cs", Shop("ValidateFK_Orders", """"
                        migrationBuilder.Sql("""ALTER TABLE "Orders" VALIDATE CONSTRAINT "FK_Orders";""", suppressTransaction: true);
                    }

                    /// <inheritdoc />
                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                """")),
        ]);

    [Fact]
    public Task Two_constraints_take_two_free_ids() => Fix.VerifyCodeFixAsync(
        EfCore("""
            migrationBuilder.AddCheckConstraint(name: "CK_A", table: "Orders", sql: "\"Total\" >= 0");
                    migrationBuilder.AddCheckConstraint(name: "CK_B", table: "Orders", sql: "\"Total\" < 1000");
            """, "migrationBuilder.DropCheckConstraint(name: \"CK_B\", table: \"Orders\");\n        migrationBuilder.DropCheckConstraint(name: \"CK_A\", table: \"Orders\");"),
        EfCore("""""
            migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_A" CHECK ("Total" >= 0) NOT VALID;""");
                    migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_B" CHECK ("Total" < 1000) NOT VALID;""");
            """"", "migrationBuilder.DropCheckConstraint(name: \"CK_B\", table: \"Orders\");\n        migrationBuilder.DropCheckConstraint(name: \"CK_A\", table: \"Orders\");"),
        options: PostgreSql,
        fixedFiles: [("ValidateCK_A.cs", Validated("CK_A")), ("ValidateCK_B.cs", Validated("CK_B").Replace("100001_", "100002_", StringComparison.Ordinal))]);

    [Fact]
    public Task A_statement_in_SQL_gets_two_words() => Fix.VerifyCodeFixAsync(
        EfCore("migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" ADD CONSTRAINT ck CHECK (\\\"Total\\\" >= 0);\");", "migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" DROP CONSTRAINT ck\");"),
        EfCore("migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" ADD CONSTRAINT ck CHECK (\\\"Total\\\" >= 0) NOT VALID;\");", "migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" DROP CONSTRAINT ck\");"),
        options: PostgreSql,
        fixedFiles: [("Validateck.cs", Validated("ck"))]);

    [Fact]
    public Task FluentMigrator_runs_SQL_and_validates_in_the_next_version() => Fix.VerifyCodeFixAsync(
        Fluently("Migration", "Create.ForeignKey(\"FK_Orders_Customers\").FromTable(\"Orders\").InSchema(\"shop\").ForeignColumn(\"CustomerId\").ToTable(\"Customers\").PrimaryColumn(\"Id\").OnDelete(System.Data.Rule.Cascade);", Delete),
        Fluently("Migration", """"
            Execute.Sql("""ALTER TABLE "shop"."Orders" ADD CONSTRAINT "FK_Orders_Customers" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE CASCADE NOT VALID;""");
            """", Delete),
        options: PostgreSql,
        references: Fluent,
        fixedFiles: [("ValidateFK_Orders_Customers.cs", FluentlyValidated("\"shop\".\"Orders\""))]);

    [Fact]
    public Task What_reverses_itself_gets_a_Down_because_SQL_does_not() => Fix.VerifyCodeFixAsync(
        Fluently("AutoReversingMigration", "Create.ForeignKey(\"FK_Orders_Customers\").FromTable(\"Orders\").ForeignColumn(\"CustomerId\").ToTable(\"Customers\").PrimaryColumn(\"Id\");", ""),
        Fluently("Migration", """"
            Execute.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders_Customers" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") NOT VALID;""");
            """", Delete.Replace(".InSchema(\"shop\")", "", StringComparison.Ordinal)),
        options: PostgreSql,
        references: Fluent,
        fixedFiles: [("ValidateFK_Orders_Customers.cs", FluentlyValidated("\"Orders\""))]);

    [Fact]
    public Task Where_the_next_version_is_taken_a_comment_says_what_comes_next() => Fix.VerifyCodeFixAsync(
        Fluently("Migration", "Create.ForeignKey(\"FK_Orders_Customers\").FromTable(\"Orders\").InSchema(\"shop\").ForeignColumn(\"CustomerId\").ToTable(\"Customers\").PrimaryColumn(\"Id\");", Delete) + Taken,
        Fluently("Migration", """"
            // In the next migration: ALTER TABLE "shop"."Orders" VALIDATE CONSTRAINT "FK_Orders_Customers";
                    Execute.Sql("""ALTER TABLE "shop"."Orders" ADD CONSTRAINT "FK_Orders_Customers" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") NOT VALID;""");
            """", Delete) + Taken,
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task Names_with_quotes_and_words_of_SQL_in_them_stay_names() => Fix.VerifyCodeFixAsync(
        EfCore("migrationBuilder.AddCheckConstraint(name: \"CK \\\"; DROP\", table: \"Or\\\"ders\", sql: \"\\\"a\\\" <> 'NOT VALID'\");", "migrationBuilder.DropCheckConstraint(name: \"CK \\\"; DROP\", table: \"Or\\\"ders\");"),
        EfCore(""""
            migrationBuilder.Sql("""ALTER TABLE "Or""ders" ADD CONSTRAINT "CK ""; DROP" CHECK ("a" <> 'NOT VALID') NOT VALID;""");
            """", "migrationBuilder.DropCheckConstraint(name: \"CK \\\"; DROP\", table: \"Or\\\"ders\");"),
        options: PostgreSql,
        fixedFiles: [("ValidateCKDROP.cs", Validated("CK ; DROP").Replace("\"Orders\"", "\"Or\"\"ders\"", StringComparison.Ordinal).Replace("\"CK ; DROP\"", "\"CK \"\"; DROP\"", StringComparison.Ordinal).Replace("CK ; DROP", "CKDROP", StringComparison.Ordinal))]);

    [Fact]
    public Task A_validation_in_the_same_transaction_moves_to_the_next_migration() => Fix.VerifyCodeFixAsync(
        EfCore("migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" ADD CONSTRAINT ck CHECK (\\\"Total\\\" >= 0) NOT VALID\");\n        migrationBuilder.Sql(\n            \"ALTER TABLE \\\"Orders\\\" VALIDATE CONSTRAINT ck\");", "migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" DROP CONSTRAINT ck\");"),
        EfCore("migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" ADD CONSTRAINT ck CHECK (\\\"Total\\\" >= 0) NOT VALID\");", "migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" DROP CONSTRAINT ck\");"),
        options: PostgreSql,
        fixedFiles: [("Validateck.cs", Validated("ck"))]);

    [Fact]
    public Task A_validation_in_the_same_text_stays() => Fix.VerifyNoCodeFixAsync(
        EfCore("migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" ADD CONSTRAINT ck CHECK (\\\"Total\\\" >= 0) NOT VALID; ALTER TABLE \\\"Orders\\\" VALIDATE CONSTRAINT ck\");", "migrationBuilder.Sql(\"ALTER TABLE \\\"Orders\\\" DROP CONSTRAINT ck\");"),
        PostgreSql);

    [Theory]
    [InlineData("sqlserver")]
    [InlineData("mysql")]
    public Task Other_engines_know_no_such_form(string engine) =>
        Fix.VerifyNoCodeFixAsync(EfCore("migrationBuilder.AddForeignKey(\"FK_Orders\", \"Orders\", \"CustomerId\", \"Customers\", principalColumn: \"Id\");"), Options(engine));

    [Theory]
    [InlineData("if (System.DateTime.Now.Year > 2000) { migrationBuilder.AddForeignKey(\"FK_Orders\", \"Orders\", \"CustomerId\", \"Customers\", principalColumn: \"Id\"); }")]
    [InlineData("if (migrationBuilder.ActiveProvider == \"Npgsql.EntityFrameworkCore.PostgreSQL\") { migrationBuilder.AddForeignKey(\"FK_Orders\", \"Orders\", \"CustomerId\", \"Customers\", principalColumn: \"Id\"); }")]
    [InlineData("var kept = migrationBuilder.AddForeignKey(\"FK_Orders\", \"Orders\", \"CustomerId\", \"Customers\", principalColumn: \"Id\");")]
    [InlineData("migrationBuilder.AddForeignKey(\"FK_Orders\", \"Orders\", \"CustomerId\", /* why */ \"Customers\", principalColumn: \"Id\");")]
    [InlineData("foreach (var t in new[] { \"A\", \"B\" }) { migrationBuilder.AddForeignKey(\"FK_\" + t, t, \"CustomerId\", \"Customers\", principalColumn: \"Id\"); }")]
    [InlineData("migrationBuilder.AddForeignKey(\"FK_Orders\", System.Environment.MachineName, \"CustomerId\", \"Customers\", principalColumn: \"Id\");")]
    public Task What_cannot_be_replaced_one_for_one_is_left_alone(string up) => Fix.VerifyNoCodeFixAsync(EfCore(up), PostgreSql);

    [Fact]
    public Task A_key_that_is_part_of_a_column_is_left_alone() => Fix.VerifyNoCodeFixAsync(
        Fluently("Migration", "Create.Column(\"CustomerId\").OnTable(\"Orders\").AsInt32().Nullable().ForeignKey(\"FK_Orders_Customers\", \"Customers\", \"Id\");", Delete),
        PostgreSql,
        Fluent);

    private const string Delete = "\n\n    public override void Down()\n    {\n        Delete.ForeignKey(\"FK_Orders_Customers\").OnTable(\"Orders\").InSchema(\"shop\");\n    }";

    private const string Taken = """


        [Migration(202603011001)]
        public class AddNote : Migration
        {
            public override void Up()
            {
                Create.Column("Note").OnTable("Notes").AsString(50).Nullable();
            }

            public override void Down()
            {
                Delete.Column("Note").FromTable("Notes");
            }
        }
        """;

    private static string EfCore(string up, string? down = null) => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260301100000_LinkOrders")]
        public class LinkOrders : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                {{down ?? "migrationBuilder.DropForeignKey(name: \"FK_Orders_Customers_CustomerId\", table: \"Orders\");"}}
            }
        }
        """;

    private static string Validated(string name) => $$""""
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260301100001_Validate{{name}}")]
        public class Validate{{name}} : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.Sql("""ALTER TABLE "Orders" VALIDATE CONSTRAINT "{{name}}";""", suppressTransaction: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
            }
        }

        """";

    private static string Link(string up) => $$"""
                {{up}};
            }

            /// <inheritdoc />
            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropForeignKey(name: "FK_Orders", table: "Orders");
            }
        """;

    private static string Shop(string name, string members) => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations
        {
            /// <inheritdoc />
            public partial class {{name}} : Migration
            {
                /// <inheritdoc />
                protected override void Up(MigrationBuilder migrationBuilder)
                {
        {{members.Replace("\n", "\n    ", StringComparison.Ordinal).Insert(0, members.StartsWith("                ", StringComparison.Ordinal) ? "" : "    ").Replace("\n    \n", "\n\n", StringComparison.Ordinal)}}
            }
        }

        """;

    private static string Designer(string id, string name) => $$"""
        // <auto-generated />
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;

        namespace Shop.Migrations
        {
            [Migration("{{id}}")]
            partial class {{name}}
            {
                /// <inheritdoc />
                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                    modelBuilder.HasAnnotation("ProductVersion", "10.0.0");
                }
            }
        }
        """;

    private static string Fluently(string ancestor, string up, string down) => $$"""
        using FluentMigrator;

        [Migration(202603011000, "links orders"), Tags("shop")]
        public class LinkOrders : {{ancestor}}
        {
            public override void Up()
            {
                {{up.Trim()}}
            }{{down}}
        }
        """;

    private static string FluentlyValidated(string table) => $$""""
        using FluentMigrator;

        [Migration(202603011001)]
        [Tags("shop")]
        public class ValidateFK_Orders_Customers : Migration
        {
            public override void Up()
            {
                Execute.Sql("""ALTER TABLE {{table}} VALIDATE CONSTRAINT "FK_Orders_Customers";""");
            }

            public override void Down()
            {
            }
        }

        """";

    private static TestOptions Options(string engine) => new(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = engine });
}
