using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Whether rows named by key were inserted in the same set, so that no user has touched them.</summary>
internal static class NewRows
{
    /// <summary>Whether every row that the keys name was inserted by an earlier operation of the set.</summary>
    public static bool Covers(
        RuleContext context,
        PlacedOperation placed,
        TableOperation operation,
        IReadOnlyList<string> keyColumns,
        IReadOnlyList<IReadOnlyList<Literal>> keyValues)
    {
        if (keyColumns.Count == 0 || keyValues.Count == 0)
        {
            return false;
        }

        var inserted = new List<InsertData>();
        foreach (var step in context.Deployment.Steps)
        {
            if (step.Index < context.Step.Index && step.Index >= context.Step.SetStart && step.Migration.Kind == MigrationKind.Versioned)
            {
                Collect(context, step.Migration.Up.Operations.WithEffects().On(context.Engine), operation, inserted);
            }
        }

        Collect(context, Before(context, placed), operation, inserted);
        foreach (var key in keyValues)
        {
            if (!IsInserted(inserted, keyColumns, key))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<Operation> Before(RuleContext context, PlacedOperation placed)
    {
        for (var index = 0; index < placed.Index; index++)
        {
            yield return context.Up[index].Operation;
        }
    }

    private static void Collect(RuleContext context, IEnumerable<Operation> operations, TableOperation operation, List<InsertData> inserted)
    {
        foreach (var candidate in operations)
        {
            if (candidate is InsertData { Certainty: Certainty.Certain, Overwrites: false } insert && context.IsSameTable(insert, operation))
            {
                inserted.Add(insert);
            }
        }
    }

    private static bool IsInserted(List<InsertData> inserted, IReadOnlyList<string> keyColumns, IReadOnlyList<Literal> key)
    {
        foreach (var insert in inserted)
        {
            foreach (var row in insert.Rows)
            {
                if (Matches(insert.Columns, row, keyColumns, key))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Matches(IReadOnlyList<string> columns, IReadOnlyList<Literal> row, IReadOnlyList<string> keyColumns, IReadOnlyList<Literal> key)
    {
        if (keyColumns.Count != key.Count)
        {
            return false;
        }

        for (var index = 0; index < keyColumns.Count; index++)
        {
            var found = false;
            for (var position = 0; position < columns.Count && position < row.Count; position++)
            {
                if (SchemaNames.Same(columns[position], keyColumns[index]))
                {
                    found = row[position].Kind != LiteralKind.Unknown && row[position] == key[index];
                    break;
                }
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }
}
