using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>The provider drops and re-adds the column.</summary>
internal sealed class MG1008_ColumnBecomesComputed : Rule
{
    public override string Id => "MG1008";

    public override string Name => "ColumnBecomesComputed";

    public override string Title => "A column becomes computed, and its values go";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up turns an ordinary column into a computed one, or a computed column into an ordinary one, where the provider drops the column and adds it again.",
        QuietWhen = "The column was added in the same unreleased set.",
        WhatHappens = """
            **Forward**: the stored values are gone. A computed column shows what its expression says; a column that was computed and becomes ordinary is empty, or has its default.

            **Rollback**: Down turns the column back and finds nothing to put into it. EF Core does not warn about this change when it scaffolds it.
            """,
        SafeWay = """
            1. Add the computed column under a new name, and release code that reads it.
            2. Compare it with the old column in production.
            3. Drop the old column in a contract step, behind a backup where its values are still needed.
            """,
        Engines = "PostgreSQL and SQL Server: EF Core drops the column and adds it again. SQLite: the table rebuild does not copy the column. MySQL: an ordinary column that becomes computed is calculated anew in every row; a stored computed column that becomes ordinary keeps its values.",
        Examples =
        [
            new RuleExample(true, "The stored names are replaced by an expression", Framework.EfCore, """
                [Migration("20260301100000_ComputeFullName")]
                public class ComputeFullName : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "FullName", table: "Customers", type: "text", nullable: true, computedColumnSql: "\"First\" || ' ' || \"Last\"", stored: true, oldClrType: typeof(string), oldType: "text", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "FullName", table: "Customers", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text", oldNullable: true, oldComputedColumnSql: "\"First\" || ' ' || \"Last\"", oldStored: true);
                    }
                }
                """),
            new RuleExample(false, "A computed column under a new name", Framework.EfCore, """
                [Migration("20260301100000_AddDisplayName")]
                public class AddDisplayName : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AddColumn<string>(name: "DisplayName", table: "Customers", type: "text", nullable: true, computedColumnSql: "\"First\" || ' ' || \"Last\"", stored: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropColumn(name: "DisplayName", table: "Customers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var (placed, operation, change) in ColumnChanges.In(context))
        {
            if (change.Fate != ValueFate.Dropped)
            {
                continue;
            }

            var table = Display.Table(operation);
            context.Report(
                this,
                operation.Span,
                Display.Column(operation, operation.Column.Name),
                change.BecomesComputed ? "stored values are lost" : "column comes back empty",
                "new column, drop the old one later",
                "Column '" + Display.Name(operation.Column.Name) + "' of table '" + table + "' " + (change.BecomesComputed ? "becomes computed" : "is no longer computed")
                    + ": the provider drops it with its values and adds it again, and Down cannot bring the values back. "
                    + "Add a column under a new name and drop the old one in a later release, or declare a tested backup with " + Advice.BackupGate(table) + ".");
        }
    }
}
