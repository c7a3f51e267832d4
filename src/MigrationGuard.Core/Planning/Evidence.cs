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

    /// <summary>
    /// What could not be read in the migrations that the gate looks at. Released ones are history: nobody can do anything about them. What stands in a shared base class or
    /// helper is said once, there, and not once for each migration that comes by; and not again where a released migration came by already. The gate counts it all the same.
    /// </summary>
    public static IEnumerable<Finding> CheckReading(Deployment deployment) =>
        deployment.Contexts
            .SelectMany(context =>
            {
                var known = new HashSet<SourceSpan>(context.Steps.Where(step => step.Released).SelectMany(step => Unread(context, step.Migration)).Select(unread => unread.Operation.Span));
                return context.Steps.Where(step => !step.Released).SelectMany(step => Unread(context, step.Migration)).Where(unread => unread.Operation.Span == SourceSpan.None || !known.Contains(unread.Operation.Span));
            })
            .GroupBy(unread => unread.Operation.Span == SourceSpan.None ? (object)unread : unread.Operation.Span)
            .Select(group => NotRead(
                group.First(),
                string.Join("; ", group.Select(unread => unread.Operation.Reason).Distinct(StringComparer.Ordinal)),
                group.Select(unread => unread.Migration.ClassName).Distinct(StringComparer.Ordinal).Count() - 1));

    private static IEnumerable<UnreadOperation> Unread(ContextDeployment context, Migration migration) =>
        migration.Up.Operations.Concat(migration.Down.Operations).OfType<Unknown>().Select(unknown => new UnreadOperation(context, migration, unknown));

    private static Finding NotRead(UnreadOperation unread, string reasons, int others) => new()
    {
        Rule = "MG0005",
        Severity = Severity.Warning,
        Message = "Migration " + unread.Migration.Id
            + (others == 0 ? "" : " and " + others.ToString(CultureInfo.InvariantCulture) + (others == 1 ? " other" : " others"))
            + " could not be read completely: " + reasons + ". What happens there counts as unknown.",
        Effect = unread.Operation.Reason,
        MigrationId = unread.Migration.Id,
        ClassName = unread.Migration.ClassName,
        Engine = unread.Context.Engine,
        Span = unread.Operation.Span,
    };

    private static string Quote(string text) => text.Trim().Length == 0 ? "not set" : "\"" + text.Trim() + "\"";

    private static Finding Problem(string rule, string message, string effect) =>
        new() { Rule = rule, Severity = Severity.Error, Message = message, Effect = effect };

    private sealed record UnreadOperation(ContextDeployment Context, Migration Migration, Unknown Operation);
}
