using MigrationGuard.Model;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Rules;

/// <summary>SQL that the engine cannot parse, because it is another engine's.</summary>
internal sealed class MG5008_WrongDialect : Rule
{
    public override string Id => "MG5008";

    public override string Name => "WrongDialect";

    public override string Title => "SQL in the syntax of another engine";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "SQL in Up or Down is written in words that only another engine takes: brackets around names, `GO`, `EXEC` or `TOP` outside SQL Server, backticks outside MySQL and SQLite, dollar quotes and `::` outside PostgreSQL, `AUTO_INCREMENT` outside MySQL, `PRAGMA` outside SQLite.",
        QuietWhen = "The SQL runs for that engine only (`if (migrationBuilder.IsNpgsql())`, `IfDatabase`), the project's engine is not known, or the words stand inside texts and comments.",
        WhatHappens = """
            **Forward**: the migration fails with a syntax error, after the statements before it ran; where the engine commits schema changes at once (MySQL), those stay.

            **Rollback**: in Down, the rollback itself fails.
            """,
        SafeWay = """
            1. Write it in the syntax of the project's engine, or in the part of SQL that all understand.
            2. Where the project has several engines, say which SQL is for which: `migrationBuilder.ActiveProvider`, `IfDatabase("postgres")`.
            3. Where the engine was inferred wrongly, set `MigrationGuardEngine`.
            """,
        Engines = "What each engine takes of its own is the rule itself. SQLite takes backticks and brackets too.",
        Examples =
        [
            new RuleExample(true, "Brackets on PostgreSQL", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE [Customers] SET [Email] = NULL WHERE [Email] = ''");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "Quotes that it takes", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("UPDATE \"Customers\" SET \"Email\" = NULL WHERE \"Email\" = ''");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "Backticks on PostgreSQL", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DELETE FROM `Log` WHERE `Year` < 2015");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "For MySQL only", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        IfDatabase("mysql").Execute.Sql("DELETE FROM `Log` WHERE `Year` < 2015");
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
        if (!context.Runs() || context.Engine == Engine.Unknown)
        {
            return;
        }

        Check(context, context.InUp<Sql>(), "the migration fails there");
        Check(context, context.InDown<Sql>(), "a rollback fails there");
    }

    private void Check(RuleContext context, IEnumerable<Placed<Sql>> all, string effect)
    {
        foreach (var placed in all)
        {
            var sql = placed.Operation;
            var engine = context.Engine;
            if (sql.Text is null || (sql.Providers & engine.ToProviders()) == 0 || ForeignSyntax.Find(sql.Text, SqlDialects.Of(engine)) is not { } foreign)
            {
                continue;
            }

            context.Report(
                this,
                sql.Span,
                "",
                effect,
                "write it for the engine, or say which engine it is for",
                "SQL of '" + Display.Name(context.Migration.Name) + "' uses " + foreign + ", which " + Display.Name(engine.ToName()) + " does not take: " + effect
                    + ". Write it in the syntax of the engine, or say which provider it is for.");
        }
    }
}
