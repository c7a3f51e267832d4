using MigrationGuard.Model;
using MigrationGuard.Schema;
using MigrationGuard.SqlReading;

namespace MigrationGuard.Rules;

/// <summary>Whether something in Down undoes one effect of Up's SQL.</summary>
internal static class SqlCounterparts
{
    // What an object of these kinds stands on is a table; it goes with it.
    private static readonly HashSet<string> OfTables = new(StringComparer.Ordinal) { "trigger", "constraint trigger", "rule", "policy", "statistics", "fulltext index", "constraint" };

    /// <summary>What Down lacks, as advice; null when the effect is undone, or when another rule speaks about it.</summary>
    public static string? Missing(RuleContext context, PlacedOperation effect)
    {
        switch (effect.Operation)
        {
            // Rows that were overwritten or deleted, a position and derived data are other rules' matter, or nobody's.
            case Unknown or UpdateData or DeleteData or TruncateTable or EnsureSchema or ValidateConstraint or RestartSequence or AlterDatabase or ChangeObject { Change: ObjectChange.Refresh }:
                return null;
            case InsertData insert:
                return context.HasData(effect, insert.Schema, insert.Table) ? MissingDelete(context, insert) : null;
            case ChangeObject change:
                return MissingObject(context, change);
            case CreateIndex index:
                return Any(context, down => Undoes(context, index, down)) ? null : "Add 'DROP INDEX' to Down.";
            case DropIndex index:
                return Any(context, down => Undoes(index, down)) ? null : "Create the index again in Down.";
        }

        var name = NameOf(effect.Operation);
        return name is null || Any(context, down => IsAbout(context, effect.Operation, name, down)) ? null : "Add the statement that undoes it to Down.";
    }

    /// <summary>Whether a statement that gives or takes permissions has its opposite in Down, or what it is about goes in Down.</summary>
    /// <param name="context">The migration.</param>
    /// <param name="verb">The verb of Up's statement: <c>GRANT</c>, <c>REVOKE</c> or <c>DENY</c>.</param>
    /// <param name="text">The statement as written.</param>
    public static bool HasOppositePermission(RuleContext context, string verb, string text)
    {
        foreach (var placed in context.Down)
        {
            if (IsOpaque(placed.Operation))
            {
                return true;
            }

            if (placed.Operation is Sql sql)
            {
                foreach (var statement in sql.Statements)
                {
                    if (statement.Verb == (verb == "GRANT" ? "REVOKE" : "GRANT") || (statement.Verb == "REVOKE" && verb == "DENY") || (statement.Verb == "DENY" && verb == "GRANT"))
                    {
                        return true;
                    }
                }
            }

            var gone = placed.Operation switch
            {
                DropTable table => table.Table,
                DropSchema schema => schema.Name,
                DropSequence sequence => sequence.Name,
                ChangeObject { Change: ObjectChange.Drop } dropped => dropped.Name,
                _ => null,
            };
            if (gone is { Length: > 0 } && text.IndexOf(gone, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string? MissingObject(RuleContext context, ChangeObject change)
    {
        // What was there before, or was only changed, is not restored by dropping it.
        var replaces = change.Change == ObjectChange.Alter || (change.Change == ObjectChange.CreateOrReplace && ExistedBefore(context, change));
        var dropsOnly = false;
        foreach (var placed in context.Down)
        {
            if (IsOpaque(placed.Operation))
            {
                return null;
            }

            switch (placed.Operation)
            {
                case ChangeObject back when SchemaNames.Same(back.Name, change.Name):
                    var isDrop = back.Change == ObjectChange.Drop;
                    if (change.Change == ObjectChange.Drop ? !isDrop : !(isDrop && replaces))
                    {
                        return null;
                    }

                    dropsOnly |= isDrop && replaces;
                    break;
                case ChangeObject { Change: ObjectChange.Rename } back when change.Change == ObjectChange.Rename && back.ObjectType == change.ObjectType:
                case DropTable or RenameTable when OfTables.Contains(change.ObjectType):
                    return null;
                case TableOperation table when change.ObjectType == "index" && table is CreateIndex or DropTable:
                    return null;
                case DropSchema dropped when change.Change != ObjectChange.Drop && (change.Schema is null || SchemaNames.Same(dropped.Name, change.Schema)):
                    return null;
            }
        }

        return dropsOnly ? "Down drops it, and the version before is gone: put that version's text into Down."
            : change.Change == ObjectChange.Drop ? "Create it again in Down, with the text it had."
            : replaces ? "Put the version before into Down."
            : "Add 'DROP " + change.ObjectType.ToUpperInvariant() + "' to Down.";
    }

    private static bool ExistedBefore(RuleContext context, ChangeObject change)
    {
        var exists = false;
        foreach (var step in context.Deployment.Steps)
        {
            if (step.Index >= context.Step.Index)
            {
                break;
            }

            foreach (var operation in step.Migration.Up.Operations)
            {
                if (operation is not Sql sql)
                {
                    continue;
                }

                foreach (var statement in sql.Statements)
                {
                    foreach (var effect in statement.Effects)
                    {
                        if (effect is ChangeObject other && other.ObjectType == change.ObjectType && SchemaNames.Same(other.Name, change.Name))
                        {
                            exists = other.Change != ObjectChange.Drop;
                        }
                    }
                }
            }
        }

        return exists;
    }

    private static string? MissingDelete(RuleContext context, InsertData insert)
    {
        var deletes = new List<DeleteData>();
        foreach (var placed in context.Down)
        {
            switch (placed.Operation)
            {
                case var opaque when IsOpaque(opaque):
                case DropSchema:
                case DropTable or TruncateTable when context.IsSameTable((TableOperation)placed.Operation, insert):
                    return null;
                case DeleteData delete when context.IsSameTable(delete, insert):
                    deletes.Add(delete);
                    break;
            }
        }

        if (deletes.Count == 0)
        {
            return "Delete the same rows in Down.";
        }

        foreach (var row in insert.Rows)
        {
            if (!deletes.Exists(delete => MayDelete(delete, insert.Columns, row)))
            {
                return "Down deletes other rows of the table than those: name the same keys.";
            }
        }

        return null;
    }

    // Only a condition on one column that the row gives a plain value can be told to miss the row.
    private static bool MayDelete(DeleteData delete, IReadOnlyList<string> columns, IReadOnlyList<Literal> row)
    {
        var keys = delete.KeyColumns.Count > 0 ? delete.KeyColumns : delete.Filter.Kind == RowFilterKind.Key ? delete.Filter.Columns : [];
        if (keys.Count != 1)
        {
            return delete.Filter.Kind != RowFilterKind.Nothing;
        }

        var at = -1;
        for (var k = 0; k < columns.Count && k < row.Count; k++)
        {
            at = SqlIdentifier.Same(columns[k], keys[0]) ? k : at;
        }

        if (at < 0 || row[at].Kind is not (LiteralKind.Number or LiteralKind.String) || row[at].Text.Length == 0)
        {
            return true;
        }

        if (delete.KeyValues.Count > 0)
        {
            foreach (var values in delete.KeyValues)
            {
                if (values.Count != 1 || values[0].Kind is not (LiteralKind.Number or LiteralKind.String) || values[0].Text == row[at].Text)
                {
                    return true;
                }
            }

            return false;
        }

        return delete.Filter.Text is not { } text || Hole.IsIn(text) || text.IndexOf('@') >= 0 || HasValue(text, row[at].Text);
    }

    private static bool HasValue(string text, string value)
    {
        for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + value.Length == text.Length || !char.IsLetterOrDigit(text[at + value.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Undoes(RuleContext context, CreateIndex index, Operation down) => down switch
    {
        DropIndex drop => index.Name is null ? drop.Table is null || SchemaNames.Same(drop.Table, index.Table) : SchemaNames.Same(drop.Name, index.Name),
        RenameIndex rename => SchemaNames.Same(rename.NewName, index.Name) || SchemaNames.Same(rename.Name, index.Name),
        DropColumn drop => context.IsSameTable(drop, index) && Contains(index.Columns, drop.Name),
        DropTable or RenameTable => context.IsSameTable((TableOperation)down, index) || (down is RenameTable { NewName: { } name } && SchemaNames.Same(name, index.Table)),
        DropConstraint drop => SchemaNames.Same(drop.Name, index.Name),
        DropUniqueConstraint drop => SchemaNames.Same(drop.Name, index.Name),
        DropSchema => true,
        _ => false,
    };

    private static bool Undoes(DropIndex index, Operation down) => down switch
    {
        CreateIndex create => create.Name is null || SchemaNames.Same(create.Name, index.Name) || SchemaNames.Same(create.Table, index.Table),
        AddUniqueConstraint add => SchemaNames.Same(add.Key.Name, index.Name) || SchemaNames.Same(add.Table, index.Table),
        AddPrimaryKey add => SchemaNames.Same(add.Key.Name, index.Name) || SchemaNames.Same(add.Table, index.Table),
        DropTable or RenameTable => index.Table is null || SchemaNames.Same(((TableOperation)down).Table, index.Table),
        RenameIndex rename => SchemaNames.Same(rename.NewName, index.Name),
        _ => false,
    };

    private static bool Contains(IReadOnlyList<string> columns, string name)
    {
        foreach (var column in columns)
        {
            if (SqlIdentifier.Same(column, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAbout(RuleContext context, Operation up, string name, Operation down) =>
        SchemaNames.Same(NameOf(down), name)
        || (down is DropTable dropped && up is TableOperation inside && context.IsSameTable(dropped, inside))
        || (down is RenameTable { NewName: { } newName } && SchemaNames.Same(newName, name));

    // Constraints belong to their table: whatever Down does there counts, so that a different way to undo is not reported.
    private static string? NameOf(Operation operation) => operation switch
    {
        TableOperation table => table.Table,
        DropIndex index => index.Table ?? index.Name,
        RenameIndex index => index.Table ?? index.Name,
        SequenceOperation sequence => sequence.Name,
        ChangeObject change => change.Name,
        DropSchema schema => schema.Name,
        _ => null,
    };

    private static bool Any(RuleContext context, Func<Operation, bool> undoes)
    {
        foreach (var placed in context.Down)
        {
            if (IsOpaque(placed.Operation) || undoes(placed.Operation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOpaque(Operation operation) => operation is Unknown || (operation is Sql sql && !SqlKnowledge.IsUnderstood(sql));
}
