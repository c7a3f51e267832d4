using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Values change silently.</summary>
internal sealed class MG1005_LossyConversion : Rule
{
    public override string Id => "MG1005";

    public override string Name => "LossyConversion";

    public override string Title => "A type change alters values without an error";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up changes a column's type so that the engine silently rounds, cuts or reinterprets values: Unicode to ANSI text, a smaller scale, a float, a dropped offset or time of day, SQLite's affinity, a USING expression.",
        QuietWhen = "The engine keeps every value of the old type in the new one, or the column was added in the same unreleased set.",
        WhatHappens = """
            **Forward**: values change in every row where the old type could say more than the new one, and nothing reports it. The deployment looks successful.

            **Rollback**: Down changes the type back and leaves the changed values.
            """,
        SafeWay = """
            1. Add a column of the new type, fill it from the old one, and compare: `SELECT count(*) … WHERE "New" IS DISTINCT FROM "Old"`.
            2. Let the code read the new column; keep the old one for a release.
            3. Drop the old column in a contract step.
            """,
        Engines = """
            | Change | PostgreSQL | SQL Server | MySQL | SQLite |
            |---|---|---|---|---|
            | `nvarchar` to `varchar` | – | other characters become `?` | depends on the character set | – |
            | smaller scale | rounded | rounded | rounded | kept |
            | date and time to date | time of day lost | time of day lost | time of day lost | by affinity |
            | with offset to without | session's time zone decides | offset lost | – | – |
            | text to number | fails without `USING` | converts or fails | converts, or zero | `'007'` becomes 7 |
            """,
        Examples =
        [
            new RuleExample(true, "Prices are rounded", Framework.EfCore, """
                [Migration("20260301100000_RoundPrices")]
                public class RoundPrices : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<decimal>(name: "Price", table: "Products", type: "numeric(18,1)", nullable: false, oldClrType: typeof(decimal), oldType: "numeric(18,2)");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<decimal>(name: "Price", table: "Products", type: "numeric(18,2)", nullable: false, oldClrType: typeof(decimal), oldType: "numeric(18,1)");
                    }
                }
                """),
            new RuleExample(false, "A larger scale keeps every digit", Framework.EfCore, """
                [Migration("20260301100000_MoreDigits")]
                public class MoreDigits : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<decimal>(name: "Price", table: "Products", type: "numeric(18,4)", nullable: false, oldClrType: typeof(decimal), oldType: "numeric(16,2)");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<decimal>(name: "Price", table: "Products", type: "numeric(16,2)", nullable: false, oldClrType: typeof(decimal), oldType: "numeric(18,4)");
                    }
                }
                """),
            new RuleExample(true, "Other alphabets become question marks", Framework.EfCore, """
                [Migration("20260301100000_AnsiNames")]
                public class AnsiNames : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "varchar(200)", unicode: false, nullable: true, oldClrType: typeof(string), oldType: "nvarchar(200)", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "nvarchar(200)", nullable: true, oldClrType: typeof(string), oldType: "varchar(200)", oldUnicode: false, oldNullable: true);
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(true, "FluentMigrator cuts the scale", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddProducts : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Products").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Price").AsDecimal(18, 2).NotNullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Products");
                    }
                }

                [Migration(202603021000)]
                public class RoundPrices : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Price").OnTable("Products").AsDecimal(18, 1).NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Price").OnTable("Products").AsDecimal(18, 2).NotNullable();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator adds digits", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddProducts : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Products").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Price").AsDecimal(16, 2).NotNullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Products");
                    }
                }

                [Migration(202603021000)]
                public class MoreDigits : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Price").OnTable("Products").AsDecimal(18, 4).NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Price").OnTable("Products").AsDecimal(16, 2).NotNullable();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (placed, operation, change) in ColumnChanges.In(context))
        {
            if (!ColumnChanges.IsSilent(change, context.Engine))
            {
                continue;
            }

            var table = Display.Table(operation);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Column.Name),
                Display.Text(change.Why),
                "convert into a new column",
                "Changes the type of column '" + Display.Name(operation.Column.Name) + "' of table '" + table + "' (" + Display.Text(change.Why) + "), without an error and in every row; Down cannot "
                    + "bring the old values back. Convert into a new column, compare, and drop the old one in a later release, or declare a tested backup with " + Advice.BackupGate(table) + ".");
        }
    }
}
