using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The runbook file is not there, or says nothing about a table.</summary>
internal sealed class MG6003_RunbookMissing : Rule
{
    public override string Id => "MG6003";

    public override string Name => "RunbookMissing";

    public override string Title => "The runbook of a backup gate is missing or silent about a table";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`Runbook` of a backup gate names a file that is neither in the repository nor beside the project, is no text, or has no heading that names a table which the gate covers.",
        QuietWhen = "The file exists and has a section for each table. A backup of the whole database (`\"*\"`) needs no sections.",
        WhatHappens = "At the moment when the restore is needed, there is nothing to follow. The gate stays closed.",
        SafeWay = "Write the runbook (which backup, which commands, how to check the result, who decides) with a heading for each table, commit it, and name it by its path from the repository root.",
        Examples =
        [
            new RuleExample(true, "A file that nobody wrote", Framework.EfCore, """
                [MigrationGuard.BackupGate("Customers", Source = "nightly snapshot", Runbook = "docs/runbooks/never-written.md",
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
            new RuleExample(true, "The file is about other tables", Framework.EfCore, """
                [MigrationGuard.BackupGate("Invoices", Source = "nightly snapshot", Runbook = "docs/runbooks/restore-customers.md",
                    RestoreTestedOn = "2026-02-01", RestoreMinutes = 20, Owner = "dba on call")]
                [Migration("20260301100000_DropInvoices")]
                public class DropInvoices : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Invoices");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(name: "Invoices", columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) });
                    }
                }
                """),
            new RuleExample(false, "The file is there", Framework.EfCore, """
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
        ],
    };
}
