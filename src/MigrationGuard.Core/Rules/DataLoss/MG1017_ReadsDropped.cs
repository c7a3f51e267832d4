using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>The copy comes after the drop.</summary>
internal sealed class MG1017_ReadsDropped : Rule
{
    public override string Id => "MG1017";

    public override string Name => "ReadsDropped";

    public override string Title => "A column is used after it was dropped or renamed";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An update or insert in Up writes or reads a column, or a table, that an earlier operation of the same Up dropped or renamed.",
        QuietWhen = "The column or table was added again in between.",
        WhatHappens = """
            **Forward**: the statement fails, and with it the deployment. It usually is the copy that was meant to save the values, placed after the drop: EF Core scaffolds drops before adds, and the line was added at the end.
            On an engine without transactional DDL (MySQL) the drop is already done.

            **Rollback**: nothing to undo where the failed migration was rolled back as a whole; on MySQL the values are gone.
            """,
        SafeWay = """
            1. Move the copy between the add and the drop: `AddColumn`, `Sql("UPDATE …")`, `DropColumn`.
            2. After a rename, use the new name.
            """,
        Engines = "PostgreSQL and SQL Server take the failed migration back as a whole, SQLite does where no table is rebuilt. MySQL and MariaDB have committed the drop by then.",
        Examples =
        [
            new RuleExample(true, "The copy comes too late", Framework.EfCore, """
                [Migration("20260301100000_MoveEmail")]
                public class MoveEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                        migrationBuilder.AddColumn<string>(name: "Contact", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Contact\" = \"Email\"");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.DropColumn(name: "Contact", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "The copy comes before the drop", Framework.EfCore, """
                [Migration("20260301100000_MoveEmail")]
                public class MoveEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Contact", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Contact\" = \"Email\"");
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.DropColumn(name: "Contact", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "The old name after a rename", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class RenameEmail : Migration
                {
                    public override void Up()
                    {
                        Rename.Column("Email").OnTable("Customers").To("Contact");
                        Update.Table("Customers").Set(new { Email = "" }).Where(new { Id = 1 });
                    }

                    public override void Down()
                    {
                        Rename.Column("Contact").OnTable("Customers").To("Email");
                    }
                }
                """),
            new RuleExample(false, "The new name after a rename", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class RenameEmail : Migration
                {
                    public override void Up()
                    {
                        Rename.Column("Email").OnTable("Customers").To("Contact");
                        Update.Table("Customers").Set(new { Contact = "" }).Where(new { Id = 1 });
                    }

                    public override void Down()
                    {
                        Rename.Column("Contact").OnTable("Customers").To("Email");
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

        var gone = new List<TableOperation>();
        foreach (var placed in context.Up)
        {
            switch (placed.Operation)
            {
                case DropColumn or RenameColumn or DropTable or RenameTable when placed.Operation.Certainty == Certainty.Certain:
                    gone.Add((TableOperation)placed.Operation);
                    Restore(context, gone, placed.Operation);
                    break;
                case AddColumn or CreateTable:
                    Restore(context, gone, placed.Operation);
                    break;
                case UpdateData update:
                    Check(context, gone, update, [.. update.Columns, .. update.Reads]);
                    break;
                case InsertData insert:
                    Check(context, gone, insert, insert.Columns);
                    break;
            }
        }
    }

    private void Check(RuleContext context, List<TableOperation> gone, TableOperation use, IReadOnlyList<string> columns)
    {
        foreach (var operation in gone)
        {
            if (!context.IsSameTable(operation, use))
            {
                continue;
            }

            var column = operation switch { DropColumn drop => drop.Name, RenameColumn rename => rename.Name, _ => null };
            if (column is not null && !columns.Any(name => SchemaNames.Same(name, column)))
            {
                continue;
            }

            var subject = column is null ? Display.Table(use) : Display.Column(use, column);
            context.Report(
                this,
                use.Span,
                subject,
                "statement fails: already gone",
                "move it before the drop",
                "Uses '" + subject + "' after the same migration " + OperationNames.Phrase(operation) + ", so the statement fails and the deployment stops. "
                    + "Move it before that operation, or use the new name.");
            return;
        }
    }

    private static void Restore(RuleContext context, List<TableOperation> gone, Operation operation)
    {
        gone.RemoveAll(dropped => operation switch
        {
            AddColumn add => context.IsSameTable(dropped, add) && SchemaNames.Same(NameOf(dropped), add.Column.Name),
            RenameColumn rename => context.IsSameTable(dropped, rename) && SchemaNames.Same(NameOf(dropped), rename.NewName),
            CreateTable create => context.IsSameTable(dropped, create),
            RenameTable { NewName: { } newName } rename => SchemaNames.SameTable(dropped.Schema, dropped.Table, rename.NewSchema ?? rename.Schema, newName, context.Engine),
            _ => false,
        });
    }

    private static string? NameOf(TableOperation operation) => operation switch
    {
        DropColumn drop => drop.Name,
        RenameColumn rename => rename.Name,
        _ => null,
    };
}
