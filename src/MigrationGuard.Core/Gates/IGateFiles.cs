namespace MigrationGuard.Gates;

/// <summary>Looks for files that gates name. The gate itself does no I/O, so that every front end decides alike.</summary>
public interface IGateFiles
{
    /// <summary>
    /// The text of a runbook of that path inside the repository, relative to its root or to the project. Null when there is no such file or it leads out of the repository;
    /// empty when the file is there but is no text that can be read.
    /// </summary>
    /// <param name="path">Path as the gate names it.</param>
    string? Read(string path);
}
