using FluentMigrator;
using MigrationGuard.Testing;
using Microsoft.CodeAnalysis;
using Fix = MigrationGuard.Testing.CSharpCodeFixVerifier<MigrationGuard.MigrationAnalyzer, MigrationGuard.WriteDownFix>;

namespace MigrationGuard.Diagnostics;

/// <summary>The verifier applies the fix until none is offered any more and compiles the result; the fix itself is offered only where the rule falls silent.</summary>
public sealed class WriteDownFixTests
{
    private static readonly TestOptions PostgreSql = new(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "postgresql" });

    private static readonly IReadOnlyList<MetadataReference> Fluent = [.. References.Framework, MetadataReference.CreateFromFile(typeof(MigrationAttribute).Assembly.Location)];

    [Fact]
    public Task A_missing_Down_is_written_and_nothing_else_changes() => Fix.VerifyCodeFixAsync(
        """
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260301100000_AddNickname")]
        public class AddNickname : Migration
        {
            // What it is for stays.
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>( name: "Nickname",table: "Customers", type: "text", nullable: true); // as does this
                migrationBuilder.CreateIndex("IX_Customers_Nickname", "Customers", "Nickname");
            } // and this

            private static void Other() { }
        }
        """,
        """
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260301100000_AddNickname")]
        public class AddNickname : Migration
        {
            // What it is for stays.
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>( name: "Nickname",table: "Customers", type: "text", nullable: true); // as does this
                migrationBuilder.CreateIndex("IX_Customers_Nickname", "Customers", "Nickname");
            } // and this

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropIndex(
                    name: "IX_Customers_Nickname",
                    table: "Customers");

                migrationBuilder.DropColumn(
                    name: "Nickname",
                    table: "Customers");
            }

            private static void Other() { }
        }
        """,
        options: PostgreSql);

    [Fact]
    public Task SQLite_rebuilds_the_table_by_the_model_of_the_migration_before() => Fix.VerifyCodeFixAsync(
        Rebuilt(""),
        Rebuilt("        migrationBuilder.DropColumn(\n            name: \"Nickname\",\n            table: \"Customers\");\n"),
        options: new TestOptions(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "sqlite" }));

    [Fact]
    public Task A_rebuild_that_would_lose_a_column_is_no_way_back() =>
        Fix.VerifyNoCodeFixAsync(Rebuilt("").Replace("b.Property<string>(\"Name\").HasColumnType(\"TEXT\");", "", StringComparison.Ordinal), new TestOptions(new Dictionary<string, string> { ["build_property._MigrationGuardEngine"] = "sqlite" }));

    [Fact]
    public Task A_dropped_table_is_written_as_it_was() => Fix.VerifyCodeFixAsync(
        EfCore("""
            [Migration("20260201000000_Before")]
            public class Before : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.CreateTable(
                        name: "Notes",
                        columns: table => new
                        {
                            Id = table.Column<Guid>(type: "uuid", nullable: false),
                            Price = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false, defaultValue: 0m),
                            Text = table.Column<string>(type: "text", nullable: true)
                        },
                        constraints: table =>
                        {
                            table.PrimaryKey("PK_Notes", x => x.Id);
                        });
                    migrationBuilder.CreateIndex("IX_Notes_Text", "Notes", "Text", unique: true);
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropTable(name: "Notes");
                }
            }

            [Migration("20260301100000_DropNotes")]
            public class DropNotes : Migration
            {
                protected override void Up(MigrationBuilder b)
                {
                    b.DropTable(name: "Notes");
                }

                protected override void Down(MigrationBuilder b)
                {
                    // nothing yet
                }
            }
            """),
        EfCore("""
            [Migration("20260201000000_Before")]
            public class Before : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.CreateTable(
                        name: "Notes",
                        columns: table => new
                        {
                            Id = table.Column<Guid>(type: "uuid", nullable: false),
                            Price = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false, defaultValue: 0m),
                            Text = table.Column<string>(type: "text", nullable: true)
                        },
                        constraints: table =>
                        {
                            table.PrimaryKey("PK_Notes", x => x.Id);
                        });
                    migrationBuilder.CreateIndex("IX_Notes_Text", "Notes", "Text", unique: true);
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropTable(name: "Notes");
                }
            }

            [Migration("20260301100000_DropNotes")]
            public class DropNotes : Migration
            {
                protected override void Up(MigrationBuilder b)
                {
                    b.DropTable(name: "Notes");
                }

                protected override void Down(MigrationBuilder b)
                {
                    // nothing yet
                    b.CreateTable(
                        name: "Notes",
                        columns: table => new
                        {
                            Id = table.Column<Guid>(type: "uuid", nullable: false),
                            Price = table.Column<decimal>(type: "numeric(10,2)", precision: 10, scale: 2, nullable: false, defaultValue: 0m),
                            Text = table.Column<string>(type: "text", nullable: true)
                        },
                        constraints: table =>
                        {
                            table.PrimaryKey("PK_Notes", x => x.Id);
                        });

                    b.CreateIndex(
                        name: "IX_Notes_Text",
                        table: "Notes",
                        column: "Text",
                        unique: true);
                }
            }
            """),
        options: PostgreSql);

    [Fact]
    public Task A_required_column_comes_back_with_a_default_as_scaffolding_writes_it() => Fix.VerifyCodeFixAsync(
        EfCore(DropRequired("")),
        EfCore(DropRequired("""

                    migrationBuilder.AlterColumn<string>(
                        name: "Town",
                        table: "Customers",
                        type: "text",
                        nullable: false,
                        defaultValue: "",
                        oldClrType: typeof(string),
                        oldType: "text",
                        oldNullable: true);

                    migrationBuilder.AddColumn<DateTime>(
                        name: "Since",
                        table: "Customers",
                        type: "timestamp without time zone",
                        nullable: false,
                        defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

                    migrationBuilder.AddColumn<int>(
                        name: "Rank",
                        table: "Customers",
                        type: "integer",
                        nullable: false,
                        defaultValue: 0);
            """)),
        diagnosticId: "MG2002",
        options: PostgreSql);

    [Fact]
    public Task What_a_first_migration_sets_for_the_database_stays_and_what_a_later_one_sets_goes() => Fix.VerifyCodeFixAsync(
        EfCore(DatabaseSettings("", "")),
        EfCore(DatabaseSettings("""

                    migrationBuilder.DropTable(
                        name: "Customers");
            """, """

                    migrationBuilder.AlterDatabase()
                        .Annotation("Npgsql:PostgresExtension:hstore", ",,")
                        .OldAnnotation("Npgsql:PostgresExtension:citext", ",,")
                        .OldAnnotation("Npgsql:PostgresExtension:hstore", ",,");
            """)),
        options: PostgreSql);

    [Fact]
    public Task A_brace_at_the_end_of_a_line_stays_there() => Fix.VerifyCodeFixAsync(
        EfCore(EndOfLineBraces("")),
        EfCore(EndOfLineBraces("\n    migrationBuilder.DropColumn(\n      name: \"Nickname\",\n      table: \"Customers\");")),
        options: PostgreSql);

    [Fact]
    public Task Where_an_operation_has_no_reverse_nothing_is_offered() => Fix.VerifyNoCodeFixAsync(
        EfCore("""
            [Migration("20260301100000_Clean")]
            public class Clean : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<int>(name: "Count", table: "Customers", type: "integer", nullable: true);
                    migrationBuilder.Sql("UPDATE \"Customers\" SET \"Name\" = trim(\"Name\")");
                }
            }
            """),
        PostgreSql);

    [Fact]
    public Task Where_nobody_knows_what_a_dropped_column_was_nothing_is_offered() => Fix.VerifyNoCodeFixAsync(
        EfCore("""
            [Migration("20260301100000_DropEmail")]
            public class DropEmail : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn(name: "Email", table: "Customers");
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                }
            }
            """),
        PostgreSql);

    [Fact]
    public Task A_condition_that_nobody_can_decide_is_not_undone() => Fix.VerifyNoCodeFixAsync(
        EfCore("""
            [Migration("20260301100000_AddNickname")]
            public class AddNickname : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    if (Environment.MachineName.Length > 3)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }
                }
            }
            """),
        PostgreSql);

    [Fact]
    public Task FluentMigrator_takes_expressions_and_an_empty_block_on_one_line() => Fix.VerifyCodeFixAsync(
        FluentMigrator("""
            [Migration(202603011000)]
            public class AddOrders : Migration
            {
                public override void Up()
                {
                    Create.Table("Orders").InSchema("shop").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("CustomerId").AsInt32().NotNullable();
                    Create.Column("LastOrder").OnTable("Customers").AsDateTime().Nullable();
                    Create.ForeignKey("FK_Orders_Customers").FromTable("Orders").InSchema("shop").ForeignColumn("CustomerId").ToTable("Customers").PrimaryColumn("Id");
                    Rename.Table("Clients").To("Buyers");
                }

                public override void Down() { }
            }
            """),
        FluentMigrator("""
            [Migration(202603011000)]
            public class AddOrders : Migration
            {
                public override void Up()
                {
                    Create.Table("Orders").InSchema("shop").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("CustomerId").AsInt32().NotNullable();
                    Create.Column("LastOrder").OnTable("Customers").AsDateTime().Nullable();
                    Create.ForeignKey("FK_Orders_Customers").FromTable("Orders").InSchema("shop").ForeignColumn("CustomerId").ToTable("Customers").PrimaryColumn("Id");
                    Rename.Table("Clients").To("Buyers");
                }

                public override void Down()
                {
                    Rename.Table("Buyers").To("Clients");
                    Delete.Column("LastOrder").FromTable("Customers");
                    Delete.Table("Orders").InSchema("shop");
                }
            }
            """),
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task FluentMigrator_creates_a_dropped_table_again() => Fix.VerifyCodeFixAsync(
        FluentMigrator(DropNotes("public override void Down()\n    {\n    }")),
        FluentMigrator(DropNotes("""
            public override void Down()
                {
                    Create.Table("Notes")
                        .WithColumn("Id").AsInt32().NotNullable().PrimaryKey().Identity()
                        .WithColumn("Text").AsString(200).Nullable()
                        .WithColumn("Price").AsDecimal(10, 2).NotNullable().WithDefaultValue(0m);
                }
            """)),
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task A_migration_that_cannot_reverse_itself_gets_a_Down_of_its_own() => Fix.VerifyCodeFixAsync(
        FluentMigrator("""
            [Migration(202602011000)]
            public class AddCustomers : AutoReversingMigration
            {
                public override void Up()
                {
                    Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(50).Nullable();
                }
            }

            [Migration(202603011000)]
            public class LongerName : AutoReversingMigration
            {
                public override void Up()
                {
                    Alter.Column("Name").OnTable("Customers").AsString(200).Nullable();
                }
            }
            """),
        FluentMigrator("""
            [Migration(202602011000)]
            public class AddCustomers : AutoReversingMigration
            {
                public override void Up()
                {
                    Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(50).Nullable();
                }
            }

            [Migration(202603011000)]
            public class LongerName : Migration
            {
                public override void Up()
                {
                    Alter.Column("Name").OnTable("Customers").AsString(200).Nullable();
                }

                public override void Down()
                {
                    Alter.Column("Name").OnTable("Customers").AsString(50).Nullable();
                }
            }
            """),
        diagnosticId: "MG2007",
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task A_base_class_is_named_in_full_where_a_namespace_is_called_Migration() => Fix.VerifyCodeFixAsync(
        FluentMigrator(InNamespace("AutoReversingMigration", "=>\n        Alter.Table(\"Games\").AddColumn(\"Kind\").AsInt32().Nullable();", "")),
        FluentMigrator(InNamespace(
            "FluentMigrator.Migration",
            "=>\n        Alter.Table(\"Games\").AddColumn(\"Kind\").AsInt32().Nullable();",
            "\n\n    public override void Down()\n    {\n        Delete.Column(\"Kind\").FromTable(\"Games\");\n    }")),
        diagnosticId: "MG2007",
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task Tables_and_columns_are_named_as_the_author_names_them() => Fix.VerifyCodeFixAsync(
        FluentMigrator(Constants("")),
        FluentMigrator(Constants("\n        Delete.Column(Name).FromTable(\"Customers\");\n        Delete.Column(nameof(Customer.City)).FromTable(\"Customers\");\n        Delete.Table(Tables.Orders);")),
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task A_chain_that_opens_a_table_needs_no_reverse_of_its_own() => Fix.VerifyCodeFixAsync(
        FluentMigrator(Opens("")),
        FluentMigrator(Opens("\n        Delete.Column(\"Email\").FromTable(\"Customers\");\n        Delete.Column(\"Nickname\").FromTable(\"Customers\");")),
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task Tables_that_reference_each_other_lose_the_reference_first() => Fix.VerifyCodeFixAsync(
        EfCore(Circle("")),
        EfCore(Circle("""

                    migrationBuilder.DropForeignKey(
                        name: "FK_Customers_Orders",
                        table: "Customers");

                    migrationBuilder.DropTable(
                        name: "Orders");

                    migrationBuilder.DropTable(
                        name: "Customers");
            """)),
        options: PostgreSql);

    [Fact]
    public Task Where_no_type_was_said_the_change_back_says_the_one_that_Up_named() => Fix.VerifyCodeFixAsync(
        EfCore(Longer("")),
        EfCore(Longer("""

                    migrationBuilder.AlterColumn<int>(
                        name: "Id",
                        table: "Notes",
                        type: "integer",
                        nullable: false,
                        oldClrType: typeof(long));
            """)),
        options: PostgreSql);

    [Fact]
    public Task A_comment_of_a_table_comes_back() => Fix.VerifyCodeFixAsync(
        EfCore(Comments("")),
        EfCore(Comments("""

                    migrationBuilder.AlterTable(
                        name: "Customers",
                        comment: "Who buys",
                        oldComment: "Who bought");
            """)),
        options: PostgreSql);

    [Fact]
    public Task A_migration_that_asks_the_database_gets_a_Down_that_asks_the_right_question() => Fix.VerifyCodeFixAsync(
        FluentMigrator("""
            [Migration(202603011000)]
            public class AddNotes : AutoReversingMigration
            {
                public override void Up()
                {
                    if (!Schema.Table("Notes").Exists())
                    {
                        Create.Table("Notes").WithColumn("Id").AsInt32().PrimaryKey();
                    }
                }
            }
            """),
        FluentMigrator("""
            [Migration(202603011000)]
            public class AddNotes : Migration
            {
                public override void Up()
                {
                    if (!Schema.Table("Notes").Exists())
                    {
                        Create.Table("Notes").WithColumn("Id").AsInt32().PrimaryKey();
                    }
                }

                public override void Down()
                {
                    if (Schema.Table("Notes").Exists())
                    {
                        Delete.Table("Notes");
                    }
                }
            }
            """),
        diagnosticId: "MG2008",
        options: PostgreSql,
        references: Fluent);

    [Fact]
    public Task Where_a_base_class_calls_another_method_Down_goes_behind_that_one() => Fix.VerifyCodeFixAsync(
        FluentMigrator(Templated("")),
        FluentMigrator(Templated("\n\n    public override void Down()\n    {\n        Delete.Column(\"Nickname\").FromTable(\"Customers\");\n    }")),
        options: PostgreSql,
        references: Fluent);

    private static string DropRequired(string down) => $$"""
        [Migration("20260201000000_Before")]
        public class Before : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.CreateTable(
                    name: "Customers",
                    columns: table => new
                    {
                        Id = table.Column<Guid>(type: "uuid", nullable: false),
                        Rank = table.Column<int>(type: "integer", nullable: false),
                        Since = table.Column<DateTime>(type: "timestamp without time zone", nullable: false),
                        Town = table.Column<string>(type: "text", nullable: false)
                    });
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropTable(name: "Customers");
            }
        }

        [Migration("20260301100000_DropRank")]
        public class DropRank : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropColumn(name: "Rank", table: "Customers");
                migrationBuilder.DropColumn(name: "Since", table: "Customers");
                migrationBuilder.AlterColumn<string>(name: "Town", table: "Customers", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {{{down}}
            }
        }
        """;

    private static string DatabaseSettings(string first, string second) => $$"""
        [Migration("20260201000000_First")]
        public class First : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:hstore", ",,");
                migrationBuilder.CreateTable(name: "Customers", columns: table => new { Id = table.Column<Guid>(type: "uuid", nullable: false) });
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {{{first}}
            }
        }

        [Migration("20260301100000_Second")]
        public class Second : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AlterDatabase().Annotation("Npgsql:PostgresExtension:citext", ",,").Annotation("Npgsql:PostgresExtension:hstore", ",,").OldAnnotation("Npgsql:PostgresExtension:hstore", ",,");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {{{second}}
            }
        }
        """;

    private static string EndOfLineBraces(string down) => $$"""
        [Migration("20260301100000_AddNickname")]
        public class AddNickname : Migration {
          protected override void Up(MigrationBuilder migrationBuilder) {
            migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
          }

          protected override void Down(MigrationBuilder migrationBuilder) {{{down}}
          }
        }
        """;

    private static string Opens(string down) => $$"""
        [Migration(202603011000)]
        public class AddNickname : Migration
        {
            public override void Up()
            {
                Alter.Table("Customers").AddColumn("Nickname").AsString(50).Nullable().AddColumn("Email").AsString(50).Nullable();
            }

            public override void Down()
            {{{down}}
            }
        }
        """;

    private static string Comments(string down) => $$"""
        [Migration("20260301100000_Comment")]
        public class Comment : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AlterTable(name: "Customers", comment: "Who bought", oldComment: "Who buys");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {{{down}}
            }
        }
        """;

    private static string Circle(string down) => $$"""
        [Migration("20260301100000_Shop")]
        public class Shop : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.CreateTable(
                    name: "Customers",
                    columns: table => new { Id = table.Column<int>(type: "integer", nullable: false), OrderId = table.Column<int>(type: "integer", nullable: true) },
                    constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                migrationBuilder.CreateTable(
                    name: "Orders",
                    columns: table => new { Id = table.Column<int>(type: "integer", nullable: false), CustomerId = table.Column<int>(type: "integer", nullable: false) },
                    constraints: table =>
                    {
                        table.PrimaryKey("PK_Orders", x => x.Id);
                        table.ForeignKey("FK_Orders_Customers", x => x.CustomerId, "Customers", "Id");
                    });
                migrationBuilder.AddForeignKey(name: "FK_Customers_Orders", table: "Customers", column: "OrderId", principalTable: "Orders", principalColumn: "Id");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {{{down}}
            }
        }
        """;

    private static string Longer(string down) => $$"""
        [Migration("20260201000000_Before")]
        public class Before : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.CreateTable(name: "Notes", columns: table => new { Id = table.Column<int>(nullable: false) });
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropTable(name: "Notes");
            }
        }

        [Migration("20260301100000_Longer")]
        public class Longer : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AlterColumn<long>(name: "Id", table: "Notes", nullable: false, oldClrType: typeof(int), oldType: "integer");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {{{down}}
            }
        }
        """;

    private static string InNamespace(string type, string up, string down) => $$"""
        namespace Shop.Migration;

        [Migration(202603011000)]
        public class AddKind : {{type}}
        {
            public override void Up() {{up}}{{down}}
        }
        """;

    // Local names cannot be seen from Down, and two names for one text say nothing about a third place.
    private static string Constants(string down) => $$"""
        public static class Tables
        {
            public const string Orders = "Orders";
            public const string Customers = "Customers";
            public const string Clients = "Customers";
        }

        public class Customer
        {
            public string City { get; set; } = "";
        }

        [Migration(202603011000)]
        public class AddOrders : Migration
        {
            private const string Name = "Name";

            public override void Up()
            {
                const string id = "Id";
                Create.Table(Tables.Orders).WithColumn(id).AsInt32().PrimaryKey();
                Create.Column(nameof(Customer.City)).OnTable(Tables.Customers).AsString(50).Nullable();
                Create.Column(Name).OnTable(Tables.Clients).AsString(50).Nullable();
            }

            public override void Down()
            {{{down}}
            }
        }
        """;

    private static string Templated(string down) => $$"""
        public abstract class ShopMigration : Migration
        {
            protected abstract void MainUpgrade();

            public override void Up() => MainUpgrade();

            public override void Down()
            {
            }
        }

        [Migration(202603011000)]
        public class AddNickname : ShopMigration
        {
            protected override void MainUpgrade()
            {
                Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
            }{{down}}
        }
        """;

    private static string EfCore(string classes) => "using System;\nusing Microsoft.EntityFrameworkCore.Migrations;\n\n" + classes;

    private static string FluentMigrator(string classes) => "using FluentMigrator;\n\n" + classes;

    private static string DropNotes(string down) => $$"""
        [Migration(202602011000)]
        public class AddNotes : AutoReversingMigration
        {
            public override void Up()
            {
                Create.Table("Notes").WithColumn("Id").AsInt32().NotNullable().PrimaryKey().Identity().WithColumn("Text").AsString(200).Nullable()
                    .WithColumn("Price").AsDecimal(10, 2).NotNullable().WithDefaultValue(0m);
            }
        }

        [Migration(202603011000)]
        public class DropNotes : Migration
        {
            public override void Up()
            {
                Delete.Table("Notes");
            }

            {{down}}
        }
        """;

    private static string Rebuilt(string down) => $$""""
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Migrations;

        [Migration("20260201100000_AddCustomers")]
        public class AddCustomers : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.CreateTable(
                    name: "Customers",
                    columns: table => new
                    {
                        Id = table.Column<int>(type: "INTEGER", nullable: false),
                        Name = table.Column<string>(type: "TEXT", nullable: true),
                    },
                    constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropTable(name: "Customers");
            }

            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity("Shop.Customer", b =>
                    {
                        b.Property<int>("Id").HasColumnType("INTEGER");
                        b.Property<string>("Name").HasColumnType("TEXT");
                        b.HasKey("Id");
                        b.ToTable("Customers");
                    });
            }
        }

        [Migration("20260301100000_AddNickname")]
        public class AddNickname : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "TEXT", nullable: true);
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
        {{down}}    }
        }
        """";
}
