using System.Diagnostics;

namespace MigrationGuard.SqlComparison.Comparing;

/// <summary>Programs outside this repository.</summary>
internal static class Programs
{
    private static readonly string[] Folders =
        [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0), "/usr/sbin", "/usr/local/sbin"];

    public static string? Find(string name) =>
        Folders.SelectMany(folder => OperatingSystem.IsWindows() ? new[] { name + ".cmd", name + ".exe" } : [name], Path.Combine).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end, and fails with what it printed when it fails or takes longer than two minutes.</summary>
    public static string Run(string name, IEnumerable<string> arguments, string? input = null, bool mayFail = false)
    {
        var program = Find(name) ?? throw new InvalidOperationException(name + " is not installed.");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.Write(input);
        }

        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(name + " did not end within two minutes.");
        }

        if (process.ExitCode != 0 && !mayFail)
        {
            throw new InvalidOperationException($"{name} {string.Join(" ", arguments)} ended with {process.ExitCode}:\n{output.Result}\n{errors.Result}");
        }

        return mayFail ? output.Result + errors.Result : output.Result;
    }
}
