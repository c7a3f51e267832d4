using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A schema is dropped.</summary>
internal sealed class MG1003_DropSchema : Rule
{
    public override string Id => "MG1003";

    public override string Name => "DropSchema";

    public override string Title => "A schema is dropped";

    public override Severity DefaultSeverity => Severity.Warning;

    public override RuleDocumentation Documentation { get; } = new()
    {
        FiresWhen = "Up drops a schema (on MySQL a schema is a database) that may contain tables.",
        QuietWhen = "A migration created the schema and replay shows that no table is left in it; or the migration is a verified contract step.",
        WhatHappens = """
            **Forward**: with `CASCADE`, and on MySQL always, every table, view and function of the schema goes, with all rows. Without it the statement fails when
            anything is left that no migration knows of.

            **Rollback**: EF Core has no inverse for it; a hand-written Down can create the schema, never what was in it.
            """,
        SafeWay = """
            1. Drop or move the tables one by one, each in its own contract step, so that every loss is named.
            2. Drop the empty schema last, without `CASCADE`: the database then refuses if something was forgotten.
            3. If the schema must go with its content, declare a tested backup of every table in it with `[BackupGate(…)]`.
            """,
        Engines = "MySQL drops the schema's tables without asking. PostgreSQL and SQL Server refuse a schema that is not empty unless SQL says `CASCADE` (PostgreSQL). SQLite has no schemas.",
        Examples =
        [
            new RuleExample(true, "A schema is dropped with whatever is in it", Framework.EfCore, """
                [Migration("20260301100000_DropArchive")]
                public class DropArchive : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropSchema(name: "archive");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.EnsureSchema(name: "archive");
                    }
                }
                """),
            new RuleExample(false, "The schema never held a table", Framework.EfCore, """
                [Migration("20260301100000_AddArchive")]
                public class AddArchive : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.EnsureSchema(name: "archive");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                    }
                }

                [Migration("20260302100000_DropArchive")]
                public class DropArchive : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.DropSchema(name: "archive");
                    }

                    protected override void Down(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.EnsureSchema(name: "archive");
                    }
                }
                """),
            new RuleExample(true, "FluentMigrator drops a schema", Framework.FluentMigrator, """
                [Migration(202603011000)]
                public class DropArchive : Migration
                {
                    public override void Up()
                    {
                        Delete.Schema("archive");
                    }

                    public override void Down()
                    {
                        Create.Schema("archive");
                    }
                }
                """),
        ],
    };

    public override void Check(RuleContext context)
    {
        foreach (var drop in context.InUp<DropSchema>())
        {
            var operation = drop.Operation;
            if (IsKnownEmpty(drop.At.Before, operation.Name) || ContractSteps.IsVerified(context))
            {
                continue;
            }

            var name = Display.Name(operation.Name);
            var tables = TablesIn(drop.At.Before, operation.Name);
            context.Report(
                this,
                operation.Span,
                name,
                "every table in it is lost",
                Advice.BackupOrContract,
                "Drops schema '" + name + "' with everything in it" + (tables.Count > 0 ? " (" + Display.List(tables) + ")" : "") + "; no Down brings rows back. "
                    + "Drop or move its tables one by one first, then the empty schema without CASCADE, or declare a tested backup of each table with [BackupGate(…)].");
        }
    }

    // Only a schema whose creation was seen has no tables but those that were seen; and what was not understood may have made more.
    private static bool IsKnownEmpty(SchemaState state, string schema)
    {
        if (state.NotUnderstood > 0 || TablesIn(state, schema).Count > 0)
        {
            return false;
        }

        foreach (var known in state.Schemas)
        {
            if (SchemaNames.SameSchema(known, schema, state.Engine))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> TablesIn(SchemaState state, string schema)
    {
        var names = new List<string>();
        foreach (var table in state.Tables)
        {
            if (SchemaNames.SameSchema(table.Schema, schema, state.Engine))
            {
                names.Add(table.Name);
            }
        }

        return names;
    }
}
