using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>No reason is given.</summary>
internal sealed class MG6007_ForwardOnlyWithoutReason : Rule
{
    public override string Id => "MG6007";

    public override string Name => "ForwardOnlyWithoutReason";

    public override string Title => "A migration is declared forward-only without a reason";

    public override Severity DefaultSeverity => Severity.Error;

    public override bool IsGateRule => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`[ForwardOnly]` has an empty reason.",
        QuietWhen = "A reason is given.",
        WhatHappens = "Whoever must mitigate at night reads this reason first: it is the only place that says why there is no way back and what to do instead.",
        SafeWay = "Write why, and what to do instead: `[ForwardOnly(\"passwords are hashed in place; restore the backup of Users\")]`.",
        Examples =
        [
            new RuleExample(true, "An empty reason", Framework.EfCore, """
                [MigrationGuard.ForwardOnly("")]
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
            new RuleExample(false, "The reason says what to do", Framework.EfCore, """
                [MigrationGuard.ForwardOnly("partners read the new column; drop it by a later migration")]
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
        ],
    };
}
