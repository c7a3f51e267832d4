using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The text is not known.</summary>
internal sealed class MG5005_DynamicSql : Rule
{
    public override string Id => "MG5005";

    public override string Name => "DynamicSql";

    public override string Title => "SQL is put together at run time";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "The text of the SQL is not known at compile time, or it executes a text that it builds itself (`EXEC(@sql)`, `sp_executesql`, `DO $$ … EXECUTE …`).",
        QuietWhen = "The text is a constant, or put together from constants.",
        WhatHappens = """
            **Forward**: unknown, and perhaps different on every database. The gate treats it as data loss.

            **Rollback**: unknown.
            """,
        SafeWay = """
            1. Write the statements out as constant text, one for each table.
            2. Where names come from a list, loop over a constant array in the migration: such a loop is followed.
            3. Otherwise a person must judge it: declare a tested backup with `[BackupGate(…)]`.
            """,
        Engines = "PostgreSQL: `EXECUTE` inside `DO`. SQL Server: `EXEC(@sql)` and `sp_executesql`. MySQL, MariaDB: `PREPARE … FROM @sql`. SQLite has no SQL that executes a text.",
        Examples =
        [
            new RuleExample(true, "The statement comes from the environment", Framework.EfCore, """
                [Migration("20260301100000_Tune")]
                public class Tune : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql(Environment.GetEnvironmentVariable("TUNING_SQL")!);
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "Constant text", Framework.EfCore, """
                [Migration("20260301100000_Tune")]
                public class Tune : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("CREATE INDEX ix_name ON \"Customers\" (\"Name\")");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DROP INDEX ix_name");
                    }
                }
                """),
            new RuleExample(true, "A built string is executed", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Tune : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DECLARE @sql nvarchar(max) = N''; EXEC(@sql);");
                    }

                    public override void Down()
                    {
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "Constant text in FluentMigrator", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Tune : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("CREATE INDEX ix_name ON Customers (Name)");
                    }

                    public override void Down()
                    {
                        Execute.Sql("DROP INDEX ix_name ON Customers");
                    }
                }
                """) { Engine = Engine.SqlServer },
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var placed in context.InUp<Sql>())
        {
            var sql = placed.Operation;
            if (IsUnknownText(sql))
            {
                Report(context, sql.Span, "The text of this SQL is not known before it runs");
                continue;
            }

            foreach (var statement in sql.Statements)
            {
                if (IsDynamic(statement))
                {
                    Report(context, sql.PlaceOf(statement), "This SQL executes a text that it builds itself");
                    break;
                }
            }
        }
    }

    /// <summary>Whether nothing at all is known of the text, and it comes from no script.</summary>
    internal static bool IsUnknownText(Sql sql) => sql.Source is null && (sql.Text is null || sql.Text.Trim() == Hole.Text);

    /// <summary>Whether the reader gave up on a statement because it executes a text.</summary>
    internal static bool IsDynamic(SqlStatement statement) =>
        statement.Understanding != SqlUnderstanding.Full && statement.Reason is { } reason && reason.IndexOf("dynamic SQL", StringComparison.OrdinalIgnoreCase) >= 0;

    private void Report(RuleContext context, SourceSpan span, string what) =>
        context.Report(
            this,
            span,
            "",
            "unknown effect on rows",
            "constant text, or backup gate",
            what + ", so what it does to rows is unknown and the gate counts it as data loss. Write the statements out as constant text, or declare a tested backup with [BackupGate(…)].");
}
