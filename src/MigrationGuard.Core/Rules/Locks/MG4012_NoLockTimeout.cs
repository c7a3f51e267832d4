using MigrationGuard.Engines;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>No lock timeout is set.</summary>
internal sealed class MG4012_NoLockTimeout : Rule
{
    public override string Id => "MG4012";

    public override string Name => "NoLockTimeout";

    public override string Title => "A strong lock is asked for without a limit of time";

    public override Severity DefaultSeverity => Severity.Info;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up takes a strong lock on a table that is large by `tableSizes` (more than 100,000 rows), and no lock timeout is set before it (`lock_timeout` on PostgreSQL, `lock_wait_timeout` on MySQL). Once for all migrations of a deployment.",
        QuietWhen = "A timeout is set by SQL of the same migration before the first lock; an earlier migration of the deployment was told already; the size of the table is not said, because every project would be told the same; SQL Server and SQLite.",
        WhatHappens = """
            **Forward**: a schema change waits for every transaction that uses the table, and everything that comes after it waits behind it. One forgotten report, and the site stands still, although the change itself takes a
            millisecond. With a timeout the migration gives up instead, and is tried again.

            **Rollback**: Down waits in the same way, at the worst moment.
            """,
        SafeWay = """
            1. PostgreSQL, first line of Up: `migrationBuilder.Sql("SET LOCAL lock_timeout = '5s';");` (outside a transaction without LOCAL). It also can stand in the connection string of the deployment:
               `Options=-c lock_timeout=5s`; then set `dotnet_diagnostic.MG4012.severity = none`.
            2. MySQL: `SET SESSION lock_wait_timeout = 5;`.
            3. Run the deployment again when it gives up.
            """,
        Engines = "PostgreSQL waits for ever, MySQL for a year (`lock_wait_timeout`), MariaDB for a day.",
        Examples =
        [
            new RuleExample(true, "A column is added", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Customers": 5000000 } }""" },
            new RuleExample(false, "Nobody said how large the table is", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "A timeout is set", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("SET LOCAL lock_timeout = '5s'");
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Customers": 5000000 } }""" },
            new RuleExample(true, "MySQL", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "varchar(50)", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """) { Engine = Engine.MySql, Configuration = """{ "tableSizes": { "Customers": 5000000 } }""" },
            new RuleExample(false, "SQL Server", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "nvarchar(50)", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """) { Engine = Engine.SqlServer, Configuration = """{ "tableSizes": { "Customers": 5000000 } }""" },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Customers": 5000000 } }""" },
            new RuleExample(false, "FluentMigrator with a timeout", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("SET LOCAL lock_timeout = '5s'");
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Customers": 5000000 } }""" },
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine is not (Engine.PostgreSql or Engine.MySql))
        {
            return;
        }

        foreach (var taken in context.Locks)
        {
            if (taken.Rows is null || taken.IsSmall || (context.Engine == Engine.PostgreSql && taken.Fact.Blocks == Blocked.Nobody))
            {
                continue;
            }

            if (!IsLimitedBefore(context, taken.At.Index) && context.IsFirst(this))
            {
                Report(context, taken);
            }

            return;
        }
    }

    private void Report(RuleContext context, TakenLock taken)
    {
        var sql = context.Engine == Engine.MySql ? "SET SESSION lock_wait_timeout = 5;" : context.Migration.NoTransaction ? "SET lock_timeout = '5s';" : "SET LOCAL lock_timeout = '5s';";
        context.Report(
            this,
            taken.At.Operation.Span,
            taken.Table(),
            "waits without limit, and everybody behind it",
            context.Engine == Engine.MySql ? "SET SESSION lock_wait_timeout" : "SET LOCAL lock_timeout",
            "Waits for " + taken.Lock(context) + " until every transaction on the table has ended, and everybody who comes later waits behind it. Begin Up with " + LockWords.Call(context, sql)
                + " and run the deployment again when it gives up.");
    }

    private static bool IsLimitedBefore(RuleContext context, int index)
    {
        var name = context.Engine == Engine.MySql ? "lock_wait_timeout" : "lock_timeout";
        for (var i = 0; i <= index; i++)
        {
            var sql = context.Up[i].EffectOf ?? context.Up[i].Operation as Sql;
            var at = sql?.Text?.IndexOf(name, StringComparison.OrdinalIgnoreCase) ?? -1;
            if (at >= 0 && (at == 0 || sql!.Text![at - 1] != '_'))
            {
                return true;
            }
        }

        return false;
    }
}
