using System.Text;

namespace MigrationGuard.Rules;

/// <summary>Whether one name looks like another name for the same thing.</summary>
internal static class NameLikeness
{
    private const int ShortestTelling = 4;

    /// <summary>Whether two names are alike: one contains the other, or they differ in few letters; case and underscores do not count.</summary>
    public static bool AreAlike(string left, string right)
    {
        var a = Plain(left);
        var b = Plain(right);
        if (a.Length < ShortestTelling || b.Length < ShortestTelling)
        {
            return a == b && a.Length > 0;
        }

        return a.IndexOf(b, StringComparison.Ordinal) >= 0 || b.IndexOf(a, StringComparison.Ordinal) >= 0 || Distance(a, b) <= Math.Max(a.Length, b.Length) / 5;
    }

    private static string Plain(string name)
    {
        const int Longest = 128;
        var plain = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character) && plain.Length < Longest)
            {
                plain.Append(char.ToLowerInvariant(character));
            }
        }

        return plain.ToString();
    }

    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        for (var column = 0; column <= b.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= a.Length; row++)
        {
            var current = new int[b.Length + 1];
            current[0] = row;
            for (var column = 1; column <= b.Length; column++)
            {
                var replace = previous[column - 1] + (a[row - 1] == b[column - 1] ? 0 : 1);
                current[column] = Math.Min(replace, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
