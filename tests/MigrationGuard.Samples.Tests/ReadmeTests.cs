namespace MigrationGuard.Samples;

/// <summary>The README shows what a build really prints. With MIGRATIONGUARD_ACCEPT=1 these tests write what they saw instead of comparing.</summary>
public sealed class ReadmeTests
{
    private const string BlockStart = "<!-- storefront:start -->\n```text\n";
    private const string BlockEnd = "```\n<!-- storefront:end -->";

    [Fact]
    public void The_block_is_what_the_build_of_Storefront_prints()
    {
        var printed = Build.OfSample("Storefront").ShouldPass().Summary();
        var readme = File.ReadAllText(Repository.At("README.md"));
        var start = readme.IndexOf(BlockStart, StringComparison.Ordinal) + BlockStart.Length;
        var end = readme.IndexOf(BlockEnd, StringComparison.Ordinal);

        ShouldHold("README.md", readme, readme[..start] + string.Join("\n", printed) + "\n" + readme[end..]);
    }

    [Fact]
    public void The_picture_is_what_the_build_of_Unguarded_prints()
    {
        var build = Build.OfSample("Unguarded").ShouldFailWith("MG6001");
        var error = build.Output.Split('\n').First(line => line.Contains("error MG6001", StringComparison.Ordinal));
        var text = error[..error.LastIndexOf(" [", StringComparison.Ordinal)].Replace(Repository.Root, "", StringComparison.Ordinal);

        var picture = Repository.At("docs", "images", "unguarded.svg");
        var drawn = TerminalPicture.Draw("dotnet build samples/Unguarded", [.. build.Summary(), "", text, "", "Build FAILED."]);

        ShouldHold("docs/images/unguarded.svg", File.Exists(picture) ? File.ReadAllText(picture) : "", drawn);
    }

    private static void ShouldHold(string file, string now, string seen)
    {
        if (Environment.GetEnvironmentVariable("MIGRATIONGUARD_ACCEPT") == "1")
        {
            File.WriteAllText(Repository.At(file), seen);
            return;
        }

        Assert.Equal(seen, now, ignoreLineEndingDifferences: true);
    }
}
