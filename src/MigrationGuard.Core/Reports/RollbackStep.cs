namespace MigrationGuard.Reports;

/// <summary>One action of a rollback.</summary>
internal sealed record RollbackStep
{
    /// <summary>What to do, in Markdown, already safe.</summary>
    public required string Action { get; init; }

    /// <summary>The exact command; null when no command can be said.</summary>
    public string? Command { get; init; }

    /// <summary>How to see that it worked, in Markdown, already safe; null when the next step shows it.</summary>
    public string? Check { get; init; }

    /// <summary>What must be known about it, in Markdown, already safe.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the step itself destroys data.</summary>
    public bool Destructive { get; init; }
}
