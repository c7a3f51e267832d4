using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The framework never finds the class.</summary>
internal sealed class MG2014_NeverRuns : Rule
{
    public override string Id => "MG2014";

    public override string Name => "NeverRuns";

    public override string Title => "The framework never finds this migration";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A concrete EF Core migration class has no `[Migration]` attribute, or a FluentMigrator migration class is not public or has no `[Migration]`.",
        QuietWhen = "The class is abstract or generic: such a class is a base for others.",
        WhatHappens = """
            **Forward**: nothing, without an error. The schema lacks what the code expects; later migrations that build on it fail.

            **Rollback**: nothing either. If the attribute is added later, the migration suddenly runs on every database, in the place its id gives it.
            """,
        SafeWay = """
            1. Add the attribute, or make the class public, before the release that needs the schema.
            2. Delete the class if it was a draft. EF Core writes the attribute into the Designer file: a lost Designer file is the usual cause.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "The attribute is missing", Framework.EfCore, """
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
            new RuleExample(false, "An abstract base is no migration", Framework.EfCore, """
                public abstract class ScriptMigration : Migration
                {
                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator looks at public classes only", Framework.FluentMigrator, """
                [Migration(202603011000)]
                internal class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "A public class is found", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var migration = context.Migration;
        if (migration.Kind != MigrationKind.NeverRuns)
        {
            return;
        }

        var framework = migration.Framework == Framework.EfCore ? "EF Core" : "FluentMigrator";
        var reason = string.IsNullOrWhiteSpace(migration.NeverRunsBecause) ? "" : ": " + Display.Text(migration.NeverRunsBecause).TrimEnd('.');
        context.Report(
            this,
            migration.Span,
            "",
            "skipped without an error",
            "add [Migration] and make it public, or delete it",
            framework + " never runs migration class '" + Display.Name(migration.Name) + "'" + reason + ". It is skipped without an error, and the schema will lack what it does. "
                + "Give it a [Migration] attribute and make it public, or delete the class.");
    }
}
