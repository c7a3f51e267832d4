using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A part of Up that Down forgets.</summary>
internal sealed class MG2009_SqlWithoutCounterpart : Rule
{
    public override string Id => "MG2009";

    public override string Name => "SqlWithoutCounterpart";

    public override string Title => "SQL in Up has no counterpart in Down";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "A statement of Up's SQL changes the schema, inserts rows, gives permissions or is not understood, and no statement or call in Down undoes it: a view or function that is not dropped, or only dropped where an older version was replaced; an index of another name; rows with other keys; a GRANT without REVOKE.",
        QuietWhen = "The SQL has no effect, it fills a column or table that Up adds, what it is about goes in Down with its table or schema, Down is missing, empty or throws (other rules speak), or `[ForwardOnly]` is declared. Overwritten and deleted rows are MG1009 and MG1010.",
        WhatHappens = """
            **Forward**: nothing unusual.

            **Rollback**: the builder's part is undone, the SQL's part stays. The schema is then neither the old nor the new one, and the next Up fails on what is still there.
            """,
        SafeWay = """
            1. Add the statement that undoes it to Down: `DROP VIEW` for `CREATE VIEW`, the previous text for `CREATE OR REPLACE`.
            2. Where there is nothing to undo, say so: `[AcceptHazard("MG2009", "the index is rebuilt by the next job")]`.
            """,
        Engines = "The same on every engine. The SQL is read by the rules of the engine it runs on.",
        Examples =
        [
            new RuleExample(true, "The view stays", Framework.EfCore, """
                [Migration("20260301100000_AddView")]
                public class AddView : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("CREATE VIEW active_customers AS SELECT 1 AS one");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """),
            new RuleExample(false, "The view is dropped", Framework.EfCore, """
                [Migration("20260301100000_AddView")]
                public class AddView : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "Nickname", table: "Customers", type: "text", nullable: true);
                        migrationBuilder.Sql("CREATE VIEW active_customers AS SELECT 1 AS one");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP VIEW active_customers");
                        migrationBuilder.DropColumn(name: "Nickname", table: "Customers");
                    }
                }
                """),
            new RuleExample(true, "The same in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddView : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                        Execute.Sql("CREATE VIEW active_customers AS SELECT 1 AS one");
                    }

                    public override void Down()
                    {
                        Delete.Column("Nickname").FromTable("Customers");
                    }
                }
                """),
            new RuleExample(false, "A backfill of a column that Down drops", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddNickname : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Nickname").OnTable("Customers").AsString(50).Nullable();
                        Execute.Sql("UPDATE \"Customers\" SET \"Nickname\" = 'none'");
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
        var down = context.Migration.Down;
        if (!context.CanRollBack() || context.IsForwardOnly() || down.Throws || down.IsEmpty || down.Kind is not (BodyKind.Declared or BodyKind.Inherited))
        {
            return;
        }

        foreach (var placed in context.InUp<Sql>())
        {
            if (!SqlKnowledge.IsUnderstood(placed.Operation))
            {
                if (!HasSqlOrUnknown(context))
                {
                    Report(context, placed.Operation.Span, "SQL that is not understood", "", "Add the statement that undoes it to Down.", Severity.Warning);
                }

                continue;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var effect in context.Up)
            {
                if (!ReferenceEquals(effect.EffectOf, placed.Operation) || SqlCounterparts.Missing(context, effect) is not { } advice)
                {
                    continue;
                }

                var phrase = OperationNames.Phrase(effect.Operation);
                if (seen.Add(phrase))
                {
                    Report(context, effect.Operation.Span, "SQL " + phrase, OperationNames.Subject(effect.Operation), advice, effect.Operation is InsertData ? Severity.Info : Severity.Warning);
                }
            }

            CheckPermissions(context, placed.Operation);
        }
    }

    private void CheckPermissions(RuleContext context, Sql sql)
    {
        foreach (var statement in sql.Statements)
        {
            if (statement.Verb is not ("GRANT" or "REVOKE" or "DENY") || sql.Text is null || statement.Start + statement.Length > sql.Text.Length
                || SqlCounterparts.HasOppositePermission(context, statement.Verb, sql.Text.Substring(statement.Start, statement.Length)))
            {
                continue;
            }

            var advice = statement.Verb == "GRANT" ? "Add the 'REVOKE' to Down." : "Add the 'GRANT' to Down.";
            Report(context, sql.Span, "SQL with " + statement.Verb, "", advice, Severity.Info);
            return;
        }
    }

    private static bool HasSqlOrUnknown(RuleContext context)
    {
        foreach (var placed in context.Down)
        {
            if (placed.Operation is Sql or Unknown)
            {
                return true;
            }
        }

        return false;
    }

    private void Report(RuleContext context, SourceSpan span, string what, string subject, string advice, Severity severity) =>
        context.Report(
            this,
            span,
            subject,
            "stays after a rollback",
            "undo it in Down",
            "Up of '" + Display.Name(context.Migration.Name) + "' runs " + what + ", and nothing in Down undoes it: after a rollback the schema is neither the old nor the new one. " + advice,
            severity);
}
