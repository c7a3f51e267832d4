using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Down throws, and nothing declares that there is no way back.</summary>
internal sealed class MG2003_DownThrows : Rule
{
    public override string Id => "MG2003";

    public override string Name => "DownThrows";

    public override string Title => "Down throws and nothing declares that there is no way back";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down always throws. A Down that a shared base class throws for many migrations is reported once, at the base class.",
        QuietWhen = "The class carries `[ForwardOnly(\"reason\")]` or derives from FluentMigrator's `ForwardOnlyMigration`.",
        WhatHappens = """
            **Forward**: nothing unusual.

            **Rollback**: it stops here with the exception; later migrations are already undone, this one and earlier ones are not. Whoever rolls back learns only then that
            it was never possible.
            """,
        SafeWay = """
            1. Write the Down that undoes Up, where it can be undone.
            2. Otherwise say so where it can be seen before the deployment: `[ForwardOnly("values are hashed; restore the backup instead")]`, or derive from `ForwardOnlyMigration`.
               The report then plans a mitigation instead of a rollback.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "Down is left to throw", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        throw new System.NotSupportedException();
                    }
                }
                """),
            new RuleExample(false, "The reason is declared", Framework.EfCore, """
                [MigrationGuard.ForwardOnly("The new column is read by partners; drop it by a later migration")]
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        throw new System.NotSupportedException("Drop the column by a later migration.");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator with a throwing Down", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        throw new System.InvalidOperationException("no way back");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator's own way to say it", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : ForwardOnlyMigration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var migration = context.Migration;
        if (!Applies(migration) || !IsFirstOfItsBase(context))
        {
            return;
        }

        var inherited = migration.Down.Kind == BodyKind.Inherited;
        var thrown = string.IsNullOrWhiteSpace(migration.Down.Thrown) ? "an exception" : "'" + Display.Text(migration.Down.Thrown) + "'";
        var who = inherited
            ? "Down of base class '" + Display.Name(migration.Down.DeclaredIn) + "' throws " + thrown + " for every migration that derives from it"
            : "Down of '" + Display.Name(migration.Name) + "' throws " + thrown;
        context.Report(
            this,
            migration.Down.Span,
            "",
            inherited ? "no rollback for any class of this base" : "rollback throws here and stops",
            "write Down, or [ForwardOnly]",
            who + ": a rollback stops there and leaves the database between two releases. "
                + "Write the Down that undoes Up, or declare [ForwardOnly(\"reason\")] so that the plan says what to do instead.");
    }

    private static bool Applies(Migration migration) =>
        migration.Kind == MigrationKind.Versioned
        && migration.Down is { Throws: true, Kind: BodyKind.Declared or BodyKind.Inherited }
        && migration.Declarations.ForwardOnly is null;

    // One policy, one finding: the base class is at fault, not each class that follows it.
    private static bool IsFirstOfItsBase(RuleContext context)
    {
        var down = context.Migration.Down;
        if (down.Kind != BodyKind.Inherited || down.DeclaredIn is null)
        {
            return true;
        }

        foreach (var step in context.Deployment.Steps)
        {
            if (step.Index >= context.Step.Index)
            {
                break;
            }

            if (!step.Released && step.Migration.Down.Kind == BodyKind.Inherited && step.Migration.Down.DeclaredIn == down.DeclaredIn && Applies(step.Migration))
            {
                return false;
            }
        }

        return true;
    }
}
