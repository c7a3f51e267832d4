using MigrationGuard.Execution;
using MigrationGuard.Manifest;
using MigrationGuard.Planning;
using MigrationGuard.Reading;
using MigrationGuard.Reading.EfCore.Designers;
using Microsoft.CodeAnalysis;

namespace MigrationGuard;

/// <summary>The facts about one compilation, and what is judged from them.</summary>
internal sealed class ProjectReading
{
    private readonly Lazy<Assessment> _assessment;

    private ProjectReading(ManifestDocument manifest, ProjectSettings settings)
    {
        Manifest = manifest;
        _assessment = new Lazy<Assessment>(() => Guard.Assess(manifest, settings.Inputs));
    }

    public ManifestDocument Manifest { get; }

    /// <summary>What can be judged without files and dates.</summary>
    public Assessment Assessment => _assessment.Value;

    /// <summary>Reads a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="settings">What the build says about the project.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <param name="variantOf">See <see cref="ReadingOptions.VariantOf"/>.</param>
    public static ProjectReading Of(Compilation compilation, ProjectSettings settings, CancellationToken cancellation, Compilation? variantOf = null)
    {
        var manifest = Describe(compilation, settings);
        if (FrameworkTypes.Find(compilation) is null)
        {
            return new ProjectReading(manifest, settings);
        }

        var reading = MigrationReader.Read(compilation, new ReadingOptions { ProjectDirectory = settings.ProjectDirectory, Scripts = settings.Scripts, SqlDialect = settings.SqlDialect, VariantOf = variantOf }, cancellation);
        manifest = manifest with { Migrations = reading.Migrations, ProviderReferences = reading.ProviderReferences };
        var needs = ModelNeeds.Of(manifest, settings.Inputs);
        return new ProjectReading(manifest with { Migrations = DesignerReader.Attach(compilation, manifest.Migrations, needs, cancellation) }, settings);
    }

    public static ManifestDocument Incomplete(Compilation compilation, ProjectSettings settings, Exception exception) =>
        Describe(compilation, settings) with
        {
            Complete = false,
            Error = exception.GetType().FullName + ": " + exception.Message,
        };

    private static ManifestDocument Describe(Compilation compilation, ProjectSettings settings) => new()
    {
        Project = settings.Project.Length > 0 ? settings.Project : compilation.AssemblyName ?? "",
        Assembly = compilation.AssemblyName ?? "",
        TargetFramework = settings.TargetFramework,
        Settings = new ManifestSettings
        {
            Released = settings.Released,
            Engine = settings.Engine,
            ConfigurationHash = settings.Configuration?.Hash ?? "",
        },
    };
}
