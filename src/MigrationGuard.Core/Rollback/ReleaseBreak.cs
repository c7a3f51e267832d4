namespace MigrationGuard.Rollback;

/// <summary>What about a change the previous release cannot live with.</summary>
internal enum BreakKind
{
    /// <summary>Something is there under another name only.</summary>
    Renamed,

    /// <summary>The old name is kept by a view or a computed column: reading goes on, writing may not.</summary>
    RenamedBehind,

    /// <summary>A column or table is gone.</summary>
    Removed,

    /// <summary>A row needs a value that the previous release does not send.</summary>
    Required,

    /// <summary>The database refuses rows that it took before.</summary>
    Restricted,

    /// <summary>Values have another type, or are made in another way.</summary>
    Retyped,

    /// <summary>A column that is left out gets another value than before.</summary>
    Defaulted,

    /// <summary>Anything else, or what cannot be said for sure.</summary>
    Other,
}

/// <summary>One reason why the previous release does not run on the schema after an operation as it did before.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Why">A clause that begins with a small letter.</param>
/// <param name="Stops">Whether something fails; false when everything runs and only values differ.</param>
internal sealed record ReleaseBreak(BreakKind Kind, string Why, bool Stops = true);
