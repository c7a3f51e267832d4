namespace MigrationGuard.Model;

/// <summary>A schema is created if it is missing.</summary>
public sealed record EnsureSchema : Operation
{
    /// <summary>Schema name.</summary>
    public required string Name { get; init; }
}

/// <summary>A schema is dropped.</summary>
public sealed record DropSchema : Operation
{
    /// <summary>Schema name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether everything in it is dropped as well.</summary>
    public bool Cascade { get; init; }
}

/// <summary>Collation or annotations of the database change (Npgsql enums, extensions and collations; MySQL character set).</summary>
public sealed record AlterDatabase : Operation
{
    /// <summary>New collation.</summary>
    public string? Collation { get; init; }

    /// <summary>Previous collation.</summary>
    public string? OldCollation { get; init; }

    /// <summary>Annotations before the change.</summary>
    public IReadOnlyList<Annotation> OldAnnotations { get; init; } = [];
}

/// <summary>An operation on one sequence.</summary>
public abstract record SequenceOperation : Operation
{
    /// <summary>Schema; null means the default schema.</summary>
    public string? Schema { get; init; }

    /// <summary>Sequence name.</summary>
    public required string Name { get; init; }
}

/// <summary>How a sequence counts. Every property is null when not said.</summary>
public sealed record SequenceDefinition
{
    /// <summary>C# type in keyword form.</summary>
    public string? ClrType { get; init; }

    /// <summary>First value.</summary>
    public long? Start { get; init; }

    /// <summary>Step.</summary>
    public long? Increment { get; init; }

    /// <summary>Smallest value.</summary>
    public long? Min { get; init; }

    /// <summary>Largest value.</summary>
    public long? Max { get; init; }

    /// <summary>Whether it starts again after the last value.</summary>
    public bool? Cyclic { get; init; }
}

/// <summary>A sequence is created.</summary>
public sealed record CreateSequence : SequenceOperation
{
    /// <summary>How it counts.</summary>
    public SequenceDefinition Definition { get; init; } = new();
}

/// <summary>A sequence is dropped; its position is lost.</summary>
public sealed record DropSequence : SequenceOperation;

/// <summary>A sequence's step or limits change.</summary>
public sealed record AlterSequence : SequenceOperation
{
    /// <summary>How it counts from now on.</summary>
    public SequenceDefinition Definition { get; init; } = new();

    /// <summary>How it counted before.</summary>
    public SequenceDefinition Old { get; init; } = new();
}

/// <summary>A sequence is renamed or moved.</summary>
public sealed record RenameSequence : SequenceOperation
{
    /// <summary>New name; null when it stays.</summary>
    public string? NewName { get; init; }

    /// <summary>New schema; null when it stays.</summary>
    public string? NewSchema { get; init; }
}

/// <summary>A sequence or identity starts again; its position is lost.</summary>
public sealed record RestartSequence : SequenceOperation
{
    /// <summary>The next value; null for the sequence's own start.</summary>
    public long? Start { get; init; }
}

/// <summary>A view, function, procedure, trigger, type or extension is created, replaced or dropped by SQL.</summary>
public sealed record ChangeObject : Operation
{
    /// <summary>What it is: <c>view</c>, <c>function</c>, <c>procedure</c>, <c>trigger</c>, <c>type</c>, <c>extension</c>, <c>materialized view</c>, <c>role</c>, …</summary>
    public required string ObjectType { get; init; }

    /// <summary>Schema; null means the default schema.</summary>
    public string? Schema { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What happens to it.</summary>
    public required ObjectChange Change { get; init; }

    /// <summary>Whether dependent objects are dropped as well.</summary>
    public bool Cascade { get; init; }
}

/// <summary>What happens to a database object.</summary>
public enum ObjectChange
{
    /// <summary>It is created.</summary>
    Create,

    /// <summary>It is created, or replaced when it exists.</summary>
    CreateOrReplace,

    /// <summary>It is changed.</summary>
    Alter,

    /// <summary>It is dropped.</summary>
    Drop,

    /// <summary>It is renamed.</summary>
    Rename,

    /// <summary>A materialized view is filled again, an index rebuilt: derived data only.</summary>
    Refresh,
}
