using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A rename that EF Core may have guessed.</summary>
internal sealed class MG1013_GuessedRename : Rule
{
    public override string Id => "MG1013";

    public override string Name => "GuessedRename";

    public override string Title => "A column is renamed to something unrelated, which may be a wrong guess";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "EF Core renames a column, and the two names have no word in common: when one property goes and another of the same type comes, the scaffolder takes it for a rename.",
        QuietWhen = "The names are alike or share a word, one is an abbreviation of the other, several tables rename the same column alike, the column was added in the same unreleased set, or the migration is named after the rename (`RenameFaxToCard`). Migrations without a Designer were not scaffolded, and FluentMigrator guesses nothing.",
        WhatHappens = """
            **Forward**: if it was a guess, the values of the old property show up as values of the new one: a fax number becomes a loyalty card. Nothing fails.

            **Rollback**: Down renames back, and takes along what the new release wrote under the new meaning.
            """,
        SafeWay = """
            1. Not a rename: replace it by `DropColumn` and `AddColumn`, with a gate for the values that go.
            2. A rename: say so, `[AcceptHazard("MG1013", "Surname is what LastName was")]`.
            """,
        Engines = "The same on every engine: what may be wrong stands in the migration, not in the database.",
        Examples =
        [
            new RuleExample(true, "A fax number becomes a loyalty card", Framework.EfCore, """
                [Migration("20260301100000_AddLoyaltyCard")]
                public class AddLoyaltyCard : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameColumn(name: "FaxNumber", table: "Customers", newName: "LoyaltyCard");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameColumn(name: "LoyaltyCard", table: "Customers", newName: "FaxNumber");
                    }

                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "A word stays", Framework.EfCore, """
                [Migration("20260301100000_Rename")]
                public class Rename : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameColumn(name: "Fax", table: "Customers", newName: "FaxNumber");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RenameColumn(name: "FaxNumber", table: "Customers", newName: "Fax");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator renames what somebody wrote", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class RenameFax : Migration
                {
                    public override void Up()
                    {
                        Rename.Column("FaxNumber").OnTable("Customers").To("LoyaltyCard");
                    }

                    public override void Down()
                    {
                        Rename.Column("LoyaltyCard").OnTable("Customers").To("FaxNumber");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        // Without a Designer the migration was not scaffolded, so nobody guessed.
        if (context.Migration.Framework != Framework.EfCore || context.Migration.ModelReading == ModelReading.Missing)
        {
            return;
        }

        foreach (var rename in context.InUp<RenameColumn>())
        {
            var operation = rename.Operation;
            if (rename.At.EffectOf is not null
                || Hole.IsIn(operation.Name)
                || Hole.IsIn(operation.NewName)
                || NameLikeness.AreRelated(operation.Name, operation.NewName)
                || !context.HasData(rename.At, operation.Schema, operation.Table, operation.Name)
                || rename.At.IsDerived(operation, operation.Name)
                || IsRepeated(context, operation)
                || IsNamed(context.Migration.Name, operation))
            {
                continue;
            }

            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Name),
                "values live on as " + Display.Name(operation.NewName),
                "drop and add, or say that it is a rename",
                "Renames column '" + Display.Name(operation.Name) + "' of table '" + Display.Table(operation) + "' to '" + Display.Name(operation.NewName)
                    + "', and the names have nothing in common: EF Core pairs a property that goes with one of the same type that comes. If it is no rename, old values take on a new meaning. "
                    + "Then use DropColumn and AddColumn; otherwise accept MG1013 with a reason.");
        }
    }

    // "RenameFaxToCard": who gives the migration that name knows what it does.
    private static bool IsNamed(string migration, RenameColumn operation) =>
        migration.IndexOf("Rename", StringComparison.OrdinalIgnoreCase) >= 0
        && (NameLikeness.IsWithin(migration, operation.Name) || NameLikeness.IsWithin(migration, operation.NewName));

    // The same change of words in several tables is a decision, not a guess.
    private static bool IsRepeated(RuleContext context, RenameColumn operation)
    {
        foreach (var other in context.InUp<RenameColumn>())
        {
            if (!context.IsSameTable(other.Operation, operation) && SchemaNames.Same(other.Operation.Name, operation.Name) && SchemaNames.Same(other.Operation.NewName, operation.NewName))
            {
                return true;
            }
        }

        return false;
    }
}
