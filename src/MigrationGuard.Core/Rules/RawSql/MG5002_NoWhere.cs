using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>An UPDATE or DELETE without a condition.</summary>
internal sealed class MG5002_NoWhere : Rule
{
    public override string Id => "MG5002";

    public override string Name => "NoWhere";

    public override string Title => "UPDATE or DELETE reaches every row";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "SQL in Up updates or deletes rows without a WHERE, or with one that is always true (`WHERE 1=1`).",
        QuietWhen = "The table or every written column was added in the same unreleased set.",
        WhatHappens = """
            **Forward**: every row is written or deleted in one statement. A forgotten condition cannot be noticed until it is too late, and on a large table the statement
            holds its locks for minutes.

            **Rollback**: no Down knows the old values or rows.
            """,
        SafeWay = """
            1. Say which rows are meant, even when it is almost all of them: `WHERE "Status" IS NULL`. The statement can then be repeated after a failure.
            2. On a large table, run it in batches outside the schema migration.
            3. If every row is meant, declare a tested backup of the table.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "Every price is overwritten", Framework.EfCore, """
                [Migration("20260301100000_ResetPrices")]
                public class ResetPrices : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Products\" SET \"Price\" = 0");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The rows are named", Framework.EfCore, """
                [Migration("20260301100000_ResetPrices")]
                public class ResetPrices : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Products\" SET \"Price\" = 0 WHERE \"Price\" < 0");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "A condition that is always true", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class ClearLog : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DELETE FROM \"Log\" WHERE 1 = 1");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "A new column is filled in every row", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddStatus : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Status").OnTable("Orders").AsString(20).Nullable();
                        Execute.Sql("UPDATE \"Orders\" SET \"Status\" = 'new'");
                    }

                    public override void Down()
                    {
                        Delete.Column("Status").FromTable("Orders");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var update in context.InUp<UpdateData>())
        {
            var operation = update.Operation;
            if (update.At.EffectOf is not null && operation.Filter.Kind == RowFilterKind.All && operation.KeyValues.Count == 0 && WritesOldColumn(context, update))
            {
                Report(context, operation, "UPDATE", "overwrites " + (operation.Columns.Count == 0 ? "" : Display.List(operation.Columns) + " in "));
            }
        }

        foreach (var delete in context.InUp<DeleteData>())
        {
            var operation = delete.Operation;
            if (delete.At.EffectOf is not null
                && operation.Filter.Kind == RowFilterKind.All
                && operation.KeyValues.Count == 0
                && context.HasData(delete.At, operation.Schema, operation.Table))
            {
                Report(context, operation, "DELETE", "deletes ");
            }
        }
    }

    private static bool WritesOldColumn(RuleContext context, Placed<UpdateData> update)
    {
        var operation = update.Operation;
        if (!context.HasData(update.At, operation.Schema, operation.Table))
        {
            return false;
        }

        foreach (var column in operation.Columns)
        {
            if (context.HasData(update.At, operation.Schema, operation.Table, column))
            {
                return true;
            }
        }

        return operation.Columns.Count == 0;
    }

    private void Report(RuleContext context, TableOperation operation, string verb, string does)
    {
        var table = Display.Table(operation);
        context.Report(
            this,
            operation.Span,
            table,
            verb + " of every row",
            "name the rows in a WHERE",
            verb + " without a WHERE " + does + "every row of table '" + table + "', and no Down can bring them back. "
                + "Name the rows that are meant in a WHERE, or declare a tested backup with " + Advice.BackupGate(table) + ".");
    }
}
