using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Operations in words, for messages.</summary>
internal static class OperationNames
{
    /// <summary>What the operation does, such as <c>adds column 'Email' to table 'Customers'</c>.</summary>
    public static string Phrase(Operation operation) => operation switch
    {
        CreateTable create => "creates table '" + Display.Table(create) + "'",
        DropTable drop => "drops table '" + Display.Table(drop) + "'",
        RenameTable rename => "renames table '" + Display.Table(rename) + "'",
        AddColumn add => "adds column '" + Display.Name(add.Column.Name) + "' to table '" + Display.Table(add) + "'",
        DropColumn drop => "drops column '" + Display.Name(drop.Name) + "' of table '" + Display.Table(drop) + "'",
        AlterColumn alter => "changes column '" + Display.Name(alter.Column.Name) + "' of table '" + Display.Table(alter) + "'",
        RenameColumn rename => "renames column '" + Display.Name(rename.Name) + "' of table '" + Display.Table(rename) + "'",
        CreateIndex create => "creates an index on table '" + Display.Table(create) + "'",
        DropIndex { Name: { } name } => "drops index '" + Display.Name(name) + "'",
        InsertData insert => "inserts rows into table '" + Display.Table(insert) + "'",
        UpdateData update => "updates rows of table '" + Display.Table(update) + "'",
        DeleteData delete => "deletes rows of table '" + Display.Table(delete) + "'",
        TruncateTable truncate => "empties table '" + Display.Table(truncate) + "'",
        DropSchema drop => "drops schema '" + Display.Name(drop.Name) + "'",
        SequenceOperation sequence => "changes sequence '" + Display.Table(sequence.Schema, sequence.Name) + "'",
        ChangeObject change => Verb(change.Change) + " " + Display.Name(change.ObjectType) + " '" + Display.Table(change.Schema, change.Name) + "'",
        Sql => "runs SQL",
        Unknown unknown => unknown.Name is { } name ? "calls '" + Display.Name(name) + "', which could not be read" : "does something that could not be read",
        AlterDatabase => "changes the database",
        TableOperation table => "changes table '" + Display.Table(table) + "'",
        _ => "changes the schema",
    };

    /// <summary>The database object the operation is about, such as <c>Customers.Email</c>; empty when there is none.</summary>
    public static string Subject(Operation operation) => operation switch
    {
        AddColumn add => Display.Column(add, add.Column.Name),
        DropColumn drop => Display.Column(drop, drop.Name),
        AlterColumn alter => Display.Column(alter, alter.Column.Name),
        RenameColumn rename => Display.Column(rename, rename.Name),
        TableOperation table => Display.Table(table),
        DropIndex { Table: { } table } drop => Display.Table(drop.Schema, table),
        RenameIndex { Table: { } table } rename => Display.Table(rename.Schema, table),
        SequenceOperation sequence => Display.Table(sequence.Schema, sequence.Name),
        DropSchema drop => Display.Name(drop.Name),
        ChangeObject change => Display.Table(change.Schema, change.Name),
        _ => "",
    };

    private static string Verb(ObjectChange change) => change switch
    {
        ObjectChange.Create or ObjectChange.CreateOrReplace => "creates",
        ObjectChange.Drop => "drops",
        ObjectChange.Rename => "renames",
        _ => "changes",
    };
}
