using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>A name that the previous release uses is gone.</summary>
internal sealed class MG3001_RenameBreaksRelease : Rule
{
    public override string Id => "MG3001";

    public override string Name => "RenameBreaksRelease";

    public override string Title => "A rename takes the name away that the previous release uses";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up renames a column or a table that is older than this deployment, so the release that still runs names what is not there any more.",
        QuietWhen = """
            The table or column was created in the same unreleased set, a view (of a table) or a computed column (of a column) keeps the old name, the model of the last released migration does not map
            it any more, or the deployment is declared to have downtime (`"deployment": { "downtime": true }` in `migrationguard.json`).
            """,
        WhatHappens = """
            **Forward**: from the moment the migration commits until the last instance of the previous release is gone, every query and every write of it that names the old name fails.

            **Rollback**: the previous release cannot come back on the new schema. The rename must be taken back first, and then the new release fails until it is gone.
            """,
        SafeWay = """
            1. Add the new column beside the old one, and release code that writes both and reads the old one.
            2. Fill the new column, and release code that reads the new one.
            3. Drop the old column in a later release, as `[ExpandContract(MigrationPhase.Contract, ExpandedBy = "…")]`.

            With EF Core the property can change its name without any migration: `HasColumnName("OldName")` or `ToTable("OldName")` keeps the old name in the database. A renamed table can keep its old
            name as a view.
            """,
        Engines = """
            PostgreSQL, SQL Server and MySQL write through a simple view; SQLite does not. A computed column can be read, and nowhere written: a release that sends a value for it fails.
            """,
        Examples =
        [
            new RuleExample(true, "Queries of the previous release name a column that is gone", Framework.EfCore, """
                [Migration("20260301100000_RenameEmail")]
                public class RenameEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameColumn(name: "Email", table: "Customers", newName: "ContactEmail");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameColumn(name: "ContactEmail", table: "Customers", newName: "Email");
                    }
                }
                """),
            new RuleExample(false, "A computed column keeps the old name", Framework.EfCore, """
                [Migration("20260301100000_RenameEmail")]
                public class RenameEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameColumn(name: "Email", table: "Customers", newName: "ContactEmail");
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true, computedColumnSql: "\"ContactEmail\"", stored: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                        migrationBuilder.RenameColumn(name: "ContactEmail", table: "Customers", newName: "Email");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator renames a table", Framework.FluentMigrator, """
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
                public class RenameCustomers : Migration
                {
                    public override void Up()
                    {
                        Rename.Table("Customers").To("Clients");
                    }

                    public override void Down()
                    {
                        Rename.Table("Clients").To("Customers");
                    }
                }
                """),
            new RuleExample(false, "A view keeps the old name", Framework.FluentMigrator, """
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
                public class RenameCustomers : Migration
                {
                    public override void Up()
                    {
                        Rename.Table("Customers").To("Clients");
                        Execute.Sql("CREATE VIEW Customers AS SELECT * FROM Clients");
                    }

                    public override void Down()
                    {
                        Execute.Sql("DROP VIEW Customers");
                        Rename.Table("Clients").To("Customers");
                    }
                }
                """) { Engine = Engine.SqlServer },
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (_, operation, _) in ReleaseBreaks.In<RenameColumn>(context, BreakKind.Renamed))
        {
            var old = Display.Name(operation.Name);
            var name = Display.Name(operation.NewName);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Name),
                "the previous release fails where it names it",
                "add the new column beside the old one",
                "Renames column '" + old + "' of table '" + Display.Table(operation) + "' to '" + name + "': the previous release fails on every query and write that names '" + old
                    + "' until its last instance is gone, and again when the code is rolled back. Keep the name in the database, or add '" + name + "' beside it, write both, and drop '" + old
                    + "' in a later release; where no release runs meanwhile, say " + ReleaseBreaks.Downtime + ".");
        }

        foreach (var (_, operation, _) in ReleaseBreaks.In<RenameTable>(context, BreakKind.Renamed))
        {
            var old = Display.Table(operation);
            var name = Display.Table(operation.NewSchema ?? (operation.NewName is null ? null : operation.Schema), operation.NewName ?? operation.Table);
            context.Report(
                this,
                operation.Span,
                old,
                "the previous release fails where it names it",
                "keep the name, or a view of that name",
                "Renames table '" + old + "' to '" + name + "': the previous release fails on every query and write that names '" + old
                    + "' until its last instance is gone, and again when the code is rolled back. Keep the name in the database, or create a view '" + old + "' over '" + name
                    + "' and drop it in a later release; where no release runs meanwhile, say " + ReleaseBreaks.Downtime + ".");
        }
    }
}
