using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A migration that comes after one that should follow it.</summary>
internal sealed class MG2013_OutOfOrder : Rule
{
    public override string Id => "MG2013";

    public override string Name => "OutOfOrder";

    public override string Title => "A migration that did not run yet sorts before one that did";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "`migration-guard gate` is told what the database has applied, and a pending migration has an id before an applied one: a branch that was merged late.",
        QuietWhen = "Pending migrations come after all applied ones. A build knows only the last released migration, and takes everything before it for released.",
        WhatHappens = """
            **Forward**: the migration runs on a schema that it was not written for: the later one is there already. A targeted update to an id before the applied ones
            (`Migrate("…")`, `--target`) runs **Down** of everything after it, in production.

            **Rollback**: to get behind this migration by id, the later ones have to go first, although they were deployed before it.
            """,
        SafeWay = """
            1. Remove the migration, take in the others, and scaffold it again: it gets a new id at the end.
            2. Never pass a target to the deployment; update to the latest.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "A branch is merged after a later migration was deployed", Framework.EfCore, """
                [Migration("20260301100000_AddCity")]
                public class AddCity : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AddColumn<string>(name: "City", table: "Customers", type: "text", nullable: true);

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "City", table: "Customers");
                }

                [Migration("20260302100000_AddCountry")]
                public class AddCountry : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AddColumn<string>(name: "Country", table: "Customers", type: "text", nullable: true);

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Country", table: "Customers");
                }
                """) { Applied = ["20260302100000_AddCountry"] },
            new RuleExample(false, "It comes last", Framework.EfCore, """
                [Migration("20260301100000_AddCity")]
                public class AddCity : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AddColumn<string>(name: "City", table: "Customers", type: "text", nullable: true);

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "City", table: "Customers");
                }

                [Migration("20260302100000_AddCountry")]
                public class AddCountry : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder) =>
                        migrationBuilder.AddColumn<string>(name: "Country", table: "Customers", type: "text", nullable: true);

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Country", table: "Customers");
                }
                """) { Applied = ["20260301100000_AddCity"] },
            new RuleExample(true, "The same in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCity : Migration
                {
                    public override void Up() => Create.Column("City").OnTable("Customers").AsString(50).Nullable();

                    public override void Down() => Delete.Column("City").FromTable("Customers");
                }

                [Migration(202603021000)]
                public class AddCountry : Migration
                {
                    public override void Up() => Create.Column("Country").OnTable("Customers").AsString(50).Nullable();

                    public override void Down() => Delete.Column("Country").FromTable("Customers");
                }
                """) { Applied = ["202603021000"] },
        ],
    };

    public override void Check(RuleContext context)
    {
        if (!context.CanRollBack())
        {
            return;
        }

        if (context.Deployment.Positions.ReleasedAfter(context.Step.Index) is { } later)
        {
            context.Report(
                this,
                context.Migration.Span,
                Display.Name(context.Migration.Id),
                "sorts before " + Display.Name(later.Migration.Id) + ", which ran already",
                "scaffold it again, it then comes last",
                "Migration '" + Display.Name(context.Migration.Id) + "' did not run yet, and sorts before '" + Display.Name(later.Migration.Id)
                    + "', which did: it meets a schema that it was not written for, and an update that names a target runs Down of the later one. Scaffold it again, so that it comes last.");
        }
    }
}
