namespace MigrationGuard.Gates;

/// <summary>Looks for files that gates name. The gate itself does no I/O, so that every front end decides alike.</summary>
public interface IGateFiles
{
    /// <summary>Whether a runbook of that path exists inside the repository, relative to its root or to the project.</summary>
    /// <param name="path">Path as the gate names it.</param>
    bool Exists(string path);
}
