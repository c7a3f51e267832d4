using MigrationGuard.Manifest;
using MigrationGuard.Model;

namespace MigrationGuard.Cli.Databases;

/// <summary>Says which of the migrations that one database has applied belong to which of several projects.</summary>
internal static class AppliedOfProjects
{
    /// <summary>For each project the ids that are its own; null for a project that the database knows nothing about although it knows others: its history is elsewhere.</summary>
    /// <param name="applied">What the database has applied.</param>
    /// <param name="manifests">The projects.</param>
    public static IReadOnlyList<string>?[] Split(IReadOnlyList<string> applied, IReadOnlyList<ManifestDocument> manifests)
    {
        if (manifests.Count == 1)
        {
            return [applied];
        }

        var known = manifests
            .Select(manifest => manifest.Migrations.Where(migration => migration.Kind == MigrationKind.Versioned).Select(migration => migration.Id).ToHashSet(StringComparer.OrdinalIgnoreCase))
            .ToList();
        var foreign = applied.Where(id => !known.Exists(ids => ids.Contains(id))).ToList();
        return
        [
            .. known.Select((ids, i) =>
            {
                // An id that no project has is an error; once is enough.
                List<string> own = [.. applied.Where(ids.Contains), .. i == 0 ? foreign : []];
                return own.Count == 0 && applied.Count > 0 ? null : (IReadOnlyList<string>?)own;
            }),
        ];
    }
}
