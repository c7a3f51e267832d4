using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A rename or type change that loses the values.</summary>
internal sealed class MG1014_DropAddIsRename : Rule
{
    public override string Id => "MG1014";

    public override string Name => "DropAddIsRename";

    public override string Title => "A column is dropped and added again instead of being kept";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up drops a column and adds one of the same table with the same name, or with a similar name and the same type.",
        QuietWhen = "The values are copied, the names have nothing in common, or the column was added in the same unreleased set.",
        WhatHappens = """
            **Forward**: what was meant as a rename or a type change is a loss: the new column starts empty.

            **Rollback**: Down does the same the other way round, and loses what was written meanwhile.
            """,
        SafeWay = """
            1. A rename: `RenameColumn` keeps the values. While the previous release still runs, add the new column, write both, and drop the old one later.
            2. A type change: `AlterColumn`, or a new column that is filled from the old one before that is dropped.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "An int key becomes a bigint by drop and add", Framework.EfCore, """
                [Migration("20260301100000_WiderNumber")]
                public class WiderNumber : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Number", table: "Orders");
                        migrationBuilder.AddColumn<long>(name: "Number", table: "Orders", type: "bigint", nullable: false, defaultValue: 0L);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Number", table: "Orders");
                        migrationBuilder.AddColumn<int>(name: "Number", table: "Orders", type: "integer", nullable: false, defaultValue: 0);
                    }
                }
                """),
            new RuleExample(false, "The type is changed in place", Framework.EfCore, """
                [Migration("20260301100000_WiderNumber")]
                public class WiderNumber : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<long>(name: "Number", table: "Orders", type: "bigint", nullable: false, oldClrType: typeof(int), oldType: "integer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(name: "Number", table: "Orders", type: "integer", nullable: false, oldClrType: typeof(long), oldType: "bigint");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator drops and adds under a similar name", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("EMail").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class RenameEmail : Migration
                {
                    public override void Up()
                    {
                        Create.Column("EmailAddress").OnTable("Customers").AsString(200).Nullable();
                        Delete.Column("EMail").FromTable("Customers");
                    }

                    public override void Down()
                    {
                        Create.Column("EMail").OnTable("Customers").AsString(200).Nullable();
                        Delete.Column("EmailAddress").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator renames", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class RenameEmail : Migration
                {
                    public override void Up()
                    {
                        Rename.Column("EMail").OnTable("Customers").To("EmailAddress");
                    }

                    public override void Down()
                    {
                        Rename.Column("EmailAddress").OnTable("Customers").To("EMail");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        // A migration may hold thousands of both.
        ILookup<string, AddColumn>? added = null;
        foreach (var drop in context.InUp<DropColumn>())
        {
            var operation = drop.Operation;
            added ??= context.InUp<AddColumn>().ToLookup(add => add.Operation.Table, add => add.Operation, StringComparer.OrdinalIgnoreCase);
            if (!added.Contains(operation.Table)
                || !context.HasData(drop.At, operation.Schema, operation.Table, operation.Name)
                || drop.At.IsDerived(operation, operation.Name)
                || KeptData.OfColumn(context, drop.At, operation, operation.Name))
            {
                continue;
            }

            foreach (var add in added[operation.Table])
            {
                if (!context.IsSameTable(add, operation) || add.Column.ComputedSql is not null || !IsSuccessor(drop, add.Column))
                {
                    continue;
                }

                var isSame = SchemaNames.Same(add.Column.Name, operation.Name);
                var table = Display.Table(operation);
                context.Report(
                    this,
                    operation.Span,
                    Display.Column(operation, operation.Name),
                    isSame ? "values lost for a new definition" : "values lost for a new name",
                    isSame ? "AlterColumn, or copy first" : "RenameColumn, or copy first",
                    isSame
                        ? "Drops column '" + Display.Name(operation.Name) + "' of table '" + table + "' and adds it again: every value is lost for a change of definition. "
                            + "Change it with AlterColumn, or fill a new column from the old one before that is dropped."
                        : "Drops column '" + Display.Name(operation.Name) + "' of table '" + table + "' and adds '" + Display.Name(add.Column.Name)
                            + "' of the same type: if that is a rename, every value is lost for nothing. Use RenameColumn, or copy the values before the old column is dropped.");
                break;
            }
        }
    }

    private static bool IsSuccessor(Placed<DropColumn> drop, Column added)
    {
        if (SchemaNames.Same(drop.Operation.Name, added.Name))
        {
            return true;
        }

        var old = drop.At.Before.FindTable(drop.Operation.Schema, drop.Operation.Table)?.FindColumn(drop.Operation.Name)?.Column;
        return old is not null && HasSameType(old, added) && NameLikeness.AreAlike(old.Name, added.Name);
    }

    private static bool HasSameType(Column old, Column added) =>
        old.StoreType is not null && added.StoreType is not null
            ? string.Equals(old.StoreType, added.StoreType, StringComparison.OrdinalIgnoreCase)
            : old.ClrType is not null && old.ClrType == added.ClrType;
}
