namespace MigrationGuard.Rollback;

/// <summary>What one operation does to the rows of one table that exist when it runs.</summary>
/// <param name="Impact">The impact.</param>
/// <param name="Schema">Schema; null means default.</param>
/// <param name="Table">The table (or sequence); null when nobody knows which, or when no row is touched.</param>
/// <param name="What">What happens, as a short clause such as <c>column Email is dropped</c>; empty when nothing does.</param>
public sealed record OperationImpact(DataImpact Impact, string? Schema, string? Table, string What)
{
    /// <summary>No row is touched.</summary>
    public static OperationImpact None { get; } = new(DataImpact.None, null, null, "");

    /// <summary><see cref="MigrationGuard.Schema.TableState.Identity"/> of the table that every lost row was copied to earlier in the same set; null when there is none.</summary>
    public int? CopiedTo { get; init; }
}
