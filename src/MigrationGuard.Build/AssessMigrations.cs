using MigrationGuard.Manifest;
using MigrationGuard.Planning;
using MigrationGuard.Reports;
using MigrationGuard.Rules;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace MigrationGuard.Build;

/// <summary>
/// Judges the manifest that the compiler wrote: prints the hazard table, writes the report, and raises the errors of the gate. Everything is decided by
/// <c>MigrationGuard.Core</c>; this task brings the files and the day, and takes the answers to the log.
/// </summary>
public sealed class AssessMigrations : Task
{
    private const string MarkdownName = "rollback-report.md";
    private const string JsonName = "rollback-report.json";
    private const string SarifName = "rollback-report.sarif";

    /// <summary>Full path of the manifest.</summary>
    [Required]
    public string ManifestFile { get; set; } = "";

    /// <summary>Full path of the project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Where the report goes.</summary>
    [Required]
    public string ReportDirectory { get; set; } = "";

    /// <summary>Full path of the manifest that is copied beside the assembly. Not there after the task when the project has no migrations.</summary>
    [Required]
    public string ShippedManifestFile { get; set; } = "";

    /// <summary><c>MigrationGuardReleased</c>.</summary>
    public string Released { get; set; } = "";

    /// <summary><c>MigrationGuardEngine</c>.</summary>
    public string Engine { get; set; } = "";

    /// <summary>Full path of the configuration file; empty when there is none.</summary>
    public string ConfigurationFile { get; set; } = "";

    /// <summary><c>MigrationGuardRequirePlan</c>: whether a rollback plan that lacks an input fails the build.</summary>
    public bool RequirePlan { get; set; }

    /// <summary>
    /// Whether the compile failed. Then the report is written from what there is, and nothing is raised: the build has failed already, and code that does not compile may
    /// read differently once it does.
    /// </summary>
    public bool CompileFailed { get; set; }

    private string ProjectDirectory => Path.GetDirectoryName(ProjectFile) ?? "";

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            Assess();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A report that cannot be written, or a file that vanished meanwhile: the gate cannot say that it checked, so it must not pass.
            RaiseProjectError(EvidenceReader.Unusable, "MigrationGuard could not finish: " + exception.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private void Assess()
    {
        var evidence = EvidenceReader.Read(ManifestFile, ProjectDirectory);
        if (evidence.Manifest is not { } manifest)
        {
            DeleteOutputs();
            RaiseProjectError(evidence.Rule!, evidence.Problem!);
            return;
        }

        if (ConfigurationFile.Length > 0 && !File.Exists(ConfigurationFile))
        {
            RaiseProjectError("MG0003", "MigrationGuardConfigurationFile names a file that does not exist: " + ConfigurationFile);
        }

        var files = new RepositoryFiles(ProjectDirectory);
        var assessment = Guard.Assess(manifest, new GuardInputs
        {
            Released = Released,
            Engine = Engine,
            Configuration = ReadConfiguration(),
            Today = DateTime.UtcNow.Date,
            Files = files,
            RequirePlan = RequirePlan,
        });

        if (manifest.Migrations.Count == 0)
        {
            DeleteOutputs();
        }
        else
        {
            Report(assessment, files);
        }

        Raise(assessment);
    }

    private ConfigurationText? ReadConfiguration() =>
        ConfigurationFile.Length > 0 && File.Exists(ConfigurationFile) ? new ConfigurationText(ConfigurationFile, File.ReadAllText(ConfigurationFile)) : null;

    private void Report(Assessment assessment, RepositoryFiles files)
    {
        var markdown = Path.GetFullPath(Path.Combine(ReportDirectory, MarkdownName));
        var options = new ReportOptions { ProjectFolder = files.ProjectFolder, ReportFile = markdown };
        OutputFiles.Write(ShippedManifestFile, ManifestWriter.WriteIndented(assessment.Manifest with { ProjectFolder = files.ProjectFolder }));
        OutputFiles.Write(markdown, MarkdownReport.Write(assessment, options));
        OutputFiles.Write(Path.Combine(ReportDirectory, JsonName), JsonReport.Write(assessment, options));
        OutputFiles.Write(Path.Combine(ReportDirectory, SarifName), SarifReport.Write(assessment, options));
        foreach (var line in ConsoleReport.Write(assessment, options).Split('\n'))
        {
            Log.LogMessage(MessageImportance.High, "{0}", line);
        }
    }

    private void DeleteOutputs()
    {
        OutputFiles.Delete(ShippedManifestFile);
        OutputFiles.Delete(Path.Combine(ReportDirectory, MarkdownName));
        OutputFiles.Delete(Path.Combine(ReportDirectory, JsonName));
        OutputFiles.Delete(Path.Combine(ReportDirectory, SarifName));
    }

    private void Raise(Assessment assessment)
    {
        foreach (var failure in assessment.Gate.Failures)
        {
            Raise(failure.Finding, isError: true);
        }

        foreach (var warning in assessment.Gate.Warnings)
        {
            Raise(warning, isError: false);
        }

        // The compiler raises the other hazards; it cannot raise ids that it learns from a file.
        foreach (var hazard in assessment.Hazards)
        {
            if (hazard is { Accepted: null, Severity: not Severity.Error } && RuleCatalog.Find(hazard.Rule) is null)
            {
                Raise(hazard, isError: false);
            }
        }
    }

    private void Raise(Finding finding, bool isError)
    {
        var span = finding.Span;
        var file = span.File.Length == 0 ? ProjectFile : Path.GetFullPath(Path.Combine(ProjectDirectory, span.File));
        var helpLink = RuleCatalog.Find(finding.Rule)?.HelpLink;
        if (CompileFailed || finding.Severity == Severity.Info)
        {
            Log.LogMessage(null, finding.Rule, null, file, span.Line, span.Column, span.EndLine, span.EndColumn, MessageImportance.High, "{0}", finding.Message);
        }
        else if (isError)
        {
            Log.LogError(null, finding.Rule, null, helpLink, file, span.Line, span.Column, span.EndLine, span.EndColumn, "{0}", finding.Message);
        }
        else
        {
            Log.LogWarning(null, finding.Rule, null, helpLink, file, span.Line, span.Column, span.EndLine, span.EndColumn, "{0}", finding.Message);
        }
    }

    private void RaiseProjectError(string rule, string message)
    {
        if (!CompileFailed)
        {
            Log.LogError(null, rule, null, RuleCatalog.Find(rule)?.HelpLink, ProjectFile, 0, 0, 0, 0, "{0}", message);
        }
    }
}
