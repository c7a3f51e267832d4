using System.Collections.Immutable;
using System.Text;
using MigrationGuard.Manifest;
using MigrationGuard.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// Writes the manifest: one source file that holds nothing but comments, through which the facts about migrations travel from the compiler to the gate. It is written
/// always: with no migration in the project, and when the reading itself fails, because no manifest must mean that nothing was checked.
/// </summary>
/// <remarks>An implementation output: the editor, which has no use for it, does not compute it while somebody types.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ManifestGenerator : IIncrementalGenerator
{
    private const string DefaultName = "MigrationGuard.Manifest.g.cs";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var inputs = context.CompilationProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Combine(context.AdditionalTextsProvider.Collect());

        context.RegisterImplementationSourceOutput(inputs, static (output, input) =>
        {
            var ((compilation, options), files) = input;
            if (ProjectSettings.IsEnabled(options.GlobalOptions))
            {
                var text = Write(compilation, options, files, output.CancellationToken);
                output.AddSource(ProjectSettings.ManifestName(options.GlobalOptions) ?? DefaultName, SourceText.From(text, Encoding.UTF8));
            }
        });
    }

    private static string Write(Compilation compilation, AnalyzerConfigOptionsProvider options, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var settings = new ProjectSettings();
        try
        {
            settings = ProjectSettings.From(options, files, cancellation);
            var reading = ProjectReading.Of(compilation, settings, cancellation);
            SharedReadings.Keep(compilation, settings, reading);
            var manifest = reading.Manifest;
            return Wrap(manifest with { Severities = SeverityOverrides.Find(compilation, options, settings, manifest, cancellation) }, settings);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A generator that throws leaves a warning and no file. The gate has to know why, so the file says it.
            return Wrap(ProjectReading.Incomplete(compilation, settings, exception), settings);
        }
    }

    private static string Wrap(ManifestDocument manifest, ProjectSettings settings) =>
        ManifestComment.Wrap(ManifestWriter.Write(manifest, path => SourceFiles.Relative(path, settings.ProjectDirectory)));
}
