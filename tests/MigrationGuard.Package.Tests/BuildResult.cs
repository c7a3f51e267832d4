using System.Text.RegularExpressions;

namespace MigrationGuard.Package;

/// <summary>What a command printed.</summary>
internal sealed partial record BuildResult(int ExitCode, string Output)
{
    /// <summary>Errors and warnings, each once, although a build prints them again at its end.</summary>
    public IReadOnlyList<LoggedMessage> Messages { get; } =
    [
        .. Line().Matches(Output)
            .Select(match => new LoggedMessage(
                match.Groups["kind"].Value,
                match.Groups["code"].Value,
                match.Groups["file"].Value.Trim(),
                match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value) : 0,
                match.Groups["text"].Value))
            .Distinct(),
    ];

    public IEnumerable<LoggedMessage> Errors => Messages.Where(message => message.Kind == "error");

    public BuildResult ShouldPass()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    /// <summary>The build failed with exactly one error of that code, and with nothing else.</summary>
    public LoggedMessage ShouldFailOnlyWith(string code)
    {
        Assert.True(ExitCode != 0, Output);
        Assert.True(Errors.Count() == 1 && Errors.Single().Code == code, Output);
        return Errors.Single();
    }

    public BuildResult ShouldFailWith(string code)
    {
        Assert.True(ExitCode != 0 && Errors.Any(error => error.Code == code), Output);
        return this;
    }

    public BuildResult ShouldNotMention(string text)
    {
        Assert.DoesNotContain(text, Output, StringComparison.Ordinal);
        return this;
    }

    public BuildResult ShouldMention(string text)
    {
        Assert.Contains(text, Output, StringComparison.Ordinal);
        return this;
    }

    [GeneratedRegex(@"^\s*(?<file>[^\n]*?)(\((?<line>\d+),\d+(,\d+,\d+)?\))?\s*:\s*(?<kind>error|warning)\s+(?<code>[A-Z]+\d+)\s*:\s*(?<text>[^\n]*?)(\s+\[[^\n]*\])?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}

/// <summary>An error or a warning in a build's output.</summary>
internal sealed record LoggedMessage(string Kind, string Code, string File, int Line, string Text);
