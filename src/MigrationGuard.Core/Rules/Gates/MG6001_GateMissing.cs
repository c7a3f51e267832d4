using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Data impact without a gate.</summary>
internal sealed class MG6001_GateMissing : Rule
{
    public override string Id => "MG6001";

    public override string Name => "GateMissing";

    public override string Title => "A migration with data impact has no gate";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An unreleased migration rewrites or loses rows, or does something that could not be read, and declares neither a backup gate nor an expand/contract gate. One error for each migration, at the class.",
        QuietWhen = "The migration has no data impact, or a verified gate covers every table.",
        WhatHappens = """
            **Forward**: rows are changed or lost, and nobody said how they come back.

            **Rollback**: without a backup or an old form that is still there, the only way is forward. The build fails so that this is decided before the deployment and not during an incident.
            """,
        SafeWay = """
            1. Best: do it in two releases. First add the new form and fill it (`[ExpandContract(MigrationPhase.Expand)]`); later remove the old one
               (`[ExpandContract(MigrationPhase.Contract, ExpandedBy = "<id>")]`).
            2. Otherwise take a backup, test the restore, write the runbook, and declare all three:
               `[BackupGate("Customers", Source = "…", Runbook = "docs/runbooks/restore-customers.md", RestoreTestedOn = "2026-02-01", RestoreMinutes = 20)]`.
            3. A copy of the rows made by the migration itself, before it drops them, counts as a backup that can be seen.

            Suppressing the diagnostic does not open the gate: the build fails in a step of its own.
            """,
        LightBulb = "Starts a backup gate with the tables filled in; its blanks are MG6002 until somebody fills them in. Or declares the drop as the contract step of a released expand step for which the gate is proven.",
        Examples =
        [
            new RuleExample(true, "A column is dropped and nothing is declared", Framework.EfCore, """
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
            new RuleExample(false, "The backup is declared", Framework.EfCore, """
                [MigrationGuard.BackupGate("Customers", Source = "nightly snapshot", Runbook = "docs/runbooks/restore-customers.md",
                    RestoreTestedOn = "2026-02-01", RestoreMinutes = 20, Owner = "dba on call")]
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
            new RuleExample(true, "The same in FluentMigrator", Framework.FluentMigrator, """
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
            new RuleExample(false, "The backup is declared in FluentMigrator", Framework.FluentMigrator, """
                [MigrationGuard.BackupGate("Customers", Source = "nightly snapshot", Runbook = "docs/runbooks/restore-customers.md",
                    RestoreTestedOn = "2026-02-01", RestoreMinutes = 20, Owner = "dba on call")]
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
        ],
    };
}
