namespace MigrationGuard.Model;

/// <summary>Where in the source something was read.</summary>
/// <param name="File">Path as the compiler knows it while reading; in a manifest relative to the project directory, with <c>/</c>.</param>
/// <param name="Start">Offset of the first character in the file, zero-based, in UTF-16 units.</param>
/// <param name="Length">Number of UTF-16 units.</param>
/// <param name="Line">Line of the first character, one-based.</param>
/// <param name="Column">Column of the first character, one-based.</param>
/// <param name="EndLine">Line after the last character, one-based.</param>
/// <param name="EndColumn">Column after the last character, one-based.</param>
public sealed record SourceSpan(string File, int Start, int Length, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Stands for "somewhere": a migration built by hand in a test, or evidence without a place.</summary>
    public static SourceSpan None { get; } = new("", 0, 0, 0, 0, 0, 0);
}
