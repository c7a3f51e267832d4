namespace MigrationGuard.Model;

/// <summary>How far the model of a migration was read: what EF Core's Designer says the database looks like after it.</summary>
public enum ModelReading
{
    /// <summary>Nobody asked for it.</summary>
    NotRead,

    /// <summary>There is none: the class overrides no <c>BuildTargetModel</c>, so EF Core gets an empty model.</summary>
    Missing,

    /// <summary>The tables asked for were read from the Designer.</summary>
    Designer,
}

/// <summary>
/// A table as the model of a migration describes it. SQLite's provider builds a table anew from the model and not from the operations, so there the model decides
/// what <c>Up</c> and <c>Down</c> leave behind.
/// </summary>
public sealed record ModelTable
{
    /// <summary>Schema; null means the default schema.</summary>
    public string? Schema { get; init; }

    /// <summary>Table name.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// The operations that would create it: one <see cref="CreateTable"/>, a <see cref="CreateIndex"/> for each index, and an <see cref="Unknown"/> where a part could not
    /// be read. Empty when the model has no such table.
    /// </summary>
    public IReadOnlyList<Operation> Definition { get; init; } = [];
}
