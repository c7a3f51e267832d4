using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A gate without purpose.</summary>
internal sealed class MG6005_GateUseless : Rule
{
    public override string Id => "MG6005";

    public override string Name => "GateUseless";

    public override string Title => "A gate protects nothing";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A gate stands on a migration without data impact, or names tables that the migration does not touch.",
        QuietWhen = "Every named table loses or rewrites rows in the migration.",
        WhatHappens = "The gate itself does no harm. But it suggests that something was thought through which was not: often it was copied from another migration, or the migration changed after it was written.",
        SafeWay = "Remove the gate, or the table from it, or move it to the migration that needs it.",
        Examples =
        [
            new RuleExample(true, "Nothing is lost here", Framework.EfCore, """
                [MigrationGuard.BackupGate("Customers", Source = "nightly snapshot", Runbook = "docs/runbooks/restore-customers.md",
                    RestoreTestedOn = "2026-02-01", RestoreMinutes = 20, Owner = "dba on call")]
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "The gate is needed", Framework.EfCore, """
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
