namespace MigrationGuard.Rollback.Durations;

/// <summary>What an operation makes the engine do to the rows of a table. Whatever only changes the catalogue is no work: it takes no longer on a large table.</summary>
public enum WorkKind
{
    /// <summary>Every row is read, such as for a check constraint.</summary>
    Scan,

    /// <summary>Every row is written again and every index built again, such as for another type.</summary>
    Rewrite,

    /// <summary>One index is built.</summary>
    IndexBuild,

    /// <summary>Every row is looked up in another table.</summary>
    ForeignKey,

    /// <summary>Rows get other values.</summary>
    Update,

    /// <summary>Rows are deleted.</summary>
    Delete,

    /// <summary>Rows are copied into another table, or back from one.</summary>
    Copy,
}
