using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What operations on columns leave behind.</summary>
internal static class ColumnReplay
{
    /// <summary>The definition with what a new column gets where the source is silent: FluentMigrator writes NOT NULL on every engine.</summary>
    public static Column Normalize(Column column, KeyDefinition? primaryKey = null)
    {
        if (column.Nullable is not null && primaryKey is null)
        {
            return column;
        }

        var isKey = primaryKey is not null && Contains(primaryKey.Columns, column.Name);
        var nullable = !isKey && column.Nullable == true;
        return column.Nullable == nullable ? column : column with { Nullable = nullable };
    }

    public static SchemaState Add(SchemaState state, AddColumn add, int position, bool sure)
    {
        state = TableReplay.FindOrAssume(state, add.Schema, add.Table, out var table);
        if (Hole.IsIn(add.Column.Name))
        {
            return state.WithOneNotUnderstood().WithTable(table with { IsComplete = false });
        }

        var existing = table.ColumnMap.Find(add.Column.Name);
        if (existing is not null && !sure)
        {
            return state;
        }

        var column = Normalize(add.Column);
        if (add.ExistingRows is not null && column.Nullable == true && add.Column.Nullable is null)
        {
            column = column with { Nullable = false };
        }

        var added = new ColumnState(column, sure ? position : null) { IsCertain = sure, Supposed = SupposedCreation.Of(add, position, sure) };
        return state.WithTable(table with { ColumnMap = table.ColumnMap.Add(add.Column.Name, added), IsComplete = table.IsComplete && sure });
    }

    public static SchemaState Drop(SchemaState state, DropColumn drop, int position, bool sure)
    {
        state = TableReplay.FindOrAssume(state, drop.Schema, drop.Table, out var table);
        if (Hole.IsIn(drop.Name))
        {
            return state.WithOneNotUnderstood().WithTable(table with { IsComplete = false });
        }

        state = DataReplay.WithoutCopiesIn(state, table);
        if (!sure)
        {
            return table.ColumnMap.Find(drop.Name) is { } kept
                ? state.WithTable(table with { ColumnMap = table.ColumnMap.Set(drop.Name, kept with { IsCertain = false }) })
                : state;
        }

        table = WithoutDependents(table with { ColumnMap = table.ColumnMap.Remove(drop.Name) }, drop.Name, state.Engine);
        return state.WithTable(table);
    }

    public static SchemaState Alter(SchemaState state, AlterColumn alter, int position, bool sure)
    {
        state = TableReplay.FindOrAssume(state, alter.Schema, alter.Table, out var table);
        if (Hole.IsIn(alter.Column.Name))
        {
            return state.WithOneNotUnderstood().WithTable(table with { IsComplete = false });
        }

        var existing = table.ColumnMap.Find(alter.Column.Name);
        if (ChangesValues(alter, existing?.Column, state.Engine))
        {
            state = DataReplay.WithoutCopiesIn(state, table);
            table = table with { ColumnMap = DataReplay.WithoutCopyIn(table.ColumnMap, alter.Column.Name) };
        }

        if (!sure)
        {
            return existing is null
                ? state
                : state.WithTable(table with { ColumnMap = table.ColumnMap.Set(alter.Column.Name, AfterSupposed(alter, existing, state.Engine)) });
        }

        var column = After(alter, existing?.Column, state.Engine);
        var known = alter.IsComplete || existing is { IsCertain: true };
        var changed = existing is null
            ? new ColumnState(column, null) { IsCertain = known }
            : existing with { Column = column, IsCertain = known };
        return state.WithTable(table with { ColumnMap = table.ColumnMap.Set(alter.Column.Name, changed) });
    }

    // Changed wherever it was added: then there is only one definition that it can have.
    private static ColumnState AfterSupposed(AlterColumn alter, ColumnState existing, Engine engine) =>
        existing.Supposed is { } supposed && supposed.Under == Supposition.Of(alter)
            ? existing with { Column = After(alter, existing.Column, engine) }
            : existing with { IsCertain = false, Supposed = null };

    private static bool ChangesValues(AlterColumn alter, Column? old, Engine engine)
    {
        if (alter.Using is not null)
        {
            return true;
        }

        return (alter.Column.StoreType is not null || alter.Column.ClrType is not null)
            && (old is null || TypeChange.Judge(old, After(alter, old, engine), engine).Fate is not (ValueFate.Kept or ValueFate.Refused));
    }

    /// <summary>The definition a column has after <paramref name="alter"/>.</summary>
    /// <param name="alter">The change.</param>
    /// <param name="old">The definition before; null when nobody knows.</param>
    /// <param name="engine">The engine that carries it out.</param>
    public static Column After(AlterColumn alter, Column? old, Engine engine)
    {
        var said = alter.Column;
        if (!alter.IsComplete)
        {
            return Merge(said, old, alter.DropsDefault);
        }

        // FluentMigrator: PostgreSQL leaves nullability alone when nothing is said, the others write NOT NULL.
        var nullable = said.Nullable ?? (engine == Engine.PostgreSql ? old?.Nullable : false);
        var result = said with { Nullable = nullable, Name = old?.Name ?? said.Name };
        return KeepsDefault(alter, old, engine) ? result with { Default = old!.Default, DefaultSql = old.DefaultSql } : result;
    }

    public static SchemaState Rename(SchemaState state, RenameColumn rename, int position, bool sure)
    {
        state = TableReplay.FindOrAssume(state, rename.Schema, rename.Table, out var table);
        if (Hole.IsIn(rename.Name) || Hole.IsIn(rename.NewName))
        {
            return state.WithOneNotUnderstood().WithTable(table with { IsComplete = false });
        }

        var existing = table.ColumnMap.Find(rename.Name);
        if (existing is null)
        {
            // Something is known of the column all the same: that it is older than this operation.
            existing = new ColumnState(new Column { Name = rename.Name }, null) { IsCertain = false };
        }

        var renamed = existing with { Column = existing.Column with { Name = rename.NewName } };
        if (!sure)
        {
            return state.WithTable(table with
            {
                ColumnMap = table.ColumnMap.Set(rename.Name, existing with { IsCertain = false }).Set(rename.NewName, renamed with { IsCertain = false, CreatedAt = null }),
            });
        }

        var key = table.PrimaryKey is { } primary ? primary with { Columns = Replace(primary.Columns, rename.Name, rename.NewName) } : null;
        table = table with { ColumnMap = table.ColumnMap.Rename(rename.Name, rename.NewName, renamed), PrimaryKey = key };
        state = state.WithTable(RenameInDependents(table, rename.Name, rename.NewName));
        return TableReplay.EditReferences(
            state,
            table.Schema,
            table.Name,
            reference => reference with { PrincipalColumns = Replace(reference.PrincipalColumns, rename.Name, rename.NewName) });
    }

    public static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (var candidate in names)
        {
            if (SchemaNames.Same(candidate, name))
            {
                return true;
            }
        }

        return false;
    }

    private static Column Merge(Column said, Column? old, bool dropsDefault)
    {
        if (old is null)
        {
            return said;
        }

        var hasNewDefault = said.Default is not null || said.DefaultSql is not null;
        var hasNewType = said.StoreType is not null || said.ClrType is not null;
        return old with
        {
            ClrType = hasNewType ? said.ClrType : old.ClrType,
            StoreType = hasNewType ? said.StoreType : old.StoreType,
            MaxLength = hasNewType ? said.MaxLength : said.MaxLength ?? old.MaxLength,
            Precision = hasNewType ? said.Precision : said.Precision ?? old.Precision,
            Scale = hasNewType ? said.Scale : said.Scale ?? old.Scale,
            Unicode = hasNewType ? said.Unicode : said.Unicode ?? old.Unicode,
            Nullable = said.Nullable ?? old.Nullable,
            Default = hasNewDefault ? said.Default : dropsDefault ? null : old.Default,
            DefaultSql = hasNewDefault ? said.DefaultSql : dropsDefault ? null : old.DefaultSql,
            ComputedSql = said.ComputedSql ?? old.ComputedSql,
            Collation = said.Collation ?? old.Collation,
            Comment = said.Comment ?? old.Comment,
            Identity = said.Identity || old.Identity,
        };
    }

    // Npgsql compares the new default with the old one that the call names, not with the database's; FluentMigrator changes a default by an
    // expression of its own. SQL Server drops the default with every change of EF Core, MySQL rewrites the whole definition, SQLite the whole table.
    private static bool KeepsDefault(AlterColumn alter, Column? old, Engine engine)
    {
        if (old is null || !old.HasDefault || alter.Column.HasDefault || alter.DropsDefault)
        {
            return false;
        }

        return alter.Old is { } named
            ? engine == Engine.PostgreSql && !named.HasDefault
            : engine is not (Engine.MySql or Engine.Sqlite);
    }

    private static TableState WithoutDependents(TableState table, string column, Engine engine)
    {
        var indexes = table.IndexMap;
        foreach (var index in indexes.Unordered)
        {
            if (!Contains(index.Definition.Columns, column))
            {
                continue;
            }

            var key = IndexReplay.KeyOf(index.Definition);
            var rest = index.Definition.Columns.Where(name => !SchemaNames.Same(name, column)).ToList();
            indexes = engine == Engine.MySql && rest.Count > 0
                ? indexes.Set(key, index with { Definition = index.Definition with { Columns = rest } })
                : indexes.Remove(key);
        }

        var unique = table.UniqueMap;
        foreach (var constraint in unique.Unordered)
        {
            if (Contains(constraint.Columns, column))
            {
                unique = unique.Remove(ConstraintReplay.KeyOf(constraint.Name, constraint.Columns));
            }
        }

        var foreignKeys = table.ForeignKeyMap;
        foreach (var reference in foreignKeys.Unordered)
        {
            if (Contains(reference.ForeignKey.Columns, column))
            {
                foreignKeys = foreignKeys.Remove(ConstraintReplay.KeyOf(reference.ForeignKey));
            }
        }

        var primary = table.PrimaryKey is { } key2 && Contains(key2.Columns, column) ? null : table.PrimaryKey;
        return table with { IndexMap = indexes, UniqueMap = unique, ForeignKeyMap = foreignKeys, PrimaryKey = primary };
    }

    private static TableState RenameInDependents(TableState table, string name, string newName)
    {
        var indexes = table.IndexMap;
        foreach (var index in indexes.Unordered)
        {
            if (Contains(index.Definition.Columns, name) || Contains(index.Definition.Include, name))
            {
                var renamed = index.Definition with
                {
                    Columns = Replace(index.Definition.Columns, name, newName),
                    Include = Replace(index.Definition.Include, name, newName),
                };
                indexes = indexes.Rename(IndexReplay.KeyOf(index.Definition), IndexReplay.KeyOf(renamed), index with { Definition = renamed });
            }
        }

        var unique = table.UniqueMap;
        foreach (var constraint in unique.Unordered)
        {
            if (Contains(constraint.Columns, name))
            {
                var renamed = constraint with { Columns = Replace(constraint.Columns, name, newName) };
                unique = unique.Rename(
                    ConstraintReplay.KeyOf(constraint.Name, constraint.Columns),
                    ConstraintReplay.KeyOf(renamed.Name, renamed.Columns),
                    renamed);
            }
        }

        var foreignKeys = table.ForeignKeyMap;
        foreach (var reference in foreignKeys.Unordered)
        {
            if (Contains(reference.ForeignKey.Columns, name))
            {
                var renamed = reference.ForeignKey with { Columns = Replace(reference.ForeignKey.Columns, name, newName) };
                foreignKeys = foreignKeys.Rename(
                    ConstraintReplay.KeyOf(reference.ForeignKey),
                    ConstraintReplay.KeyOf(renamed),
                    reference with { ForeignKey = renamed });
            }
        }

        return table with { IndexMap = indexes, UniqueMap = unique, ForeignKeyMap = foreignKeys };
    }

    private static IReadOnlyList<string> Replace(IReadOnlyList<string> names, string name, string newName) =>
        Contains(names, name) ? names.Select(candidate => SchemaNames.Same(candidate, name) ? newName : candidate).ToList() : names;
}
