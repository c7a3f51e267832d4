using MigrationGuard.Model;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Engines;

/// <summary>Who has to wait while a lock is held.</summary>
public enum Blocked
{
    /// <summary>Other schema changes at most.</summary>
    Nobody,

    /// <summary>Whoever writes; reading goes on.</summary>
    Writers,

    /// <summary>Whoever reads or writes.</summary>
    ReadersAndWriters,
}

/// <summary>What one engine does for one action: the lock it takes, who waits, and what it does to the rows meanwhile.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Action">The action.</param>
/// <param name="Lock">The lock, as the engine's documentation names it.</param>
/// <param name="Blocks">Who waits while the work is done.</param>
/// <param name="Work">What grows with the table; null when only the catalogue changes.</param>
public sealed record LockFact(Engine Engine, DdlAction Action, string Lock, Blocked Blocks, WorkKind? Work)
{
    /// <summary>The first version it holds for; empty for every version since <see cref="LockTable"/> begins.</summary>
    public IReadOnlyList<int> From { get; init; } = [];

    /// <summary>The first version it does not hold for any more; empty when it still holds.</summary>
    public IReadOnlyList<int> Before { get; init; } = [];

    /// <summary>Whether it holds only for the editions of SQL Server that work online.</summary>
    public bool OnlineEditionOnly { get; init; }

    /// <summary>Whether the table that is referenced is locked the same way.</summary>
    public bool LocksReferenced { get; init; }

    /// <summary>How the same is done while others go on; empty when there is no such form or none is needed.</summary>
    public string OnlineForm { get; init; } = "";

    /// <summary>Whether a test of this repository runs it on a server and compares; otherwise it is cited from <see cref="Source"/>.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Where the engine's documentation says it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether it is about this engine, version and edition.</summary>
    /// <param name="profile">The engine.</param>
    public bool AppliesTo(EngineProfile profile) =>
        profile.Engine == Engine
        && !profile.Version.IsBefore(From)
        && (Before.Count == 0 || profile.Version.IsBefore(Before))
        && (!OnlineEditionOnly || profile.IsOnlineEdition);
}
