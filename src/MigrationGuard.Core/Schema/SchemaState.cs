using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>
/// What is known of a schema at one point of history. Immutable: applying an operation gives a new state that shares what did not change.
/// Names are compared as <see cref="SchemaNames"/> says.
/// </summary>
public sealed class SchemaState
{
    internal SchemaState(Engine engine)
    {
        Engine = engine;
        TableMap = NamedObjects<TableState>.None(engine);
        SequenceMap = NamedObjects<SequenceState>.None(engine);
        SchemaMap = NamedObjects<string>.None(engine);
        ObjectMap = NamedObjects<ObjectState>.None(engine);
    }

    private SchemaState(SchemaState other)
    {
        Engine = other.Engine;
        TableMap = other.TableMap;
        SequenceMap = other.SequenceMap;
        SchemaMap = other.SchemaMap;
        ObjectMap = other.ObjectMap;
        DatabaseAnnotations = other.DatabaseAnnotations;
        DatabaseCollation = other.DatabaseCollation;
        NotUnderstood = other.NotUnderstood;
        Undecided = other.Undecided;
        NextIdentity = other.NextIdentity;
    }

    /// <summary>The engine whose rules of names and defaults apply.</summary>
    public Engine Engine { get; }

    /// <summary>Its tables, ordered by name.</summary>
    public IReadOnlyList<TableState> Tables
    {
        get
        {
            var tables = new List<TableState>(TableMap.Unordered);
            tables.Sort((a, b) =>
            {
                var bySchema = string.CompareOrdinal(a.Schema ?? "", b.Schema ?? "");
                return bySchema != 0 ? bySchema : string.CompareOrdinal(a.Name, b.Name);
            });
            return tables;
        }
    }

    /// <summary>Its sequences, in order of creation.</summary>
    public IReadOnlyList<SequenceState> Sequences => SequenceMap.InOrder;

    /// <summary>Its schemas that a migration created, in order of creation.</summary>
    public IReadOnlyList<string> Schemas => SchemaMap.InOrder;

    /// <summary>Its views, functions, triggers, types and the like, in order of creation.</summary>
    public IReadOnlyList<ObjectState> Objects => ObjectMap.InOrder;

    /// <summary>Annotations of the database (enums, extensions, collations, character set).</summary>
    public IReadOnlyList<Annotation> DatabaseAnnotations { get; private set; } = [];

    /// <summary>Collation of the database; null when none was said.</summary>
    public string? DatabaseCollation { get; private set; }

    /// <summary>How many operations on the way here could not be understood. Where the number grows, anything may have changed.</summary>
    public int NotUnderstood { get; private set; }

    /// <summary>How many operations on the way here run only under a condition or an unknown number of times.</summary>
    public int Undecided { get; private set; }

    /// <summary>What is taken for true because an operation that runs only then is looked at; null when nothing is.</summary>
    internal Supposition? Supposed { get; private set; }

    internal NamedObjects<TableState> TableMap { get; private set; }

    internal NamedObjects<SequenceState> SequenceMap { get; private set; }

    internal NamedObjects<string> SchemaMap { get; private set; }

    internal NamedObjects<ObjectState> ObjectMap { get; private set; }

    internal int NextIdentity { get; private set; }

    /// <summary>A database without tables.</summary>
    public static SchemaState Empty(Engine engine) => new(engine);

    /// <summary>The table of that name; null when nothing is known about it, which does not mean that it is not there.</summary>
    /// <param name="schema">Schema; null means default.</param>
    /// <param name="table">Table name.</param>
    public TableState? FindTable(string? schema, string table) =>
        Hole.IsIn(table) || Hole.IsIn(schema) ? null : TableMap.Find(SchemaNames.TableKey(schema, table, Engine));

    /// <summary>The table with that <see cref="TableState.Identity"/>; null when it is gone.</summary>
    public TableState? FindTable(int identity)
    {
        foreach (var table in TableMap.Unordered)
        {
            if (table.Identity == identity)
            {
                return table;
            }
        }

        return null;
    }

    /// <summary>The sequence of that name; null when nothing is known about it.</summary>
    public SequenceState? FindSequence(string? schema, string name) => SequenceMap.Find(SchemaNames.TableKey(schema, name, Engine));

    /// <summary>The view, function, trigger, type or the like of that name; null when nothing is known about it.</summary>
    public ObjectState? FindObject(string objectType, string? schema, string name) => ObjectMap.Find(ObjectKey(objectType, schema, name));

    internal string ObjectKey(string objectType, string? schema, string name) => objectType + "\n" + SchemaNames.TableKey(schema, name, Engine);

    /// <summary>The same schema, seen by an operation that runs only where that is true.</summary>
    internal SchemaState Supposing(Supposition? supposition) => supposition is null ? this : new SchemaState(this) { Supposed = supposition };

    internal SchemaState WithTable(TableState table, bool isNew = false)
    {
        var key = SchemaNames.TableKey(table.Schema, table.Name, Engine);
        return new SchemaState(this) { TableMap = isNew ? TableMap.Add(key, table) : TableMap.Set(key, table) };
    }

    internal SchemaState WithTables(NamedObjects<TableState> tables) => new(this) { TableMap = tables };

    internal SchemaState WithoutTable(TableState table) =>
        new(this) { TableMap = TableMap.Remove(SchemaNames.TableKey(table.Schema, table.Name, Engine)) };

    internal SchemaState WithSequences(NamedObjects<SequenceState> sequences) => new(this) { SequenceMap = sequences };

    internal SchemaState WithSchemas(NamedObjects<string> schemas) => new(this) { SchemaMap = schemas };

    internal SchemaState WithObjects(NamedObjects<ObjectState> objects) => new(this) { ObjectMap = objects };

    internal SchemaState WithDatabase(string? collation, IReadOnlyList<Annotation> annotations) =>
        new(this) { DatabaseCollation = collation, DatabaseAnnotations = annotations };

    internal SchemaState WithOneNotUnderstood() => new(this) { NotUnderstood = NotUnderstood + 1 };

    internal SchemaState WithOneUndecided() => new(this) { Undecided = Undecided + 1 };

    internal SchemaState WithNextIdentity(out int identity)
    {
        identity = NextIdentity;
        return new SchemaState(this) { NextIdentity = NextIdentity + 1 };
    }
}

/// <summary>What is known of a sequence.</summary>
/// <param name="Schema">Schema; null means default.</param>
/// <param name="Name">Its name now.</param>
/// <param name="Definition">How it counts.</param>
/// <param name="CreatedAt">Position of the migration that created it; null when it may have been there before.</param>
public sealed record SequenceState(string? Schema, string Name, SequenceDefinition Definition, int? CreatedAt);

/// <summary>What is known of a view, function, trigger, type or the like: that it exists, and which text made it what it is.</summary>
/// <param name="ObjectType">What it is, as <see cref="ChangeObject.ObjectType"/> spells it.</param>
/// <param name="Schema">Schema; null means default.</param>
/// <param name="Name">Its name.</param>
/// <param name="DefinedBy">The operation that gave it its present definition.</param>
/// <param name="CreatedAt">Position of the migration that created it; null when it may have been there before.</param>
public sealed record ObjectState(string ObjectType, string? Schema, string Name, ChangeObject DefinedBy, int? CreatedAt);
