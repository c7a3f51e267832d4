using MigrationGuard.Engines;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Duplicates make the migration fail.</summary>
internal sealed class MG4013_UniqueOnData : Rule
{
    public override string Id => "MG4013";

    public override string Name => "UniqueOnData";

    public override string Title => "Existing rows may not be unique";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A unique index or constraint is added over columns that hold values already.",
        QuietWhen = "The table is created in the same unreleased set; the columns were unique before (a key among them, an index that is only built anew); one of them is new, allows NULL and is not filled, or is filled from a key; rows of the table are deleted by a condition before it.",
        WhatHappens = """
            **Forward**: the first duplicate makes the migration fail, at deploy time and on production data only: the test database had none. Until then the index is built, and others wait (see MG4001).

            **Rollback**: dropping it is quick. The previous release, which does not know of it, may fail when it writes duplicates meanwhile.
            """,
        SafeWay = """
            1. Before deploying, ask production: `SELECT "Email", count(*) FROM "Customers" GROUP BY "Email" HAVING count(*) > 1;`, and settle what comes back.
            2. PostgreSQL: build the unique index concurrently (MG4001); where a constraint is wanted, `ADD CONSTRAINT … UNIQUE USING INDEX` afterwards. A failed one stays as INVALID: drop it.
            3. Release code that writes no duplicates first.
            """,
        Engines = "All engines fail on duplicates. PostgreSQL and SQL Server block writers meanwhile unless the index is built online; a unique constraint blocks readers as well. SQL Server takes NULL for a value that may stand once.",
        Examples =
        [
            new RuleExample(true, "A unique index on a column with values", Framework.EfCore, """
                [Migration("20260301100000_UniqueEmails")]
                public class UniqueEmails : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Customers_Email", table: "Customers", column: "Email", unique: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Email", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "A column that is new and empty", Framework.EfCore, """
                [Migration("20260301100000_AddHandles")]
                public class AddHandles : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Handle", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.CreateIndex(name: "IX_Customers_Handle", table: "Customers", column: "Handle", unique: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Handle", table: "Customers");
                        migrationBuilder.DropColumn(name: "Handle", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "A new column with the same value everywhere", Framework.EfCore, """
                [Migration("20260301100000_AddHandles")]
                public class AddHandles : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Handle", table: "Customers", type: "text", nullable: false, defaultValue: "");
                        migrationBuilder.CreateIndex(name: "IX_Customers_Handle", table: "Customers", column: "Handle", unique: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Handle", table: "Customers");
                        migrationBuilder.DropColumn(name: "Handle", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "The primary key is among the columns", Framework.EfCore, """
                [Migration("20260301100000_AddCustomers")]
                public class AddCustomers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Customers");
                    }
                }

                [Migration("20260302100000_UniquePairs")]
                public class UniquePairs : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Customers_Id_Email", table: "Customers", columns: new[] { "Id", "Email" }, unique: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Id_Email", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "A unique constraint on SQL Server", Framework.EfCore, """
                [Migration("20260301100000_UniqueEmails")]
                public class UniqueEmails : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddUniqueConstraint(name: "AK_Customers_Email", table: "Customers", column: "Email");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropUniqueConstraint(name: "AK_Customers_Email", table: "Customers");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "MySQL", Framework.EfCore, """
                [Migration("20260301100000_UniqueEmails")]
                public class UniqueEmails : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Customers_Email", table: "Customers", column: "Email", unique: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Email", table: "Customers");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "SQLite", Framework.EfCore, """
                [Migration("20260301100000_UniqueEmails")]
                public class UniqueEmails : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Customers_Email", table: "Customers", column: "Email", unique: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Email", table: "Customers");
                    }
                }
                """) { Engine = Engine.Sqlite },
            new RuleExample(true, "FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class UniqueEmails : Migration
                {
                    public override void Up()
                    {
                        Create.Index("IX_Customers_Email").OnTable("Customers").OnColumn("Email").Unique();
                    }

                    public override void Down()
                    {
                        Delete.Index("IX_Customers_Email").OnTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator, a new table", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Email").AsString(100).Unique();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
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

        foreach (var placed in context.Up)
        {
            if (Speaks(context, placed))
            {
                var operation = (TableOperation)placed.Operation;
                Report(context, placed, operation, Columns(operation), operation is CreateIndex index ? "unique index" + Named(index.Name) : "unique constraint" + Named(((AddUniqueConstraint)operation).Key.Name));
            }
        }
    }

    /// <summary>Whether this rule has something to say about an operation of Up.</summary>
    internal static bool Speaks(RuleContext context, PlacedOperation placed) =>
        placed.Operation is TableOperation operation
        && Columns(operation) is { Count: > 0 } columns
        && !Hole.IsIn(operation.Table)
        && UniqueValues.MayRepeat(context, placed, operation, columns);

    private static IReadOnlyList<string> Columns(TableOperation operation) => operation switch
    {
        CreateIndex { Unique: true } index => index.Columns,
        AddUniqueConstraint unique => unique.Key.Columns,
        _ => [],
    };

    private void Report(RuleContext context, PlacedOperation placed, TableOperation operation, IReadOnlyList<string> columns, string what)
    {
        var taken = Find(context, placed);
        var waits = taken is { IsSmall: false } && taken.Fact.Blocks != Blocked.Nobody ? " It is built under " + taken.Lock(context) + ": " + taken.Blocks() + " until it is ready" + taken.HowLong(context) + "." : "";
        var query = SafeSql.Duplicates(context, operation, columns, (operation as CreateIndex)?.Filter) is { } sql ? " Ask production first: " + sql + " " : " Look for duplicates in production first. ";
        context.Report(
            this,
            operation.Span,
            columns.Count == 1 ? Display.Column(operation, columns[0]) : Display.Table(operation),
            "fails where rows are not unique",
            "look for duplicates before deploying",
            "The " + what + " fails where two rows of '" + Display.Table(operation) + "' have the same " + Display.List(columns) + "." + waits + query
                + "Settle what comes back, and release code that writes no duplicates before this: the previous release fails where it does."
                + (placed.Operation is CreateIndex index && waits.Length > 0 ? " " + OnlineIndex.Advice(context, placed, index) : ""));
    }

    private static TakenLock? Find(RuleContext context, PlacedOperation placed)
    {
        foreach (var taken in context.Locks)
        {
            if (ReferenceEquals(taken.At, placed))
            {
                return taken;
            }
        }

        return null;
    }

    private static string Named(string? name) => name is null ? "" : " '" + Display.Name(name) + "'";
}
