using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>Old writers do not send a new required value.</summary>
internal sealed class MG3003_RequiredColumn : Rule
{
    public override string Id => "MG3003";

    public override string Name => "RequiredColumn";

    public override string Title => "A new required column has no default, so the previous release cannot insert";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up adds a required column without a default to a table that is older than this deployment, requires one that was added nullable, or sets a default that does not stay.",
        QuietWhen = """
            The column allows NULL or has a default that stays, is generated or computed, the table was created in the same unreleased set, or the deployment has downtime.
            """,
        WhatHappens = """
            **Forward**: the previous release does not know the column and leaves it out of its `INSERT`. From the moment the migration commits, none of its inserts into the table succeeds.

            **Rollback**: the same, for as long as the new schema stays: the code alone cannot go back.
            """,
        SafeWay = """
            1. Add the column nullable, or with a default that stays in the database.
            2. Release code that always writes it, and fill the rows that exist.
            3. Require it in a later release, when no running instance leaves it out.

            With EF Core, `HasDefaultValue(…)` in the model keeps the default; a `defaultValue` that the scaffolder invented is kept by most engines too, and may be all that is needed for one release.
            """,
        LightBulb = "Adds the column as nullable, or turns the `AlterColumn` that requires it into a comment for a later release.",
        Engines = """
            PostgreSQL and SQL Server keep the `defaultValue` that EF Core scaffolds for a required column: the previous release inserts `""`, 0 or `0001-01-01`. SQLite keeps it until the table is built anew
            (by `AlterColumn`, `DropColumn`, `AddForeignKey`, …): the model does not know it, so it is gone. On MySQL the provider scaffolds no default for text (`longtext`), and strict mode refuses the insert. FluentMigrator's
            `SetExistingRowsTo` fills rows that exist and leaves no default.
            """,
        Examples =
        [
            new RuleExample(true, "The column is added, filled and required at once", Framework.EfCore, """
                [Migration("20260301100000_AddCountry")]
                public class AddCountry : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Country", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Country\" = 'DE'");
                        migrationBuilder.AlterColumn<string>(name: "Country", table: "Customers", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Country", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "The default stays", Framework.EfCore, """
                [Migration("20260301100000_AddCountry")]
                public class AddCountry : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Country", table: "Customers", type: "text", nullable: false, defaultValue: "DE");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Country", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "MySQL has no default for a long text", Framework.EfCore, """
                [Migration("20260301100000_AddNotes")]
                public class AddNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Notes", table: "Customers", type: "longtext", nullable: false);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Notes", table: "Customers");
                    }
                }
                """) { Engine = Engine.MySql },
            new RuleExample(true, "Existing rows are set, and no default is left", Framework.FluentMigrator, """
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
                public class AddCountry : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Country").OnTable("Customers").AsString(2).NotNullable().SetExistingRowsTo("DE");
                    }

                    public override void Down()
                    {
                        Delete.Column("Country").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "The column may be left out for now", Framework.FluentMigrator, """
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
                public class AddCountry : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Country").OnTable("Customers").AsString(2).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("Country").FromTable("Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (_, operation, found) in ReleaseBreaks.In<TableOperation>(context, BreakKind.Required))
        {
            var column = operation is AddColumn add ? add.Column : ((AlterColumn)operation).Column;
            var name = Display.Name(column.Name);
            var table = Display.Table(operation);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, column.Name),
                "the previous release cannot insert rows",
                "a default that stays, or nullable for one release",
                (operation is AlterColumn
                    ? "Requires the new column '" + name + "' of table '" + table + "' in the deployment that adds it"
                    : column.HasDefault
                        ? "Adds required column '" + name + "' to table '" + table + "' with a default that does not stay, because the table is built anew from the model"
                        : "Adds required column '" + name + "' to table '" + table + "' without a default")
                    + ": every INSERT of the previous release, which does not know the column, fails. Give it a default that stays, or let it be NULL for one release and require it in the next.");
        }
    }
}
