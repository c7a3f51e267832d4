using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.Rollback;

/// <summary>Why the automatic reverse of an operation is not what it seems.</summary>
public enum ReversalDoubt
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The operation runs only under a condition, and the way back asks the database again: after <c>Up</c> the answer is another one.</summary>
    AsksTheDatabase,

    /// <summary>The foreign key is created the other way round: referencing and referenced table change places.</summary>
    SwapsForeignKey,

    /// <summary>Rows are found by all their inserted values: equal rows that were there before are deleted too, and a NULL is not found on some engines.</summary>
    MatchesRowsByValue,

    /// <summary>Deleting every row is reversed into inserting none.</summary>
    RestoresNoRows,

    /// <summary>The operation is applied again as it is, so the description stays the new one.</summary>
    AppliedAgain,
}

/// <summary>The automatic reverse of one operation.</summary>
public sealed record OperationReversal
{
    /// <summary>The operation of <c>Up</c>.</summary>
    public required Operation Operation { get; init; }

    /// <summary>What runs on the way back, in order; empty when reversing throws or does nothing.</summary>
    public IReadOnlyList<Operation> Reverse { get; init; } = [];

    /// <summary>Why reversing throws, as one sentence without a final stop; null when it does not.</summary>
    public string? Throws { get; init; }

    /// <summary>Why the reverse does not do what it seems to do.</summary>
    public ReversalDoubt Doubt { get; init; }
}

/// <summary>What FluentMigrator does when it rolls an <c>AutoReversingMigration</c> back.</summary>
public sealed record AutoReversal
{
    /// <summary>Each operation of <c>Up</c> in the order of <c>Up</c>.</summary>
    public required IReadOnlyList<OperationReversal> Steps { get; init; }

    /// <summary>What runs on the way back. Empty when <see cref="Throws"/>: the library reverses everything before it runs anything.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Whether rolling back always throws. An operation that runs only under a condition throws only when the condition holds.</summary>
    public required bool Throws { get; init; }

    /// <summary>Why it throws; null when it does not.</summary>
    public string? Thrown { get; init; }

    /// <summary>Whether it may throw: an operation that cannot be reversed runs under a condition, or it is not known what an operation is.</summary>
    public bool MayThrow { get; init; }

    /// <summary>Whether what the way back does depends on the database at that moment.</summary>
    public bool DependsOnDatabase { get; init; }

    /// <summary>Reverses the operations of <c>Up</c> as the library does: each on its own, last one first.</summary>
    /// <param name="up">The operations in order.</param>
    /// <param name="frameworkVersion">Version of FluentMigrator, such as <c>7.2.0</c>; null or unreadable is judged as the oldest.</param>
    public static AutoReversal Of(IReadOnlyList<Operation> up, string? frameworkVersion)
    {
        var major = MajorOf(frameworkVersion);
        var steps = new List<OperationReversal>(up.Count);
        var back = new List<Operation>();
        string? thrown = null;
        var mayThrow = false;
        var depends = false;
        foreach (var operation in up)
        {
            var step = OperationReverser.Reverse(operation, major);
            var isDoubtful = operation.Certainty != Certainty.Certain;
            if (isDoubtful)
            {
                step = step with { Doubt = ReversalDoubt.AsksTheDatabase, Reverse = [.. step.Reverse.Select(reverse => reverse with { Certainty = Certainty.Unknown })] };
            }

            depends |= isDoubtful;
            mayThrow |= step.Throws is not null;
            if (!isDoubtful && operation.Providers == Providers.All)
            {
                thrown ??= step.Throws;
            }

            steps.Add(step);
            back.InsertRange(0, step.Reverse);
        }

        return new()
        {
            Steps = steps,
            Operations = thrown is null ? back : [],
            Throws = thrown is not null,
            Thrown = thrown,
            MayThrow = mayThrow,
            DependsOnDatabase = depends,
        };
    }

    private static int MajorOf(string? version)
    {
        var end = version?.IndexOf('.') ?? -1;
        return int.TryParse(end < 0 ? version : version!.Substring(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
