using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>How much attention a finding asks for.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>A hazard.</summary>
    Warning,

    /// <summary>The build must not go on.</summary>
    Error,
}

/// <summary>One hazard at one place.</summary>
public sealed record Finding
{
    /// <summary>Rule id.</summary>
    public required string Rule { get; init; }

    /// <summary>Severity before <c>.editorconfig</c>, which changes what the editor shows, not this.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The database object, such as <c>Customers.Email</c>; empty when there is none.</summary>
    public string Object { get; init; } = "";

    /// <summary>The whole message: what happens to which rows, and the safe way.</summary>
    public required string Message { get; init; }

    /// <summary>What happens, short enough for a table cell.</summary>
    public required string Effect { get; init; }

    /// <summary>The safe way, short enough for a table cell.</summary>
    public string Mitigation { get; init; } = "";

    /// <summary>Id of the migration; empty when the finding is about the project.</summary>
    public string MigrationId { get; init; } = "";

    /// <summary>Full name of the migration class; empty when the finding is about the project.</summary>
    public string ClassName { get; init; } = "";

    /// <summary>The engine it was judged for.</summary>
    public Engine Engine { get; init; }

    /// <summary>Where.</summary>
    public SourceSpan Span { get; init; } = SourceSpan.None;

    /// <summary>The acknowledgement that quietens it; null when nobody accepted it.</summary>
    public AcceptHazardDeclaration? Accepted { get; init; }
}
