namespace MigrationGuard.Model;

/// <summary>
/// A part of a name, a type or an SQL text that the reader could not know, marked inside the text itself.
/// What is known around it stays readable: <c>"UPDATE " + table + " SET A = 1"</c> is an UPDATE of an unknown table.
/// </summary>
public static class Hole
{
    /// <summary>The mark. U+FFFD occurs in no identifier of any engine.</summary>
    public const char Mark = '\uFFFD';

    /// <summary>A text of which nothing is known.</summary>
    public const string Text = "\uFFFD";

    /// <summary>Whether <paramref name="text"/> has a part that is not known.</summary>
    public static bool IsIn(string? text) => text is not null && text.IndexOf(Mark) >= 0;

    /// <summary>The text as a person should see it: every hole as <c>‹?›</c>.</summary>
    public static string Show(string? text) => text is null ? "" : text.Replace(Text, "‹?›");
}
