using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.Rules;

/// <summary>A Down that was written, or scaffolded, for another database.</summary>
internal sealed class MG2021_DownForOtherEngine : Rule
{
    public override string Id => "MG2021";

    public override string Name => "DownForOtherEngine";

    public override string Title => "Down is written for another engine than Up";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "The types and annotations of Up are those of one engine, and those of Down of another, outside branches for a provider.",
        QuietWhen = "Either direction says nothing about an engine, or both name the same; operations inside a branch for a provider do not count.",
        WhatHappens = """
            **Forward**: nothing.

            **Rollback**: Down asks for types that the database does not have (`nvarchar(max)` on PostgreSQL) and fails, or gets others than there were before. It happens when one direction is
            copied from the project of another provider.
            """,
        SafeWay = "Scaffold the migration again with the provider that production uses, and copy both directions.",
        Engines = "Names of types and annotations that only one engine has are compared, so the rule speaks about projects for any of them.",
        Examples =
        [
            new RuleExample(true, "Down comes from SQL Server", Framework.EfCore, """
                [Migration("20260301100000_DropNotes")]
                public class DropNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<DateTime>(name: "SeenAt", table: "Customers", type: "timestamp with time zone", nullable: true);
                        migrationBuilder.DropColumn(name: "Notes", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Notes", table: "Customers", type: "nvarchar(max)", nullable: true);
                        migrationBuilder.DropColumn(name: "SeenAt", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "Both are for PostgreSQL", Framework.EfCore, """
                [Migration("20260301100000_DropNotes")]
                public class DropNotes : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<DateTime>(name: "SeenAt", table: "Customers", type: "timestamp with time zone", nullable: true);
                        migrationBuilder.DropColumn(name: "Notes", table: "Customers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Notes", table: "Customers", type: "character varying(200)", nullable: true);
                        migrationBuilder.DropColumn(name: "SeenAt", table: "Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var migration = context.Migration;
        if (!context.CanRollBack() || context.IsForwardOnly() || migration.Down.Throws || migration.Up.Operations.Count == 0 || migration.Down.Operations.Count == 0)
        {
            return;
        }

        // The namespace speaks for both directions alike.
        var anonymous = migration with { ClassName = "M" };
        var up = EngineInference.Infer([anonymous with { Down = new MigrationBody() }]).Engine;
        if (up == Engine.Unknown)
        {
            return;
        }

        var down = EngineInference.Infer([anonymous with { Up = new MigrationBody() }]).Engine;
        if (down == Engine.Unknown || down == up)
        {
            return;
        }

        context.Report(
            this,
            migration.Down.Span,
            Display.Name(migration.Name),
            "Up is for " + up.ToTitle() + ", Down for " + down.ToTitle(),
            "scaffold both directions again",
            "Up of '" + Display.Name(migration.Name) + "' is written for " + up.ToTitle() + ", Down for " + down.ToTitle()
                + ": a rollback fails, or brings back other types than there were. Scaffold the migration again with the provider that production uses.");
    }
}
