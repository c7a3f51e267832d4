using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>The database refuses what it took before.</summary>
internal sealed class MG3004_NewWriteRestriction : Rule
{
    public override string Id => "MG3004";

    public override string Name => "NewWriteRestriction";

    public override string Title => "The database refuses rows that the previous release may write";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up makes a column required, or adds a check, a unique index or constraint, a primary key or a foreign key to a table that is older than this deployment.",
        QuietWhen = """
            The same restriction was there before under another name, the columns are new and NULL in every row that the previous release writes, the table was created in the same unreleased set, or the deployment
            has downtime. Where rows that exist may be duplicates, MG4013 says both.
            """,
        WhatHappens = """
            **Forward**: the rows that exist are checked once. The previous release goes on writing as it always did, and its first NULL, duplicate or dangling reference now fails in front of a user.

            **Rollback**: rolling back the code does not help, because the restriction stays: the previous release fails in the same places until it is dropped.
            """,
        SafeWay = """
            1. Release code that keeps the rule by itself: writes no NULL, checks for duplicates, sets the reference.
            2. Correct the rows that exist.
            3. Add the restriction in the next release, when nothing that runs can violate it.
            """,
        Engines = """
            `NOT VALID` (PostgreSQL) and `WITH NOCHECK` (SQL Server) leave existing rows alone, but new rows are refused at once. A unique index on SQL Server refuses the second NULL unless it has a filter; the other engines take
            any number. A new required foreign key column with a default of 0 refuses every insert of the previous release, unless row 0 exists.
            """,
        Examples =
        [
            new RuleExample(true, "The previous release still leaves the city out", Framework.EfCore, """
                [Migration("20260301100000_RequireCity")]
                public class RequireCity : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "City", table: "Customers", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "City", table: "Customers", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");
                    }
                }
                """),
            new RuleExample(false, "A reference that the previous release never sets", Framework.EfCore, """
                [Migration("20260301100000_AddRegion")]
                public class AddRegion : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<int>(name: "RegionId", table: "Customers", type: "integer", nullable: true);
                        migrationBuilder.AddForeignKey(name: "FK_Customers_Regions", table: "Customers", column: "RegionId", principalTable: "Regions", principalColumn: "Id");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Customers_Regions", table: "Customers");
                        migrationBuilder.DropColumn(name: "RegionId", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "Zero references nothing", Framework.EfCore, """
                [Migration("20260301100000_AddRegion")]
                public class AddRegion : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<int>(name: "RegionId", table: "Customers", type: "int", nullable: false, defaultValue: 0);
                        migrationBuilder.AddForeignKey(name: "FK_Customers_Regions", table: "Customers", column: "RegionId", principalTable: "Regions", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Customers_Regions", table: "Customers");
                        migrationBuilder.DropColumn(name: "RegionId", table: "Customers");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "Customers without an address are written today", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(100).Nullable().WithColumn("Email").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class RequireEmail : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Email").OnTable("Customers").AsString(200).NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Email").OnTable("Customers").AsString(200).Nullable();
                    }
                }
                """),
            new RuleExample(false, "An index refuses nothing", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(100).Nullable().WithColumn("Email").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class IndexEmail : Migration
                {
                    public override void Up()
                    {
                        Create.Index("IX_Customers_Email").OnTable("Customers").OnColumn("Email").Ascending();
                    }

                    public override void Down()
                    {
                        Delete.Index("IX_Customers_Email").OnTable("Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (placed, operation, _) in ReleaseBreaks.In<TableOperation>(context, BreakKind.Restricted))
        {
            if (MG4013_UniqueOnData.Speaks(context, placed))
            {
                continue;
            }

            var table = Display.Table(operation);
            var (does, refused, effect) = operation switch
            {
                AlterColumn alter => ("Makes column '" + Display.Name(alter.Column.Name) + "' of table '" + table + "' required", "a NULL", "refuses NULLs of the previous release"),
                CreateIndex index => ("Creates unique index '" + Display.Name(index.Name ?? "on " + index.FullTable) + "' on table '" + table + "'", "a duplicate", "refuses duplicates of the previous release"),
                AddUniqueConstraint add => ("Adds unique constraint '" + Display.Name(add.Key.Name ?? "on " + add.FullTable) + "' to table '" + table + "'", "a duplicate", "refuses duplicates of the previous release"),
                AddPrimaryKey => ("Adds a primary key to table '" + table + "'", "a duplicate or a NULL", "refuses duplicates of the previous release"),
                AddForeignKey add => ("Adds foreign key '" + Display.Name(add.ForeignKey.Name ?? "on " + add.FullTable) + "' to table '" + table + "'", "a reference to a row that is not there", "refuses references that lead nowhere"),
                AddCheckConstraint add => ("Adds check '" + Display.Name(add.Check.Name ?? "on " + add.FullTable) + "' to table '" + table + "'", "what it excludes", "refuses what the check excludes"),
                _ => ("Restricts table '" + table + "'", "what is not allowed any more", "refuses rows of the previous release"),
            };
            context.Report(
                this,
                operation.Span,
                operation is AlterColumn { Column.Name: var column } ? Display.Column(operation, column) : table,
                effect,
                "release code that keeps the rule first",
                does + ": where the previous release writes " + refused + ", it fails from now on, also after the code was rolled back. "
                    + "Release code that never does, and add the restriction in the next release.");
        }
    }
}
