using FluentMigrator;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Checked = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.CheckedNotNullFix>;
using First = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.NullableFirstFix>;
using Stop = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.StopAtNullFix>;

namespace MigrationGuard.Diagnostics;

/// <summary>The light bulbs on the way to a required column. The verifier compiles what they write; they are offered only where the rule falls silent.</summary>
public sealed class RequiredColumnFixTests
{
    private const string DropCurrency = "migrationBuilder.DropColumn(name: \"Currency\", table: \"Orders\");";
    private const string DeleteCurrency = "Delete.Column(\"Currency\").FromTable(\"Orders\");";

    private static readonly TestOptions AfterOrders = new(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "postgresql", ["build_property._MigrationGuardReleased"] = "202602011000" });

    private static readonly IReadOnlyList<MetadataReference> Fluent = [.. References.Framework, MetadataReference.CreateFromFile(typeof(MigrationAttribute).Assembly.Location)];

    [Fact]
    public Task A_column_with_a_default_that_means_nothing_becomes_nullable() => First.VerifyCodeFixAsync(
        EfCore("""
            migrationBuilder.AddColumn<string>(
                        name: "Currency",
                        table: "Orders",
                        type: "text",
                        nullable: false,
                        defaultValue: "");
            """, DropCurrency),
        EfCore("""
            // Nullable until every running release writes it; let the property of the model be nullable, too.
                    // Then fill what is missing, UPDATE "Orders" SET "Currency" = … WHERE "Currency" IS NULL, and require the column in a later release.
                    migrationBuilder.AddColumn<string>(
                        name: "Currency",
                        table: "Orders",
                        type: "text",
                        nullable: true);
            """, DropCurrency),
        diagnosticId: "MG1007",
        options: Options("postgresql"));

    [Fact]
    public Task A_default_in_the_middle_goes_with_its_comma() => First.VerifyCodeFixAsync(
        EfCore("migrationBuilder.AddColumn<int>(defaultValue: 0, name: \"Currency\", table: \"Orders\");\n        migrationBuilder.AddColumn<int>(\"Age\", \"Orders\", defaultValue: 0, type: \"integer\").Annotation(\"a\", 1);", "migrationBuilder.DropColumn(\"Age\", \"Orders\");\n        " + DropCurrency),
        EfCore(
            "migrationBuilder.AddColumn<int>(defaultValue: 0, name: \"Currency\", table: \"Orders\");\n        // Nullable until every running release writes it; let the property of the model be nullable, too.\n"
                + "        // Then fill what is missing, UPDATE \"Orders\" SET \"Age\" = … WHERE \"Age\" IS NULL, and require the column in a later release.\n"
                + "        migrationBuilder.AddColumn<int>(\"Age\", \"Orders\", type: \"integer\", nullable: true).Annotation(\"a\", 1);",
            "migrationBuilder.DropColumn(\"Age\", \"Orders\");\n        " + DropCurrency),
        diagnosticId: "MG1007",
        options: Options("postgresql"));

    [Fact]
    public Task A_column_that_old_writers_leave_out_becomes_nullable() => First.VerifyCodeFixAsync(
        EfCore("migrationBuilder.AddColumn<string>(name: \"Currency\", table: \"Orders\", type: \"longtext\", nullable: false);", DropCurrency),
        EfCore(
            "// Nullable until every running release writes it; let the property of the model be nullable, too.\n"
                + "        // Then fill what is missing, UPDATE `Orders` SET `Currency` = … WHERE `Currency` IS NULL, and require the column in a later release.\n"
                + "        migrationBuilder.AddColumn<string>(name: \"Currency\", table: \"Orders\", type: \"longtext\", nullable: true);",
            DropCurrency),
        diagnosticId: "MG3003",
        options: Options("mysql"));

    [Fact]
    public Task What_requires_a_new_column_is_left_to_a_later_release() => First.VerifyCodeFixAsync(
        EfCore("""
            migrationBuilder.AddColumn<string>(name: "Currency", table: "Orders", type: "text", nullable: true);
                    migrationBuilder.Sql("UPDATE \"Orders\" SET \"Currency\" = 'EUR'");
                    migrationBuilder.AlterColumn<string>(name: "Currency", table: "Orders", type: "text",
                        nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);
            """, DropCurrency),
        EfCore("""
            migrationBuilder.AddColumn<string>(name: "Currency", table: "Orders", type: "text", nullable: true);
                    migrationBuilder.Sql("UPDATE \"Orders\" SET \"Currency\" = 'EUR'");
                    // In a later release, when every running instance writes the column:
                    // migrationBuilder.AlterColumn<string>(name: "Currency", table: "Orders", type: "text",
                    //     nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);
            """, DropCurrency),
        diagnosticId: "MG3003",
        options: Options("postgresql"));

    [Fact]
    public Task FluentMigrator_says_Nullable_and_keeps_the_value_that_somebody_chose() => First.VerifyCodeFixAsync(
        Before + Fluently("Create.Column(\"Currency\").OnTable(\"Orders\").AsString(3).NotNullable().SetExistingRowsTo(\"EUR\");", DeleteCurrency, ""),
        Before + Fluently(
            "// Nullable until every running release writes it.\n"
                + "        // Then fill what is missing, UPDATE \"Orders\" SET \"Currency\" = … WHERE \"Currency\" IS NULL, and require the column in a later release.\n"
                + "        Create.Column(\"Currency\").OnTable(\"Orders\").AsString(3).Nullable().SetExistingRowsTo(\"EUR\");",
            DeleteCurrency,
            ""),
        diagnosticId: "MG3003",
        options: AfterOrders,
        references: Fluent);

    [Fact]
    public Task FluentMigrator_drops_a_default_that_means_nothing() => First.VerifyCodeFixAsync(
        Fluently("Create.Column(\"Currency\").OnTable(\"Orders\").AsString(3).NotNullable().WithDefaultValue(\"\").WithColumnDescription(\"ISO 4217\");", DeleteCurrency),
        Fluently(
            "// Nullable until every running release writes it.\n"
                + "        // Then fill what is missing, UPDATE [Orders] SET [Currency] = … WHERE [Currency] IS NULL, and require the column in a later release.\n"
                + "        Create.Column(\"Currency\").OnTable(\"Orders\").AsString(3).Nullable().WithColumnDescription(\"ISO 4217\");",
            DeleteCurrency),
        diagnosticId: "MG1007",
        options: Options("sqlserver"),
        references: Fluent);

    [Fact]
    public Task All_columns_of_a_file_become_nullable_at_once() => First.VerifyFixAllAsync(
        Fluently(
            "Create.Column(\"A\").OnTable(\"Orders\").AsInt32().NotNullable().WithDefaultValue(0);\n        Create.Column(\"B\").OnTable(\"Orders\").AsInt32().NotNullable().WithDefaultValue(0);",
            "Delete.Column(\"B\").Column(\"A\").FromTable(\"Orders\");"),
        Fluently(
            string.Join("\n        ", new[] { "A", "B" }.Select(name => "// Nullable until every running release writes it.\n"
                + "        // Then fill what is missing, UPDATE \"Orders\" SET \"" + name + "\" = … WHERE \"" + name + "\" IS NULL, and require the column in a later release.\n"
                + "        Create.Column(\"" + name + "\").OnTable(\"Orders\").AsInt32().Nullable();")),
            "Delete.Column(\"B\").Column(\"A\").FromTable(\"Orders\");"),
        "MG1007",
        nameof(NullableFirstFix),
        Options("postgresql"),
        Fluent);

    [Fact]
    public Task A_name_that_would_end_the_comment_is_left_out_of_it() => First.VerifyCodeFixAsync(
        Fluently("Create.Column(\"a\\nDelete.Table(\\\"Orders\\\");\").OnTable(\"Orders\").AsInt32().NotNullable().WithDefaultValue(0);", "Delete.Column(\"a\\nDelete.Table(\\\"Orders\\\");\").FromTable(\"Orders\");"),
        Fluently(
            "// Nullable until every running release writes it.\n        // Then fill what is missing and require the column in a later release.\n"
                + "        Create.Column(\"a\\nDelete.Table(\\\"Orders\\\");\").OnTable(\"Orders\").AsInt32().Nullable();",
            "Delete.Column(\"a\\nDelete.Table(\\\"Orders\\\");\").FromTable(\"Orders\");"),
        diagnosticId: "MG1007",
        options: Options("postgresql"),
        references: Fluent);

    [Theory]
    [InlineData("foreach (var t in new[] { \"A\", \"B\" }) { migrationBuilder.AddColumn<int>(name: \"Currency\", table: t, nullable: false, defaultValue: 0); }")]
    [InlineData("migrationBuilder.AddColumn<int>(\"Currency\", \"Orders\", \"integer\", null, null, false, null, false, 0);")]
    [InlineData("migrationBuilder.AddColumn<int>(name: \"Currency\", table: \"Orders\", nullable: false, /* why */ defaultValue: 0);")]
    public Task A_call_that_cannot_be_changed_alone_is_left_as_it_is(string up) => First.VerifyNoCodeFixAsync(EfCore(up, ""), Options("postgresql"));

    [Fact]
    public Task A_default_that_means_something_is_not_touched() =>
        First.VerifyNoCodeFixAsync(EfCore("migrationBuilder.AddColumn<string>(name: \"Currency\", table: \"Orders\", nullable: false, defaultValue: \"EUR\");", DropCurrency), Options("postgresql"));

    [Fact]
    public Task Several_columns_in_one_chain_are_left_as_they_are() => First.VerifyNoCodeFixAsync(
        Fluently("Alter.Table(\"Orders\").AddColumn(\"A\").AsInt32().NotNullable().WithDefaultValue(0).AddColumn(\"B\").AsInt32().NotNullable().WithDefaultValue(0);", "Delete.Column(\"B\").Column(\"A\").FromTable(\"Orders\");"),
        Options("postgresql"),
        Fluent);

    [Fact]
    public Task A_NULL_stops_the_migration_instead_of_becoming_an_empty_text() => Stop.VerifyCodeFixAsync(
        EfCore(Require(",\n            defaultValue: \"\""), Allow("migrationBuilder")),
        EfCore("// A NULL stops this. Fill the rows in an earlier migration: UPDATE \"Orders\" SET \"Note\" = … WHERE \"Note\" IS NULL;\n        " + Require(""), Allow("migrationBuilder")),
        options: Options("postgresql"));

    [Fact]
    public Task A_value_that_somebody_chose_is_not_dropped() => Stop.VerifyNoCodeFixAsync(EfCore(Require(", defaultValue: \"none\""), Allow("migrationBuilder")), Options("postgresql"));

    [Fact]
    public Task Where_the_server_itself_writes_zeroes_nothing_is_gained() => Stop.VerifyNoCodeFixAsync(EfCore(Require(", defaultValue: \"\""), Allow("migrationBuilder")), Options("mysql"));

    [Fact]
    public Task A_column_is_required_in_three_migrations() => Checked.VerifyCodeFixAsync(
        EfCore(Require(""), Allow("down"), "down"),
        EfCore(""""
            migrationBuilder.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_Orders_Note_not_null" CHECK ("Note" IS NOT NULL) NOT VALID;""");
            """", """"
            down.Sql("""ALTER TABLE "Orders" DROP CONSTRAINT "CK_Orders_Note_not_null";""");
            """", "down"),
        options: Options("postgresql"),
        fixedFiles:
        [
            ("RequireOrders_Note.cs", EfCore(Require("") + "\n\n        " + """"
                migrationBuilder.Sql("""ALTER TABLE "Orders" DROP CONSTRAINT "CK_Orders_Note_not_null";""");
                """", """"
                down.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_Orders_Note_not_null" CHECK ("Note" IS NOT NULL) NOT VALID;""");
                """" + "\n\n        " + Allow("down"), "down").Replace("100000_Change", "100002_RequireOrders_Note", StringComparison.Ordinal).Replace("class Change", "class RequireOrders_Note", StringComparison.Ordinal) + "\n"),
            ("ValidateCK_Orders_Note_not_null.cs", EfCore(""""
                migrationBuilder.Sql("""ALTER TABLE "Orders" VALIDATE CONSTRAINT "CK_Orders_Note_not_null";""", suppressTransaction: true);
                """", "", "down").Replace("100000_Change", "100001_ValidateCK_Orders_Note_not_null", StringComparison.Ordinal).Replace("class Change", "class ValidateCK_Orders_Note_not_null", StringComparison.Ordinal)
                .Replace("        \n    }", "    }", StringComparison.Ordinal) + "\n"),
        ]);

    [Fact]
    public Task FluentMigrator_requires_a_column_in_three_versions() => Checked.VerifyCodeFixAsync(
        Before + Fluently("Alter.Column(\"Note\").OnTable(\"Orders\").AsString(100).NotNullable();", "Alter.Column(\"Note\").OnTable(\"Orders\").AsString(100).Nullable();", ""),
        Before + Fluently(
            """"
            Execute.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_Orders_Note_not_null" CHECK ("Note" IS NOT NULL) NOT VALID;""");
            """",
            """"
            Execute.Sql("""ALTER TABLE "Orders" DROP CONSTRAINT "CK_Orders_Note_not_null";""");
            """",
            ""),
        options: AfterOrders,
        references: Fluent,
        fixedFiles:
        [
            ("RequireOrders_Note.cs", Fluently(
                "Alter.Column(\"Note\").OnTable(\"Orders\").AsString(100).NotNullable();\n\n        " + """"
                Execute.Sql("""ALTER TABLE "Orders" DROP CONSTRAINT "CK_Orders_Note_not_null";""");
                """",
                """"
                Execute.Sql("""ALTER TABLE "Orders" ADD CONSTRAINT "CK_Orders_Note_not_null" CHECK ("Note" IS NOT NULL) NOT VALID;""");
                """" + "\n\n        Alter.Column(\"Note\").OnTable(\"Orders\").AsString(100).Nullable();").Replace("202603011000", "202603011002", StringComparison.Ordinal).Replace("class Change", "class RequireOrders_Note", StringComparison.Ordinal) + "\n"),
            ("ValidateCK_Orders_Note_not_null.cs", Fluently(
                """"
                Execute.Sql("""ALTER TABLE "Orders" VALIDATE CONSTRAINT "CK_Orders_Note_not_null";""");
                """",
                "").Replace("202603011000", "202603011001", StringComparison.Ordinal).Replace("class Change", "class ValidateCK_Orders_Note_not_null", StringComparison.Ordinal)
                .Replace("        \n    }", "    }", StringComparison.Ordinal) + "\n"),
        ]);

    [Fact]
    public Task Where_EF_Core_fills_NULLs_itself_a_check_before_it_would_fail() =>
        Checked.VerifyNoCodeFixAsync(EfCore(Require(", defaultValue: \"\""), Allow("migrationBuilder")), Options("postgresql"));

    [Fact]
    public Task Where_Down_does_not_allow_NULL_again_nothing_is_split() => Checked.VerifyNoCodeFixAsync(EfCore(Require(""), ""), Options("postgresql"));

    private const string Before = """
        using FluentMigrator;

        [Migration(202602011000)]
        public class AddOrders : AutoReversingMigration
        {
            public override void Up()
            {
                Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Note").AsString(100).Nullable();
            }
        }


        """;

    private static string Require(string defaultValue) =>
        "migrationBuilder.AlterColumn<string>(\n            name: \"Note\",\n            table: \"Orders\",\n            type: \"text\",\n            nullable: false" + defaultValue
            + ",\n            oldClrType: typeof(string),\n            oldType: \"text\",\n            oldNullable: true);";

    private static string Allow(string builder) => builder + ".AlterColumn<string>(name: \"Note\", table: \"Orders\", type: \"text\", nullable: true, oldClrType: typeof(string), oldType: \"text\");";

    private static string EfCore(string up, string down, string downBuilder = "migrationBuilder") => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260301100000_Change")]
        public class Change : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up.Trim()}}
            }

            protected override void Down(MigrationBuilder {{downBuilder}})
            {
                {{down.Trim()}}
            }
        }
        """;

    private static string Fluently(string up, string down, string usings = "using FluentMigrator;\n\n") => usings + $$"""
        [Migration(202603011000)]
        public class Change : Migration
        {
            public override void Up()
            {
                {{up.Trim()}}
            }

            public override void Down()
            {
                {{down.Trim()}}
            }
        }
        """;

    private static TestOptions Options(string engine) => new(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = engine });
}
