using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>An effect that no Down undoes.</summary>
internal sealed class MG1019_ExternalEffect : Rule
{
    public override string Id => "MG1019";

    public override string Name => "ExternalEffect";

    public override string Title => "The migration does something outside the database operations";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up or Down touches files, the network, processes, mail, or a database connection of its own.",
        QuietWhen = "FluentMigrator's `Execute.WithConnection`, which works in the transaction of the migration: what it does there is not known (MG0005).",
        WhatHappens = """
            **Forward**: the effect happens at once, outside the migration's transaction. If the migration fails afterwards, it stays.

            **Rollback**: no Down undoes it, and when the migration is tried again it happens a second time.
            """,
        SafeWay = """
            1. Do it outside the migration: in a job that runs after the deployment, can be repeated, and is switched by a flag.
            2. If it must be here, make it the last thing, let it be repeatable, and write into the runbook how it is undone.
            """,
        Engines = "The same on every engine: no transaction of a database reaches what happens outside it.",
        Examples =
        [
            new RuleExample(true, "A file is deleted", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Rehash : Migration
                {
                    public override void Up()
                    {
                        System.IO.File.Delete("cache.db");
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "A delegate works in the migration's own transaction", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Rehash : Migration
                {
                    public override void Up()
                    {
                        Execute.WithConnection((connection, transaction) => { });
                    }

                    public override void Down()
                    {
                    }
                }
                """),
            new RuleExample(false, "The same as SQL", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class Rehash : Migration
                {
                    public override void Up()
                    {
                        Execute.Sql("UPDATE \"Users\" SET \"Stale\" = TRUE WHERE \"Id\" = 1");
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
        foreach (var unknown in context.InUp<Unknown>())
        {
            Check(context, unknown.Operation, "Up");
        }

        foreach (var unknown in context.InDown<Unknown>())
        {
            Check(context, unknown.Operation, "Down");
        }
    }

    private void Check(RuleContext context, Unknown operation, string direction)
    {
        // FluentMigrator's own connection and transaction: what happens there is not known, but not outside either.
        if (operation.Touches is not { Length: > 0 } touches || operation.Name == "WithConnection")
        {
            return;
        }

        var what = touches switch
        {
            "connection" => "a database connection of its own",
            "file" => "files",
            "network" => "the network",
            "process" => "processes",
            "mail" => "mail",
            _ => Display.Name(touches),
        };
        context.Report(
            this,
            operation.Span,
            operation.Name is null ? "" : Display.Name(operation.Name),
            "touches " + what,
            "do it outside the migration",
            direction + " of '" + Display.Name(context.Migration.Name) + "' touches " + what + (operation.Name is null ? "" : " through '" + Display.Name(operation.Name) + "'")
                + ": that happens outside the transaction, and no rollback undoes it. Do it in a job outside the migration, or write down how it is undone.");
    }
}
