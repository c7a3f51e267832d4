using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A sequence is dropped or restarted.</summary>
internal sealed class MG1012_SequencePosition : Rule
{
    public override string Id => "MG1012";

    public override string Name => "SequencePosition";

    public override string Title => "A sequence loses its position";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up drops or restarts a sequence, reseeds an identity, or makes a column with values an identity on PostgreSQL, which starts at 1.",
        QuietWhen = "The sequence or table was created in the same unreleased set, or the same migration sets the numbers by `setval` afterwards.",
        WhatHappens = """
            **Forward**: numbers start again. Where rows with those numbers exist, the next insert fails on the key; where none do, a number is used twice for two different things.

            **Rollback**: Down creates the sequence at its first value, or restarts it at the old start. The position it had is not in the source.
            """,
        SafeWay = """
            1. Leave the sequence alone; an unused one costs nothing.
            2. If it must start again, choose a value beyond every number that was used: `SELECT max("Number") + 1 FROM "Invoices"`.
            3. Note the present position in the runbook before the deployment, and set it again after a rollback.
            """,
        Engines = "PostgreSQL: `ALTER SEQUENCE … RESTART`, `setval`, `TRUNCATE … RESTART IDENTITY`. SQL Server: `ALTER SEQUENCE … RESTART`, `DBCC CHECKIDENT`. MySQL, MariaDB: `AUTO_INCREMENT = …`. SQLite has no sequences.",
        Examples =
        [
            new RuleExample(true, "Invoice numbers start again", Framework.EfCore, """
                [Migration("20260301100000_RestartInvoices")]
                public class RestartInvoices : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RestartSequence(name: "InvoiceNumbers", startValue: 1L);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.RestartSequence(name: "InvoiceNumbers", startValue: 1000L);
                    }
                }
                """),
            new RuleExample(false, "A new sequence", Framework.EfCore, """
                [Migration("20260301100000_AddInvoices")]
                public class AddInvoices : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateSequence<long>(name: "InvoiceNumbers");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropSequence(name: "InvoiceNumbers");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator drops a sequence", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class DropInvoices : Migration
                {
                    public override void Up()
                    {
                        Delete.Sequence("InvoiceNumbers");
                    }

                    public override void Down()
                    {
                        Create.Sequence("InvoiceNumbers");
                    }
                }
                """),
            new RuleExample(false, "FluentMigrator creates a sequence", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class AddInvoices : Migration
                {
                    public override void Up()
                    {
                        Create.Sequence("InvoiceNumbers");
                    }

                    public override void Down()
                    {
                        Delete.Sequence("InvoiceNumbers");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var drop in context.InUp<DropSequence>())
        {
            Check(context, drop.At, drop.Operation, "is dropped", "");
        }

        var starting = context.InUp<AlterColumn>().Where(alter => StartsToCount(context, alter)).ToList();
        foreach (var restart in context.InUp<RestartSequence>())
        {
            // A column that has just begun to count has to be set beyond the numbers that are used.
            if (starting.Exists(alter => alter.At.Index < restart.At.Index))
            {
                continue;
            }

            Check(context, restart.At, restart.Operation, "starts again", restart.Operation.Start is { } start ? " at " + start.ToString(CultureInfo.InvariantCulture) : "");
        }

        foreach (var alter in starting.Where(alter => !IsSet(context, alter.At.Index)))
        {
            ReportStart(context, alter.Operation);
        }
    }

    // Only PostgreSQL lets a column that has values become an identity, and starts its numbers at 1; MySQL goes on from the largest.
    private static bool StartsToCount(RuleContext context, Placed<AlterColumn> alter)
    {
        var operation = alter.Operation;
        return context.Engine == Engine.PostgreSql
            && operation.Column.Identity
            && (context.Migration.Framework == Framework.EfCore || alter.At.EffectOf is not null)
            && ColumnChange.OldOf(alter.At.Before, operation) is { Identity: false }
            && context.HasData(alter.At, operation.Schema, operation.Table, operation.Column.Name);
    }

    private static bool IsSet(RuleContext context, int after) => context.Up.Any(placed => placed.Index > after
        && (placed.Operation is RestartSequence or Unknown || (placed.Operation is Sql sql && sql.Text?.IndexOf("setval", StringComparison.OrdinalIgnoreCase) is not < 0)));

    private void ReportStart(RuleContext context, AlterColumn operation)
    {
        var column = Display.Column(operation, operation.Column.Name);
        context.Report(
            this,
            operation.Span,
            column,
            "numbers start at 1 although rows exist",
            "set it beyond used numbers in the same step",
            "Column '" + column + "' begins to number itself, from 1 on, although rows have numbers already: inserts fail on the key until they are passed. "
                + "Set its sequence beyond them right after it, with setval(pg_get_serial_sequence(…), max(…)).");
    }

    private void Check(RuleContext context, PlacedOperation placed, SequenceOperation operation, string what, string where)
    {
        var created = placed.Before.FindSequence(operation.Schema, operation.Name)?.CreatedAt ?? placed.Before.FindTable(operation.Schema, operation.Name)?.CreatedAt;
        if (created >= context.Step.SetStart)
        {
            return;
        }

        var name = Display.Table(operation.Schema, operation.Name);
        context.Report(
            this,
            operation.Span,
            name,
            "position is lost",
            "keep it, or set it beyond used numbers",
            "Sequence '" + name + "' " + what + where + " and loses its position: numbers are used twice or inserts fail, and Down cannot set the position back. "
                + "Leave it alone, or note its position before the deployment and start beyond every number that was used.");
    }
}
