using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>A Down that leads somewhere else.</summary>
internal sealed class MG2004_DownIsNotInverse : Rule
{
    private const int Most = 5;

    public override string Id => "MG2004";

    public override string Name => "DownIsNotInverse";

    public override string Title => "Down does not lead back to the schema before Up";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up and then Down, carried out as the provider does, leave another schema than there was before: a type, a length, NULL, a default, an index, a key, a table left behind.",
        QuietWhen = """
            The proof is exact or cannot be made, Down is missing, empty or throws, FluentMigrator reverses Up by itself, or `[ForwardOnly("reason")]` is declared. Only an info where all that
            differs is the default that EF Core itself leaves behind, or something that no ordinary code notices.
            """,
        WhatHappens = """
            **Forward**: nothing.

            **Rollback**: Down succeeds, the history says that the migration is undone, and the database is neither the old nor the new one. The previous release meets a column that is
            longer, required or missing; the next Up may fail on what is still there.
            """,
        SafeWay = """
            1. Correct Down until the difference is gone. What EF Core scaffolds for a model change is the best start: scaffold the same change again and compare.
            2. Run Up, Down and Up again on a copy with rows.
            """,
        Engines = "Up and Down are carried out as the project's provider does it. SQLite rebuilds the table, after the Designer of the migration before; Npgsql leaves out a change of type whose old side is not said, and keeps extensions and schemas.",
        Examples =
        [
            new RuleExample(true, "Down forgets the index", Framework.EfCore, """
                [Migration("20260301100000_AddCity")]
                public class AddCity : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "City", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.CreateIndex(name: "IX_Customers_Name", table: "Customers", column: "Name");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "City", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "Down undoes both", Framework.EfCore, """
                [Migration("20260301100000_AddCity")]
                public class AddCity : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "City", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.CreateIndex(name: "IX_Customers_Name", table: "Customers", column: "Name");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropIndex(name: "IX_Customers_Name", table: "Customers");
                        migrationBuilder.DropColumn(name: "City", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator brings the column back shorter", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Email").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
                public class DropEmail : Migration
                {
                    public override void Up()
                    {
                        Delete.Column("Email").FromTable("Customers");
                    }

                    public override void Down()
                    {
                        Create.Column("Email").OnTable("Customers").AsString(100).Nullable();
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator brings it back as it was", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddCustomers : Migration
                {
                    public override void Up()
                    {
                        Create.Table("Customers").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Email").AsString(200).Nullable();
                    }

                    public override void Down()
                    {
                        Delete.Table("Customers");
                    }
                }

                [Migration(202603021000)]
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

    public override void Check(RuleContext context)
    {
        var down = context.Migration.Down;
        if (!context.CanRollBack() || context.IsForwardOnly() || down.Throws || down.IsEmpty || down.Kind is not (BodyKind.Declared or BodyKind.Inherited))
        {
            return;
        }

        var proof = InverseProver.Compared(context.RoundTrip, DataInverse.Unknown);
        if (proof.Schema != SchemaInverse.Partial || proof.Differences.Count == 0)
        {
            return;
        }

        var named = string.Join("; ", proof.Differences.Take(Most).Select(Display.Text))
            + (proof.Differences.Count > Most ? "; and " + (proof.Differences.Count - Most).ToString(CultureInfo.InvariantCulture) + " more" : "");
        context.Report(
            this,
            down.Span,
            Display.Name(context.Migration.Name),
            proof.Differences.Count == 1 ? "schema differs after Down in one point" : "schema differs after Down in " + proof.Differences.Count.ToString(CultureInfo.InvariantCulture) + " points",
            "correct Down, run Up, Down, Up on a copy",
            "After Up and Down of '" + Display.Name(context.Migration.Name) + "' the schema is not the one before: " + named + ". Correct Down, and run Up, Down and Up again on a copy.",
            proof.OnlyDefaults || proof.OnlyMinor ? Severity.Info : null);
    }
}
