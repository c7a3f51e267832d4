namespace MigrationGuard.Model;

/// <summary>Raw SQL. Its statements, once read, carry the operations that they amount to.</summary>
public sealed record Sql : Operation
{
    /// <summary>The text, with a <see cref="Hole"/> for each part that is not known; null when nothing of it is.</summary>
    public required string? Text { get; init; }

    /// <summary>File or resource the text comes from; null when it stands in the code.</summary>
    public SqlSource? Source { get; init; }

    /// <summary>Where the parts of the text were written, in the order of the text. What no place covers was written nowhere: a number, an unknown value.</summary>
    public IReadOnlyList<TextPlace> Places { get; init; } = [];

    /// <summary>The engine whose SQL it is, where the project says so for the file it is run from; otherwise unknown.</summary>
    public Engine Dialect { get; init; }

    /// <summary>Whether it runs outside the migration's transaction.</summary>
    public bool SuppressTransaction { get; init; }

    /// <summary>The statements in the text; empty when the text is not known.</summary>
    public IReadOnlyList<SqlStatement> Statements { get; init; } = [];

    /// <summary>Where one of its statements stands: its own place, else that of the whole operation.</summary>
    public SourceSpan PlaceOf(SqlStatement statement) => statement.Span == SourceSpan.None ? Span : statement.Span;
}

/// <summary>Where SQL comes from that does not stand in the code.</summary>
/// <param name="Name">Path or resource name as the migration says it.</param>
/// <param name="File">The project file it was found in, relative to the project directory; null when it was not found.</param>
/// <param name="Hash">SHA-256 of the text, hexadecimal; null when it was not found.</param>
public sealed record SqlSource(string Name, string? File, string? Hash);

/// <summary>How far a statement was understood.</summary>
public enum SqlUnderstanding
{
    /// <summary>All of its effects on schema and rows are known.</summary>
    Full,

    /// <summary>Some effects are known; others may exist.</summary>
    Partial,

    /// <summary>Nothing is known.</summary>
    None,
}

/// <summary>One SQL statement and what it does.</summary>
public sealed record SqlStatement
{
    /// <summary>First words in upper case, such as <c>UPDATE</c>, <c>CREATE INDEX</c>, <c>ALTER TABLE</c>; empty when not recognised.</summary>
    public required string Verb { get; init; }

    /// <summary>Offset in <see cref="Sql.Text"/>.</summary>
    public int Start { get; init; }

    /// <summary>Length in <see cref="Sql.Text"/>.</summary>
    public int Length { get; init; }

    /// <summary>Where it was written; the place of the call when that is not known.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;

    /// <summary>How far it was understood.</summary>
    public SqlUnderstanding Understanding { get; init; }

    /// <summary>Why it was not understood; null when it was.</summary>
    public string? Reason { get; init; }

    /// <summary>What it does, in the vocabulary of the builder calls. Empty and <see cref="SqlUnderstanding.Full"/> for a statement without effect (SELECT, SET, PRINT).</summary>
    public IReadOnlyList<Operation> Effects { get; init; } = [];

    /// <summary>Tables it only reads.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];
}

/// <summary>
/// Something the reader could not understand, at its place. Never skipped: the gate treats it as data impact, because a missed operation is the worst mistake this
/// product can make.
/// </summary>
public sealed record Unknown : Operation
{
    /// <summary>What could not be read and why, as one sentence without a final stop.</summary>
    public required string Reason { get; init; }

    /// <summary>The method or member at fault; null when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>What it is known to touch: <c>connection</c>, <c>file</c>, <c>network</c>, <c>process</c>, <c>mail</c>; null when nothing is known.</summary>
    public string? Touches { get; init; }
}
