using MigrationGuard.Model;
using MigrationGuard.Rollback;

namespace MigrationGuard.Rules;

/// <summary>Rows are deleted.</summary>
internal sealed class MG1009_RowsDeleted : Rule
{
    public override string Id => "MG1009";

    public override string Name => "RowsDeleted";

    public override string Title => "Rows are deleted";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up deletes rows of an existing table: `DeleteData`, `Delete.FromTable`, or a DELETE statement.",
        QuietWhen = "The table was created or the rows were inserted in the same unreleased set, or the condition can match no row. Rows of the migrations history are MG5009's concern, a DELETE without a WHERE is MG5002's. Statements of one kind are said once for each table.",
        WhatHappens = """
            **Forward**: the matching rows are gone, and with `ON DELETE CASCADE` the rows of other tables that reference them.

            **Rollback**: a scaffolded Down inserts the seed values again, not what users made of the rows since; a DELETE by SQL has no counterpart at all.
            """,
        SafeWay = """
            1. Mark the rows as deleted (a nullable `DeletedAt`), and let the code ignore them.
            2. Or copy them to an archive table in the same migration before the DELETE: `INSERT INTO … SELECT …`.
            3. Delete them for good in a later release, behind a tested backup: `[BackupGate("Countries", …)]`.
            """,
        Engines = "The same on every engine. `ON DELETE CASCADE` reaches further tables on all of them, on SQLite where foreign keys are switched on, as they are for EF Core.",
        Examples =
        [
            new RuleExample(true, "A seed row is removed", Framework.EfCore, """
                [Migration("20260301100000_RemoveCountry")]
                public class RemoveCountry : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DeleteData(table: "Countries", keyColumn: "Id", keyValue: 7);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.InsertData(table: "Countries", columns: new[] { "Id", "Name" }, values: new object[] { 7, "Atlantis" });
                    }
                }
                """),
            new RuleExample(false, "The rows were inserted in the same migration", Framework.EfCore, """
                [Migration("20260301100000_AddCountries")]
                public class AddCountries : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Countries",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) },
                            constraints: table => table.PrimaryKey("PK_Countries", x => x.Id));
                        migrationBuilder.InsertData(table: "Countries", column: "Id", value: 7);
                        migrationBuilder.DeleteData(table: "Countries", keyColumn: "Id", keyValue: 7);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropTable(name: "Countries");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator deletes rows", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class RemoveCountry : Migration
                {
                    public override void Up()
                    {
                        Delete.FromTable("Countries").Row(new { Id = 7 });
                    }

                    public override void Down()
                    {
                        Insert.IntoTable("Countries").Row(new { Id = 7, Name = "Atlantis" });
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (delete, more) in Repeats.Once(context.InUp<DeleteData>().Where(delete => Speaks(context, delete)), delete => delete.Operation.FullTable + "\n" + delete.Operation.Filter.Kind))
        {
            var operation = delete.Operation;
            var table = Display.Table(operation);
            var rows = RowWords.Of(context, operation, operation.Filter, operation.KeyColumns, operation.KeyValues.Count);
            context.Report(
                this,
                operation.Span,
                table,
                rows + " deleted",
                "archive first, or backup gate",
                "Deletes " + rows + " of table '" + table + "'" + Repeats.Statements(more) + "; Down can at best insert the values written here, not what users made of them. "
                    + "Copy the rows to an archive table first, or declare a tested backup with " + Advice.BackupGate(table) + ".");
        }
    }

    // A DELETE without a WHERE is MG5002's.
    private static bool Speaks(RuleContext context, Placed<DeleteData> delete)
    {
        var operation = delete.Operation;
        return operation.Filter.Kind != RowFilterKind.Nothing
            && (delete.At.EffectOf is null || operation.Filter.Kind != RowFilterKind.All || operation.KeyValues.Count > 0)
            && !context.IsHistory(operation)
            && context.HasData(delete.At, operation.Schema, operation.Table)
            && !SeedRows.InsertedInSet(delete.At.Before.FindTable(operation.Schema, operation.Table), operation.KeyColumns, operation.KeyValues, context.Step.SetStart);
    }
}
