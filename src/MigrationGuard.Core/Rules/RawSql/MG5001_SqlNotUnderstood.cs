using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>A statement that could not be understood.</summary>
internal sealed class MG5001_SqlNotUnderstood : Rule
{
    public override string Id => "MG5001";

    public override string Name => "SqlNotUnderstood";

    public override string Title => "An SQL statement could not be understood";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up runs an SQL statement whose effects are not, or not all, known; or a script that cannot be looked up, because it is no `.sql` file or its name is not known.",
        QuietWhen = "The statement is understood, or has no effect (SELECT, SET, PRINT). Text that is only known at run time is MG5005. A `.sql` script that the project does not hold is MG5006.",
        WhatHappens = """
            **Forward**: unknown. The gate treats the statement as if it lost data, and wants a backup gate or an expand/contract gate.

            **Rollback**: unknown. Nobody can tell whether Down undoes it.
            """,
        SafeWay = """
            1. Write it as plain statements that name their tables and columns: one `UPDATE`, `DELETE` or `ALTER TABLE` each.
            2. Move procedures and dynamic code out of the migration, where that is possible.
            3. What must stay as it is needs a person's judgement: declare the backup (`[BackupGate(…)]`) and accept the hint with `[AcceptHazard("MG5001", "only rebuilds the search index")]`.
            """,
        Engines = "The SQL is read by the rules of the project's engine, or of the branch that it stands in (`IfDatabase`, `ActiveProvider`, `fluent_migrator_sql_dialect`). Where no engine is known, the words of all of them are taken.",
        Examples =
        [
            new RuleExample(true, "A call of a procedure may do anything", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("CALL cleanup_customers()");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "A plain statement is understood", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM \"Customers\" WHERE \"IsTest\" = TRUE");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "The same in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("CALL cleanup_customers()");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "A plain statement in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DELETE FROM \"Customers\" WHERE \"IsTest\" = TRUE");
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
        foreach (var placed in context.InUp<Sql>())
        {
            var sql = placed.Operation;
            if (MG5006_ScriptMissing.IsMissing(sql))
            {
                // MG5006 says it.
                continue;
            }

            if (sql is { Text: null, Source: { } source })
            {
                Report(context, sql.Span, "The script '" + Display.Name(source.Name) + "' was not found or not read, so what it does to rows is unknown and the gate counts it as data loss.");
                continue;
            }

            if (MG5005_DynamicSql.IsUnknownText(sql))
            {
                continue;
            }

            foreach (var statement in sql.Statements)
            {
                if (statement.Understanding != SqlUnderstanding.Full && !MG5005_DynamicSql.IsDynamic(statement))
                {
                    var reason = string.IsNullOrWhiteSpace(statement.Reason) ? "" : " (" + Display.Text(statement.Reason).TrimEnd('.') + ")";
                    Report(
                        context,
                        sql.PlaceOf(statement),
                        "The SQL statement '" + Excerpt(sql.Text, statement) + "' is not " + (statement.Understanding == SqlUnderstanding.Partial ? "fully " : "") + "understood" + reason
                            + ", so what it does to rows is unknown and the gate counts it as data loss.");
                }
            }
        }
    }

    private void Report(RuleContext context, SourceSpan span, string what) =>
        context.Report(
            this,
            span,
            "",
            "unknown effect on rows",
            "plain statements, or backup gate",
            what + " Write it as plain statements that name their tables, or declare a tested backup with [BackupGate(…)].");

    private static string Excerpt(string? text, SqlStatement statement)
    {
        const int Shown = 60;
        if (text is null || statement.Start < 0 || statement.Start >= text.Length)
        {
            return Display.Text(statement.Verb);
        }

        var rest = text.Length - statement.Start;
        var length = Math.Min(statement.Length > 0 ? statement.Length : rest, rest);
        return length > Shown ? Display.Text(text.Substring(statement.Start, Shown)) + "…" : Display.Text(text.Substring(statement.Start, length));
    }
}
