using MigrationGuard.Gates;
using MigrationGuard.Manifest;
using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;

namespace MigrationGuard.Planning;

/// <summary>Makes one deployment of several projects: one class, one gate, one report.</summary>
public static class MergedDeployment
{
    /// <summary>Puts judged projects together, in the order of their names. What one project is, the whole is: the worst class, and a gate that the first error closes.</summary>
    /// <param name="name">What the whole is called.</param>
    /// <param name="projects">The projects, each judged by itself; at least one. One alone stays as it is.</param>
    public static Assessment Of(string name, IReadOnlyList<Assessment> projects)
    {
        if (projects.Count == 1)
        {
            return projects[0];
        }

        var several = projects
            .GroupBy(project => project.Manifest.Project, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToList();
        var repeated = new HashSet<(string Id, string ClassName)>(projects
            .SelectMany(project => project.Manifest.Migrations.Select(migration => (migration.Id, migration.ClassName)).Distinct())
            .GroupBy(migration => migration)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key));
        var parts = projects
            .Select(project => Part.Of(project, several.Contains(project.Manifest.Project), repeated))
            .OrderBy(part => part.Project.Name, StringComparer.Ordinal)
            .ToList();
        return new Assessment
        {
            Manifest = Manifest(name, [.. parts.Select(part => part.Assessment.Manifest)]),
            Configuration = Configuration([.. parts.Select(part => part.Assessment)]),
            Deployment = new Deployment
            {
                Project = name,
                Contexts = [.. parts.SelectMany(part => part.Contexts())],
                Problems = [.. parts.SelectMany(part => part.Assessment.Deployment.Problems.Select(part.Named))],
            },
            Hazards = [.. parts.SelectMany(part => part.Assessment.Hazards.Select(part.Named))],
            Rollback = RollbackAssessor.Combine([.. parts.Select(part => part.Rollback())]),
            Gate = new GateDecision
            {
                Failures = [.. parts.SelectMany(part => part.Assessment.Gate.Failures.Select(failure => failure with { Finding = part.Named(failure.Finding) }))],
                Warnings = [.. parts.SelectMany(part => part.Assessment.Gate.Warnings.Select(part.Named))],
                Gates = [.. parts.SelectMany(part => part.Assessment.Gate.Gates.Select(gate => gate with { ClassName = part.Named(gate.MigrationId, gate.ClassName) }))],
            },
        };
    }

    private static ManifestDocument Manifest(string name, IReadOnlyList<ManifestDocument> manifests) => new()
    {
        Project = name,
        ToolVersion = manifests.Select(manifest => manifest.ToolVersion).Distinct(StringComparer.Ordinal).Count() == 1 ? manifests[0].ToolVersion : "",
        ProjectFolder = "",
        Complete = manifests.All(manifest => manifest.Complete),
        Error = manifests.FirstOrDefault(manifest => !manifest.Complete) is { } broken ? broken.Project + ": " + (broken.Error ?? "no reason was given") : null,
        ProviderReferences = [.. manifests.SelectMany(manifest => manifest.ProviderReferences).Distinct().OrderBy(engine => engine)],
        Migrations = [.. manifests.SelectMany(manifest => manifest.Migrations)],
        Severities = [.. manifests.SelectMany(manifest => manifest.Severities).Distinct().OrderBy(change => change.Rule, StringComparer.Ordinal)],
    };

    // People, thresholds and commands are those of one deployment. Where the projects that change something say different things, none of them speaks for the others.
    private static GuardConfiguration Configuration(IReadOnlyList<Assessment> projects)
    {
        var changing = projects.Where(project => project.Deployment.Contexts.Any(context => context.Steps.Any(step => !step.Released))).ToList();
        var said = (changing.Count == 0 ? projects : changing)
            .Where(project => project.Manifest.Settings.ConfigurationHash.Length > 0)
            .GroupBy(project => project.Manifest.Settings.ConfigurationHash, StringComparer.Ordinal)
            .ToList();
        return said.Count == 1 ? said[0].First().Configuration : GuardConfiguration.Empty;
    }

    private sealed class Part(Assessment assessment, DeployedProject project, HashSet<(string Id, string ClassName)> repeated)
    {
        public Assessment Assessment { get; } = assessment;

        public DeployedProject Project { get; } = project;

        public static Part Of(Assessment assessment, bool tellFramework, HashSet<(string Id, string ClassName)> repeated)
        {
            var manifest = assessment.Manifest;
            var name = tellFramework && manifest.TargetFramework is { } framework ? manifest.Project + " (" + framework + ")" : manifest.Project;
            return new Part(assessment, new DeployedProject(name, manifest.ProjectFolder, manifest.Assembly, assessment.Configuration), repeated);
        }

        public IEnumerable<ContextDeployment> Contexts() => Assessment.Deployment.Contexts.Select(context => context with
        {
            Project = Project,
            Steps = context.Steps.Any(step => repeated.Contains((step.Migration.Id, step.Migration.ClassName)))
                ? [.. context.Steps.Select(step => step with { Migration = step.Migration with { ClassName = Named(step.Migration.Id, step.Migration.ClassName) } })]
                : context.Steps,
        });

        public RollbackAssessment Rollback() => Assessment.Rollback with
        {
            Migrations = [.. Assessment.Rollback.Migrations.Select(migration => migration with { ClassName = Named(migration.MigrationId, migration.ClassName) })],
        };

        /// <summary>The name of a class, with its assembly where another project has the same migration: what is said about one must not be found for the other.</summary>
        public string Named(string id, string className) => repeated.Contains((id, className)) ? className + ", " + Project.Name : className;

        public Finding Named(Finding finding) => finding with
        {
            ClassName = Named(finding.MigrationId, finding.ClassName),

            // What concerns the project as a whole stands at its project file.
            Span = finding.Span.File.Length > 0 || Project.Folder is null
                ? finding.Span
                : finding.Span with { File = (Project.Folder.Length == 0 ? "" : Project.Folder + "/") + Assessment.Manifest.Project + ".csproj" },
        };
    }
}
