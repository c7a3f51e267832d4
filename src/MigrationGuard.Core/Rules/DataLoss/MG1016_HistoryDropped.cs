using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Turning temporal off loses the past versions.</summary>
internal sealed class MG1016_HistoryDropped : Rule
{
    public override string Id => "MG1016";

    public override string Name => "HistoryDropped";

    public override string Title => "The history of a temporal table is dropped";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up switches a SQL Server temporal table back to an ordinary one.",
        QuietWhen = "The table was created in the same unreleased set.",
        WhatHappens = """
            **Forward**: the history table is dropped with every past version of every row.

            **Rollback**: Down makes the table temporal again, with an empty history.
            """,
        SafeWay = """
            1. Keep the table temporal; set a retention period if the history grows too large.
            2. If the history must go, copy the history table first, or declare a tested backup of it.
            """,
        Engines = "SQL Server only: EF Core knows temporal tables of no other engine.",
        Examples =
        [
            new RuleExample(true, "The price history is dropped", Framework.EfCore, """
                [Migration("20260301100000_StopHistory")]
                public class StopHistory : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterTable(name: "Products").OldAnnotation("SqlServer:IsTemporal", true).OldAnnotation("SqlServer:TemporalHistoryTableName", "ProductsHistory");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterTable(name: "Products").Annotation("SqlServer:IsTemporal", true).Annotation("SqlServer:TemporalHistoryTableName", "ProductsHistory");
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "A history is started", Framework.EfCore, """
                [Migration("20260301100000_StartHistory")]
                public class StartHistory : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterTable(name: "Products").Annotation("SqlServer:IsTemporal", true).Annotation("SqlServer:TemporalHistoryTableName", "ProductsHistory");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterTable(name: "Products").OldAnnotation("SqlServer:IsTemporal", true).OldAnnotation("SqlServer:TemporalHistoryTableName", "ProductsHistory");
                    }
                }
                """) { Engine = Engine.SqlServer },
        ],
    };

    public override void Check(RuleContext context)
    {
        const string Temporal = "SqlServer:IsTemporal";
        foreach (var alter in context.InUp<AlterTable>())
        {
            var operation = alter.Operation;
            if (!operation.OldAnnotations.Has(Temporal) || operation.Annotations.Has(Temporal) || !context.HasData(alter.At, operation.Schema, operation.Table))
            {
                continue;
            }

            var table = Display.Table(operation);
            context.Report(
                this,
                operation.Span,
                table,
                "every past version of its rows is lost",
                "keep temporal, or copy the history",
                "Table '" + table + "' is no longer temporal: its history table is dropped with every past version of its rows, and Down starts an empty one. "
                    + "Keep it temporal, copy the history first, or declare a tested backup with " + Advice.BackupGate(table) + ".");
        }
    }
}
