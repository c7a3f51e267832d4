using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A column gets narrower.</summary>
internal sealed class MG1004_NarrowedColumn : Rule
{
    public override string Id => "MG1004";

    public override string Name => "NarrowedColumn";

    public override string Title => "A column becomes narrower than its values may be";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up gives a column a smaller length, precision or integer range, or a type whose effect cannot be told because the old definition is not known.",
        QuietWhen = "The new definition holds every value of the old one, the column was added in the same unreleased set, or only amounts beyond a trillion do not fit any more and are refused.",
        WhatHappens = """
            **Forward**: where a row holds a longer or larger value, the statement fails and the deployment stops (PostgreSQL, SQL Server, MySQL in strict mode), or the value is cut (MySQL outside
            strict mode). Whether such rows exist is only known in production.

            **Rollback**: Down makes the column wide again; what was cut off does not come back.
            """,
        SafeWay = """
            1. Ask production first: `SELECT count(*) FROM "Customers" WHERE length("Name") > 50`.
            2. Let the code refuse longer values, release it, and correct the rows that are too long with a person's judgement.
            3. Narrow the column in a later release; or leave it wide and validate in the code, which costs nothing.

            If the old definition is not known, say it: EF Core's `old…` arguments, or the earlier migration that created the column.
            """,
        Engines = """
            PostgreSQL and SQL Server refuse a value that does not fit and undo the statement. MySQL refuses it in strict mode and cuts it otherwise. SQLite stores no length and
            checks nothing. A narrower integer fails on a value out of range, except on MySQL outside strict mode, which clamps it.
            """,
        Examples =
        [
            new RuleExample(true, "Names of more than 50 characters do not fit", Framework.EfCore, """
                [Migration("20260301100000_ShortenName")]
                public class ShortenName : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(50)", nullable: true, oldClrType: typeof(string), oldType: "character varying(200)", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(200)", nullable: true, oldClrType: typeof(string), oldType: "character varying(50)", oldNullable: true);
                    }
                }
                """),
            new RuleExample(false, "A longer column takes every value", Framework.EfCore, """
                [Migration("20260301100000_LengthenName")]
                public class LengthenName : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(200)", nullable: true, oldClrType: typeof(string), oldType: "character varying(50)", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Name", table: "Customers", type: "character varying(50)", nullable: true, oldClrType: typeof(string), oldType: "character varying(200)", oldNullable: true);
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator shortens a column of an earlier migration", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class ShortenName : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(200).Nullable();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator lengthens it", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class LengthenName : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(50).Nullable();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (placed, operation, change) in ColumnChanges.In(context))
        {
            var column = Display.Name(operation.Column.Name);
            var table = Display.Table(operation);
            if (change.Fate == ValueFate.Unknown && !context.IsHistory(operation))
            {
                context.Report(
                    this,
                    operation.Span,
                    Display.Column(operation, operation.Column.Name),
                    "may shorten or change values",
                    "say the old definition, or backup gate",
                    "Changes column '" + column + "' of table '" + table + "', and " + Display.Text(change.Why) + ", so nobody can tell whether values are cut. "
                        + "Say the old definition (EF Core's old… arguments, or the migration that created the column), or declare a tested backup with " + Advice.BackupGate(table) + ".");
            }
            else if (change.Narrows && !ColumnChanges.IsSilent(change, context.Engine) && !IsBeyondUse(context, operation, change))
            {
                context.Report(
                    this,
                    operation.Span,
                    Display.Column(operation, operation.Column.Name),
                    Display.Text(change.Why),
                    "check the rows, refuse longer values first",
                    "Narrows column '" + column + "' of table '" + table + "' (" + Display.Text(change.Why) + ")" + (change.IsLossy ? "; Down cannot bring back what is cut. " : ". ")
                        + "Count the rows that do not fit, let the code refuse such values in an earlier release, and narrow the column after that.");
            }
        }
    }

    // Refused, and no amount of anything is as large.
    private static bool IsBeyondUse(RuleContext context, AlterColumn operation, ColumnChange change) =>
        change is { Fate: ValueFate.Refused, Old: { } old }
        && CodeCompatibility.IsBeyondUse(operation, StoreType.Of(old, context.Engine), StoreType.Of(change.New, context.Engine));
}
