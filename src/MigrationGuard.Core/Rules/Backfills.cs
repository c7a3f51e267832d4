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

    /// <summary>Whether an update before <paramref name="placed"/>, in the same set, leaves no NULL in the column.</summary>
    public static bool FillNullsBefore(RuleContext context, PlacedOperation placed, TableOperation operation, string column)
    {
        for (var index = 0; index < placed.Index; index++)
        {
            if (LeavesNoNull(context, context.Up[index].Operation, operation, column))
            {
                return true;
            }
        }

        foreach (var step in context.Deployment.Steps)
        {
            if (step.Index < context.Step.Index && step.Index >= context.Step.SetStart && step.Migration.Kind == MigrationKind.Versioned)
            {
                foreach (var earlier in step.Migration.Up.Operations.WithEffects().On(context.Engine))
                {
                    if (LeavesNoNull(context, earlier, operation, column))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool LeavesNoNull(RuleContext context, Operation candidate, TableOperation operation, string column)
    {
        if (candidate is not UpdateData { Certainty: Certainty.Certain } update || !Writes(context, update, operation, column) || WritesNull(update))
        {
            return false;
        }

        return update.Filter.Kind == RowFilterKind.All
            || (update.Filter.Kind == RowFilterKind.OnlyNull && update.Filter.Columns.Count == 1 && SchemaNames.Same(update.Filter.Columns[0], column));
    }

    private static bool WritesNull(UpdateData update)
    {
        foreach (var row in update.Rows)
        {
            foreach (var value in row)
            {
                if (value.Kind == LiteralKind.Null)
                {
                    return true;
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
