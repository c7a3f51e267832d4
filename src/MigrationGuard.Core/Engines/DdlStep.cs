using MigrationGuard.Model;

namespace MigrationGuard.Engines;

/// <summary>One schema change of a table, as <see cref="LockTable"/> knows it.</summary>
/// <param name="Action">What is asked of the engine.</param>
/// <param name="Schema">Schema of the table; null means default.</param>
/// <param name="Table">The table.</param>
/// <param name="Because">Why, as a short clause such as <c>column Total changes its type</c>.</param>
public sealed record DdlStep(DdlAction Action, string? Schema, string Table, string Because)
{
    /// <summary>The column it is about; null when it is about none or several.</summary>
    public string? Column { get; init; }

    /// <summary>Schema of the table that a foreign key references; null means default.</summary>
    public string? ReferencedSchema { get; init; }

    /// <summary>The table that a foreign key references; null when there is none or nobody knows which.</summary>
    public string? ReferencedTable { get; init; }

    /// <summary>Whether the definition before is not known, so that the slower case is taken.</summary>
    public bool IsGuess { get; init; }

    internal static DdlStep Of(DdlAction action, TableOperation operation, string because, string? column = null) =>
        new(action, operation.Schema, operation.Table, because) { Column = column };
}
