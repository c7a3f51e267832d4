using MigrationGuard.Engines;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Writers wait for an index.</summary>
internal sealed class MG4001_BlockingIndex : Rule
{
    public override string Id => "MG4001";

    public override string Name => "BlockingIndex";

    public override string Title => "An index is built while nobody can write";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An index is built on a table with rows and the engine is not asked to let writes go on: without CONCURRENTLY on PostgreSQL, without ONLINE on SQL Server; a full-text or spatial index on MySQL; also the index of a unique constraint that no row can violate.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; SQL Server's `engineEdition` is `standard`, which cannot; ordinary indexes on MySQL and MariaDB, which let writes go on by themselves; a unique index that rows may violate (MG4013 says both).",
        WhatHappens = """
            **Forward**: the whole table is read and sorted while a lock is held that every INSERT, UPDATE and DELETE waits for. Requests that write pile up until the connection pool is empty.

            **Rollback**: dropping the index is quick, but waits for every running query on the table, and everything after it waits in line.
            """,
        SafeWay = """
            1. PostgreSQL: put the index into a migration of its own and add `.Annotation("Npgsql:CreatedConcurrently", true)` (EF Core takes it out of the transaction by itself); with FluentMigrator
               `.WithOptions().AsConcurrently()` and `[Migration(…, TransactionBehavior.None)]`. If it fails, an INVALID index stays: drop it and try again.
            2. SQL Server, Enterprise edition and Azure SQL: `.Annotation("SqlServer:Online", true)`, with FluentMigrator `.WithOptions().Online()`.
            3. Elsewhere: deploy it while nobody writes, and say `[AcceptHazard("MG4001", "…")]`.
            """,
        LightBulb = "Builds the index concurrently (PostgreSQL) or online (SQL Server); with FluentMigrator where the index is alone in its migration, which then runs without a transaction.",
        Engines = "PostgreSQL: `SHARE`, writes wait. SQL Server: `S`, writes wait. MySQL, MariaDB: in place, writes go on, except for full-text and spatial indexes. SQLite has one writer at a time anyway.",
        Examples =
        [
            new RuleExample(true, "An index on a table with rows", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "The same, concurrently", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId")
                            .Annotation("Npgsql:CreatedConcurrently", true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "SQL Server blocks writers as well", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "SQL Server builds it online", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId")
                            .Annotation("SqlServer:Online", true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer, Configuration = """{ "engineEdition": "azure" }""" },
            new RuleExample(false, "The Standard edition cannot", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer, Configuration = """{ "engineEdition": "standard" }""" },
            new RuleExample(false, "MySQL lets writes go on", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "A full-text index on MySQL", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Orders_CustomerId", table: "Orders", column: "CustomerId")
                            .Annotation("MySql:FullTextIndex", true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Orders_CustomerId", table: "Orders");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "FluentMigrator without AsConcurrently", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class IndexOrders : Migration
                {
                    public override void Up()
                    {
                        Create.Index("IX_Orders_CustomerId").OnTable("Orders").OnColumn("CustomerId").Ascending();
                    }

                    public override void Down()
                    {
                        Delete.Index("IX_Orders_CustomerId").OnTable("Orders");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, concurrently and without a transaction", Framework.FluentMigrator, """
                [Migration(202603011000, TransactionBehavior.None)]
                public class IndexOrders : Migration
                {
                    public override void Up()
                    {
                        Create.Index("IX_Orders_CustomerId").OnTable("Orders").OnColumn("CustomerId").Ascending().WithOptions().AsConcurrently();
                    }

                    public override void Down()
                    {
                        Delete.Index("IX_Orders_CustomerId").OnTable("Orders");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var taken in context.Locks)
        {
            if (taken is { IsSmall: false, Step.Action: DdlAction.AddUnique, At.Operation: AddUniqueConstraint unique } && taken.Fact.Blocks != Blocked.Nobody && !UniqueValues.MayRepeat(context, taken.At, unique, unique.Key.Columns))
            {
                context.Report(
                    this,
                    unique.Span,
                    taken.Table(),
                    taken.BlocksShort() + " while an index is built",
                    context.Engine == Engine.PostgreSql ? "USING INDEX" : "build it online",
                    "The index of a unique constraint is built under " + taken.Lock(context) + ": " + taken.Blocks() + " until it is ready" + taken.HowLong(context) + ". "
                        + (context.Engine == Engine.PostgreSql ? "Build a unique index CONCURRENTLY first, or take the one that is there, and add the constraint USING INDEX." : "Add it WITH (ONLINE = ON) on the Enterprise edition or Azure SQL; elsewhere deploy it while nobody uses the table."));
                continue;
            }

            if (taken.IsSmall || taken.Fact.Blocks == Blocked.Nobody || taken.At.Operation is not CreateIndex index || (context.Engine == Engine.SqlServer && context.Profile.Edition == Edition.Standard))
            {
                continue;
            }

            if (index.Unique && UniqueValues.MayRepeat(context, taken.At, index, index.Columns))
            {
                continue;
            }

            var name = index.Name is null ? "An index" : "Index '" + Display.Name(index.Name) + "'";
            context.Report(
                this,
                index.Span,
                taken.Table(),
                "writes blocked while an index is built",
                Short(context),
                name + " is built under " + taken.Lock(context) + ": " + taken.Blocks() + " until it is ready" + taken.HowLong(context) + ". " + OnlineIndex.Advice(context, taken.At, index));
        }
    }

    private static string Short(RuleContext context) => context.Engine switch
    {
        Engine.PostgreSql => "build it concurrently",
        Engine.SqlServer => "build it online",
        _ => "deploy while nobody writes",
    };
}
