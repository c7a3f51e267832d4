using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>Names the differences between the schema before a migration and after its Down. Order of columns and names of unnamed constraints do not count.</summary>
internal sealed class SchemaComparison
{
    private readonly Engine _engine;
    private readonly HashSet<string> _unseen;
    private readonly List<string> _differences = [];
    private readonly List<string> _unknown = [];

    private SchemaComparison(Engine engine, HashSet<string> unseen)
    {
        _engine = engine;
        _unseen = unseen;
    }

    /// <summary>The differences, one sentence each, ordinal order.</summary>
    public IReadOnlyList<string> Differences { get; private set; } = [];

    /// <summary>What cannot be compared, one sentence each, ordinal order.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>Whether there are differences and every one is a default.</summary>
    public bool OnlyDefaults { get; private set; } = true;

    /// <summary>Whether there are differences and every one is a default, or of a kind that no ordinary code notices.</summary>
    public bool OnlyMinor { get; private set; } = true;

    /// <summary>Compares two schemas.</summary>
    /// <param name="before">The schema before the migration.</param>
    /// <param name="after">The schema after Up and Down.</param>
    /// <param name="unseen">Keys (see <see cref="UnseenKey"/>) of what Up removed without anybody knowing what it was.</param>
    public static SchemaComparison Of(SchemaState before, SchemaState after, HashSet<string> unseen)
    {
        var comparison = new SchemaComparison(before.Engine, unseen);
        comparison.Tables(before, after);
        comparison.Sequences(before, after);
        comparison.Objects(before, after);
        comparison.Schemas(before, after);
        comparison.Database(before, after);
        comparison._differences.Sort(StringComparer.Ordinal);
        comparison._unknown.Sort(StringComparer.Ordinal);
        comparison.Differences = comparison._differences;
        comparison.Unknown = comparison._unknown;
        comparison.OnlyDefaults &= comparison._differences.Count > 0;
        comparison.OnlyMinor &= comparison._differences.Count > 0;
        return comparison;
    }

    /// <summary>What stands for an object that was removed unseen.</summary>
    public static string UnseenKey(string kind, string? table, string? name) => kind + "\n" + (table ?? "").ToUpperInvariant() + "\n" + (name ?? "").ToUpperInvariant();

    private void Tables(SchemaState before, SchemaState after)
    {
        foreach (var table in before.TableMap.Except(after.TableMap))
        {
            var found = after.FindTable(table.Schema, table.Name);
            if (ReferenceEquals(found, table))
            {
                continue;
            }

            if (found is null)
            {
                Differ("table " + Name(table) + " is missing after Down");
            }
            else
            {
                Table(table, found);
            }
        }

        foreach (var table in after.TableMap.Except(before.TableMap))
        {
            if (before.FindTable(table.Schema, table.Name) is not null)
            {
                continue;
            }

            if (_unseen.Contains(UnseenKey("table", null, table.Name)))
            {
                _unknown.Add("what table " + Name(table) + " looked like before is not known");
            }
            else if (table.CreatedAt is not null || !table.IsCertain)
            {
                Differ("table " + Name(table) + " is still there after Down");
            }
            else
            {
                // Nobody saw it being created: it was there before, and only what was added to it counts.
                Table(new TableState(_engine, -1) { Name = table.Name, Schema = table.Schema, Comment = table.Comment, Annotations = table.Annotations }, table);
            }
        }
    }

    private void Table(TableState before, TableState after)
    {
        if (_unseen.Contains(UnseenKey("table", null, before.Name)))
        {
            _unknown.Add("what table " + Name(before) + " looked like before is not known completely");
            return;
        }

        // SQLite keeps no comments.
        if (before.IsComplete && _engine != Engine.Sqlite && (before.Comment ?? "") != (after.Comment ?? ""))
        {
            Differ("table " + Name(before) + " comes back with " + (after.Comment is null ? "no comment" : "another comment"));
        }

        foreach (var column in before.Columns)
        {
            if (after.FindColumn(column.Column.Name) is { } found)
            {
                if (!ReferenceEquals(found, column))
                {
                    Column(before, column, found);
                }
            }
            else
            {
                Differ("column " + Name(before) + "." + column.Column.Name + " is missing after Down");
            }
        }

        foreach (var column in after.Columns)
        {
            if (before.FindColumn(column.Column.Name) is null)
            {
                Extra("column", before, column.Column.Name, "column " + Name(before) + "." + column.Column.Name);
            }
        }

        Keys(before, after);
        Compare("index", before, before.Indexes, after.Indexes, index => index.Name ?? "on " + string.Join(", ", index.Definition.Columns), Same);
        Compare("foreign key", before, before.ForeignKeys, after.ForeignKeys, key => key.ForeignKey.Name ?? "on " + string.Join(", ", key.ForeignKey.Columns), Same);
        Compare("unique constraint", before, before.UniqueConstraints, after.UniqueConstraints, key => key.Name ?? "on " + string.Join(", ", key.Columns), Same);
        Compare("check constraint", before, before.Checks, after.Checks, check => check.Check.Name ?? Text(check.Check.Sql), (a, b) => Text(a.Check.Sql) == Text(b.Check.Sql));
    }

    private void Keys(TableState before, TableState after)
    {
        var old = before.PrimaryKey;
        var now = after.PrimaryKey;
        if (old is null && now is null)
        {
            return;
        }

        if (old is null)
        {
            if (before.IsComplete)
            {
                Differ("the primary key of " + Name(before) + " is still there after Down");
            }
            else if (_unseen.Contains(UnseenKey("primary key", before.Name, null)))
            {
                _unknown.Add("what the primary key of " + Name(before) + " was before is not known");
            }
        }
        else if (now is null)
        {
            Differ("the primary key of " + Name(before) + " is missing after Down");
        }
        else if (!Same(old.Columns, now.Columns))
        {
            Differ("the primary key of " + Name(before) + " comes back on " + string.Join(", ", now.Columns) + " instead of " + string.Join(", ", old.Columns));
        }
        else if (_engine != Engine.MySql && old.Name is not null && now.Name is not null && !SchemaNames.Same(old.Name, now.Name))
        {
            Differ("the primary key of " + Name(before) + " comes back as " + now.Name + " instead of " + old.Name);
        }
    }

    private void Column(TableState table, ColumnState before, ColumnState after)
    {
        var name = "column " + Name(table) + "." + before.Column.Name;
        if (!after.IsCertain || !before.IsCertain)
        {
            _unknown.Add("whether " + name + " comes back as it was is not known");
            return;
        }

        var old = before.Column;
        var now = after.Column;
        if (_engine == Engine.PostgreSql && !string.Equals(old.Name, now.Name, StringComparison.Ordinal))
        {
            Differ(name + " comes back as " + now.Name);
        }

        if (_engine != Engine.Sqlite && (old.Comment ?? "") != (now.Comment ?? ""))
        {
            Differ(name + " comes back with " + (now.Comment is null ? "no comment" : "another comment"));
        }

        if (!SameType(old, now))
        {
            Differ(name + " comes back as " + Type(now) + " instead of " + Type(old));
        }

        if (old.Nullable is { } wasNullable && now.Nullable is { } isNullable && wasNullable != isNullable)
        {
            Differ(name + (isNullable ? " comes back with NULL allowed" : " comes back as required"));
        }

        if (Text(old.ComputedSql) != Text(now.ComputedSql))
        {
            Differ(name + (now.ComputedSql is null ? " comes back as an ordinary column" : " comes back computed in another way"));
        }

        if (old.Identity != now.Identity)
        {
            var difference = name + (now.Identity ? " comes back with generated values" : " comes back without generated values");
            if (_engine == Engine.Sqlite)
            {
                // A rowid is generated all the same; only numbers of deleted rows may be given again.
                Minor(name + (now.Identity ? " comes back with AUTOINCREMENT" : " comes back without AUTOINCREMENT"));
            }
            else
            {
                Differ(difference);
            }
        }

        if (!SchemaNames.Same(old.Collation, now.Collation))
        {
            Differ(name + " comes back with collation " + (now.Collation ?? "of the table") + " instead of " + (old.Collation ?? "that of the table"));
        }

        if (Default(old) != Default(now))
        {
            _differences.Add(Default(now) is { } kept
                ? name + " comes back with DEFAULT " + kept + (Default(old) is { } was ? " instead of DEFAULT " + was : ", which it did not have")
                : name + " comes back without its DEFAULT " + Default(old));
        }
    }

    private void Compare<T>(string kind, TableState table, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> nameOf, Func<T, T, bool> same)
        where T : class
    {
        foreach (var item in before)
        {
            var found = Find(after, nameOf(item), nameOf);
            if (found is null)
            {
                Differ(kind + " " + nameOf(item) + " of " + Name(table) + " is missing after Down");
            }
            else if (!ReferenceEquals(found, item) && !same(item, found))
            {
                Differ(kind + " " + nameOf(item) + " of " + Name(table) + " comes back different");
            }
            else if (found is ForeignKeyState now && item is ForeignKeyState old && DeleteRules(old.ForeignKey, now.ForeignKey) is { } rules)
            {
                Minor(kind + " " + nameOf(item) + " of " + Name(table) + " comes back with " + rules);
            }
        }

        foreach (var item in after)
        {
            if (Find(before, nameOf(item), nameOf) is null)
            {
                Extra(kind, table, nameOf(item), kind + " " + nameOf(item) + " of " + Name(table));
            }
        }
    }

    private void Sequences(SchemaState before, SchemaState after)
    {
        if (ReferenceEquals(before.SequenceMap, after.SequenceMap))
        {
            return;
        }

        foreach (var sequence in before.Sequences)
        {
            var found = after.FindSequence(sequence.Schema, sequence.Name);
            if (found is null)
            {
                Differ("sequence " + sequence.Name + " is missing after Down");
            }
            else if (found.Definition != sequence.Definition)
            {
                Differ("sequence " + sequence.Name + " comes back counting in another way");
            }
        }

        foreach (var sequence in after.Sequences)
        {
            if (before.FindSequence(sequence.Schema, sequence.Name) is null && sequence.CreatedAt is not null)
            {
                Extra("sequence", null, sequence.Name, "sequence " + sequence.Name);
            }
        }
    }

    private void Schemas(SchemaState before, SchemaState after)
    {
        // A schema that was there before leaves no trace, and EF Core creates one only where it is missing.
        foreach (var schema in after.Schemas)
        {
            if (before.SchemaMap.Find(schema) is null && _engine is not (Engine.MySql or Engine.Sqlite))
            {
                Minor("schema " + schema + " is still there after Down");
            }
        }
    }

    private void Objects(SchemaState before, SchemaState after)
    {
        if (ReferenceEquals(before.ObjectMap, after.ObjectMap))
        {
            return;
        }

        foreach (var item in before.Objects)
        {
            var found = after.FindObject(item.ObjectType, item.Schema, item.Name);
            if (found is null)
            {
                Differ(item.ObjectType + " " + item.Name + " is missing after Down");
            }
            else if (!ReferenceEquals(found.DefinedBy, item.DefinedBy))
            {
                _unknown.Add("whether " + item.ObjectType + " " + item.Name + " comes back as it was is not known");
            }
        }

        foreach (var item in after.Objects)
        {
            if (before.FindObject(item.ObjectType, item.Schema, item.Name) is null)
            {
                if (item.CreatedAt is null)
                {
                    _unknown.Add("what " + item.ObjectType + " " + item.Name + " was before is not known");
                }
                else
                {
                    Extra(item.ObjectType, null, item.Name, item.ObjectType + " " + item.Name);
                }
            }
        }
    }

    private void Database(SchemaState before, SchemaState after)
    {
        if (ReferenceEquals(before.DatabaseAnnotations, after.DatabaseAnnotations) && before.DatabaseCollation == after.DatabaseCollation)
        {
            return;
        }

        if (!SchemaNames.Same(before.DatabaseCollation, after.DatabaseCollation))
        {
            Differ("the database comes back with another collation");
        }

        foreach (var annotation in before.DatabaseAnnotations)
        {
            if (after.DatabaseAnnotations.Find(annotation.Name) is not { } found || found.Value != annotation.Value)
            {
                Differ("the database setting " + annotation.Name + " does not come back");
            }
        }

        foreach (var annotation in after.DatabaseAnnotations)
        {
            if (before.DatabaseAnnotations.Find(annotation.Name) is null)
            {
                // What new tables get when they do not say it changes none that exist.
                if (annotation.Name.StartsWith("Npgsql:", StringComparison.Ordinal) || annotation.Name == "MySql:CharSet")
                {
                    Minor("the database setting " + annotation.Name + " stays after Down");
                }
                else
                {
                    Differ("the database setting " + annotation.Name + " stays after Down");
                }
            }
        }
    }

    private void Extra(string kind, TableState? table, string name, string shown)
    {
        if (_unseen.Contains(UnseenKey(kind, table?.Name, name)))
        {
            _unknown.Add("what " + shown + " was before is not known");
        }
        else
        {
            Differ(shown + " is still there after Down");
        }
    }

    private void Differ(string difference)
    {
        Minor(difference);
        OnlyMinor = false;
    }

    private void Minor(string difference)
    {
        _differences.Add(Hole.Show(difference));
        OnlyDefaults = false;
    }

    private bool SameType(Column old, Column now)
    {
        var before = StoreType.Of(old, _engine);
        var after = StoreType.Of(now, _engine);
        if (before is null || after is null)
        {
            return before is null && after is null && old.MaxLength == now.MaxLength && old.Precision == now.Precision && old.Scale == now.Scale;
        }

        return string.Equals(before.Text.Trim(), after.Text.Trim(), StringComparison.OrdinalIgnoreCase)
            || (!before.IsUnknown
                && before.Name == after.Name
                && before.Length == after.Length
                && before.Precision == after.Precision
                && before.Scale == after.Scale
                && before.FractionalSeconds == after.FractionalSeconds
                && before.Unsigned == after.Unsigned
                && before.Element?.Name == after.Element?.Name);
    }

    private string Type(Column column) => StoreType.Of(column, _engine)?.Text ?? column.ClrType ?? "an unknown type";

    private static string? Default(Column column) => column.DefaultSql is { } sql
        ? Text(sql)
        : column.Default is { Kind: not LiteralKind.Null } literal
            ? literal.Kind is LiteralKind.Number or LiteralKind.Boolean or LiteralKind.Sql ? literal.Text : "'" + literal.Text + "'"
            : null;

    private static bool Same(IndexState a, IndexState b) =>
        Same(a.Definition.Columns, b.Definition.Columns)
        && a.Definition.Unique == b.Definition.Unique
        && Text(a.Definition.Filter) == Text(b.Definition.Filter)
        && a.Definition.AllDescending == b.Definition.AllDescending
        && Directions(a.Definition) == Directions(b.Definition)
        && Same(a.Definition.Include, b.Definition.Include)
        && Options(a.Definition) == Options(b.Definition);

    // Method, operator classes and the like stand in annotations; how it was built is no part of it.
    private static string Options(CreateIndex index) => string.Join(
        "\n",
        index.Annotations
            .Where(annotation => annotation.Name is not ("Npgsql:CreatedConcurrently" or "SqlServer:Online" or "SqlServer:FillFactor" or "SqlServer:SortInTempDb"))
            .Select(annotation => annotation.Name + "=" + annotation.Value)
            .OrderBy(option => option, StringComparer.Ordinal));

    private static string Directions(CreateIndex index) =>
        index.Descending.All(descending => !descending) ? "" : string.Join(",", index.Descending.Select(descending => descending ? "1" : "0"));

    private static bool Same(ForeignKeyState a, ForeignKeyState b) =>
        Same(a.ForeignKey.Columns, b.ForeignKey.Columns)
        && SchemaNames.Same(a.ForeignKey.PrincipalTable, b.ForeignKey.PrincipalTable)
        && (a.ForeignKey.PrincipalColumns.Count == 0 || b.ForeignKey.PrincipalColumns.Count == 0 || Same(a.ForeignKey.PrincipalColumns, b.ForeignKey.PrincipalColumns))
        && Rule(a.ForeignKey.OnDelete) == Rule(b.ForeignKey.OnDelete)
        && Rule(a.ForeignKey.OnUpdate) == Rule(b.ForeignKey.OnUpdate);

    // PostgreSQL and SQLite tell them apart, and only for deferred constraints; the others know only one of them.
    private string? DeleteRules(ForeignKeyDefinition old, ForeignKeyDefinition now) =>
        old.OnDelete != now.OnDelete && _engine is Engine.PostgreSql or Engine.Sqlite ? "ON DELETE " + Words(now.OnDelete) + " instead of ON DELETE " + Words(old.OnDelete) : null;

    private static string Words(string rule) => rule == "NoAction" ? "NO ACTION" : rule.ToUpperInvariant();

    private static string Rule(string rule) => rule == "Restrict" ? "NoAction" : rule;

    private static bool Same(KeyDefinition a, KeyDefinition b) => Same(a.Columns, b.Columns);

    private static bool Same(IReadOnlyList<string> a, IReadOnlyList<string> b) => a.SequenceEqual(b, StringComparer.OrdinalIgnoreCase);

    private static T? Find<T>(IReadOnlyList<T> items, string name, Func<T, string> nameOf)
        where T : class
    {
        foreach (var item in items)
        {
            if (SchemaNames.Same(nameOf(item), name))
            {
                return item;
            }
        }

        return null;
    }

    private static string Text(string? sql) =>
        sql is null ? "" : string.Join(" ", sql.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Name(TableState table) => table.Schema is null ? table.Name : table.Schema + "." + table.Name;
}
