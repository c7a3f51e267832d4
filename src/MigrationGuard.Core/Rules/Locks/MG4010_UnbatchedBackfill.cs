using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>One statement over a whole table.</summary>
internal sealed class MG4010_UnbatchedBackfill : Rule
{
    public override string Id => "MG4010";

    public override string Name => "UnbatchedBackfill";

    public override string Title => "All rows of a table are changed in one statement";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "One UPDATE or DELETE reaches every row of a table with rows, or every NULL of a column that the set adds.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; the rows are chosen by a condition or a key; MG4009 speaks already; SQLite.",
        WhatHappens = """
            **Forward**: every changed row is locked until the transaction ends, and writers of those rows wait. PostgreSQL writes each row a second time (the table may double), SQL Server may lock the whole table and
            fills its log, MySQL its undo log; replicas fall behind. If it is cancelled, undoing takes as long again.

            **Rollback**: Down cannot give the values back, unless they were kept.
            """,
        SafeWay = """
            Change some thousand rows at a time, each batch committed. On PostgreSQL, outside the transaction (`suppressTransaction: true`, `TransactionBehavior.None`):

            ```sql
            DO $$
            BEGIN
                LOOP
                    UPDATE "Orders" SET "Status" = 'new' WHERE "Id" IN (SELECT "Id" FROM "Orders" WHERE "Status" IS NULL LIMIT 5000);
                    EXIT WHEN NOT FOUND;
                    COMMIT;
                END LOOP;
            END $$;
            ```

            On SQL Server `UPDATE TOP (5000) …` in a `WHILE` loop; on MySQL `UPDATE … LIMIT 5000` from a job. `TRUNCATE` where all rows go and nothing references them.
            """,
        Engines = "PostgreSQL, SQL Server, MySQL and MariaDB. SQLite has one writer at a time anyway.",
        Examples =
        [
            new RuleExample(true, "Every row is updated", Framework.EfCore, """
                [Migration("20260301100000_ResetStatus")]
                public class ResetStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Status\" = 'new'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "Some rows are updated", Framework.EfCore, """
                [Migration("20260301100000_ResetStatus")]
                public class ResetStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Status\" = 'new' WHERE \"Status\" = 'open'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_ResetStatus")]
                public class ResetStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Status\" = 'new'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "MySQL", Framework.EfCore, """
                [Migration("20260301100000_ResetStatus")]
                public class ResetStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE `Orders` SET `Status` = 'new'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "SQL Server", Framework.EfCore, """
                [Migration("20260301100000_ClearOrders")]
                public class ClearOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM [Orders]");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class ResetStatus : Migration
                {
                    public override void Up()
                    {
                        Update.Table("Orders").Set(new { Status = "new" }).AllRows();
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, some rows", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class ResetStatus : Migration
                {
                    public override void Up()
                    {
                        Update.Table("Orders").Set(new { Status = "new" }).Where(new { Status = "open" });
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
        foreach (var change in context.ChangedRows)
        {
            if (change.Under is not null || !change.IsWholeTable)
            {
                continue;
            }

            context.Report(
                this,
                change.At.Operation.Span,
                change.Table,
                "all rows locked until the " + change.Verb + " ends",
                "in batches, each committed",
                "One " + change.Verb + " reaches every row of '" + change.Table + "' (" + context.Profile.Title + "): writers of those rows wait until it ends" + change.HowLong(context)
                    + ", and cancelling it takes as long again. Change some thousand rows at a time, each batch committed.");
        }
    }
}
