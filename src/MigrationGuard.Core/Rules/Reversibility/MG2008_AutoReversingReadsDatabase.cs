using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>The reverse does nothing.</summary>
internal sealed class MG2008_AutoReversingReadsDatabase : Rule
{
    public override string Id => "MG2008";

    public override string Name => "AutoReversingReadsDatabase";

    public override string Title => "The automatic reverse depends on the database";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "An `AutoReversingMigration` asks the database, for example with `if (!Schema.Table(\"x\").Exists())`, before an operation.",
        QuietWhen = "Every operation runs unconditionally.",
        WhatHappens = """
            **Forward**: the question is answered before the change.

            **Rollback**: FluentMigrator runs Up again to learn what to reverse, and asks the question again. Now the table exists, the condition is false, and nothing is reversed. The version row is removed all the same, and nobody is told.
            """,
        SafeWay = """
            1. Derive from `Migration` and write the Down, with the question it needs: `if (Schema.Table("x").Exists()) Delete.Table("x");`
            2. Or leave the condition out: a migration runs once, and its version row already says so.
            """,
        LightBulb = "Writes an explicit Down that asks the right question, and makes the class a `Migration`.",
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "A rollback finds the table and reverses nothing", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNotes : AutoReversingMigration
                {
                    public override void Up()
                    {
                        if (!Schema.Table("Notes").Exists())
                        {
                            Create.Table("Notes").WithColumn("Id").AsInt32().PrimaryKey();
                        }
                    }
                }
                """),
            new RuleExample(false, "The table is created unconditionally", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNotes : AutoReversingMigration
                {
                    public override void Up()
                    {
                        Create.Table("Notes").WithColumn("Id").AsInt32().PrimaryKey();
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        var migration = context.Migration;
        if (migration.Down.Kind != BodyKind.AutoReversed || !context.CanRollBack())
        {
            return;
        }

        foreach (var step in AutoReversal.Of([.. migration.Up.Operations.On(context.Engine)], migration.FrameworkVersion).Steps)
        {
            if (step.Doubt == ReversalDoubt.AsksTheDatabase)
            {
                var condition = step.Operation.Condition is { } text ? " under the condition '" + Display.Text(text) + "'" : " under a condition";
                context.Report(
                    this,
                    step.Operation.Span,
                    OperationNames.Subject(step.Operation),
                    "rollback may reverse nothing",
                    "write Down, or drop the condition",
                    "'" + Display.Name(migration.Name) + "' is reversed automatically, but " + OperationNames.Phrase(step.Operation) + condition
                        + ": a rollback asks again, gets another answer, and silently reverses nothing. Derive from Migration and write the Down, or leave the condition out.");
                return;
            }
        }
    }
}
