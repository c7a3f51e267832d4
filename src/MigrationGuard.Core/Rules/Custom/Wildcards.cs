namespace MigrationGuard.Rules;

/// <summary>Names with <c>*</c> for any text and <c>?</c> for one character; case does not count.</summary>
internal static class Wildcards
{
    /// <summary>Whether the whole text fits the pattern. Takes time proportional to the product of their lengths at most.</summary>
    public static bool Match(string pattern, string text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
