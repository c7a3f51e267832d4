using System.Runtime.CompilerServices;
using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Planning;

namespace MigrationGuard.PlanExecution;

/// <summary>The sample shop, judged as its build judges it, from the manifest that the build left beside its assembly.</summary>
internal static class Storefronts
{
    public static Assessment Assess(string? released = null, Func<ManifestDocument, ManifestDocument>? change = null)
    {
        var manifest = ManifestReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Storefront.migrations.json"))).Document!;
        manifest = change is null ? manifest : change(manifest);
        manifest = released is null ? manifest : manifest with { Settings = manifest.Settings with { Released = released } };
        return Guard.Assess(manifest, new GuardInputs
        {
            Released = manifest.Settings.Released,
            Engine = manifest.Settings.Engine,
            Configuration = new ConfigurationText("migrationguard.json", File.ReadAllText(Path.Combine(Folder(), "migrationguard.json"))),
            Today = new DateTime(2026, 7, 21),
            Files = new SampleFiles(),
        });
    }

    /// <summary>The shop up to a migration, as if the later ones were not written yet.</summary>
    public static ManifestDocument UpTo(ManifestDocument manifest, string last) =>
        manifest with { Migrations = [.. manifest.Migrations.Where(migration => string.CompareOrdinal(migration.Id, last) <= 0)] };

    /// <summary>The shop with the Down of additions that the previous release cannot live with, so that it has to run.</summary>
    public static Migration Breaking(Migration migration) => migration with
    {
        Up = migration.Up with
        {
            Operations = [.. migration.Up.Operations.Select(operation => operation is AddColumn add ? add with { Column = add.Column with { Nullable = false, Default = null } } : operation)],
        },
    };

    public static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "samples", "Storefront"));

    public static string Repository() => Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    private sealed class SampleFiles : IGateFiles
    {
        public string? Read(string path) => File.Exists(Path.Combine(Folder(), path)) ? File.ReadAllText(Path.Combine(Folder(), path)) : null;
    }
}
