using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A type change that has no way back by itself.</summary>
internal sealed class MG2016_IrreversibleConversion : Rule
{
    public override string Id => "MG2016";

    public override string Name => "IrreversibleConversion";

    public override string Title => "Down's type change cannot be cast back";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down changes a column to a type for which PostgreSQL has no automatic cast from the type it has by then, such as `text` back to `integer`.",
        QuietWhen = """
            Down converts with `USING` in SQL, the engine casts by itself, or `[ForwardOnly("reason")]` is declared. Values that may not fit are [MG2019](MG2019.md).
            """,
        WhatHappens = """
            **Forward**: nothing unusual; every number can be written as text.

            **Rollback**: `column "Number" cannot be cast automatically to type integer` (42804), whatever the rows hold. Down stops.
            """,
        SafeWay = """
            1. Write the conversion in Down yourself: `migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"Number\" TYPE integer USING \"Number\"::integer")`.
            2. Or expand and contract: a new column of the new type, the old one stays until nobody needs it.
            """,
        Engines = "PostgreSQL refuses every conversion without an assignment cast. SQL Server, MySQL and SQLite convert the values that they can; there only values that do not fit fail.",
        Examples =
        [
            new RuleExample(true, "Text does not become a number again", Framework.EfCore, """
                [Migration("20260301100000_NumberAsText")]
                public class NumberAsText : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Number", table: "Orders", type: "text", nullable: false, oldClrType: typeof(int), oldType: "integer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(name: "Number", table: "Orders", type: "integer", nullable: false, oldClrType: typeof(string), oldType: "text");
                    }
                }
                """),
            new RuleExample(false, "Down says how", Framework.EfCore, """
                [Migration("20260301100000_NumberAsText")]
                public class NumberAsText : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Number", table: "Orders", type: "text", nullable: false, oldClrType: typeof(int), oldType: "integer");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"Number\" TYPE integer USING \"Number\"::integer");
                    }
                }
                """),
            new RuleExample(false, "SQL Server converts what it can", Framework.EfCore, """
                [Migration("20260301100000_NumberAsText")]
                public class NumberAsText : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Number", table: "Orders", type: "nvarchar(max)", nullable: false, oldClrType: typeof(int), oldType: "int");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<int>(name: "Number", table: "Orders", type: "int", nullable: false, oldClrType: typeof(string), oldType: "nvarchar(max)");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "The same in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class NumberAsText : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Number").OnTable("Orders").AsString(20).NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Number").OnTable("Orders").AsInt32().NotNullable();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator widens a number and back", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class WiderNumber : Migration
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
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine != Engine.PostgreSql || context.IsForwardOnly() || context.Migration.Down.Throws)
        {
            return;
        }

        foreach (var alter in context.InDown<AlterColumn>())
        {
            var operation = alter.Operation;
            var change = ColumnChange.Of(alter.At, context.Migration.Framework);
            if (operation.Using is not null || change is not { Fate: ValueFate.Refused, Narrows: false })
            {
                continue;
            }

            var column = Display.Column(operation, operation.Column.Name);
            context.Report(
                this,
                operation.Span,
                column,
                "Down cannot cast the type back",
                "SQL with USING in Down",
                "Down changes column '" + column + "' back, and PostgreSQL refuses it whatever the rows hold: " + Display.Text(change.Why)
                    + ". Write ALTER TABLE … ALTER COLUMN … TYPE … USING … in Down.");
        }
    }
}
