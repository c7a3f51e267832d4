using MigrationGuard.Engines;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A value of its own for every row.</summary>
internal sealed class MG4006_VolatileDefault : Rule
{
    public override string Id => "MG4006";

    public override string Name => "VolatileDefault";

    public override string Title => "A new column is computed for every row while nobody can use the table";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A column is added to a table with rows that gets another value in every row: a default such as `gen_random_uuid()`, `random()`, `clock_timestamp()`, `NEWID()` or `UUID()`; an identity or serial, on SQL Server a row version; a stored computed column.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; the default is the same for all rows (`now()`, `CURRENT_TIMESTAMP`, a constant); SQL Server, where the column allows NULL and existing rows stay NULL.",
        WhatHappens = """
            **Forward**: every row is written again, on PostgreSQL with all indexes, while nobody can read or write the table (on MySQL: write).

            **Rollback**: dropping the column is quick.
            """,
        SafeWay = """
            1. Add the column without a default: `ALTER TABLE "Orders" ADD "Token" uuid;`
            2. Set the default for new rows: `ALTER TABLE "Orders" ALTER "Token" SET DEFAULT gen_random_uuid();`
            3. Fill existing rows in batches, and make it required in a later migration (see MG4007).
            """,
        Engines = "PostgreSQL: `ACCESS EXCLUSIVE` and a rewrite. SQL Server: `Sch-M`, size of data. MySQL, MariaDB: `ALGORITHM=COPY`, in place for auto-increment, writes wait.",
        Examples =
        [
            new RuleExample(true, "A random default", Framework.EfCore, """
                [Migration("20260301100000_AddTokens")]
                public class AddTokens : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<Guid>(name: "Token", table: "Orders", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Token", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "The time of the migration is one value", Framework.EfCore, """
                [Migration("20260301100000_AddTimes")]
                public class AddTimes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<DateTime>(name: "Seen", table: "Orders", type: "timestamp with time zone", nullable: false, defaultValueSql: "now()");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Seen", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_AddTokens")]
                public class AddTokens : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<Guid>(name: "Token", table: "Orders", type: "uuid", nullable: false, defaultValueSql: "gen_random_uuid()");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Token", table: "Orders");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "A stored computed column", Framework.EfCore, """
                [Migration("20260301100000_AddSearch")]
                public class AddSearch : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Search", table: "Orders", type: "text", nullable: true, computedColumnSql: "lower(\"Note\")", stored: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Search", table: "Orders");
                    }
                }
                """),
            new RuleExample(true, "NEWID() in a required column of SQL Server", Framework.EfCore, """
                [Migration("20260301100000_AddTokens")]
                public class AddTokens : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<Guid>(name: "Token", table: "Orders", type: "uniqueidentifier", nullable: false, defaultValueSql: "NEWID()");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Token", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "NEWID() in a nullable column of SQL Server", Framework.EfCore, """
                [Migration("20260301100000_AddTokens")]
                public class AddTokens : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<Guid>(name: "Token", table: "Orders", type: "uniqueidentifier", nullable: true, defaultValueSql: "NEWID()");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Token", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "A stored computed column of MySQL", Framework.EfCore, """
                [Migration("20260301100000_AddSearch")]
                public class AddSearch : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Search", table: "Orders", type: "varchar(200)", nullable: true, computedColumnSql: "lower(`Note`)", stored: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Search", table: "Orders");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "FluentMigrator with a new identity", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class NumberOrders : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Number").OnTable("Orders").AsInt32().Identity();
                    }

                    public override void Down()
                    {
                        Delete.Column("Number").FromTable("Orders");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator with a constant", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddStatus : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Status").OnTable("Orders").AsInt32().NotNullable().WithDefaultValue(0);
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
        foreach (var taken in context.Locks)
        {
            if (taken.IsSmall
                || taken.Fact.Blocks == Blocked.Nobody
                || taken.Work is null
                || taken.Step.Action is not (DdlAction.AddColumnWithVolatileDefault or DdlAction.AddNumberedColumn or DdlAction.AddStoredColumn)
                || taken.At.Operation is not (AddColumn or AlterColumn))
            {
                continue;
            }

            context.Report(
                this,
                taken.At.Operation.Span,
                taken.Subject(),
                "every row is written, " + taken.BlocksShort(),
                "nullable column, filled in batches",
                "Column '" + taken.Subject() + "' " + Why(taken) + " under " + taken.Lock(context) + ": " + taken.Blocks() + " meanwhile" + taken.HowLong(context) + ". " + Advice(context, taken));
        }
    }

    private static string Why(TakenLock taken) => taken.Step.Action switch
    {
        DdlAction.AddNumberedColumn => "is numbered in every row",
        DdlAction.AddStoredColumn => "is computed and stored in every row",
        _ => "gets the default " + Display.Text(Default(taken)) + ", another value in every row,",
    };

    private static string? Default(TakenLock taken) => taken.At.Operation is AddColumn { Column: var column } ? column.DefaultSql ?? column.Default?.Text : null;

    private static string Advice(RuleContext context, TakenLock taken)
    {
        const string Then = "fill existing rows in batches, and make it required in a later migration.";
        if (taken.Step.Action == DdlAction.AddStoredColumn)
        {
            return "Add an ordinary column, let the code write it, and fill existing rows in batches.";
        }

        if (taken.Step.Action == DdlAction.AddNumberedColumn)
        {
            return context.Engine == Engine.PostgreSql
                ? "Add it as a nullable column, give it the next value of a sequence as its default afterwards, and " + Then
                : "Deploy it while nobody uses the table.";
        }

        return taken.Step.Action == DdlAction.AddColumnWithVolatileDefault && taken.At.Operation is AddColumn { Column.DefaultSql: not null } add && SafeSql.AddThenDefault(context, add) is { } sql
            ? "Write " + LockWords.Call(context, sql) + " instead, " + Then
            : "Add it nullable and without a default, set the default afterwards, " + Then;
    }
}
