using System.Globalization;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>Whether a manifest may be trusted.</summary>
internal static class Evidence
{
    public static IEnumerable<Finding> Check(ManifestDocument manifest, GuardInputs inputs)
    {
        if (manifest.SchemaVersion != ManifestDocument.CurrentSchemaVersion)
        {
            yield return Problem(
                "MG0002",
                "The manifest has version " + manifest.SchemaVersion.ToString(CultureInfo.InvariantCulture) + ", this MigrationGuard reads version "
                    + ManifestDocument.CurrentSchemaVersion.ToString(CultureInfo.InvariantCulture) + ". Rebuild the project with the same version of the package.",
                "manifest of another version");
        }

        if (!manifest.Complete)
        {
            yield return Problem(
                "MG0002",
                "The migrations could not be read to the end: " + (manifest.Error ?? "no reason was given") + ". Nothing can be said about them, so the gate stays closed.",
                "manifest incomplete");
        }

        if (inputs.SettingsMustMatch)
        {
            foreach (var (name, compiled, given) in new[]
            {
                ("MigrationGuardReleased", manifest.Settings.Released, inputs.Released),
                ("MigrationGuardEngine", manifest.Settings.Engine, inputs.Engine),
            })
            {
                if (!string.Equals(compiled.Trim(), given.Trim(), StringComparison.Ordinal))
                {
                    yield return Problem("MG0002", "The manifest was written for " + name + " " + Quote(compiled) + ", but it is now " + Quote(given) + ". Rebuild the project.", "manifest stale");
                }
            }

            var hash = inputs.Configuration?.Hash ?? "";
            if (!string.Equals(manifest.Settings.ConfigurationHash, hash, StringComparison.OrdinalIgnoreCase))
            {
                yield return Problem("MG0002", "migrationguard.json changed after the manifest was written. Rebuild the project.", "manifest stale");
            }
        }
    }

    /// <summary>What could not be read in the migrations that the gate looks at. Released ones are history: nobody can do anything about them.</summary>
    public static IEnumerable<Finding> CheckReading(Deployment deployment)
    {
        foreach (var context in deployment.Contexts)
        {
            foreach (var step in context.Steps)
            {
                if (step.Released)
                {
                    continue;
                }

                var migration = step.Migration;
                foreach (var operation in migration.Up.Operations.Concat(migration.Down.Operations))
                {
                    if (operation is Unknown unknown)
                    {
                        yield return new Finding
                        {
                            Rule = "MG0005",
                            Severity = Severity.Warning,
                            Message = "Migration " + migration.Id + " could not be read completely: " + unknown.Reason + ". What happens there counts as unknown.",
                            Effect = unknown.Reason,
                            MigrationId = migration.Id,
                            ClassName = migration.ClassName,
                            Engine = context.Engine,
                            Span = unknown.Span,
                        };
                    }
                }
            }
        }
    }

    private static string Quote(string text) => text.Trim().Length == 0 ? "not set" : "\"" + text.Trim() + "\"";

    private static Finding Problem(string rule, string message, string effect) =>
        new() { Rule = rule, Severity = Severity.Error, Message = message, Effect = effect };
}
