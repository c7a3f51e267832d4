using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>The primary key is rebuilt.</summary>
internal sealed class MG4008_PrimaryKeyRebuild : Rule
{
    public override string Id => "MG4008";

    public override string Name => "PrimaryKeyRebuild";

    public override string Title => "A primary key is built anew";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A primary key is added to a table with rows; or dropped, where rows are stored in its order (SQL Server, MySQL). EF Core also does both when a table is renamed, only to give the key another name.",
        QuietWhen = "The table is created in the same unreleased set, or `tableSizes` in `migrationguard.json` says that it has at most 100,000 rows; on PostgreSQL a key that is only dropped.",
        WhatHappens = """
            **Forward**: PostgreSQL builds the index of the key while nobody can read or write the table. SQL Server and MySQL store rows in the order of the key: dropping and adding it writes the table twice,
            SQL Server with all other indexes. Between the two nothing keeps duplicates out.

            **Rollback**: Down does it all again.
            """,
        SafeWay = """
            1. Only the name changes: rename the constraint instead, `ALTER TABLE "Purchases" RENAME CONSTRAINT "PK_Orders" TO "PK_Purchases";` (PostgreSQL), `EXEC sp_rename N'[PK_Orders]', N'PK_Purchases', N'OBJECT';`
               (SQL Server). MySQL's key has no name: leave both calls out.
            2. A new key on PostgreSQL: `CREATE UNIQUE INDEX CONCURRENTLY "PK_Orders_new" ON "Orders" ("Id");` outside the transaction, then `ALTER TABLE "Orders" ADD CONSTRAINT "PK_Orders" PRIMARY KEY USING INDEX "PK_Orders_new";`.
            3. SQL Server, Enterprise edition and Azure SQL: `ADD CONSTRAINT … WITH (ONLINE = ON)`. Elsewhere: while nobody uses the table.
            """,
        Engines = "PostgreSQL: `ACCESS EXCLUSIVE` while the index is built. SQL Server: `Sch-M` while the table is written. MySQL, MariaDB: dropping copies the table, writes wait; adding rebuilds it in place.",
        Examples =
        [
            new RuleExample(true, "A table is renamed, and its key with it", Framework.EfCore, """
                [Migration("20260301100000_AddOrders")]
                public class AddOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Orders",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Orders", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Orders");
                    }
                }

                [Migration("20260302100000_RenameOrders")]
                public class RenameOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropPrimaryKey(name: "PK_Orders", table: "Orders");
                        migrationBuilder.RenameTable(name: "Orders", newName: "Purchases");
                        migrationBuilder.AddPrimaryKey(name: "PK_Purchases", table: "Purchases", column: "Id");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropPrimaryKey(name: "PK_Purchases", table: "Purchases");
                        migrationBuilder.RenameTable(name: "Purchases", newName: "Orders");
                        migrationBuilder.AddPrimaryKey(name: "PK_Orders", table: "Orders", column: "Id");
                    }
                }
                """),
            new RuleExample(false, "The key is only renamed", Framework.EfCore, """
                [Migration("20260301100000_AddOrders")]
                public class AddOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Orders",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Orders", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Orders");
                    }
                }

                [Migration("20260302100000_RenameOrders")]
                public class RenameOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameTable(name: "Orders", newName: "Purchases");
                        migrationBuilder.Sql("ALTER TABLE \"Purchases\" RENAME CONSTRAINT \"PK_Orders\" TO \"PK_Purchases\"");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Purchases\" RENAME CONSTRAINT \"PK_Purchases\" TO \"PK_Orders\"");
                        migrationBuilder.RenameTable(name: "Purchases", newName: "Orders");
                    }
                }
                """),
            new RuleExample(true, "A key is added", Framework.EfCore, """
                [Migration("20260301100000_AddKey")]
                public class AddKey : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddPrimaryKey(name: "PK_Orders", table: "Orders", column: "Id");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropPrimaryKey(name: "PK_Orders", table: "Orders");
                    }
                }
                """),
            new RuleExample(false, "The table is small", Framework.EfCore, """
                [Migration("20260301100000_AddKey")]
                public class AddKey : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddPrimaryKey(name: "PK_Orders", table: "Orders", column: "Id");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropPrimaryKey(name: "PK_Orders", table: "Orders");
                    }
                }
                """) { Configuration = """{ "tableSizes": { "Orders": 5000 } }""" },
            new RuleExample(true, "SQL Server writes the table in another order", Framework.EfCore, """
                [Migration("20260301100000_DropKey")]
                public class DropKey : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropPrimaryKey(name: "PK_Orders", table: "Orders");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddPrimaryKey(name: "PK_Orders", table: "Orders", column: "Id");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "MySQL copies the table", Framework.EfCore, """
                [Migration("20260301100000_DropKey")]
                public class DropKey : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropPrimaryKey(name: "PK_Orders", table: "Orders");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddPrimaryKey(name: "PK_Orders", table: "Orders", column: "Id");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(false, "PostgreSQL only forgets a key that is dropped", Framework.EfCore, """
                [Migration("20260301100000_DropKey")]
                public class DropKey : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropPrimaryKey(name: "PK_Orders", table: "Orders");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddPrimaryKey(name: "PK_Orders", table: "Orders", column: "Id");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddKey : Migration
                {
                    public override void Up()
                    {
                        Create.PrimaryKey("PK_Orders").OnTable("Orders").Column("Id");
                    }

                    public override void Down()
                    {
                        Delete.PrimaryKey("PK_Orders").FromTable("Orders");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, a new table", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddOrders : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Orders").WithColumn("Id").AsInt32();
                        Create.PrimaryKey("PK_Orders").OnTable("Orders").Column("Id");
                    }

                    public override void Down()
                    {
                        Delete.Table("Orders");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        Dictionary<int, (KeyDefinition? Key, TakenLock Taken)>? dropped = null;
        foreach (var taken in context.Locks)
        {
            if (taken.IsSmall)
            {
                continue;
            }

            var table = taken.At.Before.FindTable(taken.Step.Schema, taken.Step.Table);
            if (taken.Step.Action == DdlAction.DropPrimaryKey)
            {
                if (table is not null)
                {
                    (dropped ??= [])[table.Identity] = (table.PrimaryKey, taken);
                }
                else if (taken.Work is not null)
                {
                    Report(context, taken, null, null);
                }
            }
            else if (taken.Step.Action == DdlAction.AddPrimaryKey && taken.At.Operation is AddPrimaryKey add)
            {
                KeyDefinition? earlier = null;
                if (table is not null && dropped is not null && dropped.TryGetValue(table.Identity, out var found))
                {
                    earlier = found.Key;
                    dropped.Remove(table.Identity);
                }

                Report(context, taken, add, earlier);
            }
        }

        if (dropped is null)
        {
            return;
        }

        foreach (var left in dropped.Values.Where(left => left.Taken.Work is not null).OrderBy(left => left.Taken.At.Index))
        {
            Report(context, left.Taken, null, null);
        }
    }

    private void Report(RuleContext context, TakenLock taken, AddPrimaryKey? add, KeyDefinition? earlier)
    {
        var onlyName = add is not null
            && earlier is not null
            && add.Key.Columns.SequenceEqual(earlier.Columns, StringComparer.OrdinalIgnoreCase)
            && (context.Engine == Engine.MySql || !SchemaNames.Same(add.Key.Name, earlier.Name))
            && !ChangesColumn(context, taken, add.Key);
        context.Report(
            this,
            taken.At.Operation.Span,
            taken.Table(),
            taken.Fact.Blocks == Blocked.Nobody ? "table is rebuilt" : taken.BlocksShort() + " while the key is built",
            onlyName ? "rename the constraint" : context.Engine == Engine.PostgreSql ? "unique index concurrently, USING INDEX" : "while nobody uses the table",
            "The primary key of '" + taken.Table() + "' is " + (add is null ? "dropped" : onlyName ? "dropped and built again, only to get another name," : "built") + " under " + taken.Lock(context) + ": "
                + taken.Blocks() + " meanwhile" + taken.HowLong(context) + ". " + (onlyName ? Rename(context, add!, earlier!) : Build(context, taken, add)));
    }

    // A column of the key cannot change its type while the key is there.
    private static bool ChangesColumn(RuleContext context, TakenLock taken, KeyDefinition key)
    {
        foreach (var other in context.Locks)
        {
            if (other.At.Operation is AlterColumn or AddColumn or DropColumn
                && other.Step.Column is { } column
                && key.Columns.Any(part => SchemaNames.Same(part, column))
                && other.IsOn(taken.Step.Schema, taken.Step.Table))
            {
                return true;
            }
        }

        return false;
    }

    private static string Rename(RuleContext context, AddPrimaryKey add, KeyDefinition earlier) =>
        context.Engine == Engine.MySql ? "MySQL's primary key has no name: leave both calls out."
        : SafeSql.RenameKey(context, add, earlier) is { } sql ? "Write " + LockWords.Call(context, sql) + " instead of both."
        : "Rename the constraint instead.";

    private static string Build(RuleContext context, TakenLock taken, AddPrimaryKey? add) => context.Engine switch
    {
        Engine.PostgreSql when add is not null && SafeSql.KeyFromIndex(context, add) is var (first, second) =>
            "Write " + LockWords.Call(context, first, suppressTransaction: true) + " in a migration before and " + LockWords.Call(context, second) + " here.",
        Engine.PostgreSql => "Build a unique index CONCURRENTLY first and add the key USING INDEX.",
        Engine.SqlServer => "Deploy it while nobody uses the table, or by SQL WITH (ONLINE = ON) on the Enterprise edition or Azure SQL.",
        _ => (taken.Step.Action == DdlAction.DropPrimaryKey ? "Drop and add the key in one ALTER TABLE, or deploy" : "Deploy") + " it while nobody writes.",
    };
}
