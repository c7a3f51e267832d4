using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A table with rows is dropped.</summary>
internal sealed class MG1002_DropTable : Rule
{
    public override string Id => "MG1002";

    public override string Name => "DropTable";

    public override string Title => "A table is dropped together with its rows";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up drops a table that may hold rows: by the builder, by a FluentMigrator expression or by SQL.",
        QuietWhen = "The table was created in the same unreleased set, all its rows and columns were copied to another table earlier in the set (a rebuild), or the "
            + "migration is a verified contract step.",
        WhatHappens = """
            **Forward**: every row of the table is gone, with its indexes, triggers and permissions. Rows of other tables that reference it block the drop, or lose their
            foreign key.

            **Rollback**: a scaffolded Down creates the table again, with no rows in it. Identity values start again at the beginning, so that new rows can get
            numbers that were used before.
            """,
        SafeWay = """
            1. Release code that no longer uses the table.
            2. Keep the rows: rename the table (`Orders` to `Orders_retired_2026_03`) or copy them to an archive table, and drop that much later.
            3. When the table really goes, do it in a migration of its own: as the contract step of the released migration that replaced it, or behind a tested backup,
               `[BackupGate("Orders", Source = "…", Runbook = "…", RestoreTestedOn = "…")]`.
            """,
        LightBulb = "Declares the drop as the contract step of a released expand step. Offered for the steps with which the gate would be proven, and no others.",
        Engines = "The rows are lost on every engine. MySQL commits at once, so a later failure in the same migration does not bring the table back.",
        Examples =
        [
            new RuleExample(true, "All orders are lost", Framework.EfCore, """
                [Migration("20260301100000_DropOrders")]
                public class DropOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Orders");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Orders",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Orders", x => x.Id));
                    }
                }
                """),
            new RuleExample(false, "The table is renamed and its rows stay", Framework.EfCore, """
                [Migration("20260301100000_RetireOrders")]
                public class RetireOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameTable(name: "Orders", newName: "Orders_retired");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameTable(name: "Orders_retired", newName: "Orders");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator drops a table", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class DropOrders : Migration
                {
                    public override void Up()
                    {
                        Delete.Table("Orders");
                    }

                    public override void Down()
                    {
                        Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey();
                    }
                }
                """),
            new RuleExample(false, "The table is as new as the migration", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Scratch : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Scratch").WithColumn("Id").AsInt32().PrimaryKey();
                        Delete.Table("Scratch");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var drop in context.InUp<DropTable>())
        {
            var operation = drop.Operation;
            if (!context.HasData(drop.At, operation.Schema, operation.Table) || KeptData.OfTable(context, drop.At, operation) || ContractSteps.IsVerified(context))
            {
                continue;
            }

            var table = Display.Table(operation);
            context.Report(
                this,
                operation.Span,
                table,
                "all rows are lost",
                Advice.BackupOrContract,
                "Drops table '" + table + "' with all its rows; a Down that creates it again brings back no row. Rename the table and drop it in a later release as "
                    + Advice.ContractGate + ", or declare a tested backup with " + Advice.BackupGate(table) + ".");
        }
    }
}
