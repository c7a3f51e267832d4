using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>There is no Down at all.</summary>
internal sealed class MG2001_DownMissing : Rule
{
    public override string Id => "MG2001";

    public override string Name => "DownMissing";

    public override string Title => "The migration has no Down";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An EF Core migration overrides Up but neither it nor a base class of the project overrides Down.",
        QuietWhen = "Up does nothing, or the class carries `[ForwardOnly(\"reason\")]`.",
        WhatHappens = """
            **Forward**: nothing unusual.

            **Rollback**: `dotnet ef database update <previous>` throws `NotSupportedException` when it reaches this migration, and stops there: the migrations after it are
            already undone, this one and those before it are not. Script generation fails in the same way, at the moment when a script is needed most.
            """,
        SafeWay = """
            1. Write the Down that undoes this Up: the light bulb writes what can be derived.
            2. Where there is no way back, say so: `[ForwardOnly("why, and what to do instead")]`. The report then plans a mitigation instead of a rollback.
            """,
        LightBulb = "Writes the Down that undoes Up, where it can be derived and is proven to bring the schema back.",
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "Only Up is written", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }
                }
                """),
            new RuleExample(false, "Down undoes Up", Framework.EfCore, """
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

    public override void Check(RuleContext context)
    {
        var migration = context.Migration;
        if (migration.Down.Kind != BodyKind.Missing || !context.CanRollBack() || migration.Up.IsEmpty || context.IsForwardOnly())
        {
            return;
        }

        context.Report(
            this,
            migration.Span,
            "",
            "rollback throws here and stops",
            "write Down, or [ForwardOnly]",
            "Migration '" + Display.Name(migration.Name) + "' has no Down: a rollback throws NotSupportedException when it gets here and leaves the database between two releases. "
                + "Write the Down that undoes Up, or declare [ForwardOnly(\"reason\")].");
    }
}
