using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Down does nothing although Up changes the schema.</summary>
internal sealed class MG2002_DownEmpty : Rule
{
    public override string Id => "MG2002";

    public override string Name => "DownEmpty";

    public override string Title => "Down is empty although Up changes the schema";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Down has no operation and throws nothing, while Up creates, changes or drops a table, column, index, constraint, view or the like.",
        QuietWhen = "Up is empty, Up only runs SQL or writes data without touching the schema, or what Up creates it drops again itself.",
        WhatHappens = """
            **Forward**: nothing unusual.

            **Rollback**: it seems to succeed. The history row is removed and the schema stays as it is. The next deployment runs Up again and fails, because the column or
            table is already there. This is worse than a missing Down, which at least fails loudly.
            """,
        SafeWay = """
            1. Write the Down that undoes this Up.
            2. Where there is no way back, let Down throw and declare `[ForwardOnly("why, and what to do instead")]`: a rollback then stops before it does harm.
            """,
        LightBulb = "Writes the Down that undoes Up, where it can be derived and is proven to bring the schema back.",
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "The column stays, its history row goes", Framework.EfCore, """
                [Migration("20260301100000_AddNickname")]
                public class AddNickname : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "A cache is reset, which nobody needs to undo", Framework.EfCore, """
                [Migration("20260301100000_ResetEtags")]
                public class ResetEtags : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Folders\" SET \"Etag\" = NULL");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator with an empty Down", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator reverses by itself", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : AutoReversingMigration
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
        if (migration.Down.Kind is not (BodyKind.Declared or BodyKind.Inherited) || !migration.Down.IsEmpty || !context.CanRollBack())
        {
            return;
        }

        if (SchemaChanges.First(context) is not { } change)
        {
            return;
        }

        // An inherited Down belongs to other migrations as well; this class is the one that lacks its own.
        var span = migration.Down.Kind == BodyKind.Declared ? migration.Down.Span : migration.Span;
        context.Report(
            this,
            span,
            OperationNames.Subject(change),
            change is AlterColumn or AlterTable or AlterDatabase ? "rollback leaves the schema" : "rollback leaves the schema, next Up fails",
            "write Down, or throw with [ForwardOnly]",
            "Down of '" + Display.Name(migration.Name) + "' does nothing, but Up " + OperationNames.Phrase(change) + ": a rollback removes the history row and keeps the schema, "
                + (change is AlterColumn or AlterTable or AlterDatabase ? "so that the schema is not the one that the history says. " : "and the next Up fails on what is already there. ")
                + "Write the Down that undoes it, or let it throw and declare [ForwardOnly(\"reason\")].");
    }
}
