using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What operations on whole tables leave behind.</summary>
internal static class TableReplay
{
    public static SchemaState Create(SchemaState state, CreateTable create, int position, bool sure)
    {
        var existing = state.FindTable(create.Schema, create.Table);
        if (existing is not null && (!sure || create.IfNotExists))
        {
            // A table that only may have been there surely is now.
            return sure && !existing.IsCertain ? state.WithTable(existing with { IsCertain = true }) : state;
        }

        var mayBeOlder = !sure || create.IfNotExists;
        int? created = mayBeOlder ? null : position;
        var supposed = create.IfNotExists ? null : SupposedCreation.Of(create, position, sure);
        state = state.WithNextIdentity(out var identity);
        var columns = NamedObjects<ColumnState>.None(state.Engine);
        foreach (var column in create.Columns)
        {
            columns = columns.Add(column.Name, new ColumnState(ColumnReplay.Normalize(column, create.PrimaryKey), created) { IsCertain = sure, Supposed = supposed });
        }

        var unique = NamedObjects<KeyDefinition>.None(state.Engine);
        foreach (var key in create.UniqueConstraints)
        {
            unique = unique.Set(ConstraintReplay.KeyOf(key.Name, key.Columns), key);
        }

        var checks = NamedObjects<CheckState>.None(state.Engine);
        foreach (var check in create.Checks)
        {
            checks = checks.Set(ConstraintReplay.KeyOf(check.Name, [check.Sql]), new CheckState(check, true, created));
        }

        var foreignKeys = NamedObjects<ForeignKeyState>.None(state.Engine);
        foreach (var foreignKey in create.ForeignKeys)
        {
            foreignKeys = foreignKeys.Set(ConstraintReplay.KeyOf(foreignKey), new ForeignKeyState(foreignKey, true, created));
        }

        var table = new TableState(state.Engine, identity)
        {
            Schema = create.Schema,
            Name = create.Table,
            CreatedAt = created,
            Supposed = supposed,
            IsCertain = sure,
            IsComplete = !mayBeOlder && create.CopiedFrom is null && !create.HasMoreColumns && !HasHole(create),
            ColumnMap = columns,
            UniqueMap = unique,
            CheckMap = checks,
            ForeignKeyMap = foreignKeys,
            PrimaryKey = create.PrimaryKey,
            Comment = create.Comment,
            Annotations = create.Annotations,
        };
        state = state.WithTable(table, isNew: true);

        // Where a table of that name may have been there already, perhaps nothing is copied.
        return create.CopiedFrom is { } source && sure
            ? DataReplay.RecordCopy(state, mayBeOlder ? source with { WholeTable = false } : source, identity, source.Columns, position)
            : state;
    }

    public static SchemaState Drop(SchemaState state, DropTable drop, bool sure)
    {
        if (state.FindTable(drop.Schema, drop.Table) is not { } table)
        {
            return state;
        }

        if (!sure)
        {
            return state.WithTable(table with { IsCertain = false });
        }

        state = state.WithoutTable(table);
        return drop.Cascade
            ? EditReferences(state, table.Schema, table.Name, _ => null)
            : state;
    }

    public static SchemaState Rename(SchemaState state, RenameTable rename, bool sure)
    {
        var name = rename.NewName ?? rename.Table;
        var schema = rename.NewSchema ?? rename.Schema;
        if (Hole.IsIn(name) || Hole.IsIn(schema))
        {
            state = state.WithOneNotUnderstood();
            return state.FindTable(rename.Schema, rename.Table) is { } lost ? state.WithoutTable(lost) : state;
        }

        state = FindOrAssume(state, rename.Schema, rename.Table, out var table);
        if (!sure)
        {
            // Either name may be the right one from here on.
            state = state.WithTable(table with { IsCertain = false });
            state = state.WithNextIdentity(out var identity);
            return state.FindTable(schema, name) is null
                ? state.WithTable(
                    new TableState(state.Engine, identity)
                    {
                        Schema = schema,
                        Name = name,
                        IsCertain = false,
                        ColumnMap = table.ColumnMap,
                        PrimaryKey = table.PrimaryKey,
                    },
                    isNew: true)
                : state;
        }

        state = state.WithoutTable(table).WithTable(table with { Schema = schema, Name = name }, isNew: true);
        return EditReferences(state, rename.Schema, rename.Table, reference => reference with { PrincipalSchema = schema, PrincipalTable = name });
    }

    public static SchemaState Alter(SchemaState state, AlterTable alter, int position, bool sure)
    {
        state = FindOrAssume(state, alter.Schema, alter.Table, out var table);
        return state.WithTable(sure ? table with { Comment = alter.Comment, Annotations = alter.Annotations } : table with { IsCertain = false });
    }

    /// <summary>The table, or a new entry for one that must exist because something is done to it, of which nothing else is known.</summary>
    public static SchemaState FindOrAssume(SchemaState state, string? schema, string name, out TableState table)
    {
        if (state.FindTable(schema, name) is { } found)
        {
            table = found;
            return state;
        }

        state = state.WithNextIdentity(out var identity);
        table = new TableState(state.Engine, identity) { Schema = schema, Name = name };
        return state.WithTable(table, isNew: true);
    }

    /// <summary>Changes or removes (null) every foreign key that references a table.</summary>
    public static SchemaState EditReferences(SchemaState state, string? schema, string name, Func<ForeignKeyDefinition, ForeignKeyDefinition?> edit)
    {
        List<TableState>? changed = null;
        foreach (var table in state.TableMap.Unordered)
        {
            var foreignKeys = table.ForeignKeyMap;
            if (foreignKeys.Count == 0)
            {
                continue;
            }

            foreach (var reference in foreignKeys.Unordered)
            {
                if (reference.ForeignKey.PrincipalTable is { } principal && SchemaNames.SameTable(reference.ForeignKey.PrincipalSchema, principal, schema, name, state.Engine))
                {
                    var key = ConstraintReplay.KeyOf(reference.ForeignKey);
                    foreignKeys = edit(reference.ForeignKey) is { } edited
                        ? foreignKeys.Rename(key, ConstraintReplay.KeyOf(edited), reference with { ForeignKey = edited })
                        : foreignKeys.Remove(key);
                }
            }

            if (!ReferenceEquals(foreignKeys, table.ForeignKeyMap))
            {
                (changed ??= []).Add(table with { ForeignKeyMap = foreignKeys });
            }
        }

        foreach (var table in changed ?? [])
        {
            state = state.WithTable(table);
        }

        return state;
    }

    private static bool HasHole(CreateTable create)
    {
        foreach (var column in create.Columns)
        {
            if (Hole.IsIn(column.Name))
            {
                return true;
            }
        }

        return false;
    }
}
