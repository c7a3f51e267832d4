namespace MigrationGuard.Rollback.Durations;

/// <summary>Work whose duration grows with a table.</summary>
public sealed record Work
{
    /// <summary>What is done.</summary>
    public required WorkKind Kind { get; init; }

    /// <summary>Schema of the table; null means default.</summary>
    public string? Schema { get; init; }

    /// <summary>The table; null when nobody knows which.</summary>
    public string? Table { get; init; }

    /// <summary>Why, as a short clause such as <c>column Total changes its type</c>.</summary>
    public required string Because { get; init; }

    /// <summary>Indexes that are built or written besides, as far as they are known.</summary>
    public int Indexes { get; init; }

    /// <summary>How many times it is done: an index that lets writes go on meanwhile reads the table twice.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Rows of the table, wide rows counted as several; null when nobody said its size.</summary>
    public long? Rows { get; init; }

    /// <summary>Schema and table as one readable name; null when nobody knows which.</summary>
    public string? FullTable => Schema is null ? Table : Schema + "." + Table;

    /// <summary>Seconds for a number of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rates">The rates of the engine.</param>
    internal double Seconds(long rows, WorkRates rates)
    {
        var own = rows / (double)rates[Kind];
        return Times * (Kind is WorkKind.Update or WorkKind.Delete
            ? own * (1 + Indexes)
            : own + (Indexes * (rows / (double)rates[WorkKind.IndexBuild])));
    }
}
