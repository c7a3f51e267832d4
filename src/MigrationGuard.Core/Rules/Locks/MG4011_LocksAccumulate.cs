using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Locks are held to the end of the transaction.</summary>
internal sealed class MG4011_LocksAccumulate : Rule
{
    public override string Id => "MG4011";

    public override string Name => "LocksAccumulate";

    public override string Title => "A table stays locked while another one is worked on";

    public override Severity DefaultSeverity => Severity.Info;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A table is locked against readers and writers, and the same transaction then reads or writes every row of another table.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; each has a migration of its own; MySQL, which commits after every schema change.",
        WhatHappens = """
            **Forward**: locks are held until the transaction commits. A change that takes a moment locks its table for as long as the slow one after it takes. Two migrations that lock the same tables in another order can
            deadlock. EF Core 9 runs all pending migrations in one transaction, so there it holds over all of them.

            **Rollback**: Down holds its locks in the same way.
            """,
        SafeWay = """
            1. One table a migration, where it has rows that matter.
            2. Put slow work last, or outside the transaction (an index built concurrently).
            """,
        Engines = "PostgreSQL and SQL Server. MySQL and MariaDB commit after every schema change; SQLite locks the whole database anyway.",
        Examples =
        [
            new RuleExample(true, "A column, and then an index on another table", Framework.EfCore, """
                [Migration("20260301100000_Both")]
                public class Both : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The index first", Framework.EfCore, """
                [Migration("20260301100000_Both")]
                public class Both : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The other table is small", Framework.EfCore, """
                [Migration("20260301100000_Both")]
                public class Both : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Both : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                        Create.Index("IX_Orders_CustomerId").OnTable("Orders").OnColumn("CustomerId").Ascending();
                    }

                    public override void Down()
                    {
                        Delete.Index("IX_Orders_CustomerId").OnTable("Orders");
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator without a transaction", Framework.FluentMigrator, """
                [Migration(202603011000, TransactionBehavior.None)]
                public class Both : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                        Create.Index("IX_Orders_CustomerId").OnTable("Orders").OnColumn("CustomerId").Ascending();
                    }

                    public override void Down()
                    {
                        Delete.Index("IX_Orders_CustomerId").OnTable("Orders");
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(true, "SQL Server", Framework.EfCore, """
                [Migration("20260301100000_Both")]
                public class Both : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "nvarchar(50)", nullable: true);
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Engine = Engine.SqlServer },
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Locks.Count == 0)
        {
            return;
        }

        var transactions = Transactions.Of(context);
        var changes = RowChanges.In(context).Where(change => change.IsWholeTable).ToList();
        TakenLock? held = null;
        foreach (var taken in context.Locks)
        {
            if (held is not null && Changed(held, taken.At.Index, changes, transactions) is { } earlier)
            {
                Report(context, held, earlier);
                return;
            }

            if (taken.IsSmall)
            {
                continue;
            }

            if (held is not null && taken.Work is not null && transactions.Share(held.At.Index, taken.At.Index) && Other(held, taken) is { } other)
            {
                Report(context, taken.At, held, other, taken.Table(), Display.Text(taken.Step.Because), taken.HowLong(context));
                return;
            }

            if (taken.BlocksAll && (held is null || !transactions.Share(held.At.Index, taken.At.Index)))
            {
                held = taken;
            }
        }

        if (held is not null && Changed(held, int.MaxValue, changes, transactions) is { } last)
        {
            Report(context, held, last);
        }
    }

    private static RowChange? Changed(TakenLock held, int before, List<RowChange> changes, Transactions transactions)
    {
        foreach (var change in changes)
        {
            if (change.At.Index > held.At.Index && change.At.Index < before && transactions.Share(held.At.Index, change.At.Index) && change.At.Operation is TableOperation operation
                && !held.IsOnTableOf(change.At, operation.Schema, operation.Table))
            {
                return change;
            }
        }

        return null;
    }

    // A foreign key that goes locks the table it references as well.
    private static string? Other(TakenLock held, TakenLock taken)
    {
        if (!held.IsOnTableOf(taken.At, taken.Step.Schema, taken.Step.Table))
        {
            return held.Table();
        }

        return held.Fact.LocksReferenced
            && held.Step.ReferencedTable is { } referenced
            && !SchemaNames.SameTable(held.Step.ReferencedSchema, referenced, taken.Step.Schema, taken.Step.Table, held.At.Before.Engine)
            ? Display.Table(held.Step.ReferencedSchema, referenced)
            : null;
    }

    private void Report(RuleContext context, TakenLock held, RowChange change) =>
        Report(context, change.At, held, held.Table(), change.Table, change.Verb + " of every row", change.HowLong(context));

    private void Report(RuleContext context, PlacedOperation at, TakenLock held, string locked, string worked, string because, string howLong) => context.Report(
        this,
        at.Operation.Span,
        locked,
        "locked until '" + worked + "' is done",
        "one table a migration",
        "While '" + worked + "' is worked on (" + because + ")" + howLong + ", the transaction still holds " + held.Fact.Lock + " on '" + locked + "', " + context.Profile.Title + " ("
            + Display.Text(held.Step.Because) + "): " + LockWords.Blocks(held.Fact.Blocks, "'" + locked + "'") + ". Give each table a migration of its own, or put the slow change first.");
}
