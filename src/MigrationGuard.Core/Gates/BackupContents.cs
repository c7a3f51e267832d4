namespace MigrationGuard.Gates;

/// <summary>What a backup holds, as far as somebody looked into it.</summary>
public sealed record BackupContents
{
    /// <summary>Its name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Why it cannot be used (damaged, cut off, too old), as one sentence without a final stop; null when nothing speaks against it.</summary>
    public string? Unusable { get; init; }

    /// <summary>The tables in it.</summary>
    public IReadOnlyList<BackupTable> Tables { get; init; } = [];
}

/// <summary>A table in a backup.</summary>
/// <param name="Schema">Its schema; null where the engine has none.</param>
/// <param name="Table">Its name, as the database spells it.</param>
/// <param name="HasRows">Whether its rows are there, too, and not only its definition.</param>
public sealed record BackupTable(string? Schema, string Table, bool HasRows);

/// <summary>A table whose rows a backup gate promises to bring back.</summary>
/// <param name="MigrationId">The migration that relies on it.</param>
/// <param name="Schema">Its schema before the deployment; null means the default one.</param>
/// <param name="Table">Its name before the deployment, which is when the backup was made.</param>
public sealed record BackupNeed(string MigrationId, string? Schema, string Table);
