using MigrationGuard.Execution;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Down is written, and stops with an error.</summary>
internal sealed class MG2022_DownFails : Rule
{
    public override string Id => "MG2022";

    public override string Name => "DownFails";

    public override string Title => "Down stops with an error, always or on rows that exist";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down is written and runs into an error that can be foreseen: it names a column or table that is not there at that point or is there already, drops a table that is still "
            + "referenced, needs a rebuild that no model describes (SQLite), adds a required column without a default, adds a required reference again with 0 in every row, or creates a "
            + "unique index over values that it has just made equal.",
        QuietWhen = "`[ForwardOnly(\"reason\")]` is declared. What fails only on rows that the new release may write is not this rule's concern, nor is a Down that throws by itself "
            + "([MG2003](MG2003.md)) or cannot take an enum label out ([MG2012](MG2012.md)).",
        WhatHappens = """
            **Forward**: nothing.

            **Rollback**: the database refuses a statement of Down in the middle of an incident. Where DDL is transactional the migration stays as it was; MySQL and rebuilt tables of SQLite
            stop halfway.
            """,
        SafeWay = """
            1. Run Up, Down and Up again on a copy with rows in it before you release.
            2. Give a required column that comes back a value that exists, or bring it back as nullable and make it required in a later migration.
            3. Take foreign keys off before the tables they reference, and name tables and columns as they are called after Up.
            """,
        Engines = "Judged for the project's own engine. PostgreSQL and SQL Server take the whole migration back; MySQL and MariaDB keep what ran before the error.",
        Examples =
        [
            new RuleExample(true, "A required reference comes back with 0", Framework.EfCore, """
                [Migration("20260301100000_DropRegion")]
                public class DropRegion : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Customers_Regions_RegionId", table: "Customers");
                        migrationBuilder.DropColumn(name: "RegionId", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<int>(name: "RegionId", table: "Customers", type: "integer", nullable: false, defaultValue: 0);
                        migrationBuilder.AddForeignKey(
                            name: "FK_Customers_Regions_RegionId", table: "Customers", column: "RegionId",
                            principalTable: "Regions", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
                    }
                }
                """),
            new RuleExample(true, "The table is still referenced", Framework.EfCore, """
                [Migration("20260301100000_AddRegions")]
                public class AddRegions : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Regions",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Regions", x => x.Id));
                        migrationBuilder.AddForeignKey(
                            name: "FK_Customers_Regions_RegionId", table: "Customers", column: "RegionId",
                            principalTable: "Regions", principalColumn: "Id");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Regions");
                        migrationBuilder.DropForeignKey(name: "FK_Customers_Regions_RegionId", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "The reference comes back as nullable", Framework.EfCore, """
                [Migration("20260301100000_DropRegion")]
                public class DropRegion : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Customers_Regions_RegionId", table: "Customers");
                        migrationBuilder.DropColumn(name: "RegionId", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<int>(name: "RegionId", table: "Customers", type: "integer", nullable: true);
                        migrationBuilder.AddForeignKey(
                            name: "FK_Customers_Regions_RegionId", table: "Customers", column: "RegionId",
                            principalTable: "Regions", principalColumn: "Id");
                    }
                }
                """),
            new RuleExample(false, "The foreign key goes first", Framework.EfCore, """
                [Migration("20260301100000_AddRegions")]
                public class AddRegions : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Regions",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Regions", x => x.Id));
                        migrationBuilder.AddForeignKey(
                            name: "FK_Customers_Regions_RegionId", table: "Customers", column: "RegionId",
                            principalTable: "Regions", principalColumn: "Id");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Customers_Regions_RegionId", table: "Customers");
                        migrationBuilder.DropTable(name: "Regions");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var down = context.Migration.Down;
        if (!context.CanRollBack() || context.IsForwardOnly() || down.Throws || down.Kind == BodyKind.Missing)
        {
            return;
        }

        foreach (var failure in context.RoundTrip.Failures)
        {
            // Types that cannot be cast back and enum labels have rules of their own.
            if (failure.When < DownFailure.OnData || failure.At is AlterColumn or AlterDatabase)
            {
                continue;
            }

            context.Report(
                this,
                failure.At is { } operation && operation.Span != SourceSpan.None ? operation.Span : down.Span,
                failure.At is TableOperation table ? Display.Table(table) : Display.Name(context.Migration.Name),
                failure.When == DownFailure.Always ? "Down fails whatever the rows are" : "Down fails on rows that exist",
                "run Up, Down, Up on a copy first",
                failure.Why + ". Correct Down, and run Up, Down and Up again on a copy with rows before you release.");
        }
    }
}
