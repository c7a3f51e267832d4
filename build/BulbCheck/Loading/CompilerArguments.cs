using System.Diagnostics;
using System.Text.Json;

namespace MigrationGuard.BulbCheck.Loading;

/// <summary>What the compiler would be called with, asked of MSBuild in the way editors do: nothing is compiled.</summary>
internal static class CompilerArguments
{
    /// <summary>The arguments for a project.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(string project, CancellationToken cancellation)
    {
        // A file that never exists makes the target run although everything is up to date.
        string[] arguments =
        [
            "msbuild", project, "-nologo", "-target:Compile", "-property:DesignTimeBuild=true", "-property:SkipCompilerExecution=true", "-property:ProvideCommandLineArgs=true",
            "-property:BuildProjectReferences=false", "-property:NonExistentFile=" + Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), "-getItem:CscCommandLineArgs",
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new LoadException("dotnet does not start.");
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var text = await process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        if (process.ExitCode != 0 || !text.StartsWith('{'))
        {
            throw new LoadException($"MSBuild cannot evaluate {project}: {(text + await errors.ConfigureAwait(false)).Trim()}");
        }

        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
