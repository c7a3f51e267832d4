using MigrationGuard.Model;

namespace MigrationGuard.Execution;

/// <summary>Whether Down fails, from the best to the worst answer.</summary>
public enum DownFailure
{
    /// <summary>No reason was found why it should. That is no proof that it runs.</summary>
    NotProven,

    /// <summary>It fails on rows that the new release may write, not on those that were there before.</summary>
    OnNewRows,

    /// <summary>It fails on rows that existed before Up, or may have.</summary>
    OnData,

    /// <summary>It fails whatever the rows are.</summary>
    Always,
}

/// <summary>A reason why Down fails.</summary>
/// <param name="When">On which rows it does.</param>
/// <param name="Why">What fails and why, as a clause that begins with <c>Down</c>, without a final stop.</param>
public sealed record DownFailureReason(DownFailure When, string Why)
{
    /// <summary>The operation of Down that fails; null when no single one does, such as a table that the provider rebuilds at the end.</summary>
    public Operation? At { get; init; }
}
