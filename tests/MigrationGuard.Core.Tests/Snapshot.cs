using System.Runtime.CompilerServices;

namespace MigrationGuard.Core.Tests;

/// <summary>
/// Compares a text with the file that was accepted for it: <c>&lt;test class&gt;.&lt;name&gt;.verified.&lt;extension&gt;</c> beside the test. With the environment variable
/// <c>MIGRATIONGUARD_ACCEPT=1</c> the text is accepted and written instead.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails when the text is not the accepted one.</summary>
    public static void Match(string text, string name, string extension, [CallerFilePath] string testFile = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(testFile)!, Path.GetFileNameWithoutExtension(testFile) + "." + name + ".verified." + extension);
        if (Environment.GetEnvironmentVariable("MIGRATIONGUARD_ACCEPT") == "1")
        {
            File.WriteAllText(file, text);
            return;
        }

        Assert.True(File.Exists(file), "nothing is accepted yet: run with MIGRATIONGUARD_ACCEPT=1 and read " + file);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}
