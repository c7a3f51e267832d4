using MigrationGuard.Engines;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>PostgreSQL reads every row under ACCESS EXCLUSIVE.</summary>
internal sealed class MG4007_NotNullScan : Rule
{
    public override string Id => "MG4007";

    public override string Name => "NotNullScan";

    public override string Title => "A column becomes required, and every row is read under the strongest lock";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "On PostgreSQL a column becomes required, and the whole table is read for NULLs under ACCESS EXCLUSIVE.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; a validated check constraint `c IS NOT NULL` excludes NULLs already (PostgreSQL 12 and later use it); whether it was required before is not known. MySQL rebuilds in place and lets writes go on; MG4015 speaks for SQL Server.",
        WhatHappens = """
            **Forward**: nobody reads or writes the table until every row is read. EF Core writes the default into NULLs before, in the same transaction.

            **Rollback**: Down allows NULL again, which is quick.
            """,
        SafeWay = """
            In three migrations:

            1. `ALTER TABLE "Orders" ADD CONSTRAINT "CK_Orders_Note" CHECK ("Note" IS NOT NULL) NOT VALID;` and fill NULLs in batches.
            2. `ALTER TABLE "Orders" VALIDATE CONSTRAINT "CK_Orders_Note";` while everybody reads and writes.
            3. The `AlterColumn` as it is: PostgreSQL sees the constraint and reads nothing. Drop the constraint after it.
            """,
        LightBulb = "Adds the check NOT VALID here, and writes the two migrations behind it: one validates the check, one makes the column required and drops the check. Not where EF Core fills NULLs itself.",
        Engines = "PostgreSQL 12 and later; before 12 it reads the table in spite of the constraint.",
        Examples =
        [
            new RuleExample(true, "A column becomes required", Framework.EfCore, """
                [Migration("20260301100000_RequireNotes")]
                public class RequireNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "text",
                            nullable: false,
                            oldClrType: typeof(string),
                            oldType: "text",
                            oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "text",
                            nullable: true,
                            oldClrType: typeof(string),
                            oldType: "text");
                    }
                }
                """),
            new RuleExample(false, "A check constraint excludes NULL already", Framework.EfCore, """
                [Migration("20260301100000_CheckNotes")]
                public class CheckNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT note_set CHECK (\"Note\" IS NOT NULL) NOT VALID");
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" VALIDATE CONSTRAINT note_set");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }

                [Migration("20260302100000_RequireNotes")]
                public class RequireNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "text",
                            nullable: false,
                            oldClrType: typeof(string),
                            oldType: "text",
                            oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "text",
                            nullable: true,
                            oldClrType: typeof(string),
                            oldType: "text");
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_RequireNotes")]
                public class RequireNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "text",
                            nullable: false,
                            oldClrType: typeof(string),
                            oldType: "text",
                            oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "text",
                            nullable: true,
                            oldClrType: typeof(string),
                            oldType: "text");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddOrders : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Note").AsString(100).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Orders");
                    }
                }

                [Migration(202603021000)]
                public class RequireNotes : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Note").OnTable("Orders").AsString(100).NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Note").OnTable("Orders").AsString(100).Nullable();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, a column of the same set", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNotes : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Note").OnTable("Orders").AsString(100).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("Note").FromTable("Orders");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine != Engine.PostgreSql)
        {
            return;
        }

        foreach (var taken in context.Locks)
        {
            if (taken.IsSmall || taken.Work is null || taken.Step is not { IsGuess: false, Action: DdlAction.SetNotNull or DdlAction.SetNotNullChecked, Column: { } column })
            {
                continue;
            }

            context.Report(
                this,
                taken.At.Operation.Span,
                taken.Subject(),
                "every row is read, " + taken.BlocksShort(),
                "CHECK NOT VALID, VALIDATE, then NOT NULL",
                "Column '" + taken.Subject() + "' becomes required, and every row is read for NULL under " + taken.Lock(context) + ": " + taken.Blocks() + " meanwhile" + taken.HowLong(context) + ". "
                    + Advice(context, taken, column));
        }
    }

    private static string Advice(RuleContext context, TakenLock taken, string column) => SafeSql.NotNullCheck(context.Engine, taken.Step.Schema, taken.Step.Table, column) is var (first, second)
        ? "Write " + LockWords.Call(context, first) + " now, " + LockWords.Call(context, second) + " in the next migration, and this change in the one after it, which then reads nothing."
        : "Add a check constraint that excludes NULL, NOT VALID, validate it in the next migration, and change the column after that.";
}
