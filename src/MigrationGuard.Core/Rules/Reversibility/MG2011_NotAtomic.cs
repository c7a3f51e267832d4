using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A failure in the middle leaves a half.</summary>
internal sealed class MG2011_NotAtomic : Rule
{
    public override string Id => "MG2011";

    public override string Name => "NotAtomic";

    public override string Title => "The migration can stop half-applied";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A statement runs outside the transaction beside other operations (`suppressTransaction: true`, an index built concurrently, FluentMigrator's `TransactionBehavior.None`); or the engine is MySQL, which commits after every schema change (then as a hint).",
        QuietWhen = "The migration has a single operation.",
        WhatHappens = """
            **Forward**: if a later operation fails, the earlier ones stay, and there is no history row. The next attempt runs Up from the start and fails on what is already there.

            **Rollback**: Down cannot be called, because the migration is not recorded; and where it is, Down stops at the first thing that Up never did. Somebody must repair the schema by hand.
            """,
        SafeWay = """
            1. Put the statement that cannot run in a transaction into a migration of its own.
            2. On MySQL keep migrations small: one schema change each.
            3. Write statements that can be repeated: `CREATE INDEX CONCURRENTLY IF NOT EXISTS`.
            """,
        Engines = "PostgreSQL, SQL Server: a migration is one transaction unless something suppresses it. MySQL: every schema change commits. SQLite: a table rebuild by EF Core suppresses the transaction for its PRAGMAs.",
        Examples =
        [
            new RuleExample(true, "A statement outside the transaction beside a column", Framework.EfCore, """
                [Migration("20260301100000_AddIndex")]
                public class AddIndex : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_nickname ON \"Customers\" (\"Nickname\")", suppressTransaction: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP INDEX ix_nickname");
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "The statement has a migration of its own", Framework.EfCore, """
                [Migration("20260301100000_AddIndex")]
                public class AddIndex : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY ix_name ON \"Customers\" (\"Name\")", suppressTransaction: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP INDEX ix_name");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator without a transaction", Framework.FluentMigrator, """
                [Migration(202603011000, TransactionBehavior.None)]
                public class AddTwo : Migration
                {
                    public override void Up()
                    {
                        Create.Column("A").OnTable("Customers").AsString(50).Nullable();
                        Create.Column("B").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("B").FromTable("Customers");
                        Delete.Column("A").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "Two columns in one transaction", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddTwo : Migration
                {
                    public override void Up()
                    {
                        Create.Column("A").OnTable("Customers").AsString(50).Nullable();
                        Create.Column("B").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("B").FromTable("Customers");
                        Delete.Column("A").FromTable("Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (!context.Runs())
        {
            return;
        }

        var operations = new List<Operation>(context.Migration.Up.Operations.On(context.Engine));
        if (operations.Count < 2)
        {
            return;
        }

        if (context.Migration.NoTransaction)
        {
            Report(context, context.Migration.Span, "runs without a transaction (TransactionBehavior.None)", DefaultSeverity);
            return;
        }

        foreach (var operation in operations)
        {
            if (operation is Sql { SuppressTransaction: true })
            {
                Report(context, operation.Span, "runs this SQL outside the transaction", DefaultSeverity);
                return;
            }

            if (operation is CreateIndex && operation.Annotations.Has("Npgsql:CreatedConcurrently") && context.Engine == Engine.PostgreSql)
            {
                Report(context, operation.Span, "builds this index outside the transaction", DefaultSeverity);
                return;
            }
        }

        if (context.Engine == Engine.MySql && SchemaChangeCount(context) > 1)
        {
            Report(context, context.Migration.Span, "makes several schema changes, each of which MySQL commits at once,", Severity.Info);
        }
    }

    private static int SchemaChangeCount(RuleContext context)
    {
        var count = 0;
        foreach (var placed in context.Up)
        {
            if (placed.Operation is not (Sql or Unknown or InsertData or UpdateData or DeleteData or ValidateConstraint or ChangeObject { Change: ObjectChange.Refresh }))
            {
                count++;
            }
        }

        return count;
    }

    private void Report(RuleContext context, SourceSpan span, string what, Severity severity) =>
        context.Report(
            this,
            span,
            "",
            "can stop half-applied",
            "one migration for each such step",
            "Up of '" + Display.Name(context.Migration.Name) + "' " + what + " beside other operations: if one fails, the others stay, no history row is written, and the next attempt fails on what is already there. "
                + "Put it into a migration of its own.",
            severity);
}
