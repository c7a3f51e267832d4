using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A table is emptied.</summary>
internal sealed class MG5003_Truncate : Rule
{
    public override string Id => "MG5003";

    public override string Name => "Truncate";

    public override string Title => "A table is emptied by TRUNCATE";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "SQL in Up runs TRUNCATE on an existing table.",
        QuietWhen = "The table was created in the same unreleased set.",
        WhatHappens = """
            **Forward**: every row is gone, without triggers. With `CASCADE` the tables that reference it are emptied as well. Identity values may start again.

            **Rollback**: nothing brings the rows back. On MySQL the statement commits at once, so that even a failure later in the same migration does not.
            """,
        SafeWay = """
            1. Copy the rows to an archive table first (`INSERT INTO … SELECT …`), or delete the ones that are meant, with a WHERE.
            2. For a cache or a queue that may be emptied, say so: `[BackupGate("SearchCache", …)]` names what rebuilds it.
            """,
        Engines = "PostgreSQL and SQL Server can roll TRUNCATE back inside a transaction; MySQL cannot. `CASCADE` exists on PostgreSQL only. SQLite has no TRUNCATE.",
        Examples =
        [
            new RuleExample(true, "The audit log is emptied", Framework.EfCore, """
                [Migration("20260301100000_ClearAudit")]
                public class ClearAudit : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("TRUNCATE TABLE \"Audit\"");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "Old rows are deleted by a condition", Framework.EfCore, """
                [Migration("20260301100000_ClearAudit")]
                public class ClearAudit : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM \"Audit\" WHERE \"Year\" < 2015");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "The same in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class ClearAudit : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("TRUNCATE TABLE \"Audit\"");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator deletes by a condition", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class ClearAudit : Migration
                {
                    public override void Up()
                    {
                        Delete.FromTable("Audit").Row(new { Year = 2015 });
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
        foreach (var truncate in context.InUp<TruncateTable>())
        {
            var operation = truncate.Operation;
            if (!context.HasData(truncate.At, operation.Schema, operation.Table))
            {
                continue;
            }

            var table = Display.Table(operation);
            context.Report(
                this,
                operation.Span,
                table,
                operation.Cascade ? "all rows lost, referencing tables too" : "all rows are lost",
                "archive first, or backup gate",
                "TRUNCATE removes every row of table '" + table + "'" + (operation.Cascade ? " and of the tables that reference it" : "") + ", and no Down brings them back. "
                    + "Copy the rows to an archive table first, or declare a tested backup with " + Advice.BackupGate(table) + ".");
        }
    }
}
