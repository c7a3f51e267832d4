using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace MigrationGuard.Samples;

/// <summary><c>dotnet build</c> of one project, as from a fresh shell.</summary>
internal sealed record Build(int ExitCode, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<string, Lazy<Build>> InPlace = new(StringComparer.Ordinal);

    /// <summary>The build of a sample where it lies, once for all tests. Reports of earlier builds are removed before.</summary>
    public static Build OfSample(string sample) =>
        InPlace.GetOrAdd(sample, _ => new Lazy<Build>(() =>
        {
            var intermediate = Repository.At("samples", sample, "obj");
            if (Directory.Exists(intermediate))
            {
                foreach (var old in Directory.EnumerateFiles(intermediate, "rollback-report.*", SearchOption.AllDirectories).ToList())
                {
                    File.Delete(old);
                }
            }

            return Of("samples/" + sample);
        })).Value;

    public static Build Of(string project)
    {
        var start = new ProcessStartInfo("dotnet", ["build", project, "-c", Repository.Configuration, "-tl:off"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };

        // The tests run inside a dotnet command; what that one told its own children is not for this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        // Servers that outlive the build would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet build {project} did not end within {Limit}.");
        }

        return new Build(process.ExitCode, output.Result + errors.Result);
    }

    /// <summary>The lines that MigrationGuard prints, from its title to the place of the report, with paths from the root of the clone.</summary>
    public IReadOnlyList<string> Summary() =>
    [
        .. Output.Split('\n')
            .SkipWhile(line => !line.StartsWith("  MigrationGuard: ", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith("  MigrationGuard: ", StringComparison.Ordinal))
            .Select(line => line[2..].TrimEnd().Replace(Repository.Root, "", StringComparison.Ordinal).Replace("/" + Repository.Configuration + "/", "/Debug/", StringComparison.Ordinal)),
    ];

    public Build ShouldPass()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public Build ShouldFailWith(string code)
    {
        Assert.True(ExitCode != 0, "The build passed.\n" + Output);
        Assert.Contains("error " + code + ":", Output, StringComparison.Ordinal);
        return this;
    }

    public Build ShouldMention(string text)
    {
        Assert.Contains(text, Output, StringComparison.Ordinal);
        return this;
    }

    public Build ShouldNotMention(string text)
    {
        Assert.DoesNotContain(text, Output, StringComparison.Ordinal);
        return this;
    }
}
