using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>NULLs get a value.</summary>
internal sealed class MG1006_NullsOverwritten : Rule
{
    public override string Id => "MG1006";

    public override string Name => "NullsOverwritten";

    public override string Title => "NULLs are overwritten when a column becomes required";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up makes a nullable column required with a default: EF Core then runs a hidden `UPDATE … SET c = default WHERE c IS NULL`. On MySQL outside strict mode NULLs turn into zero or empty values.",
        QuietWhen = "A check constraint already excludes NULLs, an explicit update of the set fills the column first, or the column was added in the same unreleased set.",
        WhatHappens = """
            **Forward**: every NULL of the column becomes the default. "Unknown" and "empty" can no longer be told apart, and the update touches every such row in one statement.

            **Rollback**: Down allows NULL again, but no row gets its NULL back.
            """,
        SafeWay = """
            1. Decide what a NULL stands for, and fill the rows explicitly in an earlier migration: `UPDATE "Customers" SET "City" = 'unknown' WHERE "City" IS NULL`.
            2. Let the code write a value always, and release it.
            3. Make the column required in a later migration, without a default: it then fails loudly instead of inventing values.
            """,
        LightBulb = "EF Core: removes the empty default that nobody chose, so that a NULL stops the migration instead of being overwritten, and leaves the UPDATE to write as a comment.",
        Engines = """
            SQL Server and PostgreSQL: EF Core runs the update first. SQLite: the table rebuild copies `IFNULL(c, default)`. MySQL: EF Core runs no update; the server refuses NULLs in strict mode and writes an
            implicit zero otherwise. FluentMigrator runs no update on any engine, so the statement fails where NULLs exist.
            """,
        Examples =
        [
            new RuleExample(true, "Nobody can tell an unknown city from an empty one", Framework.EfCore, """
                [Migration("20260301100000_RequireCity")]
                public class RequireCity : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "City", table: "Customers", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "City", table: "Customers", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");
                    }
                }
                """),
            new RuleExample(false, "The rows are filled explicitly", Framework.EfCore, """
                [Migration("20260301100000_RequireCity")]
                public class RequireCity : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"City\" = 'unknown' WHERE \"City\" IS NULL");
                        migrationBuilder.AlterColumn<string>(name: "City", table: "Customers", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "City", table: "Customers", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");
                    }
                }
                """),
            new RuleExample(true, "MySQL may write an empty text", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("City").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class RequireCity : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("City").OnTable("Customers").AsString(50).NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("City").OnTable("Customers").AsString(50).Nullable();
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(false, "PostgreSQL refuses NULLs instead", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("City").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class RequireCity : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("City").OnTable("Customers").AsString(50).NotNullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("City").OnTable("Customers").AsString(50).Nullable();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (placed, operation, change) in ColumnChanges.In(context))
        {
            var overwrites = change.FillsNulls && change.BecomesRequired != false;
            var zeroes = change.MayZeroNulls && change.BecomesRequired == true;
            if ((!overwrites && !zeroes) || HasNoNulls(context, placed, operation))
            {
                continue;
            }

            var table = Display.Table(operation);
            var value = overwrites && change.New.Default is { Kind: not LiteralKind.Null } literal ? Display.Value(literal) : overwrites ? "its default" : "zero or an empty value";
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Column.Name),
                "NULLs become " + value,
                "fill explicitly first, then require",
                "Makes column '" + Display.Name(operation.Column.Name) + "' of table '" + table + "' required: every NULL in it becomes " + value
                    + (zeroes && !overwrites ? " unless the server runs in strict mode" : "") + ", and Down cannot bring the NULLs back. "
                    + "Fill the rows explicitly in an earlier migration and require the column later without a default, or declare a tested backup with " + Advice.BackupGate(table) + ".");
        }
    }

    private static bool HasNoNulls(RuleContext context, PlacedOperation placed, AlterColumn operation)
    {
        if (placed.Before.FindTable(operation.Schema, operation.Table) is { } table)
        {
            foreach (var check in table.Checks)
            {
                if (check.Validated && NullChecks.Excludes(check.Check.Sql, operation.Column.Name))
                {
                    return true;
                }
            }
        }

        return Backfills.FillNullsBefore(context, placed, operation, operation.Column.Name);
    }
}
