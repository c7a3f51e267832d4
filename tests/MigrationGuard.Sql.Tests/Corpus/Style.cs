namespace MigrationGuard.SqlComparison.Corpus;

/// <summary>One way to write a statement: what its objects are called and what stands between its words.</summary>
/// <param name="Label">Names the style in a failure.</param>
/// <param name="Names">From a placeholder of a template (<c>t</c>, <c>u</c>, <c>n</c>, <c>a</c>, <c>b</c>, <c>c</c>, <c>i</c>) to a name.</param>
/// <param name="Space">What stands for the k-th space of a template.</param>
/// <param name="Lower">Whether keywords are written in lower case.</param>
internal sealed record Style(string Label, Func<char, string> Names, Func<int, string> Space, bool Lower)
{
    public static string OneSpace(int k) => " ";

    /// <summary>Comments and line ends, with statements in them that must not be read.</summary>
    public static string Comments(int k) => (k % 4) switch
    {
        0 => "\n\t",
        1 => " /* DROP TABLE c; */ ",
        2 => " -- DELETE FROM c;\n",
        _ => "  ",
    };
}
