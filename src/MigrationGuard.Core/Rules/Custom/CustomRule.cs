using MigrationGuard.Model;
using MigrationGuard.Reports;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A rule that a team declares in <c>migrationguard.json</c>: which operation on which tables, and what to say.</summary>
public sealed record CustomRule
{
    /// <summary>The operation that stands for all of them.</summary>
    public const string AnyOperation = "any";

    /// <summary>The operations a rule can be about, as the file spells them: the kinds of the report, with a small first letter.</summary>
    public static IReadOnlyList<string> Operations { get; } =
    [
        AnyOperation,
        "addColumn", "dropColumn", "alterColumn", "renameColumn",
        "createTable", "dropTable", "renameTable", "alterTable", "truncateTable",
        "createIndex", "dropIndex", "renameIndex",
        "addPrimaryKey", "dropPrimaryKey", "addUniqueConstraint", "dropUniqueConstraint", "addCheckConstraint", "dropCheckConstraint", "addForeignKey", "dropForeignKey", "dropConstraint",
        "insertData", "updateData", "deleteData",
        "ensureSchema", "dropSchema", "createSequence", "dropSequence", "alterSequence", "renameSequence", "restartSequence",
        "alterDatabase", "changeObject", "sql", "unknown",
    ];

    /// <summary>Its id, such as <c>SHOP001</c>. Never one that begins with <c>MG</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="Operations"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>Name of the table, perhaps with its schema in front; <c>*</c> stands for any text, <c>?</c> for one character. Null for every operation, also one without a table.</summary>
    public string? Table { get; init; }

    /// <summary>What to say, in one line.</summary>
    public required string Message { get; init; }

    /// <summary>How much attention it asks for. An error closes the gate unless it is accepted.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>Looks at what Up of one migration does, SQL included.</summary>
    internal void Check(RuleContext context)
    {
        if (!context.Runs())
        {
            return;
        }

        foreach (var placed in context.Up)
        {
            if (Matches(placed.Operation, context.Engine))
            {
                context.Report(this, placed.Operation);
            }
        }
    }

    private bool Matches(Operation operation, Engine engine)
    {
        // The call that runs the SQL and what the SQL does are two operations; for "any" the effects speak.
        if (Operation == AnyOperation ? operation is Sql && SqlKnowledge.IsUnderstood((Sql)operation) : !string.Equals(Operation, operation.Kind, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return Table is null || TablesOf(operation).Any(table => IsMeant(table.Schema, table.Name, engine));
    }

    private static IEnumerable<(string? Schema, string Name)> TablesOf(Operation operation)
    {
        switch (operation)
        {
            case RenameTable rename:
                yield return (rename.Schema, rename.Table);
                yield return (rename.NewSchema ?? rename.Schema, rename.NewName ?? rename.Table);
                break;
            case TableOperation table:
                yield return (table.Schema, table.Table);
                break;
            case DropIndex { Table: { } table } drop:
                yield return (drop.Schema, table);
                break;
            case RenameIndex { Table: { } table } rename:
                yield return (rename.Schema, table);
                break;
        }
    }

    private bool IsMeant(string? schema, string table, Engine engine)
    {
        // A name that is not known may be any, and what may be meant is said.
        if (Hole.IsIn(table))
        {
            return true;
        }

        var full = (string.IsNullOrEmpty(schema) ? SchemaNames.DefaultSchema(engine) : schema) + "." + table;
        return Wildcards.Match(Table!, table) || Wildcards.Match(Table!, full);
    }
}
