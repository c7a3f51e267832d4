using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>An acknowledgement without substance.</summary>
internal sealed class MG6006_BadAcknowledgement : Rule
{
    public override string Id => "MG6006";

    public override string Name => "BadAcknowledgement";

    public override string Title => "An acknowledgement is not valid";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`[AcceptHazard]` has no reason, names a rule that does not exist, has expired or has no readable end, or accepts a hazard that the migration does not have.",
        QuietWhen = "It names a hazard that is there, says why it is accepted, and has not ended.",
        WhatHappens = "An acknowledgement that accepts nothing hides the next hazard of that kind. One that has expired was meant to be looked at again.",
        SafeWay = """
            1. Say why: `[AcceptHazard("MG1010", "seed values, never edited by users", Owner = "shop team", Until = "2026-12-31")]`.
            2. Remove it when the hazard is gone; look again when it has expired.

            An acknowledgement quietens a rule. It never opens the gate: that takes a backup or an expand/contract gate.
            """,
        Examples =
        [
            new RuleExample(true, "There is no such rule", Framework.EfCore, """
                [MigrationGuard.AcceptHazard("MG9999", "we looked at it")]
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
            new RuleExample(false, "The hint is there and the reason is given", Framework.EfCore, """
                [MigrationGuard.AcceptHazard("MG2006", "nicknames may be lost in a rollback")]
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
            new RuleExample(true, "Nothing is accepted", Framework.FluentMigrator, """
                [MigrationGuard.AcceptHazard("MG1002", "the table is empty")]
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
