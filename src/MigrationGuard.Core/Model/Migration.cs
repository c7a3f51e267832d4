namespace MigrationGuard.Model;

/// <summary>The library whose migrations are read.</summary>
public enum Framework
{
    /// <summary>Entity Framework Core.</summary>
    EfCore,

    /// <summary>FluentMigrator.</summary>
    FluentMigrator,
}

/// <summary>When and how a migration class is run.</summary>
public enum MigrationKind
{
    /// <summary>Once, in order, with a history row.</summary>
    Versioned,

    /// <summary>FluentMigrator <c>[Maintenance]</c>: on every run, never rolled back.</summary>
    Maintenance,

    /// <summary>FluentMigrator <c>[Profile]</c>: on every run with that profile, never rolled back.</summary>
    Profile,

    /// <summary>The framework never finds it: no <c>[Migration]</c> (EF Core), not public (FluentMigrator).</summary>
    NeverRuns,
}

/// <summary>Where a <c>Down</c> comes from.</summary>
public enum BodyKind
{
    /// <summary>Written in the class itself.</summary>
    Declared,

    /// <summary>Written in a base class of the project.</summary>
    Inherited,

    /// <summary>Not there: EF Core's base throws when it is called.</summary>
    Missing,

    /// <summary>FluentMigrator reverses <c>Up</c> when it rolls back.</summary>
    AutoReversed,

    /// <summary>FluentMigrator's <c>ForwardOnlyMigration</c>: throws, and says so.</summary>
    ForwardOnly,
}

/// <summary>One direction of a migration.</summary>
public sealed record MigrationBody
{
    /// <summary>Where it comes from.</summary>
    public BodyKind Kind { get; init; }

    /// <summary>The method's name in the source; the whole class where there is no method.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;

    /// <summary>Full name of the class that declares it; null when nothing declares it.</summary>
    public string? DeclaredIn { get; init; }

    /// <summary>What it does, in order. For <see cref="BodyKind.AutoReversed"/> empty: the reverse follows from <c>Up</c>.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    /// <summary>Whether it always throws.</summary>
    public bool Throws { get; init; }

    /// <summary>What it throws, as written; null when it does not.</summary>
    public string? Thrown { get; init; }

    /// <summary>Whether it does nothing at all: no operation and no throw.</summary>
    public bool IsEmpty => Operations.Count == 0 && !Throws;
}

/// <summary>One migration, as far as its source says it.</summary>
public sealed record Migration
{
    /// <summary>EF Core: the id of <c>[Migration]</c>. FluentMigrator: the version as text. For a class that never runs: its class name.</summary>
    public required string Id { get; init; }

    /// <summary>The library that runs it.</summary>
    public required Framework Framework { get; init; }

    /// <summary>When it is run.</summary>
    public MigrationKind Kind { get; init; }

    /// <summary>Full name of the EF Core context; null for FluentMigrator and where no <c>[DbContext]</c> is found.</summary>
    public string? Context { get; init; }

    /// <summary>Full name of the class.</summary>
    public required string ClassName { get; init; }

    /// <summary>The class name in its declaration.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;

    /// <summary>FluentMigrator: the version; null for EF Core, or when it is not constant.</summary>
    public long? Version { get; init; }

    /// <summary>FluentMigrator: description; null when none.</summary>
    public string? Description { get; init; }

    /// <summary>Why it never runs; null when it does.</summary>
    public string? NeverRunsBecause { get; init; }

    /// <summary>FluentMigrator: whether the migration runs without a transaction (<c>TransactionBehavior.None</c>).</summary>
    public bool NoTransaction { get; init; }

    /// <summary>FluentMigrator: <c>BreakingChange = true</c>.</summary>
    public bool BreakingChange { get; init; }

    /// <summary>FluentMigrator: tags and profile name, ordinal order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Version of the library's assembly the project references, such as <c>10.0.0</c>; null when unknown.</summary>
    public string? FrameworkVersion { get; init; }

    /// <summary>The way forward.</summary>
    public MigrationBody Up { get; init; } = new();

    /// <summary>The way back.</summary>
    public MigrationBody Down { get; init; } = new();

    /// <summary>The gates and acknowledgements on the class.</summary>
    public MigrationDeclarations Declarations { get; init; } = MigrationDeclarations.None;

    /// <summary>Every source file that says something about it, with the content it had when it was read.</summary>
    public IReadOnlyList<SourceFile> Files { get; init; } = [];

    /// <summary>EF Core: how far the model after this migration was read.</summary>
    public ModelReading ModelReading { get; init; }

    /// <summary>EF Core: the tables of the model after this migration that the proof needs, in the order asked for.</summary>
    public IReadOnlyList<ModelTable> ModelTables { get; init; } = [];

    /// <summary>The class name without its namespace.</summary>
    public string Name => ClassName.Substring(Math.Max(ClassName.LastIndexOf('.'), ClassName.LastIndexOf('+')) + 1);
}

/// <summary>A source file and the content it had.</summary>
/// <param name="Path">Path relative to the project directory, with <c>/</c>.</param>
/// <param name="Checksum">Checksum of its bytes as the compiler computed it, hexadecimal, lower case.</param>
/// <param name="Algorithm"><c>sha256</c> or <c>sha1</c>.</param>
public sealed record SourceFile(string Path, string Checksum, string Algorithm);
