using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>The framework's transaction is ended early.</summary>
internal sealed class MG5007_TransactionControl : Rule
{
    public override string Id => "MG5007";

    public override string Name => "TransactionControl";

    public override string Title => "SQL begins or ends a transaction inside a migration";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "SQL in Up contains BEGIN, COMMIT or ROLLBACK of a transaction.",
        QuietWhen = "BEGIN … END is a block of a procedure or a conditional batch.",
        WhatHappens = """
            **Forward**: a COMMIT ends the transaction that the framework opened. What follows is not protected any more, and the history row may be written for a half-applied migration, or not at all for a complete one.

            **Rollback**: the state after a failure is not one that anybody planned.
            """,
        SafeWay = """
            1. Leave transactions to the framework: one migration is one transaction.
            2. What cannot run in a transaction goes into a migration of its own with `suppressTransaction: true` (EF Core) or `TransactionBehavior.None` (FluentMigrator).
            """,
        Engines = "PostgreSQL, MySQL and MariaDB begin with `BEGIN` or `START TRANSACTION`, SQLite with `BEGIN`, SQL Server with `BEGIN TRANSACTION`; its `BEGIN` alone opens a block. MySQL and MariaDB also commit at every change of the schema, whether or not SQL says so.",
        Examples =
        [
            new RuleExample(true, "COMMIT ends the framework's transaction", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM \"Log\" WHERE \"Year\" < 2015; COMMIT;");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(false, "The framework's transaction is enough", Framework.EfCore, """
                [Migration("20260301100000_Cleanup")]
                public class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql("DELETE FROM \"Log\" WHERE \"Year\" < 2015;");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }
                """),
            new RuleExample(true, "A transaction of its own", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("BEGIN TRANSACTION; DELETE FROM Log WHERE Year < 2015; COMMIT;");
                    }

                    public override void Down()
                    {
                    }
                }
                """) { Engine = Engine.SqlServer },
            new RuleExample(false, "No transaction of its own", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Cleanup : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("DELETE FROM Log WHERE Year < 2015;");
                    }

                    public override void Down()
                    {
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
            foreach (var statement in sql.Statements)
            {
                if (sql.Text is not { } text || FirstWords(text, statement) is not { } words || !IsTransactionControl(words))
                {
                    continue;
                }

                context.Report(
                    this,
                    sql.PlaceOf(statement),
                    "",
                    "ends the migration's transaction",
                    "leave transactions to the framework",
                    "The SQL says '" + Display.Text(words) + "' inside a migration: it interferes with the transaction that the framework opened, and a failure can leave the migration half-applied. "
                        + "Leave transactions to the framework, or move the statement into a migration of its own.");
                break;
            }
        }
    }

    private static bool IsTransactionControl(string words)
    {
        var parts = words.Split(' ');
        var second = parts.Length > 1 ? parts[1] : "";
        return parts[0] switch
        {
            "COMMIT" or "ROLLBACK" => true,
            "BEGIN" => second is "" or "TRAN" or "TRANSACTION" or "WORK",
            "START" => second == "TRANSACTION",
            _ => false,
        };
    }

    private static string? FirstWords(string text, SqlStatement statement)
    {
        if (statement.Start < 0 || statement.Start >= text.Length)
        {
            return null;
        }

        var words = new StringBuilder();
        var count = 0;
        for (var index = statement.Start; index < text.Length && count < 2; index++)
        {
            var character = text[index];
            if (char.IsLetter(character))
            {
                words.Append(char.ToUpperInvariant(character));
            }
            else if (words.Length > 0 && char.IsWhiteSpace(character))
            {
                if (words[words.Length - 1] != ' ')
                {
                    words.Append(' ');
                    count++;
                }
            }
            else if (words.Length > 0)
            {
                break;
            }
        }

        return words.Length == 0 ? null : words.ToString().TrimEnd();
    }
}
