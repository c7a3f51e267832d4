using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>Whether an operation of Down can run at all where it stands: what it names must be there, and nothing may depend on what it drops.</summary>
internal static class DownTargets
{
    /// <summary>Why the operation fails whatever the rows are, as a clause that begins with <c>Down</c>; null when nothing is known against it.</summary>
    /// <param name="up">Up, each operation with the schema it meets.</param>
    /// <param name="before">The schema before Up.</param>
    /// <param name="down">Down, each operation with the schema it meets.</param>
    /// <param name="placed">The operation of Down.</param>
    public static string? WhyItFails(IReadOnlyList<PlacedOperation> up, SchemaState before, IReadOnlyList<PlacedOperation> down, PlacedOperation placed) => placed.Operation switch
    {
        DropTable { IfExists: false } drop when IsGone(before, placed.Before, drop) => "Down fails: it drops table " + Name(drop) + ", which is not there by then",
        DropTable { Cascade: false } drop => Dependent(up, placed, [drop.Table]),
        RenameTable rename when IsGone(before, placed.Before, rename) => "Down fails: it renames table " + Name(rename) + ", which is not there by then",
        DropColumn drop => Dependent(up, placed, [drop.Table, drop.Name]),
        DropIndex { IfExists: false, Name: { } name, Table: { } table } drop when LacksIndex(placed.Before.FindTable(drop.Schema, table), name) =>
            "Down fails: it drops index " + Hole.Show(name) + ", which is not there by then",
        RenameIndex { Table: { } table } rename when LacksIndex(placed.Before.FindTable(rename.Schema, table), rename.Name) =>
            "Down fails: it renames index " + Hole.Show(rename.Name) + ", which is not there by then",
        AddColumn add when IsThereOnSqlite(down, placed, add) => "Down fails: it adds column " + Name(add) + "." + Hole.Show(add.Column.Name) + ", which is there already",
        ChangeObject { Change: ObjectChange.Drop, Cascade: false, ObjectType: "function" } drop => Dependent(up, placed, [drop.Name]),
        _ => null,
    };

    // A table that nobody ever saw may have been there all along, unless everything that happened is known.
    public static bool IsGone(SchemaState before, SchemaState now, TableOperation operation) =>
        now.FindTable(operation.Schema, operation.Table) is null
        && (before.FindTable(operation.Schema, operation.Table) is { IsCertain: true }
            || (now is { NotUnderstood: 0, Undecided: 0 } && now.Tables.Count > 0 && now.Tables.All(table => table.IsComplete)));

    private static bool LacksIndex(TableState? table, string name) =>
        table is { IsCertain: true, IsComplete: true }
        && table.FindIndex(name) is null
        && !SchemaNames.Same(table.PrimaryKey?.Name, name)
        && !table.UniqueConstraints.Any(unique => SchemaNames.Same(unique.Name, name));

    // SQLite adds a column at once, unless it builds the table anew anyway.
    private static bool IsThereOnSqlite(IReadOnlyList<PlacedOperation> down, PlacedOperation placed, AddColumn add) =>
        placed.Before.Engine == Engine.Sqlite
        && placed.Before.FindTable(add.Schema, add.Table) is { IsComplete: true } table
        && table.FindColumn(add.Column.Name) is { IsCertain: true }
        && !down.Any(other => other.EffectOf is null
            && other.Operation is TableOperation and not (AddColumn or RenameColumn or CreateIndex or InsertData or UpdateData or DeleteData)
            && other.Operation is TableOperation { Schema: var schema, Table: var name }
            && SchemaNames.SameTable(schema, name, add.Schema, add.Table, Engine.Sqlite));

    // PostgreSQL refuses to drop what a view or trigger needs. Only what Up itself created can need what Up brought.
    private static string? Dependent(IReadOnlyList<PlacedOperation> up, PlacedOperation placed, IReadOnlyList<string> names)
    {
        if (placed.Before.Engine != Engine.PostgreSql || placed.Before.ObjectMap.Count == 0)
        {
            return null;
        }

        foreach (var earlier in up)
        {
            if (earlier is { Operation: ChangeObject { Change: ObjectChange.Create or ObjectChange.CreateOrReplace } made, EffectOf.Text: { } text }
                && made.ObjectType is "view" or "materialized view" or "trigger"
                && placed.Before.FindObject(made.ObjectType, made.Schema, made.Name) is not null
                && names.All(name => Mentions(text, name))
                && (made.ObjectType != "trigger" || placed.Operation is ChangeObject))
            {
                return "Down fails: it drops " + string.Join(".", names.Select(Hole.Show)) + " while " + made.ObjectType + " " + Hole.Show(made.Name) + " needs it";
            }
        }

        return null;
    }

    private static bool Mentions(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !IsWord(text[at - 1])) && (at + name.Length >= text.Length || !IsWord(text[at + name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static string Name(TableOperation operation) => Hole.Show(operation.FullTable);
}
