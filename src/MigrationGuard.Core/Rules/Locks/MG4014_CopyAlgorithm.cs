using MigrationGuard.Engines;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>MySQL falls back to copying the table.</summary>
internal sealed class MG4014_CopyAlgorithm : Rule
{
    public override string Id => "MG4014";

    public override string Name => "CopyAlgorithm";

    public override string Title => "The table is copied, and nobody can write meanwhile";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "On MySQL or MariaDB a column or table changes in a way that only ALGORITHM=COPY can do: another type, another collation of a column, another character set of the table; or the statement itself says `ALGORITHM=COPY`, `LOCK=SHARED` or `LOCK=EXCLUSIVE`.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; done at once or in place (a longer `varchar` on the same side of 255 bytes, NULL and NOT NULL, defaults, columns added or dropped); the type before is not known, or the character set decides; the statement says another ALGORITHM or LOCK itself. MG4003, MG4004, MG4006 and MG4008 speak for foreign keys, checks, new computed columns and primary keys.",
        WhatHappens = """
            **Forward**: the whole table is copied row by row while writes wait, and needs as much free disk again. Neither EF Core's provider nor FluentMigrator says `ALGORITHM=`, so the server falls back to it silently.

            **Rollback**: Down copies the table again. MySQL commits after every schema change: what fails half-way stays half-way.
            """,
        SafeWay = """
            1. Add a column of the new type, fill it in batches, switch the code, drop the old one later.
            2. Or change the table beside the application with gh-ost or pt-online-schema-change, and let the migration only note it.
            3. Write `ALGORITHM=INPLACE, LOCK=NONE` into SQL of your own: then the server refuses instead of copying.
            """,
        Engines = "MySQL 8.0 and 8.4 by documentation, MariaDB measured. MariaDB changes the collation of a column in place, and at once where no index uses it.",
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
                            oldType: "int");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(
                            name: "Number",
                            table: "Orders",
                            type: "int",
                            nullable: false,
                            oldClrType: typeof(long),
                            oldType: "bigint");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(false, "A longer text below 256 bytes", Framework.EfCore, """
                [Migration("20260301100000_LongerNotes")]
                public class LongerNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "varchar(60)",
                            nullable: true,
                            oldClrType: typeof(string),
                            oldType: "varchar(40)",
                            oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "A text grows beyond 255 bytes", Framework.EfCore, """
                [Migration("20260301100000_LongerNotes")]
                public class LongerNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "varchar(200)",
                            nullable: true,
                            oldClrType: typeof(string),
                            oldType: "varchar(40)",
                            oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Engine = Engine.MySql },
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
                            oldType: "int");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(
                            name: "Number",
                            table: "Orders",
                            type: "int",
                            nullable: false,
                            oldClrType: typeof(long),
                            oldType: "bigint");
                    }
                }
                """) { Engine = Engine.MySql, Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "MariaDB", Framework.EfCore, """
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
                            oldType: "int");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(
                            name: "Number",
                            table: "Orders",
                            type: "int",
                            nullable: false,
                            oldClrType: typeof(long),
                            oldType: "bigint");
                    }
                }
                """) { Engine = Engine.MySql, Configuration = """{ "engineVersion": "10.11" }""" },
            new RuleExample(false, "PostgreSQL is the matter of another rule", Framework.EfCore, """
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
                """) { Engine = Engine.MySql },
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
                """) { Engine = Engine.MySql },
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine != Engine.MySql)
        {
            return;
        }

        var asked = context.Locks.Where(taken => !taken.IsSmall && AsksForCopy(taken.At.EffectOf?.Text));
        foreach (var (taken, _) in Repeats.Once(asked, taken => taken.Table()))
        {
            context.Report(
                this,
                taken.At.Operation.Span,
                taken.Table(),
                "writes blocked, as the statement asks",
                "ALGORITHM=INPLACE, LOCK=NONE",
                "The statement itself asks for a copy or a lock: " + LockWords.Blocks(Blocked.Writers, "'" + taken.Table() + "'") + " meanwhile" + taken.HowLong(context)
                    + ". Say ALGORITHM=INPLACE, LOCK=NONE instead, which the server refuses where it cannot; then deploy it while nobody writes.");
        }

        var copies = context.Locks.Where(taken => !taken.IsSmall
            && taken.Fact.Blocks != Blocked.Nobody
            && !taken.Step.IsGuess
            && (taken.Step.Action is DdlAction.ChangeType or DdlAction.ChangeCollation or DdlAction.ChangeTableOptions)
            && !SaysAlgorithm(taken.At.EffectOf?.Text));
        foreach (var (taken, more) in Repeats.Once(copies, taken => taken.At.Operation.Kind + "\n" + taken.Table()))
        {
            context.Report(
                this,
                taken.At.Operation.Span,
                taken.Subject(),
                "table is copied, " + taken.BlocksShort(),
                "new column, filled in batches",
                "The change of '" + taken.Subject() + "'" + ColumnTypes.Change(context, taken.At) + Repeats.SameTable(more) + " copies the whole table (" + context.Profile.Title + ", ALGORITHM=COPY): " + taken.Blocks() + " meanwhile"
                    + taken.HowLong(context) + ". " + Advice(context, taken));
        }
    }

    private static string Advice(RuleContext context, TakenLock taken)
    {
        const string Otherwise = "fill it in batches, and drop the old one when the release that reads the new one runs.";
        return taken.At.Operation is not AlterColumn alter ? "Deploy it while nobody writes, or with gh-ost or pt-online-schema-change."
            : SafeSql.NewColumn(context, alter) is { } sql ? "Add a column instead, " + LockWords.Call(context, sql) + ", " + Otherwise
            : "Add a column of the new type instead, " + Otherwise;
    }

    private static bool AsksForCopy(string? sql)
    {
        if (!SaysAlgorithm(sql))
        {
            return false;
        }

        var plain = sql!.Replace(" ", "");
        return new[] { "ALGORITHM=COPY", "LOCK=SHARED", "LOCK=EXCLUSIVE" }.Any(asked => plain.IndexOf(asked, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static bool SaysAlgorithm(string? sql) =>
        sql is not null && (sql.IndexOf("ALGORITHM", StringComparison.OrdinalIgnoreCase) >= 0 || sql.Replace(" ", "").IndexOf("LOCK=", StringComparison.OrdinalIgnoreCase) >= 0);
}
