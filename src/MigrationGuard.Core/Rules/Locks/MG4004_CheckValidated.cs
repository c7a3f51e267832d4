using MigrationGuard.Engines;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Others wait while every row is checked.</summary>
internal sealed class MG4004_CheckValidated : Rule
{
    public override string Id => "MG4004";

    public override string Name => "CheckValidated";

    public override string Title => "A check constraint is checked while others wait";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A check constraint is added to a table with rows, and the engine checks every row while it holds the lock; also NOT VALID and VALIDATE CONSTRAINT in one transaction.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; NOT VALID, with VALIDATE CONSTRAINT in a later migration; WITH NOCHECK on SQL Server.",
        WhatHappens = """
            **Forward**: nobody reads or writes the table until every row is checked; MySQL copies the table, and writes wait. A row that does not fit makes the migration fail after all that.

            **Rollback**: dropping the constraint is quick.
            """,
        SafeWay = """
            PostgreSQL, in two migrations:

            1. `ALTER TABLE "Orders" ADD CONSTRAINT "CK_Orders_Total" CHECK ("Total" >= 0) NOT VALID;` checks new rows from now on.
            2. `ALTER TABLE "Orders" VALIDATE CONSTRAINT "CK_Orders_Total";` in the next migration: everybody reads and writes meanwhile.

            SQL Server: `WITH NOCHECK ADD CONSTRAINT …`, then `WITH CHECK CHECK CONSTRAINT …` in a quiet hour. MySQL: deploy it while nobody writes.
            """,
        LightBulb = "PostgreSQL: adds the constraint NOT VALID, and writes the next migration, with its Designer, which validates it outside a transaction. Where no id is free behind this migration, a comment says what comes next.",
        Engines = "PostgreSQL: `ACCESS EXCLUSIVE`. SQL Server: `Sch-M`. MySQL, MariaDB: `ALGORITHM=COPY`. SQLite has one writer at a time anyway.",
        Examples =
        [
            new RuleExample(true, "A check constraint on a table with rows", Framework.EfCore, """
                [Migration("20260301100000_CheckTotals")]
                public class CheckTotals : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddCheckConstraint(name: "CK_Orders_Total", table: "Orders", sql: "\"Total\" >= 0");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropCheckConstraint(name: "CK_Orders_Total", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "Not valid at first", Framework.EfCore, """
                [Migration("20260301100000_CheckTotals")]
                public class CheckTotals : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT ck CHECK (\"Total\" >= 0) NOT VALID");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" DROP CONSTRAINT ck");
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_CheckTotals")]
                public class CheckTotals : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddCheckConstraint(name: "CK_Orders_Total", table: "Orders", sql: "\"Total\" >= 0");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropCheckConstraint(name: "CK_Orders_Total", table: "Orders");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "SQL Server", Framework.EfCore, """
                [Migration("20260301100000_CheckTotals")]
                public class CheckTotals : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddCheckConstraint(name: "CK_Orders_Total", table: "Orders", sql: "[Total] >= 0");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropCheckConstraint(name: "CK_Orders_Total", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "MySQL copies the table", Framework.EfCore, """
                [Migration("20260301100000_CheckTotals")]
                public class CheckTotals : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddCheckConstraint(name: "CK_Orders_Total", table: "Orders", sql: "`Total` >= 0");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropCheckConstraint(name: "CK_Orders_Total", table: "Orders");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "FluentMigrator by SQL", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class CheckTotals : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT ck CHECK (\"Total\" >= 0)");
                    }

                    public override void Down()
                    {
                        Execute.Sql("ALTER TABLE \"Orders\" DROP CONSTRAINT ck");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, not valid at first", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class CheckTotals : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT ck CHECK (\"Total\" >= 0) NOT VALID");
                    }

                    public override void Down()
                    {
                        Execute.Sql("ALTER TABLE \"Orders\" DROP CONSTRAINT ck");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var together = new ValidatedTogether(context, DdlAction.AddCheckUnchecked);
        foreach (var taken in context.Locks)
        {
            if (taken.IsSmall)
            {
                continue;
            }

            if (taken.Step.Action == DdlAction.ValidateCheck && together.Earlier(taken) is { } earlier)
            {
                context.Report(
                    this,
                    taken.At.Operation.Span,
                    taken.Table(),
                    earlier.BlocksShort() + " while every row is checked",
                    "VALIDATE CONSTRAINT in a later migration",
                    "VALIDATE CONSTRAINT runs in the transaction that added the constraint and still holds " + earlier.Lock(context) + ": " + earlier.Blocks() + " until every row is checked"
                        + taken.HowLong(context) + ". Move it into the next migration.");
            }
            else if (taken.Step.Action == DdlAction.AddCheck && taken.At.Operation is AddCheckConstraint add)
            {
                Report(context, taken, add);
            }
        }
    }

    private void Report(RuleContext context, TakenLock taken, AddCheckConstraint add)
    {
        var name = add.Check.Name is null ? "A check constraint" : "Check constraint '" + Display.Name(add.Check.Name) + "'";
        var copies = context.Engine == Engine.MySql;
        context.Report(
            this,
            add.Span,
            taken.Table(),
            taken.BlocksShort() + (copies ? " while the table is copied" : " while every row is checked"),
            context.Engine switch { Engine.PostgreSql => "NOT VALID, VALIDATE in a later migration", Engine.SqlServer => "WITH NOCHECK, checked in a quiet hour", _ => "deploy while nobody writes" },
            name + " is added under " + taken.Lock(context) + ": " + taken.Blocks() + " until every row is " + (copies ? "copied" : "checked") + taken.HowLong(context) + ". " + Advice(context, add));
    }

    private static string Advice(RuleContext context, AddCheckConstraint add)
    {
        if (context.Engine == Engine.MySql)
        {
            return "Deploy it while nobody writes.";
        }

        return SafeSql.Check(context.Engine, add) is var (first, second)
            ? "Write " + LockWords.Call(context, first) + " instead and " + LockWords.Call(context, second) + (context.Engine == Engine.PostgreSql ? " in the next migration." : " in a quiet hour.")
            : "Add it " + (context.Engine == Engine.PostgreSql ? "NOT VALID and validate it in the next migration." : "WITH NOCHECK and check it in a quiet hour.");
    }
}
