using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Down brings the schema back, but not the data.</summary>
internal sealed class MG2005_DownLosesData : Rule
{
    public override string Id => "MG2005";

    public override string Name => "DownLosesData";

    public override string Title => "Down brings back the schema without the data";

    public override Severity DefaultSeverity => Severity.Info;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down adds a column or creates a table again that Up drops, and does not fill it.",
        QuietWhen = "Down copies the values back, or the column or table was created in the same unreleased set.",
        WhatHappens = """
            **Forward**: see [MG1001](MG1001.md) and [MG1002](MG1002.md): the values are lost.

            **Rollback**: Down succeeds and the previous release starts, but it finds NULLs, invented defaults or an empty table where its data was. What looks like a finished
            rollback is only the beginning of a data recovery.
            """,
        SafeWay = """
            1. Keep the values somewhere before Up removes them, and let Down copy them back.
            2. Otherwise plan the recovery: a tested backup, the queries that restore the values after Down, and who runs them. The rollback report lists them.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "The column comes back empty", Framework.EfCore, """
                [Migration("20260301100000_DropPhone")]
                public class DropPhone : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Phone", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Phone", table: "Customers", type: "text", nullable: false, defaultValue: "");
                    }
                }
                """),
            new RuleExample(false, "Down copies the values back", Framework.EfCore, """
                [Migration("20260301100000_RenamePhone")]
                public class RenamePhone : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Mobile", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Mobile\" = \"Phone\"");
                        migrationBuilder.DropColumn(name: "Phone", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Phone", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Phone\" = \"Mobile\"");
                        migrationBuilder.DropColumn(name: "Mobile", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator creates an empty table", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class DropOrders : Migration
                {
                    public override void Up()
                    {
                        Delete.Table("Orders");
                    }

                    public override void Down()
                    {
                        Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator renames instead of dropping", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class RetireOrders : Migration
                {
                    public override void Up()
                    {
                        Rename.Table("Orders").To("Orders_retired");
                    }

                    public override void Down()
                    {
                        Rename.Table("Orders_retired").To("Orders");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var add in context.InDown<AddColumn>())
        {
            var operation = add.Operation;
            if (IsLost(context, operation, operation.Column.Name) && !IsFilled(context, add.At, operation, operation.Column.Name))
            {
                var comesBackAs = operation.Column.Default is { Kind: not LiteralKind.Null } value ? Display.Value(value) : operation.Column.DefaultSql is null ? "NULL" : "its default";
                context.Report(
                    this,
                    operation.Span,
                    Display.Column(operation, operation.Column.Name),
                    "comes back as " + comesBackAs + " in every row",
                    "copy the values, restore after Down",
                    "Down adds column '" + Display.Name(operation.Column.Name) + "' to table '" + Display.Table(operation) + "' again, with " + comesBackAs
                        + " in every row instead of the values that Up dropped. Copy them before Up drops the column and back in Down, or plan to restore them from a backup.");
            }
        }

        foreach (var create in context.InDown<CreateTable>())
        {
            var operation = create.Operation;
            if (operation.CopiedFrom is null && IsLost(context, operation) && !IsFilled(context, create.At, operation))
            {
                context.Report(
                    this,
                    operation.Span,
                    Display.Table(operation),
                    "comes back empty",
                    "keep the rows, restore after Down",
                    "Down creates table '" + Display.Table(operation) + "' again, without the rows that Up dropped. "
                        + "Rename the table instead of dropping it, or plan to restore its rows from a backup.");
            }
        }
    }

    private static bool IsLost(RuleContext context, AddColumn added, string column)
    {
        foreach (var drop in context.InUp<DropColumn>())
        {
            if (SchemaNames.Same(drop.Operation.Name, column)
                && context.IsSameTable(drop.Operation, added)
                && context.HasData(drop.At, drop.Operation.Schema, drop.Operation.Table, column)
                && !drop.At.IsDerived(drop.Operation, column))
            {
                return added.Column.ComputedSql is null;
            }
        }

        return false;
    }

    private static bool IsLost(RuleContext context, CreateTable created)
    {
        foreach (var drop in context.InUp<DropTable>())
        {
            if (context.IsSameTable(drop.Operation, created) && context.HasData(drop.At, drop.Operation.Schema, drop.Operation.Table))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFilled(RuleContext context, PlacedOperation placed, TableOperation operation, string column)
    {
        for (var index = placed.Index + 1; index < context.Down.Count; index++)
        {
            if (Backfills.Writes(context, context.Down[index].Operation, operation, column))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFilled(RuleContext context, PlacedOperation placed, CreateTable created)
    {
        for (var index = placed.Index + 1; index < context.Down.Count; index++)
        {
            if (context.Down[index].Operation is InsertData { CopiedFrom: not null } insert && context.IsSameTable(insert, created))
            {
                return true;
            }
        }

        return false;
    }
}
