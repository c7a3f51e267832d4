using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Seed data that users may have made their own.</summary>
internal sealed class MG1011_SeedChange : Rule
{
    public override string Id => "MG1011";

    public override string Name => "SeedChange";

    public override string Title => "A change of seed data reaches rows that users may have edited";

    public override Severity DefaultSeverity => Severity.Info;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "EF Core updates or deletes a row, named by its key, that an earlier released migration inserted as seed data (`HasData`).",
        QuietWhen = "The row was inserted in the same unreleased set, or nothing shows that it was seeded. What is overwritten or deleted there is [MG1009](MG1009.md) and [MG1010](MG1010.md).",
        WhatHappens = """
            **Forward**: the row takes the value of the new model, or goes, whatever users made of it since it was seeded.

            **Rollback**: Down writes the value of the previous model. It looks like an undo, and is none where the row had been edited.
            """,
        SafeWay = """
            1. Change the row only while it still holds the seeded value: `UPDATE … SET name = 'new' WHERE id = 1 AND name = 'old'`.
            2. Keep what users may edit out of `HasData`, and insert it once, when the application starts.
            """,
        Engines = "The same on every engine: EF Core writes an `UPDATE` or `DELETE` by key for each of them.",
        Examples =
        [
            new RuleExample(true, "A seeded name changes", Framework.EfCore, """
                [Migration("20260301100000_AddCountries")]
                public class AddCountries : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Countries",
                            columns: table => new { Id = table.Column<int>(type: "integer", nullable: false), Name = table.Column<string>(type: "text", nullable: true) },
                            constraints: table => table.PrimaryKey("PK_Countries", x => x.Id));
                        migrationBuilder.InsertData(table: "Countries", columns: new[] { "Id", "Name" }, values: new object[] { 7, "Turkey" });
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Countries");
                }

                [Migration("20260302100000_RenameCountry")]
                public class RenameCountry : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.UpdateData(table: "Countries", keyColumn: "Id", keyValue: 7, column: "Name", value: "Türkiye");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.UpdateData(table: "Countries", keyColumn: "Id", keyValue: 7, column: "Name", value: "Turkey");
                    }
                }
                """),
            new RuleExample(false, "The row is new itself", Framework.EfCore, """
                [Migration("20260301100000_AddCountries")]
                public class AddCountries : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.InsertData(table: "Countries", columns: new[] { "Id", "Name" }, values: new object[] { 7, "Turkey" });
                        migrationBuilder.UpdateData(table: "Countries", keyColumn: "Id", keyValue: 7, column: "Name", value: "Türkiye");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DeleteData(table: "Countries", keyColumn: "Id", keyValue: 7);
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Migration.Framework != Framework.EfCore)
        {
            return;
        }

        foreach (var update in context.InUp<UpdateData>())
        {
            Check(context, update.At, update.Operation, update.Operation.KeyColumns, update.Operation.KeyValues, "changed");
        }

        foreach (var delete in context.InUp<DeleteData>())
        {
            Check(context, delete.At, delete.Operation, delete.Operation.KeyColumns, delete.Operation.KeyValues, "deleted");
        }
    }

    private void Check(RuleContext context, PlacedOperation placed, TableOperation operation, IReadOnlyList<string> keys, IReadOnlyList<IReadOnlyList<Literal>> values, string what)
    {
        var table = placed.Before.FindTable(operation.Schema, operation.Table);
        if (placed.EffectOf is not null
            || !context.HasData(placed, operation.Schema, operation.Table)
            || !SeedRows.InsertedInSet(table, keys, values, 0)
            || SeedRows.InsertedInSet(table, keys, values, context.Step.SetStart))
        {
            return;
        }

        var rows = values.Count == 1 ? "a seeded row" : values.Count.ToString(CultureInfo.InvariantCulture) + " seeded rows";
        context.Report(
            this,
            operation.Span,
            Display.Table(operation),
            rows + " " + what + ", with what users made of it",
            "only where the seeded value still stands",
            char.ToUpperInvariant(rows[0]) + rows.Substring(1) + " of table '" + Display.Table(operation) + "' " + (values.Count == 1 ? "is " : "are ") + what
                + ", whatever users made of it since, and Down writes the seeded value, not theirs. Use SQL with a condition on the seeded value, or keep editable rows out of HasData.");
    }
}
