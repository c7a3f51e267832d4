using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>A default goes that old code relies on.</summary>
internal sealed class MG3006_DefaultChanged : Rule
{
    public override string Id => "MG3006";

    public override string Name => "DefaultChanged";

    public override string Title => "A default is dropped or changed that the previous release may rely on";

    public override Severity DefaultSeverity => Severity.Info;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up drops or changes the default of a column that is older than this deployment.",
        QuietWhen = """
            The default stays as it is, nobody knew of it (a value that EF Core only scaffolded for the rows that existed: its code sends every value itself), the column was added in the same unreleased set, or the
            deployment has downtime.
            """,
        WhatHappens = """
            **Forward**: rows that the previous release inserts without the column get NULL or the new value. Where the column is required and the default is gone, the insert fails.

            **Rollback**: the previous release goes on with the new default, or fails, until Down brings the old one back.
            """,
        SafeWay = """
            1. Let the code write the value itself, and release it.
            2. Change or drop the default in the next release.
            """,
        Engines = """
            EF Core on SQL Server drops the default constraint with every `AlterColumn` and adds the one that the call names; PostgreSQL changes only what the call says; SQLite and MySQL write the whole definition.
            """,
        Examples =
        [
            new RuleExample(true, "New orders of the previous release have no state", Framework.EfCore, """
                [Migration("20260301100000_DropStateDefault")]
                public class DropStateDefault : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "State", table: "Orders", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldDefaultValue: "new");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "State", table: "Orders", type: "text", nullable: false, defaultValue: "new", oldClrType: typeof(string), oldType: "text");
                    }
                }
                """),
            new RuleExample(false, "The default stays", Framework.EfCore, """
                [Migration("20260301100000_LongerState")]
                public class LongerState : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "State", table: "Orders", type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "new", oldClrType: typeof(string), oldType: "character varying(20)", oldMaxLength: 20, oldDefaultValue: "new");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "State", table: "Orders", type: "character varying(20)", maxLength: 20, nullable: false, defaultValue: "new", oldClrType: typeof(string), oldType: "character varying(40)", oldMaxLength: 40, oldDefaultValue: "new");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator takes the default away", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddOrders : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("State").AsString(20).NotNullable().WithDefaultValue("new");
                    }

                    public override void Down()
                    {
                        Delete.Table("Orders");
                    }
                }

                [Migration(202603021000)]
                public class DropStateDefault : Migration
                {
                    public override void Up()
                    {
                        Delete.DefaultConstraint().OnTable("Orders").OnColumn("State");
                    }

                    public override void Down()
                    {
                        Alter.Column("State").OnTable("Orders").AsString(20).NotNullable().WithDefaultValue("new");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "A column without a default gets one", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Name").AsString(100).Nullable().WithColumn("Email").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class DefaultName : Migration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(100).Nullable().WithDefaultValue("?");
                    }

                    public override void Down()
                    {
                        Delete.DefaultConstraint().OnTable("Customers").OnColumn("Name");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (_, operation, found) in ReleaseBreaks.In<AlterColumn>(context, BreakKind.Defaulted))
        {
            var what = Display.Name(operation.Column.Name) + "' of table '" + Display.Table(operation) + "'";
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Column.Name),
                found.Stops ? "inserts that rely on the default fail" : "rows of the previous release get another value",
                "write the value in the code first",
                (operation.Column.HasDefault
                    ? "Changes the default of column '" + what + ": rows that the previous release inserts without it get the new value"
                    : "Drops the default of column '" + what + ": rows that the previous release inserts without it " + (found.Stops ? "are refused" : "get NULL"))
                    + ". Let the code write the value itself first, and change the default in the next release.");
        }
    }
}
