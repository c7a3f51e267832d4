namespace MigrationGuard.Reports;

/// <summary>What a report says about the place it was written in.</summary>
public sealed record ReportOptions
{
    /// <summary>Folder of the project relative to the repository root, with <c>/</c> and none at its end; empty when the project is the root.</summary>
    public string ProjectFolder { get; init; } = "";

    /// <summary>Where the Markdown report is, as a person at a console should read it; empty when none is written.</summary>
    public string ReportFile { get; init; } = "";
}
