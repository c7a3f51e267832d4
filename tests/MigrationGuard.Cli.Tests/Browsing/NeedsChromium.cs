namespace MigrationGuard.Cli.Browsing;

/// <summary>Tests that need a browser are skipped by name where none is installed, and fail there under CI: a page that nobody opened has shown nothing.</summary>
internal static class NeedsChromium
{
    public static string? WhySkipped { get; } = Chromium.Find() is null && Environment.GetEnvironmentVariable("CI") != "true" ? Chromium.HowToInstall : null;
}

/// <inheritdoc cref="NeedsChromium"/>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = NeedsChromium.WhySkipped;
}

/// <inheritdoc cref="NeedsChromium"/>
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = NeedsChromium.WhySkipped;
}
