using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The declared backup does not cover what is lost.</summary>
internal sealed class MG6002_GateIncomplete : Rule
{
    public override string Id => "MG6002";

    public override string Name => "GateIncomplete";

    public override string Title => "The backup gate is incomplete";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A backup gate does not name every table that loses or rewrites rows, or says no source, no runbook, no restore test, no duration or no owner, or a restore test that lies in the future.",
        QuietWhen = "Every affected table is named, and source, runbook, restore test, duration and owner are given.",
        WhatHappens = "A backup that does not hold the table, or was never restored, is a hope and not a way back. The gate stays closed.",
        SafeWay = """
            1. Name every table of the message: `[BackupGate("Customers", "Orders", …)]`, or `"*"` for a backup of the whole database.
            2. Say where the backup comes from (`Source`), how it is restored (`Runbook`), when that was last tried (`RestoreTestedOn = "yyyy-MM-dd"`), how long it took and who is called (`Owner`).
            """,
        Examples =
        [
            new RuleExample(true, "Another table is backed up", Framework.EfCore, """
                [MigrationGuard.BackupGate("Orders", Source = "nightly snapshot", Runbook = "docs/runbooks/restore-customers.md",
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
            new RuleExample(false, "The table is covered", Framework.EfCore, """
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
            new RuleExample(true, "The restore was never tested", Framework.FluentMigrator, """
                [MigrationGuard.BackupGate("Customers", Source = "nightly snapshot", Runbook = "docs/runbooks/restore-customers.md")]
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
            new RuleExample(false, "Everything is said", Framework.FluentMigrator, """
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
