using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>An enum only grows.</summary>
internal sealed class MG2012_EnumLabel : Rule
{
    public override string Id => "MG2012";

    public override string Name => "EnumLabel";

    public override string Title => "A label is added to a PostgreSQL enum, which Down cannot remove";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up adds a label to an existing PostgreSQL enum type through EF Core's model (`Npgsql:Enum:…`).",
        QuietWhen = "`[ForwardOnly(\"reason\")]` is declared, or the enum itself is new.",
        WhatHappens = """
            **Forward**: nothing unusual.

            **Rollback**: Down exists and looks complete, but the provider throws: PostgreSQL has no way to remove a label. The rollback stops here.
            """,
        SafeWay = """
            1. Declare it: `[ForwardOnly("an enum label stays; the previous release ignores it")]`. The label does not disturb the previous release as long as no row uses it.
            2. Where values come and go, use a text column with a check constraint, or a lookup table.
            """,
        Engines = "PostgreSQL only: `ALTER TYPE … ADD VALUE` has no counterpart there. Elsewhere an enum is a text or a number with a check, or part of the column (MySQL).",
        Examples =
        [
            new RuleExample(true, "A new order status", Framework.EfCore, """
                [Migration("20260301100000_AddStatus")]
                public class AddStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterDatabase()
                            .Annotation("Npgsql:Enum:order_status", "new,paid,shipped")
                            .OldAnnotation("Npgsql:Enum:order_status", "new,paid");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterDatabase()
                            .Annotation("Npgsql:Enum:order_status", "new,paid")
                            .OldAnnotation("Npgsql:Enum:order_status", "new,paid,shipped");
                    }
                }
                """),
            new RuleExample(false, "A new enum", Framework.EfCore, """
                [Migration("20260301100000_AddStatus")]
                public class AddStatus : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterDatabase()
                            .Annotation("Npgsql:Enum:order_status", "new,paid");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterDatabase()
                            .OldAnnotation("Npgsql:Enum:order_status", "new,paid");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        const string Prefix = "Npgsql:Enum:";
        if (context.Migration.Framework != Framework.EfCore || !context.CanRollBack() || context.IsForwardOnly() || context.Engine is not (Engine.PostgreSql or Engine.Unknown))
        {
            return;
        }

        foreach (var alter in context.InUp<AlterDatabase>())
        {
            foreach (var annotation in alter.Operation.Annotations)
            {
                if (!annotation.Name.StartsWith(Prefix, StringComparison.Ordinal) || alter.Operation.OldAnnotations.Find(annotation.Name) is not { Value: { } before } || annotation.Value is not { } after)
                {
                    continue;
                }

                var old = new HashSet<string>(before.Text.Split(','), StringComparer.Ordinal);
                var added = new List<string>();
                foreach (var label in after.Text.Split(','))
                {
                    if (!old.Contains(label))
                    {
                        added.Add(label);
                    }
                }

                if (added.Count > 0)
                {
                    var name = Display.Name(annotation.Name.Substring(Prefix.Length));
                    context.Report(
                        this,
                        alter.Operation.Span,
                        name,
                        "Down throws: a label cannot be removed",
                        "[ForwardOnly], or a lookup table",
                        "Adds " + Display.List(added) + " to enum '" + name + "': PostgreSQL cannot remove a label, so Down throws and a rollback stops here. "
                            + "Declare [ForwardOnly(\"reason\")], or use a lookup table for values that come and go.");
                }
            }
        }
    }
}
