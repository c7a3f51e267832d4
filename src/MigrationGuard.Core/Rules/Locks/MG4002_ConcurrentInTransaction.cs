using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>PostgreSQL refuses CONCURRENTLY inside a transaction.</summary>
internal sealed class MG4002_ConcurrentInTransaction : Rule
{
    public override string Id => "MG4002";

    public override string Name => "ConcurrentInTransaction";

    public override string Title => "An index is built or dropped concurrently inside a transaction";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "On PostgreSQL an index is built or dropped CONCURRENTLY inside the transaction of the migration: FluentMigrator without `TransactionBehavior.None`, or `Sql` without `suppressTransaction: true`.",
        QuietWhen = "The transaction is suppressed. EF Core does that by itself for `.Annotation(\"Npgsql:CreatedConcurrently\", true)`.",
        WhatHappens = """
            **Forward**: PostgreSQL refuses the statement (25001, cannot run inside a transaction block). The migration fails, always, and nothing after it is deployed.

            **Rollback**: the same statement in Down fails the same way.
            """,
        SafeWay = """
            1. FluentMigrator: `[Migration(202603011000, TransactionBehavior.None)]`.
            2. EF Core: `migrationBuilder.Sql("CREATE INDEX CONCURRENTLY …", suppressTransaction: true);`.
            3. Leave the migration with nothing else in it: without a transaction a failure leaves what came before.
            """,
        Engines = "PostgreSQL only.",
        Examples =
        [
            new RuleExample(true, "FluentMigrator inside a transaction", Framework.FluentMigrator, """
                [Migration(202603011000)]
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
            new RuleExample(false, "FluentMigrator without a transaction", Framework.FluentMigrator, """
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
            new RuleExample(true, "SQL inside the transaction of EF Core", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON \"Orders\" (\"CustomerId\")");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP INDEX ix");
                    }
                }
                """),
            new RuleExample(false, "SQL outside the transaction", Framework.EfCore, """
                [Migration("20260301100000_IndexOrders")]
                public class IndexOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix ON \"Orders\" (\"CustomerId\")", suppressTransaction: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP INDEX ix");
                    }
                }
                """),
            new RuleExample(false, "EF Core suppresses it by itself", Framework.EfCore, """
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
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine != Engine.PostgreSql || !context.Runs() || context.Migration.NoTransaction)
        {
            return;
        }

        var isEf = context.Migration.Framework == Framework.EfCore;
        foreach (var placed in context.Up)
        {
            if (!IsConcurrent(placed.Operation) || placed.EffectOf is { SuppressTransaction: true } || (isEf && placed.EffectOf is null))
            {
                continue;
            }

            var what = placed.Operation is CreateIndex ? "CREATE INDEX CONCURRENTLY" : "DROP INDEX CONCURRENTLY";
            context.Report(
                this,
                placed.Operation.Span,
                OperationNames.Subject(placed.Operation),
                "the statement is refused",
                isEf ? "suppressTransaction: true" : "TransactionBehavior.None",
                what + " runs inside the migration's transaction, where PostgreSQL refuses it: the migration always fails. "
                    + (isEf ? "Write Sql(…, suppressTransaction: true) and leave it alone in its migration." : "Write [Migration(" + Display.Name(context.Migration.Id) + ", TransactionBehavior.None)] and leave it alone in its migration."));
        }
    }

    private static bool IsConcurrent(Operation operation) =>
        (operation is CreateIndex && operation.Annotations.Has("Npgsql:CreatedConcurrently")) || (operation is DropIndex && operation.Annotations.Has("Npgsql:DroppedConcurrently"));
}
