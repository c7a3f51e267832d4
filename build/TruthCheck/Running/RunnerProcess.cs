using System.Diagnostics;
using System.Text.Json;
using MigrationGuard.Model;

namespace MigrationGuard.TruthCheck.Running;

/// <summary>Runs migrations in a process of their own: what they do to it, they do to nobody else.</summary>
internal static class RunnerProcess
{
    /// <summary>The hidden command that the process is started with.</summary>
    public const string Command = "run";

    /// <summary>Starts the process and waits for what was built.</summary>
    /// <exception cref="TruthException">The assembly cannot be loaded, or the process died or did not end in time.</exception>
    public static IReadOnlyList<BuiltBody> Start(string assembly, Providers provider, TimeSpan limit)
    {
        var result = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetDirectoryName(assembly)!,
                ArgumentList = { typeof(RunnerProcess).Assembly.Location, Command, assembly, provider.ToString(), result },
            };
            using var process = Process.Start(start) ?? throw new TruthException("dotnet could not be started.");
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(limit))
            {
                process.Kill(entireProcessTree: true);
                throw new TruthException($"The migrations of {Path.GetFileName(assembly)} did not end within {limit.TotalSeconds:0} seconds.");
            }

            _ = output.Result;
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<List<BuiltBody>>(File.ReadAllText(result))!
                : throw new TruthException($"{Path.GetFileName(assembly)} could not be run: {errors.Result.Trim()}");
        }
        finally
        {
            File.Delete(result);
        }
    }

    /// <summary>What the process does.</summary>
    public static int Run(string assembly, string provider, string result, TextWriter errors)
    {
        try
        {
            var loaded = new DependencyContext(assembly).LoadFromAssemblyPath(assembly);
            File.WriteAllText(result, JsonSerializer.Serialize(MigrationRunner.Run(loaded, Enum.Parse<Providers>(provider))));
            return 0;
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException or TypeLoadException)
        {
            errors.WriteLine("it cannot be loaded: " + failure.Message);
            return 2;
        }
    }
}

/// <summary>Says why nothing can be compared.</summary>
internal sealed class TruthException(string message) : Exception(message);
