using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A column with data is dropped.</summary>
internal sealed class MG1001_DropColumn : Rule
{
    public override string Id => "MG1001";

    public override string Name => "DropColumn";

    public override string Title => "A column is dropped together with its values";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up drops a column that may hold values: by the builder, by a FluentMigrator expression or by SQL.",
        QuietWhen = "The column was added in the same unreleased set, its values were copied to another column or table earlier in the set, it is a "
            + "computed column, or the migration is a verified contract step.",
        WhatHappens = """
            **Forward**: the value of this column is gone in every row of the table, at once. The previous release fails on its next query that names the column.

            **Rollback**: a scaffolded Down adds the column again, but empty: NULL, or the default that EF Core invents for a required column (`""`, `0`,
            `0001-01-01`). The schema looks right, the values do not come back. Only a backup or a copy brings them back.
            """,
        SafeWay = """
            1. Release code that no longer reads or writes the column (with EF Core: remove the property, and keep this migration for later).
            2. If the values are still needed, copy them first: add the new column, fill it with one `UPDATE … SET new = old`, release.
            3. When no running instance uses the column any more, drop it in a migration of its own, marked
               `[ExpandContract(MigrationPhase.Contract, ExpandedBy = "<id of the migration that added the replacement>")]`.
            4. Where there is no replacement, take a backup of the table, test the restore, and declare it with
               `[BackupGate("Customers", Source = "…", Runbook = "…", RestoreTestedOn = "…")]`.
            """,
        LightBulb = "Declares the drop as the contract step of a released expand step. Offered for the steps with which the gate would be proven, and no others.",
        Engines = """
            The values are lost on every engine. SQL Server refuses while a default constraint, index or key still names the column (EF Core drops the default itself);
            PostgreSQL drops indexes on the column silently; SQLite needs version 3.35, or a table rebuild by EF Core.
            """,
        Examples =
        [
            new RuleExample(true, "The e-mail address of every customer is lost", Framework.EfCore, """
                [Migration("20260301100000_DropEmail")]
                public class DropEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
                    }
                }
                """),
            new RuleExample(false, "The values are copied before the old column goes", Framework.EfCore, """
                [Migration("20260301100000_AddCustomers")]
                public class AddCustomers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new
                            {
                                Id = table.Column<int>(type: "integer", nullable: false),
                                Email = table.Column<string>(type: "text", nullable: true),
                            },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Customers");
                    }
                }

                [Migration("20260302100000_MoveEmail")]
                public class MoveEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "ContactEmail", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"ContactEmail\" = \"Email\"");
                        migrationBuilder.DropColumn(name: "Email", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Email\" = \"ContactEmail\"");
                        migrationBuilder.DropColumn(name: "ContactEmail", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator drops a column", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class DropEmail : Migration
                {
                    public override void Up()
                    {
                        Delete.Column("Email").FromTable("Customers");
                    }

                    public override void Down()
                    {
                        Create.Column("Email").OnTable("Customers").AsString(200).Nullable();
                    }
                }
                """),
            new RuleExample(false, "A new table is left alone", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNotes : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Notes").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Draft").AsString(200).Nullable();
                        Delete.Column("Draft").FromTable("Notes");
                    }

                    public override void Down()
                    {
                        Delete.Table("Notes");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var drop in context.InUp<DropColumn>())
        {
            var operation = drop.Operation;
            if (!context.HasData(drop.At, operation.Schema, operation.Table, operation.Name)
                || drop.At.IsDerived(operation, operation.Name)
                || KeptData.OfColumn(context, drop.At, operation, operation.Name)
                || ContractSteps.IsVerified(context))
            {
                continue;
            }

            var table = Display.Table(operation);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Name),
                "values of every row are lost",
                Advice.BackupOrContract,
                "Drops column '" + Display.Name(operation.Name) + "' of table '" + table + "' with its value in every row; Down cannot bring the values back. "
                    + "Stop using the column in one release and drop it in a later one as " + Advice.ContractGate + ", or copy the values first, or declare a tested backup with "
                    + Advice.BackupGate(table) + ".");
        }
    }
}
