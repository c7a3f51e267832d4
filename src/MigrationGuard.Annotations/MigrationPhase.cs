namespace MigrationGuard;

/// <summary>The phase of an expand/contract change.</summary>
public enum MigrationPhase
{
    /// <summary>The new form is added beside the old one; both releases work.</summary>
    Expand,

    /// <summary>The old form is removed, after every running release has stopped using it.</summary>
    Contract,
}
