using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Two migrations of one context have the same id.</summary>
internal sealed class MG2015_DuplicateId : Rule
{
    public override string Id => "MG2015";

    public override string Name => "DuplicateId";

    public override string Title => "Two migrations of one context have the same id";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Two EF Core migration classes of one context carry the same id in `[Migration]`; letter case does not count.",
        QuietWhen = "The classes belong to different contexts. For FluentMigrator its own analyzer speaks (FM0001).",
        WhatHappens = """
            **Forward**: up to EF Core 10 every command that lists migrations throws. From EF Core 11 on one of the two silently wins and the other never runs.

            **Rollback**: one history row stands for two changes, so that a rollback undoes only one of them.
            """,
        SafeWay = "Give the newer migration a later id, in `[Migration]` and in its file names, before it is released. Never change the id of a migration that ran in production.",
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "A copied file keeps the old id", Framework.EfCore, """
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

                [Migration("20260301100000_AddNickname")]
                public class AddSurname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Surname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Surname", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "Every migration has an id of its own", Framework.EfCore, """
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

                [Migration("20260302100000_AddSurname")]
                public class AddSurname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Surname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Surname", table: "Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var migration = context.Migration;
        if (migration.Framework != Framework.EfCore || migration.Kind != MigrationKind.Versioned)
        {
            return;
        }

        if (context.Deployment.Positions.WithId(migration.Id).FirstOrDefault(step => step.Index != context.Step.Index) is { } other)
        {
            context.Report(
                this,
                migration.Span,
                "",
                "one of two migrations never runs",
                "give the newer one a later id",
                "Migration '" + Display.Name(migration.Name) + "' has the same id as '" + Display.Name(other.Migration.Name) + "': '" + Display.Name(migration.Id)
                    + "'. EF Core throws, or from version 11 on runs only one of them. Give the newer one a later id before it is released.");
        }
    }
}
