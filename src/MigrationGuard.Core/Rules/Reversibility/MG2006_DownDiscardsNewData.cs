using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Down drops what the new release has written.</summary>
internal sealed class MG2006_DownDiscardsNewData : Rule
{
    public override string Id => "MG2006";

    public override string Name => "DownDiscardsNewData";

    public override string Title => "Down drops what the new release has written";

    public override Severity DefaultSeverity => Severity.Info;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up adds a column or a table and Down drops it, or FluentMigrator reverses Up by itself.",
        QuietWhen = "Down copies the values elsewhere before it drops them, or the column is computed.",
        WhatHappens = """
            **Forward**: nothing is lost.

            **Rollback**: right after the deployment Down is harmless. Once the new release takes requests, Down throws away what users entered into the new column or table. The
            longer the release ran, the more is lost.
            """,
        SafeWay = """
            1. Roll back the code only. An added nullable column or a new table does not disturb the previous release, and can stay.
            2. If the schema must go back as well, save the new rows first: the rollback report lists the tables.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "A rollback loses the new nicknames", Framework.EfCore, """
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
            new RuleExample(false, "An index holds nothing of its own", Framework.EfCore, """
                [Migration("20260301100000_AddIndex")]
                public class AddIndex : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateIndex(name: "IX_Customers_Name", table: "Customers", column: "Name");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Name", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator reverses the new table by itself", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNotes : AutoReversingMigration
                {
                    public override void Up()
                    {
                        Create.Table("Notes").WithColumn("Id").AsInt32().PrimaryKey();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator reverses an index", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddIndex : AutoReversingMigration
                {
                    public override void Up()
                    {
                        Create.Index("IX_Customers_Name").OnTable("Customers").OnColumn("Name").Ascending();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Migration.Down.Kind == BodyKind.AutoReversed)
        {
            if (context.CanRollBack())
            {
                CheckReversed(context);
            }

            return;
        }

        foreach (var drop in context.InDown<DropTable>())
        {
            var operation = drop.Operation;
            if (IsAdded(context, drop.At, operation) && !KeptData.OfTable(context, drop.At, operation))
            {
                ReportTable(context, operation);
            }
        }

        foreach (var drop in context.InDown<DropColumn>())
        {
            var operation = drop.Operation;
            if (IsAdded(context, drop.At, operation) && !IsReadBefore(context, drop.At, operation))
            {
                ReportColumn(context, operation, operation.Name);
            }
        }
    }

    private void CheckReversed(RuleContext context)
    {
        foreach (var create in context.InUp<CreateTable>())
        {
            ReportTable(context, create.Operation);
        }

        foreach (var add in context.InUp<AddColumn>())
        {
            if (add.Operation.Column.ComputedSql is null && !IsAdded(context, add.Operation))
            {
                ReportColumn(context, add.Operation, add.Operation.Column.Name);
            }
        }
    }

    private static bool IsAdded(RuleContext context, TableOperation operation)
    {
        foreach (var create in context.InUp<CreateTable>())
        {
            if (context.IsSameTable(create.Operation, operation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAdded(RuleContext context, PlacedOperation placed, DropTable drop) =>
        IsAdded(context, drop) || (TableAfterUp(context, placed, drop) is { } table && table.CreatedAt == context.Step.Index);

    private static bool IsAdded(RuleContext context, PlacedOperation placed, DropColumn drop)
    {
        foreach (var add in context.InUp<AddColumn>())
        {
            if (context.IsSameTable(add.Operation, drop) && SchemaNames.Same(add.Operation.Column.Name, drop.Name))
            {
                return add.Operation.Column.ComputedSql is null;
            }
        }

        return TableAfterUp(context, placed, drop) is { } table
            && table.CreatedAt != context.Step.Index
            && table.FindColumn(NameAfterUp(context, placed, drop)) is { Column.ComputedSql: null } column
            && column.CreatedAt == context.Step.Index;
    }

    /// <summary>The table as Up leaves it, whatever Down has called it since; null when nobody knows, or Down created it.</summary>
    private static TableState? TableAfterUp(RuleContext context, PlacedOperation placed, TableOperation operation) =>
        placed.Before.FindTable(operation.Schema, operation.Table) is { } table ? context.Step.After.FindTable(table.Identity) : null;

    /// <summary>The name under which Up leaves a column that Down may have renamed since.</summary>
    private static string NameAfterUp(RuleContext context, PlacedOperation placed, DropColumn drop)
    {
        var name = drop.Name;
        for (var index = placed.Index - 1; index >= 0; index--)
        {
            if (context.Down[index].Operation is RenameColumn rename && context.IsSameTable(rename, drop) && SchemaNames.Same(rename.NewName, name))
            {
                name = rename.Name;
            }
        }

        return name;
    }

    private static bool IsReadBefore(RuleContext context, PlacedOperation placed, DropColumn drop)
    {
        for (var index = 0; index < placed.Index; index++)
        {
            if (context.Down[index].Operation is UpdateData update && context.IsSameTable(update, drop))
            {
                foreach (var read in update.Reads)
                {
                    if (SchemaNames.Same(read, drop.Name))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private void ReportTable(RuleContext context, TableOperation operation) =>
        context.Report(
            this,
            operation.Span,
            Display.Table(operation),
            "rollback drops rows written since",
            "roll back the code only",
            "A rollback drops table '" + Display.Table(operation) + "' with the rows that the new release has written since. "
                + "Roll back the code only and leave the table, or save its rows before Down runs.");

    private void ReportColumn(RuleContext context, TableOperation operation, string column) =>
        context.Report(
            this,
            operation.Span,
            Display.Column(operation, column),
            "rollback drops values written since",
            "roll back the code only",
            "A rollback drops column '" + Display.Name(column) + "' of table '" + Display.Table(operation) + "' with the values that the new release has written since. "
                + "Roll back the code only and leave the column, or save its values before Down runs.");
}
