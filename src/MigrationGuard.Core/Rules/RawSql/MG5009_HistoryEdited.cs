using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The record of what ran is changed.</summary>
internal sealed class MG5009_HistoryEdited : Rule
{
    public override string Id => "MG5009";

    public override string Name => "HistoryEdited";

    public override string Title => "The migrations history is edited";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up writes to the table in which the framework records what ran: `__EFMigrationsHistory` or FluentMigrator's `VersionInfo`, or drops or renames it.",
        QuietWhen = "Only the type of a column or an index of that table changes.",
        WhatHappens = """
            **Forward**: the framework now believes that migrations ran which did not, or the other way round. The next deployment skips or repeats them.

            **Rollback**: `database update` and `rollback` decide by that table; they run the wrong Downs, or none.
            """,
        SafeWay = """
            1. Do it once, by hand and reviewed, outside the migrations, after a backup of that table.
            2. To squash old migrations, follow the framework's own procedure: reset the history when no database is behind the squashed state.
            """,
        Engines = "The same on every engine.",
        Examples =
        [
            new RuleExample(true, "A migration is marked as not applied", Framework.EfCore, """
                [Migration("20260301100000_Forget")]
                public class Forget : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '20200101000000_Old'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "Another table", Framework.EfCore, """
                [Migration("20260301100000_Forget")]
                public class Forget : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM \"Jobs\" WHERE \"Name\" = 'old'");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator's version table", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Forget : Migration
                {
                    public override void Up()
                    {
                        Delete.FromTable("VersionInfo").Row(new { Version = 202001010000L });
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "Another table in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Forget : Migration
                {
                    public override void Up()
                    {
                        Delete.FromTable("Jobs").Row(new { Name = "old" });
                    }

                    public override void Down()
                    {
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (!context.Runs())
        {
            return;
        }

        var edits = context.Up.Select(placed => placed.Operation).OfType<TableOperation>().Where(operation => context.IsHistory(operation) && ChangesWhatIsRecorded(operation));
        foreach (var (operation, _) in Repeats.Once(edits, edit => edit.Kind))
        {
            context.Report(
                this,
                operation.Span,
                Display.Table(operation),
                "framework no longer knows what ran",
                "edit it by hand, reviewed",
                "Up of '" + Display.Name(context.Migration.Name) + "' " + OperationNames.Phrase(operation) + ", in which the framework records what ran: later deployments and rollbacks skip or repeat migrations. "
                    + "Edit the history by hand, reviewed and after a backup of that table.");
        }
    }

    // Another type of a column, or an index, leaves the records as they are.
    private static bool ChangesWhatIsRecorded(TableOperation operation) =>
        operation is InsertData or UpdateData or DeleteData or TruncateTable or DropTable or RenameTable or DropColumn or RenameColumn;
}
