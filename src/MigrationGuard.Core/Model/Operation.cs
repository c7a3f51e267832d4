namespace MigrationGuard.Model;

/// <summary>How sure it is that an operation runs, once, when its method runs.</summary>
public enum Certainty
{
    /// <summary>It runs exactly once.</summary>
    Certain,

    /// <summary>It runs when a condition holds that the reader cannot decide.</summary>
    Conditional,

    /// <summary>It runs a number of times that the reader does not know.</summary>
    Repeated,

    /// <summary>Whether it runs is not known at all.</summary>
    Unknown,
}

/// <summary>
/// One step of a migration, named as EF Core names it. EF Core calls, FluentMigrator expressions and the effects of raw SQL statements all map to these kinds, so that
/// every rule and the replay see one vocabulary.
/// </summary>
public abstract record Operation
{
    /// <summary>Where it was read: the whole call or chain, or the SQL statement inside its literal.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;

    /// <summary>How sure it is that it runs.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>The providers for which it runs.</summary>
    public Providers Providers { get; init; } = Providers.All;

    /// <summary>Source text of the undecided condition or loop around it; null when there is none.</summary>
    public string? Condition { get; init; }

    /// <summary>Provider annotations of the operation itself.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>The kind as reports spell it: the record's name.</summary>
    public string Kind => GetType().Name;
}

/// <summary>An operation on one table.</summary>
public abstract record TableOperation : Operation
{
    /// <summary>Schema; null means the default schema.</summary>
    public string? Schema { get; init; }

    /// <summary>Table name; may have a <see cref="Hole"/>. The old name for <see cref="RenameTable"/>.</summary>
    public required string Table { get; init; }

    /// <summary>Schema and table as one readable name.</summary>
    public string FullTable => Schema is null ? Table : Schema + "." + Table;
}
