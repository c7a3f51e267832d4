using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>CASCADE drops more than is named.</summary>
internal sealed class MG5004_DropCascade : Rule
{
    public override string Id => "MG5004";

    public override string Name => "DropCascade";

    public override string Title => "DROP with CASCADE also drops what depends on it";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "SQL in Up drops a table, column, constraint, schema, view, type or the like with CASCADE.",
        QuietWhen = "The table or column was created in the same unreleased set.",
        WhatHappens = """
            **Forward**: whatever depends on the object goes with it: views, foreign keys of other tables, columns of a dropped type. Which these are is decided by the production database, not by the source.

            **Rollback**: Down knows nothing of them and creates none of them again.
            """,
        SafeWay = """
            1. Leave CASCADE out: the database then lists what depends on the object, and refuses.
            2. Drop those objects by name first, each with its counterpart in Down.
            """,
        Engines = "PostgreSQL, and for schemas and tables the SQL standard. SQL Server and SQLite have no `DROP … CASCADE`; MySQL accepts the word and ignores it.",
        Examples =
        [
            new RuleExample(true, "Views on the table go unnoticed", Framework.EfCore, """
                [Migration("20260301100000_DropOrders")]
                public class DropOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP TABLE \"Orders\" CASCADE");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "Without CASCADE the database refuses", Framework.EfCore, """
                [Migration("20260301100000_DropOrders")]
                public class DropOrders : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP TABLE \"Orders\"");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "The same in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class DropView : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DROP VIEW active_customers CASCADE");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "The view alone", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class DropView : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DROP VIEW active_customers");
                    }

                    public override void Down()
                    {
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
            if (!Cascades(placed.Operation) || IsNew(context, placed))
            {
                continue;
            }

            var subject = OperationNames.Subject(placed.Operation);
            context.Report(
                this,
                placed.Operation.Span,
                subject,
                "dependent objects go with it",
                "drop them by name, without CASCADE",
                "CASCADE also drops everything that depends on '" + subject + "': views, foreign keys, columns that this migration does not name and Down does not bring back. "
                    + "Leave CASCADE out, and drop the dependent objects by name first.");
        }
    }

    private static bool Cascades(Operation operation) => operation is DropTable { Cascade: true }
        or DropColumn { Cascade: true }
        or DropSchema { Cascade: true }
        or DropConstraint { Cascade: true }
        or ChangeObject { Cascade: true, Change: ObjectChange.Drop };

    private static bool IsNew(RuleContext context, PlacedOperation placed) => placed.Operation switch
    {
        DropColumn drop => !context.HasData(placed, drop.Schema, drop.Table, drop.Name),
        TableOperation table => !context.HasData(placed, table.Schema, table.Table),
        ChangeObject change => placed.Before.FindObject(change.ObjectType, change.Schema, change.Name)?.CreatedAt >= context.Step.SetStart,
        _ => false,
    };
}
