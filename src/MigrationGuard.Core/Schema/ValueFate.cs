namespace MigrationGuard.Schema;

/// <summary>What happens to the values of a column when its type changes, from harmless to worst.</summary>
public enum ValueFate
{
    /// <summary>Every value stays as it is.</summary>
    Kept,

    /// <summary>Every value that fits stays; where one does not, the statement fails and nothing changes.</summary>
    Refused,

    /// <summary>Values are read in another way, such as a time in the session's time zone.</summary>
    Reinterpreted,

    /// <summary>Values are cut, rounded, clamped or replaced without an error.</summary>
    Cut,

    /// <summary>The column is dropped and added again: every value is gone.</summary>
    Dropped,

    /// <summary>Nobody knows.</summary>
    Unknown,
}
