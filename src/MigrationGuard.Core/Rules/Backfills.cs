using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>Whether a migration or a later one of its set gives a column explicit values.</summary>
internal static class Backfills
{
    /// <summary>Whether an update after <paramref name="placed"/>, in the same set, writes the column.</summary>
    public static bool Fill(RuleContext context, PlacedOperation placed, TableOperation operation, string column)
    {
        for (var index = placed.Index + 1; index < context.Up.Count; index++)
        {
            if (Writes(context, context.Up[index].Operation, operation, column))
            {
                return true;
            }
        }

        foreach (var step in context.Deployment.Steps)
        {
            if (step.Index > context.Step.Index && step.SetStart == context.Step.SetStart && step.Migration.Kind == MigrationKind.Versioned)
            {
                foreach (var later in step.Migration.Up.Operations.WithEffects().On(context.Engine))
                {
                    if (Writes(context, later, operation, column))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Whether an operation gives the column of that table a value.</summary>
    public static bool Writes(RuleContext context, Operation candidate, TableOperation operation, string column)
    {
        if (candidate is not UpdateData update || update.Filter.Kind == RowFilterKind.Nothing || !context.IsSameTable(update, operation))
        {
            return false;
        }

        foreach (var written in update.Columns)
        {
            if (SchemaNames.Same(written, column))
            {
                return true;
            }
        }

        return false;
    }
}
