using MigrationGuard.Model;

namespace MigrationGuard.Rollback;

/// <summary>The reverse of one operation, as the library's expressions define it.</summary>
internal static class OperationReverser
{
    /// <summary>Since this version an altered table reverses into itself; before, it throws.</summary>
    private const int AlterTableReverses = 8;

    /// <summary>Since this version several inserted rows are deleted last one first.</summary>
    private const int RowsGoBackwards = 7;

    public static OperationReversal Reverse(Operation operation, int major) => operation switch
    {
        CreateTable o => To(o, new DropTable { Schema = o.Schema, Table = o.Table }),
        AddColumn o => To(o, new DropColumn { Schema = o.Schema, Table = o.Table, Name = o.Column.Name }),
        EnsureSchema o => To(o, new DropSchema { Name = o.Name }),
        CreateIndex o => To(o, new DropIndex { Schema = o.Schema, Table = o.Table, Name = o.Name, Columns = o.Columns }),
        AddPrimaryKey o => To(o, new DropPrimaryKey { Schema = o.Schema, Table = o.Table, Name = o.Key.Name }),
        AddUniqueConstraint o => To(o, new DropUniqueConstraint { Schema = o.Schema, Table = o.Table, Name = o.Key.Name, Columns = o.Key.Columns }),
        AddForeignKey o => To(o, new DropForeignKey { Schema = o.Schema, Table = o.Table, Name = o.ForeignKey.Name, ForeignKey = o.ForeignKey }),
        RenameTable { NewSchema: null, NewName: { } name } o => To(o, new RenameTable { Schema = o.Schema, Table = name, NewName = o.Table }),
        RenameColumn o => To(o, new RenameColumn { Schema = o.Schema, Table = o.Table, Name = o.NewName, NewName = o.Name }),
        InsertData o => Deletion(o, major),
        DeleteData o => Insertion(o),
        DropForeignKey { ForeignKey: { Columns.Count: > 0, PrincipalColumns.Count: > 0 } key } o => Swapped(o, key),
        AlterTable when major >= AlterTableReverses => To(operation, operation) with { Doubt = ReversalDoubt.AppliedAgain },
        Unknown { Touches: not "connection" } o => new() { Operation = o, Throws = "It is not known whether this can be reversed" },
        _ => new() { Operation = operation, Throws = "FluentMigrator cannot reverse " + operation.Kind },
    };

    private static OperationReversal To(Operation operation, Operation reverse) => new() { Operation = operation, Reverse = [Placed(reverse, operation)] };

    private static Operation Placed(Operation reverse, Operation operation) =>
        reverse with { Span = operation.Span, Providers = operation.Providers, Certainty = operation.Certainty, Condition = operation.Condition };

    private static OperationReversal Deletion(InsertData insert, int major) => To(insert, new DeleteData
    {
        Schema = insert.Schema,
        Table = insert.Table,
        KeyColumns = insert.Columns,
        KeyValues = major >= RowsGoBackwards ? [.. insert.Rows.Reverse()] : insert.Rows,
        Filter = new(insert.Rows.Count > 0 ? RowFilterKind.Key : RowFilterKind.Condition, insert.Columns),
    }) with
    {
        Doubt = ReversalDoubt.MatchesRowsByValue,
    };

    private static OperationReversal Insertion(DeleteData delete) => To(delete, new InsertData
    {
        Schema = delete.Schema,
        Table = delete.Table,
        Columns = delete.KeyColumns,
        Rows = delete.KeyValues,
    }) with
    {
        // Only the values that the deletion named come back, whatever else the rows held.
        Doubt = delete.KeyValues.Count == 0 ? ReversalDoubt.RestoresNoRows : ReversalDoubt.MatchesRowsByValue,
    };

    private static OperationReversal Swapped(DropForeignKey drop, ForeignKeyDefinition key) => To(drop, new AddForeignKey
    {
        Schema = key.PrincipalSchema,
        Table = key.PrincipalTable ?? Hole.Text,
        ForeignKey = key with
        {
            Columns = key.PrincipalColumns,
            PrincipalSchema = drop.Schema,
            PrincipalTable = drop.Table,
            PrincipalColumns = key.Columns,
        },
    }) with
    {
        Doubt = ReversalDoubt.SwapsForeignKey,
    };
}
