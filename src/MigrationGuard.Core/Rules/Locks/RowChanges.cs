using MigrationGuard.Model;
using MigrationGuard.Rollback.Durations;
using MigrationGuard.Schema;

namespace MigrationGuard.Rules;

/// <summary>A statement of Up that changes many rows of a table with rows of users.</summary>
internal sealed class RowChange(PlacedOperation at, TableOperation operation, string verb, bool isWholeTable, long? rows, TakenLock? under)
{
    /// <summary>The operation.</summary>
    public PlacedOperation At { get; } = at;

    /// <summary>The table, as messages name it.</summary>
    public string Table { get; } = Display.Table(operation);

    /// <summary><c>UPDATE</c> or <c>DELETE</c>.</summary>
    public string Verb { get; } = verb;

    /// <summary>Whether every row is changed.</summary>
    public bool IsWholeTable { get; } = isWholeTable;

    /// <summary>The lock against readers and writers of the same table that the transaction still holds; null when there is none.</summary>
    public TakenLock? Under { get; } = under;

    /// <summary>Such as <c> (about 4 minutes at 48000000 rows)</c>; empty when nobody said how large the table is.</summary>
    public string HowLong(RuleContext context) =>
        LockWords.HowLong(new Work { Kind = Verb == "DELETE" ? WorkKind.Delete : WorkKind.Update, Table = Table, Because = "" }, rows, context);
}

/// <summary>Finds the statements that change many rows.</summary>
internal static class RowChanges
{
    /// <summary>The statements, in order; none on SQLite, where one writer at a time is the rule, and none where the engine is not known.</summary>
    public static IEnumerable<RowChange> In(RuleContext context)
    {
        if (!context.Runs() || context.Engine is Engine.Unknown or Engine.Sqlite)
        {
            yield break;
        }

        KnownSizes? sizes = null;
        Transactions? transactions = null;
        foreach (var placed in context.Up)
        {
            if (placed.Operation is not TableOperation operation || Verb(context, placed) is not { } found || Hole.IsIn(operation.Table) || !context.IsInUse(placed, operation.Schema, operation.Table))
            {
                continue;
            }

            sizes ??= KnownSizes.For(context.Deployment, context.Step, context.Configuration.TableSizes);
            var rows = sizes.Rows(placed.Before, operation.Schema, operation.Table);
            if (rows <= TakenLock.MostOfSmall)
            {
                continue;
            }

            transactions ??= Transactions.Of(context);
            yield return new RowChange(placed, operation, found.Verb, found.Whole, rows, Held(context, transactions, placed, operation));
        }
    }

    private static (string Verb, bool Whole)? Verb(RuleContext context, PlacedOperation placed) => placed.Operation switch
    {
        AddColumn { ExistingRows: not null } or AlterColumn { ExistingRows: not null } => ("UPDATE", true),
        UpdateData { KeyValues.Count: 0 } update => update.Filter.Kind switch
        {
            RowFilterKind.All => ("UPDATE", true),
            RowFilterKind.OnlyNull => ("UPDATE", update.Filter.Columns.Count == 1 && !context.HasData(placed, update.Schema, update.Table, update.Filter.Columns[0])),
            RowFilterKind.Condition => ("UPDATE", false),
            _ => null,
        },
        DeleteData { KeyValues.Count: 0 } delete => delete.Filter.Kind switch
        {
            RowFilterKind.All => ("DELETE", true),
            RowFilterKind.OnlyNull or RowFilterKind.Condition => ("DELETE", false),
            _ => null,
        },
        _ => null,
    };

    private static TakenLock? Held(RuleContext context, Transactions transactions, PlacedOperation placed, TableOperation operation)
    {
        foreach (var taken in context.Locks)
        {
            // The values that FluentMigrator writes come after the column that they are written into.
            if (taken.At.Index > placed.Index)
            {
                return null;
            }

            if (taken.BlocksAll && taken.IsOn(operation.Schema, operation.Table) && transactions.Share(taken.At.Index, placed.Index))
            {
                return taken;
            }
        }

        return null;
    }
}
