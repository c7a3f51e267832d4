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

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up runs SQL that changes the schema, inserts rows or is not understood, and nothing in Down is about the same object.",
        QuietWhen = "The SQL has no effect, it fills a column or table that Up adds, Down is missing, empty or throws (other rules speak), or `[ForwardOnly]` is declared. Overwritten and deleted rows are MG1009 and MG1010.",
        WhatHappens = """
            **Forward**: nothing unusual.

            **Rollback**: the builder's part is undone, the SQL's part stays. The schema is then neither the old nor the new one, and the next Up fails on what is still there.
            """,
        SafeWay = """
            1. Add the statement that undoes it to Down: `DROP VIEW` for `CREATE VIEW`, the previous text for `CREATE OR REPLACE`.
            2. Where there is nothing to undo, say so: `[AcceptHazard("MG2009", "the index is rebuilt by the next job")]`.
            """,
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
                    Report(context, placed.Operation, "SQL that is not understood", "", Severity.Warning);
                }

                continue;
            }

            foreach (var effect in context.Up)
            {
                if (ReferenceEquals(effect.EffectOf, placed.Operation) && IsForgotten(context, effect))
                {
                    var isData = effect.Operation is InsertData;
                    Report(context, placed.Operation, "SQL " + OperationNames.Phrase(effect.Operation), OperationNames.Subject(effect.Operation), isData ? Severity.Info : Severity.Warning);
                    break;
                }
            }
        }
    }

    private static bool IsForgotten(RuleContext context, PlacedOperation effect)
    {
        switch (effect.Operation)
        {
            case Unknown or UpdateData or DeleteData or TruncateTable or EnsureSchema or ValidateConstraint or ChangeObject { Change: ObjectChange.Refresh }:
                return false;
            case InsertData insert when !context.HasData(effect, insert.Schema, insert.Table):
                return false;
        }

        var name = NameOf(effect.Operation);
        if (name is null)
        {
            return false;
        }

        foreach (var undo in context.Down)
        {
            if (undo.Operation is Unknown
                || (undo.Operation is Sql sql && !SqlKnowledge.IsUnderstood(sql))
                || SchemaNames.Same(NameOf(undo.Operation), name)
                || (undo.Operation is DropTable dropped && effect.Operation is TableOperation inside && context.IsSameTable(dropped, inside))
                || (undo.Operation is RenameTable { NewName: { } newName } && SchemaNames.Same(newName, name)))
            {
                return false;
            }
        }

        return true;
    }

    // Constraints and indexes belong to their table: whatever Down does there counts, so that a different way to undo is not reported.
    private static string? NameOf(Operation operation) => operation switch
    {
        TableOperation table => table.Table,
        DropIndex index => index.Table ?? index.Name,
        RenameIndex index => index.Table ?? index.Name,
        SequenceOperation sequence => sequence.Name,
        ChangeObject change => change.Name,
        DropSchema schema => schema.Name,
        _ => null,
    };

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

    private void Report(RuleContext context, Sql sql, string what, string subject, Severity severity) =>
        context.Report(
            this,
            sql.Span,
            subject,
            "stays after a rollback",
            "undo it in Down",
            "Up of '" + Display.Name(context.Migration.Name) + "' runs " + what + ", and nothing in Down undoes it: after a rollback the schema is neither the old nor the new one. "
                + "Add the statement that undoes it to Down.",
            severity);
}
