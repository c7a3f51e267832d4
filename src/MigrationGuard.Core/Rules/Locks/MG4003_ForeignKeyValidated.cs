using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Others wait while every row is looked up.</summary>
internal sealed class MG4003_ForeignKeyValidated : Rule
{
    public override string Id => "MG4003";

    public override string Name => "ForeignKeyValidated";

    public override string Title => "A foreign key is checked while others wait";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A foreign key is added to a table with rows, and the engine looks up every row while it holds the lock; also NOT VALID and VALIDATE CONSTRAINT in one transaction.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; NOT VALID, with VALIDATE CONSTRAINT in a later migration; WITH NOCHECK on SQL Server; `SET foreign_key_checks = 0` before it on MySQL. It is information where a column of it is new and NULL in every row: the table is read once under the lock, but no row is looked up (five million rows took PostgreSQL one second, and ten with values).",
        WhatHappens = """
            **Forward**: both tables are locked while every row of the referencing one is looked up in the other. Writes to either table wait, on SQL Server reads as well. A row without a partner makes the migration
            fail after all that.

            **Rollback**: dropping the foreign key is quick, but on PostgreSQL and SQL Server needs the strongest lock on both tables.
            """,
        SafeWay = """
            PostgreSQL, in two migrations:

            1. `ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") NOT VALID;` takes the lock for a moment. New rows are checked from now on.
            2. `ALTER TABLE "Orders" VALIDATE CONSTRAINT "FK_Orders_Customers_CustomerId";` in the next migration: everybody reads and writes meanwhile.

            SQL Server: `WITH NOCHECK ADD CONSTRAINT …`, then `WITH CHECK CHECK CONSTRAINT …` in a quiet hour. MySQL copies the table for it: deploy it while nobody writes.
            """,
        LightBulb = "PostgreSQL: adds the foreign key NOT VALID, and writes the next migration, with its Designer, which validates it outside a transaction. Where no id is free behind this migration, a comment says what comes next.",
        Engines = "PostgreSQL: `SHARE ROW EXCLUSIVE` on both tables. SQL Server: `Sch-M` on both. MySQL, MariaDB: `ALGORITHM=COPY` unless `foreign_key_checks` is 0. SQLite has one writer at a time anyway.",
        Examples =
        [
            new RuleExample(true, "A foreign key on a table with rows", Framework.EfCore, """
                [Migration("20260301100000_LinkOrders")]
                public class LinkOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddForeignKey(
                            name: "FK_Orders_Customers_CustomerId",
                            table: "Orders",
                            column: "CustomerId",
                            principalTable: "Customers",
                            principalColumn: "Id",
                            onDelete: ReferentialAction.Cascade);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Orders_Customers_CustomerId", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "Not valid at first", Framework.EfCore, """
                [Migration("20260301100000_LinkOrders")]
                public class LinkOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT fk FOREIGN KEY (\"CustomerId\") REFERENCES \"Customers\" (\"Id\") NOT VALID");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" DROP CONSTRAINT fk");
                    }
                }
                """),
            new RuleExample(false, "Validated in a later migration", Framework.EfCore, """
                [Migration("20260301100000_CheckOrders")]
                public class CheckOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" VALIDATE CONSTRAINT fk");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "Validated in the same transaction", Framework.EfCore, """
                [Migration("20260301100000_LinkOrders")]
                public class LinkOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT fk FOREIGN KEY (\"CustomerId\") REFERENCES \"Customers\" (\"Id\") NOT VALID");
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" VALIDATE CONSTRAINT fk");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" DROP CONSTRAINT fk");
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_LinkOrders")]
                public class LinkOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddForeignKey(
                            name: "FK_Orders_Customers_CustomerId",
                            table: "Orders",
                            column: "CustomerId",
                            principalTable: "Customers",
                            principalColumn: "Id",
                            onDelete: ReferentialAction.Cascade);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Orders_Customers_CustomerId", table: "Orders");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "SQL Server", Framework.EfCore, """
                [Migration("20260301100000_LinkOrders")]
                public class LinkOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddForeignKey(
                            name: "FK_Orders_Customers_CustomerId",
                            table: "Orders",
                            column: "CustomerId",
                            principalTable: "Customers",
                            principalColumn: "Id",
                            onDelete: ReferentialAction.Cascade);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Orders_Customers_CustomerId", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "MySQL copies the table", Framework.EfCore, """
                [Migration("20260301100000_LinkOrders")]
                public class LinkOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddForeignKey(
                            name: "FK_Orders_Customers_CustomerId",
                            table: "Orders",
                            column: "CustomerId",
                            principalTable: "Customers",
                            principalColumn: "Id",
                            onDelete: ReferentialAction.Cascade);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropForeignKey(name: "FK_Orders_Customers_CustomerId", table: "Orders");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class LinkOrders : Migration
                {
                    public override void Up()
                    {
                        Create.ForeignKey("FK_Orders_Customers").FromTable("Orders").ForeignColumn("CustomerId").ToTable("Customers").PrimaryColumn("Id");
                    }

                    public override void Down()
                    {
                        Delete.ForeignKey("FK_Orders_Customers").OnTable("Orders");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, not valid at first", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class LinkOrders : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT fk FOREIGN KEY (\"CustomerId\") REFERENCES \"Customers\" (\"Id\") NOT VALID");
                    }

                    public override void Down()
                    {
                        Execute.Sql("ALTER TABLE \"Orders\" DROP CONSTRAINT fk");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var together = new ValidatedTogether(context, DdlAction.AddForeignKeyUnchecked);
        foreach (var taken in context.Locks)
        {
            if (taken.IsSmall)
            {
                continue;
            }

            if (taken.Step.Action == DdlAction.ValidateForeignKey && together.Earlier(taken) is { } earlier)
            {
                context.Report(
                    this,
                    taken.At.Operation.Span,
                    taken.Table(),
                    earlier.BlocksShort() + " while every row is looked up",
                    "VALIDATE CONSTRAINT in a later migration",
                    "VALIDATE CONSTRAINT runs in the transaction that added the foreign key and still holds " + earlier.Lock(context) + ": " + earlier.Blocks() + " until every row is looked up"
                        + taken.HowLong(context) + ". Move it into the next migration.");
            }
            else if (taken.Step.Action == DdlAction.AddForeignKey && taken.At.Operation is AddForeignKey add && !ChecksNothing(context, taken.At.Index))
            {
                Report(context, taken, add, HasNothingToLookUp(context, taken, add));
            }
        }
    }

    // A row that is NULL there is read, but not looked up. MySQL copies the table all the same.
    private static bool HasNothingToLookUp(RuleContext context, TakenLock taken, AddForeignKey add) =>
        context.Engine != Engine.MySql
        && taken.At.Before.FindTable(add.Schema, add.Table) is { } table
        && add.ForeignKey.Columns.Any(column => UniqueValues.IsNullEverywhere(context, taken.At, add, table, column));

    // What MySQL is told about the session before.
    private static bool ChecksNothing(RuleContext context, int index)
    {
        if (context.Engine != Engine.MySql)
        {
            return false;
        }

        for (var i = index; i >= 0; i--)
        {
            var sql = context.Up[i].EffectOf ?? context.Up[i].Operation as Sql;
            var text = sql?.Text ?? "";
            var at = text.LastIndexOf("foreign_key_checks", StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                var value = text.Substring(at + "foreign_key_checks".Length).TrimStart(' ', '\t', ':', '=');
                return value.StartsWith("0", StringComparison.Ordinal) || value.StartsWith("OFF", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    private void Report(RuleContext context, TakenLock taken, AddForeignKey add, bool hasNothingToLookUp)
    {
        var key = add.ForeignKey;
        var name = key.Name is null ? "A foreign key" : "Foreign key '" + Display.Name(key.Name) + "'";
        var both = taken.Fact.LocksReferenced && key.PrincipalTable is { } referenced && !SchemaNames.SameTable(key.PrincipalSchema, referenced, add.Schema, add.Table, context.Engine) ? " and '" + Display.Table(key.PrincipalSchema, referenced) + "'" : "";
        var copies = context.Engine == Engine.MySql;
        context.Report(
            this,
            add.Span,
            taken.Table(),
            taken.BlocksShort() + (copies ? " while the table is copied" : hasNothingToLookUp ? " while the table is read once" : " while every row is looked up"),
            context.Engine switch { Engine.PostgreSql => "NOT VALID, VALIDATE in a later migration", Engine.SqlServer => "WITH NOCHECK, checked in a quiet hour", _ => "deploy while nobody writes" },
            name + " is added under " + taken.Lock(context) + ": " + taken.Blocks() + both + " until "
                + (hasNothingToLookUp ? "the table was read once (its new column is NULL in every row, so that nothing is looked up)" : "every row is " + (copies ? "copied" : "looked up") + taken.HowLong(context))
                + ". " + Advice(context, add),
            hasNothingToLookUp ? Severity.Info : null);
    }

    private static string Advice(RuleContext context, AddForeignKey add)
    {
        if (context.Engine == Engine.MySql)
        {
            return "Deploy it while nobody writes, or with SET foreign_key_checks = 0 around it, which leaves existing rows unchecked.";
        }

        return SafeSql.ForeignKey(context.Engine, add) is var (first, second)
            ? "Write " + LockWords.Call(context, first) + " instead and " + LockWords.Call(context, second) + (context.Engine == Engine.PostgreSql ? " in the next migration." : " in a quiet hour.")
            : "Add it " + (context.Engine == Engine.PostgreSql ? "NOT VALID and validate it in the next migration." : "WITH NOCHECK and check it in a quiet hour.");
    }
}
