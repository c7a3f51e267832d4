using MigrationGuard.Engines;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>PostgreSQL rewrites the table.</summary>
internal sealed class MG4005_TableRewrite : Rule
{
    public override string Id => "MG4005";

    public override string Name => "TableRewrite";

    public override string Title => "A type change writes the whole table anew";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "On PostgreSQL the type of a column changes in a way that writes the table and all its indexes anew under ACCESS EXCLUSIVE. Also where the rows stay but an index of the column is built anew (`citext`, another collation), or a check that names it is read again.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; only the catalogue changes (a longer `varchar`, `varchar` to `text`, more digits of a `numeric` with the same scale); the type before is not known. MG4014 speaks for MySQL, MG4015 for SQL Server.",
        WhatHappens = """
            **Forward**: every row and every index is written again while nobody can read or write the table, and needs as much free disk as the table takes.

            **Rollback**: Down does the same again in the other direction.
            """,
        SafeWay = """
            1. Add a column of the new type: `ALTER TABLE "Orders" ADD "Number_new" bigint;`
            2. Let the code write both, and fill the new one in batches.
            3. Release code that reads the new column, and drop the old one in a later contract step.
            """,
        Engines = "PostgreSQL. Measured: `varchar` to a shorter one, `text` to `varchar(n)`, between integer types, another scale of a `numeric`, numbers to text rewrite; longer `varchar`, `text`, more precision do not.",
        Examples =
        [
            new RuleExample(true, "Integers become long", Framework.EfCore, """
                [Migration("20260301100000_LongNumbers")]
                public class LongNumbers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<long>(
                            name: "Number",
                            table: "Orders",
                            type: "bigint",
                            nullable: false,
                            oldClrType: typeof(int),
                            oldType: "integer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(
                            name: "Number",
                            table: "Orders",
                            type: "integer",
                            nullable: false,
                            oldClrType: typeof(long),
                            oldType: "bigint");
                    }
                }
                """),
            new RuleExample(false, "A longer text is noted in the catalogue", Framework.EfCore, """
                [Migration("20260301100000_LongerNotes")]
                public class LongerNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "character varying(200)",
                            nullable: true,
                            oldClrType: typeof(string),
                            oldType: "character varying(100)",
                            oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_LongNumbers")]
                public class LongNumbers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<long>(
                            name: "Number",
                            table: "Orders",
                            type: "bigint",
                            nullable: false,
                            oldClrType: typeof(int),
                            oldType: "integer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(
                            name: "Number",
                            table: "Orders",
                            type: "integer",
                            nullable: false,
                            oldClrType: typeof(long),
                            oldType: "bigint");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddOrders : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Number").AsInt32().NotNullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Orders");
                    }
                }

                [Migration(202603021000)]
                public class LongNumbers : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Number").OnTable("Orders").AsInt64().NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Number").OnTable("Orders").AsInt32().NotNullable();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, and nobody knows the type before", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class LongNumbers : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Number").OnTable("Orders").AsInt64().NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Number").OnTable("Orders").AsInt32().NotNullable();
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
            if (!taken.IsSmall && taken.At.Operation is AlterColumn alter && DependentObjects.WorkedOn(taken, alter) is { } dependent)
            {
                context.Report(
                    this,
                    alter.Span,
                    taken.Subject(),
                    "what depends on it is worked through, " + taken.BlocksShort(),
                    "new column, filled in batches",
                    "The change of '" + taken.Subject() + "'" + ColumnTypes.Change(context, taken.At) + " leaves the rows as they are, but " + dependent + " under " + taken.Lock(context) + ": " + taken.Blocks()
                        + " meanwhile" + taken.HowLong(context) + ". " + Advice(context, alter));
            }
        }

        var changes = context.Locks.Where(taken => !taken.IsSmall && taken.Step is { Action: DdlAction.ChangeType, IsGuess: false } && taken.At.Operation is AlterColumn);
        foreach (var (taken, more) in Repeats.Once(changes, taken => taken.Table()))
        {
            var alter = (AlterColumn)taken.At.Operation;
            context.Report(
                this,
                alter.Span,
                taken.Subject(),
                "table is rewritten, " + taken.BlocksShort(),
                "new column, filled in batches",
                "The type change of '" + taken.Subject() + "'" + ColumnTypes.Change(context, taken.At) + Repeats.SameTable(more) + " writes the whole table and its indexes anew under " + taken.Lock(context) + ": " + taken.Blocks() + " meanwhile"
                    + taken.HowLong(context) + ". " + Advice(context, alter));
        }
    }

    private static string Advice(RuleContext context, AlterColumn alter)
    {
        const string Then = "fill it in batches, and drop the old one when the release that reads the new one runs.";
        return SafeSql.NewColumn(context, alter) is { } sql ? "Add a column instead, " + LockWords.Call(context, sql) + ", " + Then : "Add a column of the new type instead, " + Then;
    }
}
