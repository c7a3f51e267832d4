using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Rules;

/// <summary>An offline operation of the size of the data.</summary>
internal sealed class MG4015_OfflineOperation : Rule
{
    public override string Id => "MG4015";

    public override string Name => "OfflineOperation";

    public override string Title => "SQL Server works through the table while nobody can use it";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "On SQL Server the type, collation or NOT NULL of a column changes, which reads or writes every row under Sch-M; or a required column with a default is added on the Standard edition (as a hint, once for each migration, where `engineEdition` does not say which edition it is).",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; only the catalogue changes (a longer `varchar` or `nvarchar`, NULL allowed); the statement says ONLINE = ON; a required column with a constant default on the Enterprise edition or Azure SQL; the type before is not known.",
        WhatHappens = """
            **Forward**: nobody reads or writes the table, not even with NOLOCK, while every row is read or written and logged. EF Core also drops and builds every index on the column in the same transaction.

            **Rollback**: Down does the same in the other direction.
            """,
        SafeWay = """
            1. Enterprise edition and Azure SQL: `ALTER TABLE [Orders] ALTER COLUMN [Number] bigint NOT NULL WITH (ONLINE = ON);` by `Sql`. EF Core never writes ONLINE for columns.
            2. Standard edition: add a nullable column, fill it in batches, switch the code, drop the old one later.
            3. Say `"engineEdition"` in `migrationguard.json`: `standard`, `enterprise` or `azure`.
            """,
        Engines = "SQL Server 2016 to 2025 and Azure SQL, by documentation. A required column with a constant default is noted in the catalogue by the Enterprise edition and Azure SQL, and written into every row by the others.",
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
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "A longer text", Framework.EfCore, """
                [Migration("20260301100000_LongerNotes")]
                public class LongerNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(
                            name: "Note",
                            table: "Orders",
                            type: "nvarchar(200)",
                            nullable: true,
                            oldClrType: typeof(string),
                            oldType: "nvarchar(100)",
                            oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "Online by SQL", Framework.EfCore, """
                [Migration("20260301100000_LongNumbers")]
                public class LongNumbers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE [Orders] ALTER COLUMN [Number] bigint NOT NULL WITH (ONLINE = ON)");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """) { Engine = Engine.SqlServer, Configuration = """{ "engineEdition": "enterprise" }""" },
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
                """) { Engine = Engine.SqlServer, Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "A required column with a default on the Standard edition", Framework.EfCore, """
                [Migration("20260301100000_AddPaid")]
                public class AddPaid : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<bool>(name: "Paid", table: "Orders", type: "bit", nullable: false, defaultValue: false);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Paid", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer, Configuration = """{ "engineEdition": "standard" }""" },
            new RuleExample(false, "The same on Azure SQL", Framework.EfCore, """
                [Migration("20260301100000_AddPaid")]
                public class AddPaid : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<bool>(name: "Paid", table: "Orders", type: "bit", nullable: false, defaultValue: false);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Paid", table: "Orders");
                    }
                }
                """) { Engine = Engine.SqlServer, Configuration = """{ "engineEdition": "azure" }""" },
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
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "FluentMigrator with a longer text", Framework.FluentMigrator, """
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
                public class LongerNotes : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Note").OnTable("Orders").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Note").OnTable("Orders").AsString(100).Nullable();
                    }
                }
                """) { Engine = Engine.SqlServer },
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine != Engine.SqlServer)
        {
            return;
        }

        var saidDefault = false;
        var changes = context.Locks.Where(taken => !taken.IsSmall
            && taken.Work is not null
            && !taken.Step.IsGuess
            && (taken.Step.Action is DdlAction.ChangeType or DdlAction.ChangeCollation or DdlAction.SetNotNull or DdlAction.SetNotNullChecked or DdlAction.AddColumnWithDefault)
            && taken.At.EffectOf?.Text?.IndexOf("ONLINE", StringComparison.OrdinalIgnoreCase) is not >= 0);
        foreach (var (taken, more) in Repeats.Once(changes, taken => taken.At.Operation.Kind + "\n" + taken.Table()))
        {
            var adds = taken.Step.Action == DdlAction.AddColumnWithDefault;
            if (adds && context.Profile.Edition == Edition.Unknown)
            {
                if (saidDefault)
                {
                    continue;
                }

                saidDefault = true;
            }

            context.Report(
                this,
                taken.At.Operation.Span,
                taken.Subject(),
                (taken.Work!.Kind == WorkKind.Scan ? "every row is read, " : "every row is written, ") + taken.BlocksShort(),
                adds ? "nullable column, filled in batches" : "WITH (ONLINE = ON), or a new column",
                (adds ? "The new column '" + taken.Subject() + "'" + Repeats.SameTable(more) + " gets its default in every row" : "The change of '" + taken.Subject() + "'" + ColumnTypes.Change(context, taken.At) + Repeats.SameTable(more) + " goes through every row")
                    + " under " + taken.Lock(context) + ": " + taken.Blocks() + " meanwhile" + taken.HowLong(context) + ". " + Advice(context, taken, adds),
                adds && context.Profile.Edition == Edition.Unknown ? Severity.Info : null);
        }
    }

    private static string Advice(RuleContext context, TakenLock taken, bool adds)
    {
        const string Batches = "add a nullable column, fill it in batches, and ";
        if (adds)
        {
            return "The Enterprise edition and Azure SQL only note it in the catalogue (say \"engineEdition\" in migrationguard.json); elsewhere " + Batches + "make it required later.";
        }

        var online = taken.At.Operation is AlterColumn alter && SafeSql.AlterOnline(context, alter) is { } sql
            ? "write " + LockWords.Call(context, sql) + " instead; elsewhere "
            : "alter it WITH (ONLINE = ON); elsewhere ";
        return context.Profile.Edition switch
        {
            Edition.Standard => "The Standard edition cannot do it online: " + Batches + "drop the old one later.",
            Edition.Unknown => "On the Enterprise edition and Azure SQL " + online + Batches + "drop the old one later.",
            _ => online.Substring(0, 1).ToUpperInvariant() + online.Substring(1) + Batches + "drop the old one later.",
        };
    }
}
