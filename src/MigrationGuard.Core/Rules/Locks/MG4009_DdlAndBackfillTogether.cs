using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A backfill under the lock of a schema change.</summary>
internal sealed class MG4009_DdlAndBackfillTogether : Rule
{
    public override string Id => "MG4009";

    public override string Name => "DdlAndBackfillTogether";

    public override string Title => "Rows are changed while a schema change still locks the table";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A table is changed under a lock that stops readers and writers, and rows of the same table are updated, deleted or filled in the same transaction. Once for each table.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; the rows are changed in another migration or outside the transaction; MySQL, which commits after every schema change.",
        WhatHappens = """
            **Forward**: a lock is held to the end of the transaction. `ADD COLUMN` takes a moment, but the UPDATE after it may take minutes, and all that time nobody reads or writes the table.

            **Rollback**: Down has the same trouble where it changes rows after the schema.
            """,
        SafeWay = """
            1. First migration: the schema change alone.
            2. Second migration, or a job beside it: change the rows in batches, each committed.
            3. Third migration, if needed: NOT NULL and constraints.
            """,
        Engines = "PostgreSQL: `ACCESS EXCLUSIVE`. SQL Server: `Sch-M`. MySQL, MariaDB: each schema change commits. SQLite has one writer at a time anyway.",
        Examples =
        [
            new RuleExample(true, "A column is added and filled", Framework.EfCore, """
                [Migration("20260301100000_AddStatus")]
                public class AddStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Status", table: "Orders", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Status\" = 'new'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Status", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_AddStatus")]
                public class AddStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Status", table: "Orders", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Status\" = 'new'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Status", table: "Orders");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(false, "Only another table is filled", Framework.EfCore, """
                [Migration("20260301100000_AddStatus")]
                public class AddStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Status", table: "Orders", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Seen\" = true WHERE \"Seen\" IS NULL");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Status", table: "Orders");
                    }
                }
                """),
            new RuleExample(true, "SQL Server", Framework.EfCore, """
                [Migration("20260301100000_AddStatus")]
                public class AddStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Status", table: "Orders", type: "nvarchar(20)", nullable: true);
                        migrationBuilder.Sql("UPDATE [Orders] SET [Status] = N'new'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Status", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "MySQL commits in between", Framework.EfCore, """
                [Migration("20260301100000_AddStatus")]
                public class AddStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Status", table: "Orders", type: "varchar(20)", nullable: true);
                        migrationBuilder.Sql("UPDATE `Orders` SET `Status` = 'new'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Status", table: "Orders");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddStatus : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Status").OnTable("Orders").AsString(20).Nullable();
                        Update.Table("Orders").Set(new { Status = "new" }).AllRows();
                    }

                    public override void Down()
                    {
                        Delete.Column("Status").FromTable("Orders");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator without a transaction", Framework.FluentMigrator, """
                [Migration(202603011000, TransactionBehavior.None)]
                public class AddStatus : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Status").OnTable("Orders").AsString(20).Nullable();
                        Update.Table("Orders").Set(new { Status = "new" }).AllRows();
                    }

                    public override void Down()
                    {
                        Delete.Column("Status").FromTable("Orders");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in context.ChangedRows)
        {
            if (change.Under is not { } taken || !said.Add(change.Table))
            {
                continue;
            }

            context.Report(
                this,
                change.At.Operation.Span,
                change.Table,
                "reads and writes blocked while rows are changed",
                "rows in a migration of their own",
                "The " + change.Verb + " of '" + change.Table + "' runs in the transaction that still holds " + taken.Lock(context) + " (" + Display.Text(taken.Step.Because) + "): " + taken.Blocks()
                    + " until every row is done. Leave the schema change here and move the " + change.Verb + " into the next migration, in batches.");
        }
    }
}
