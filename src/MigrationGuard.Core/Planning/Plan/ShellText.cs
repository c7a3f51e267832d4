using MigrationGuard.Reports;

namespace MigrationGuard.Planning.Plan;

/// <summary>Words of a command line.</summary>
internal static class ShellText
{
    /// <summary>The word as a POSIX shell and PowerShell both take it literally: as it is when that is harmless, otherwise in single quotes.</summary>
    public static string Word(string word)
    {
        var shown = Inert.Line(word);
        return shown.Length > 0 && shown[0] != '-' && shown.All(c => c is >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or '_' or '-' or '.' or '+' or '/')
            ? shown
            : "'" + shown.Replace("'", "'\\''") + "'";
    }

    /// <summary>Whether <see cref="Word"/> had to show escapes, so that the command does not work as it stands.</summary>
    public static bool IsAltered(string word) => Inert.Line(word) != word;
}
