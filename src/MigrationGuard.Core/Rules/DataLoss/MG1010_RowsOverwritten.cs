using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Values in existing rows are overwritten.</summary>
internal sealed class MG1010_RowsOverwritten : Rule
{
    public override string Id => "MG1010";

    public override string Name => "RowsOverwritten";

    public override string Title => "Values of existing rows are overwritten";

    public override Severity DefaultSeverity => Severity.Warning;

    public override bool HasHints => true;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up writes columns that existed before: `UpdateData`, `Update.Table`, an UPDATE statement, `SetExistingRowsTo`, or an insert that replaces rows.",
        QuietWhen = "Every written column or the table itself was added in the same unreleased set (a backfill), only NULLs of such a column are filled, the rows were inserted in "
            + "the same set, or the condition can match no row. An UPDATE without a WHERE is MG5002's concern. Filling NULLs (`SET c = … WHERE c IS NULL`) is a hint. Statements of one kind are said once for each table.",
        WhatHappens = """
            **Forward**: the old values of the written columns are gone in the matching rows. `UpdateData` does not look at the current value, so it also overwrites what
            users edited.

            **Rollback**: Down can write other values, but not the ones that were there, because nobody kept them.
            """,
        SafeWay = """
            1. Add a new column and write the new values there; let the code read it and fall back to the old column.
            2. Release, check the values, and drop the old column in a later contract step.
            3. If the column must be changed in place, keep a copy first (`ALTER TABLE … ADD "Price_before"`, `UPDATE … SET "Price_before" = "Price"`), or declare a tested backup:
               `[BackupGate("Products", …)]`.
            """,
        Engines = "The same on every engine. Inserts that replace rows are `ON CONFLICT … DO UPDATE` (PostgreSQL, SQLite), `MERGE` (PostgreSQL, SQL Server), `ON DUPLICATE KEY UPDATE` and `REPLACE` (MySQL, MariaDB), `INSERT OR REPLACE` (SQLite).",
        Examples =
        [
            new RuleExample(true, "Prices are converted in place", Framework.EfCore, """
                [Migration("20260301100000_PricesInCents")]
                public class PricesInCents : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Products\" SET \"Price\" = \"Price\" * 100 WHERE \"Price\" > 0");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Products\" SET \"Price\" = \"Price\" / 100 WHERE \"Price\" > 0");
                    }
                }
                """),
            new RuleExample(false, "A new column is filled", Framework.EfCore, """
                [Migration("20260301100000_PricesInCents")]
                public class PricesInCents : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<long>(name: "PriceInCents", table: "Products", type: "bigint", nullable: true);
                        migrationBuilder.Sql("UPDATE \"Products\" SET \"PriceInCents\" = \"Price\" * 100 WHERE \"PriceInCents\" IS NULL");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "PriceInCents", table: "Products");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator updates every row", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class ResetStatus : Migration
                {
                    public override void Up()
                    {
                        Update.Table("Orders").Set(new { Status = "new" }).AllRows();
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator fills a new column", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddStatus : Migration
                {
                    public override void Up()
                    {
                        Create.Column("Status").OnTable("Orders").AsString(20).Nullable();
                        Update.Table("Orders").Set(new { Status = "new" }).AllRows();
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
        var updates = context.InUp<UpdateData>().Select(update => (update.Operation, Old: Overwritten(context, update))).Where(update => update.Old is not null);
        foreach (var ((operation, old), more) in Repeats.Once(updates, update => update.Operation.FullTable + "\n" + update.Operation.Filter.Kind + "\n" + string.Join("\n", update.Old!)))
        {
            if (IsFilled(operation, old!))
            {
                ReportFilled(context, operation, old![0]);
                continue;
            }

            Report(context, operation, RowWords.Of(context, operation, operation.Filter, operation.KeyColumns, operation.KeyValues.Count), old!, more);
        }

        foreach (var insert in context.InUp<InsertData>())
        {
            var operation = insert.Operation;
            if (operation.Overwrites && !context.IsHistory(operation) && context.HasData(insert.At, operation.Schema, operation.Table))
            {
                Report(context, operation, "rows with the same key", operation.Columns);
            }
        }

        foreach (var alter in context.InUp<AlterColumn>())
        {
            var operation = alter.Operation;
            if (operation.ExistingRows is not null && context.HasData(alter.At, operation.Schema, operation.Table, operation.Column.Name))
            {
                Report(context, operation, "every row", [operation.Column.Name]);
            }
        }
    }

    // What MG1006 asks for: an explicit value where there was none.
    private static bool IsFilled(UpdateData update, IReadOnlyList<string> old) =>
        update.Filter is { Kind: RowFilterKind.OnlyNull, Columns: { Count: 1 } nulls } && old.Count == 1 && SchemaNames.Same(nulls[0], old[0]);

    private void ReportFilled(RuleContext context, UpdateData operation, string column)
    {
        var table = Display.Table(operation);
        context.Report(
            this,
            operation.Span,
            Display.Column(operation, column),
            "NULLs are filled",
            "note which rows, where it matters",
            "Fills '" + Display.Name(column) + "' where it is NULL in table '" + table + "'; Down cannot tell afterwards which rows those were. Where that matters, write them down first.",
            Severity.Info);
    }

    /// <summary>The columns with old values that an update writes; empty when they could not be read, null when it overwrites nothing, or MG5002 speaks.</summary>
    private static List<string>? Overwritten(RuleContext context, Placed<UpdateData> update)
    {
        var operation = update.Operation;
        if (operation.Filter.Kind == RowFilterKind.Nothing
            || context.IsHistory(operation)
            || (update.At.EffectOf is not null && operation.Filter.Kind == RowFilterKind.All && operation.KeyValues.Count == 0)
            || !context.HasData(update.At, operation.Schema, operation.Table))
        {
            return null;
        }

        var old = new List<string>();
        foreach (var column in operation.Columns)
        {
            if (context.HasData(update.At, operation.Schema, operation.Table, column))
            {
                old.Add(column);
            }
        }

        // An update whose columns could not be read may write any of them.
        return (operation.Columns.Count > 0 && old.Count == 0)
            || SeedRows.InsertedInSet(update.At.Before.FindTable(operation.Schema, operation.Table), operation.KeyColumns, operation.KeyValues, context.Step.SetStart)
                ? null
                : old;
    }

    private void Report(RuleContext context, TableOperation operation, string rows, IReadOnlyList<string> columns, int more = 0)
    {
        var table = Display.Table(operation);
        var what = columns.Count == 0 ? "values" : Display.List(columns);
        context.Report(
            this,
            operation.Span,
            columns.Count == 1 ? Display.Column(operation, columns[0]) : table,
            "old values of " + rows + " are lost",
            "write to a new column, or backup gate",
            "Overwrites " + what + " in " + rows + " of table '" + table + "'" + Repeats.Statements(more) + "; Down cannot know the values that were there. "
                + "Write the new values to a new column and drop the old one in a later release, or declare a tested backup with " + Advice.BackupGate(table) + ".");
    }
}
