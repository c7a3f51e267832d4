using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>The automatic reverse throws.</summary>
internal sealed class MG2007_AutoReversingCannot : Rule
{
    public override string Id => "MG2007";

    public override string Name => "AutoReversingCannot";

    public override string Title => "FluentMigrator cannot reverse this operation by itself";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An `AutoReversingMigration` uses an expression whose reverse throws: `Alter.Column`, `Create.Sequence`, `SetExistingRowsTo`, anything through `IfDatabase(…).Delete`, and before version 8 every `Alter.Table`.",
        QuietWhen = "Every expression has a reverse, or the class carries `[ForwardOnly(\"reason\")]`.",
        WhatHappens = """
            **Forward**: nothing unusual.

            **Rollback**: FluentMigrator builds the whole way back before it runs any of it, meets the expression and throws. Nothing of this migration is undone.
            """,
        SafeWay = """
            1. Derive from `Migration` and write the Down.
            2. For a new column use `Create.Column("…").OnTable("…")`, which can be reversed, instead of `Alter.Table("…").AddColumn("…")`.
            """,
        LightBulb = "Writes an explicit Down and makes the class a `Migration`.",
        Engines = "The same on every engine: FluentMigrator puts the way back together before it asks the database anything.",
        Examples =
        [
            new RuleExample(true, "Alter.Column has no reverse", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class LengthenName : AutoReversingMigration
                {
                    public override void Up()
                    {
                        Alter.Column("Name").OnTable("Customers").AsString(200).Nullable();
                    }
                }
                """),
            new RuleExample(false, "Create.Column has one", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddName : AutoReversingMigration
                {
                    public override void Up()
                    {
                        Create.Column("Name").OnTable("Customers").AsString(200).Nullable();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var migration = context.Migration;
        if (migration.Down.Kind != BodyKind.AutoReversed || !context.CanRollBack() || context.IsForwardOnly())
        {
            return;
        }

        foreach (var step in AutoReversal.Of([.. migration.Up.Operations.On(context.Engine)], migration.FrameworkVersion).Steps)
        {
            if (step.Throws is { } reason)
            {
                context.Report(
                    this,
                    step.Operation.Span,
                    OperationNames.Subject(step.Operation),
                    "rollback throws",
                    "derive from Migration and write Down",
                    "'" + Display.Name(migration.Name) + "' is reversed automatically, but " + OperationNames.Phrase(step.Operation) + ", which cannot be: " + Display.Text(reason).TrimEnd('.')
                        + ". A rollback throws and undoes nothing of it. Derive from Migration and write the Down.");
            }
        }
    }
}
