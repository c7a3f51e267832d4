namespace MigrationGuard.Model;

/// <summary>
/// A stretch of a text and where it was written. Inside it one character of the text is one of the source, except for the last, which may be written as an escape;
/// lines break in both alike.
/// </summary>
/// <param name="File">The file it was written in.</param>
/// <param name="At">Where it starts in the text, zero-based, in UTF-16 units.</param>
/// <param name="Length">How long it is in the text; at least one.</param>
/// <param name="Start">Where it starts in the file, zero-based, in UTF-16 units.</param>
/// <param name="SourceLength">How long it is in the file.</param>
/// <param name="Line">The line it starts on, one-based.</param>
/// <param name="Column">The column it starts at, one-based.</param>
public sealed record TextPlace(string File, int At, int Length, int Start, int SourceLength, int Line, int Column)
{
    /// <summary>Stands for no place at all.</summary>
    public static TextPlace None { get; } = new("", 0, 0, 0, 0, 0, 0);
}
