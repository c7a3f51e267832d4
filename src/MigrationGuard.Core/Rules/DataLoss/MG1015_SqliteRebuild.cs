using System.Globalization;
using System.Text.RegularExpressions;
using MigrationGuard.Execution;
using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>What a rebuilt table does not get back.</summary>
internal sealed class MG1015_SqliteRebuild : Rule
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    public override string Id => "MG1015";

    public override string Name => "SqliteRebuild";

    public override string Title => "SQLite rebuilds the table, and what the model does not know is lost";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "On SQLite, EF Core has to build a table anew, and an earlier migration gave it a column, an index or a trigger that the model does not know, or a view that reads it.",
        QuietWhen = "Nothing is known of the table that the model does not know as well, the table was created in the same unreleased set, or the engine is another one.",
        WhatHappens = """
            **Forward**: EF Core creates a new table from the model, copies the columns that the model knows, drops the old table and renames the new one. Triggers and indexes made by SQL
            go without a word; a column outside the model goes with its values. A view over the table makes the rename fail, and leaves the new table behind under a temporary name.

            **Rollback**: Down rebuilds again, from the previous model. Nothing of it comes back.
            """,
        SafeWay = """
            1. Drop views and triggers in the migration before the rebuild, and create them again in a later migration: EF Core puts a rebuild at the end of its migration.
            2. Bring indexes and columns into the model (`HasIndex`, `Property`), then the rebuild keeps them.
            """,
        Engines = "Only SQLite. Other engines change a table where it is.",
        Examples =
        [
            new RuleExample(true, "A trigger goes with the old table", Framework.EfCore, """
                [Migration("20260301100000_AddCustomers")]
                public class AddCustomers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false), Email = table.Column<string>(type: "TEXT", nullable: true) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                        migrationBuilder.Sql("CREATE TRIGGER audit AFTER DELETE ON \"Customers\" BEGIN DELETE FROM \"Notes\" WHERE 1 = 0; END");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Customers");
                }

                [Migration("20260302100000_RequireEmail")]
                public class RequireEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Email", table: "Customers", type: "TEXT", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "TEXT", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Email", table: "Customers", type: "TEXT", nullable: true, oldClrType: typeof(string), oldType: "TEXT");
                    }
                }
                """) { Engine = Engine.Sqlite },
            new RuleExample(false, "The table has nothing that the model does not know", Framework.EfCore, """
                [Migration("20260301100000_AddCustomers")]
                public class AddCustomers : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.CreateTable(
                            name: "Customers",
                            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false), Email = table.Column<string>(type: "TEXT", nullable: true) },
                            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Customers");
                }

                [Migration("20260302100000_RequireEmail")]
                public class RequireEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Email", table: "Customers", type: "TEXT", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "TEXT", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Email", table: "Customers", type: "TEXT", nullable: true, oldClrType: typeof(string), oldType: "TEXT");
                    }
                }
                """) { Engine = Engine.Sqlite },
            new RuleExample(false, "PostgreSQL changes the table where it is", Framework.EfCore, """
                [Migration("20260301100000_AddTrigger")]
                public class AddTrigger : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("CREATE VIEW emails AS SELECT \"Email\" FROM \"Customers\"");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP VIEW emails");
                }

                [Migration("20260302100000_RequireEmail")]
                public class RequireEmail : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Email", table: "Customers", type: "text", nullable: false, defaultValue: "", oldClrType: typeof(string), oldType: "text", oldNullable: true);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.AlterColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        if (context.Engine != Engine.Sqlite || context.Migration.Framework != Framework.EfCore || !context.Runs())
        {
            return;
        }

        SchemaState? plain = null;
        foreach (var rebuild in SqlitePlan.Of([.. context.Migration.Up.Operations.On(context.Engine)]).Rebuilds)
        {
            if (rebuild.Replaced.Count == 0 || Hole.IsIn(rebuild.Table))
            {
                continue;
            }

            plain ??= SchemaReplay.Run(context.Migration.Up.Operations, context.Step.Before, context.Engine, context.Step.Index);
            if (plain.FindTable(rebuild.Schema, rebuild.Table) is not { } expected || expected.CreatedAt >= context.Step.SetStart)
            {
                continue;
            }

            var lost = new List<string>();
            if (context.Step.After.FindTable(rebuild.Schema, rebuild.Table) is { } built)
            {
                lost.AddRange(expected.Columns.Where(column => built.FindColumn(column.Column.Name) is null).Select(column => "column '" + Display.Name(column.Column.Name) + "'"));
                lost.AddRange(expected.Indexes
                    .Where(index => !built.Indexes.Any(kept => kept.Definition.Columns.SequenceEqual(index.Definition.Columns, StringComparer.OrdinalIgnoreCase)))
                    .Select(index => "index '" + Display.Name(index.Name ?? string.Join(", ", index.Definition.Columns)) + "'"));
            }

            var words = Words(expected.Name);
            lost.AddRange(Objects(context, plain, "trigger", words).Select(trigger => "trigger '" + Display.Name(trigger) + "'"));
            if (lost.Count > 0)
            {
                var table = Display.Table(rebuild.Schema, rebuild.Table);
                context.Report(
                    this,
                    rebuild.Replaced[0].Span,
                    table,
                    "rebuilt without " + (lost.Count == 1 ? lost[0] : lost[0] + " and " + (lost.Count - 1).ToString(CultureInfo.InvariantCulture) + " more"),
                    "bring it into the model, or create it again",
                    "SQLite builds table '" + table + "' anew from the model, which does not know " + string.Join(", ", lost.Take(5)) + (lost.Count > 5 ? ", …" : "")
                        + ": the new table comes without. Bring columns and indexes into the model, and create triggers again in a later migration.");
            }

            foreach (var view in Objects(context, plain, "view", words))
            {
                var table = Display.Table(rebuild.Schema, rebuild.Table);
                context.Report(
                    this,
                    rebuild.Replaced[0].Span,
                    table,
                    "the rebuild fails on view " + Display.Name(view),
                    "drop the view first, create it again later",
                    "SQLite builds table '" + table + "' anew, and view '" + Display.Name(view) + "' reads it: the rename at the end fails, and the migration stops halfway. "
                        + "Drop the view in this migration, and create it again in the next.");
            }
        }
    }

    /// <summary>The objects of a kind that still stand when the rebuild begins and whose text names the table.</summary>
    private static IEnumerable<string> Objects(RuleContext context, SchemaState end, string kind, Regex words)
    {
        foreach (var item in end.Objects)
        {
            if (item.ObjectType == kind && Text(context, item.DefinedBy) is { } text && Names(words, text))
            {
                yield return item.Name;
            }
        }
    }

    private static string? Text(RuleContext context, ChangeObject definition)
    {
        foreach (var step in context.Deployment.Steps)
        {
            foreach (var operation in step.Migration.Up.Operations)
            {
                if (operation is not Sql { Text: { } text } sql)
                {
                    continue;
                }

                foreach (var statement in sql.Statements)
                {
                    if (statement.Effects.Any(effect => ReferenceEquals(effect, definition)))
                    {
                        return text.Substring(Math.Min(statement.Start, text.Length), Math.Min(statement.Length, Math.Max(0, text.Length - statement.Start)));
                    }
                }
            }
        }

        return null;
    }

    private static Regex Words(string table) => new("(?<![\\w$])" + Regex.Escape(table) + "(?![\\w$])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_limit);

    private static bool Names(Regex words, string text)
    {
        try
        {
            return words.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
