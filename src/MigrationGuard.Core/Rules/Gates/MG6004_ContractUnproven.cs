using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The expand step is not proven.</summary>
internal sealed class MG6004_ContractUnproven : Rule
{
    public override string Id => "MG6004";

    public override string Name => "ContractUnproven";

    public override string Title => "The contract step does not follow a released expand step";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`ExpandedBy` of a contract step is missing, names no migration, or one that runs later, is not released or created no replacement; or nothing since then fills the replacement from what is removed, or fills it with a plain copy that its type cannot hold.",
        QuietWhen = "The named migration exists, runs earlier, is released and created the replacement, and a migration since then fills it; or a backup gate or a copy covers the table.",
        WhatHappens = "Without a replacement that is already in production, removing the old form is a plain loss: the previous release cannot work any more, and nothing holds the values.",
        SafeWay = """
            1. Release the expand step first, with code that writes both forms, and fill the new one from the old one: an `UPDATE` or `INSERT … SELECT` in the expand step, between the two, or in the contract step before the old form goes.
            2. Name it by its id: `[ExpandContract(MigrationPhase.Contract, ExpandedBy = "20260201100000_AddContactEmail")]`.
            3. Tell the gate what is released: `MigrationGuardReleased` or `"released"` in `migrationguard.json`.
            """,
        Examples =
        [
            new RuleExample(true, "The expand step does not exist", Framework.EfCore, """
                [MigrationGuard.ExpandContract(MigrationGuard.MigrationPhase.Contract, ExpandedBy = "20250101000000_Never")]
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
            new RuleExample(false, "The replacement is released", Framework.EfCore, """
                [MigrationGuard.ExpandContract(MigrationGuard.MigrationPhase.Expand)]
                [Migration("20260201100000_AddContactEmail")]
                public class AddContactEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "ContactEmail", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"ContactEmail\" = \"Email\"");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "ContactEmail", table: "Customers");
                    }
                }

                [MigrationGuard.ExpandContract(MigrationGuard.MigrationPhase.Contract, ExpandedBy = "20260201100000_AddContactEmail")]
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
