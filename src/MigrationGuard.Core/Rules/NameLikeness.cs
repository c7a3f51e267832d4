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

    /// <summary>Whether a longer name contains another one; case and underscores do not count.</summary>
    public static bool IsWithin(string longer, string name) => Plain(name).Length >= ShortestTelling && Plain(longer).IndexOf(Plain(name), StringComparison.Ordinal) >= 0;

    /// <summary>Whether two names may mean the same thing: they are alike, share a word, or one is short for the other.</summary>
    public static bool AreRelated(string left, string right)
    {
        if (AreAlike(left, right) || Plain(left) == Plain(right))
        {
            return true;
        }

        var a = Words(left);
        var b = Words(right);
        return a.Exists(word => b.Exists(other => AreRelatedWords(word, other))) || Initials(a) == Plain(right) || Initials(b) == Plain(left);
    }

    // Two letters tell nothing, and every key ends in "Id".
    private static bool AreRelatedWords(string a, string b)
    {
        const int ShortestStem = 3;
        var shorter = a.Length < b.Length ? a : b;
        var longer = a.Length < b.Length ? b : a;
        return shorter.Length >= ShortestStem && (IsShortFor(shorter, longer) || AreAlike(a, b) || SameStem(a, b));
    }

    // "Qty" for "Quantity": the letters in their order, from the first on.
    private static bool IsShortFor(string shorter, string longer)
    {
        if (shorter[0] != longer[0])
        {
            return false;
        }

        var found = 0;
        foreach (var letter in longer)
        {
            found += found < shorter.Length && shorter[found] == letter ? 1 : 0;
        }

        return found == shorter.Length;
    }

    private static bool SameStem(string a, string b)
    {
        var common = 0;
        while (common < a.Length && common < b.Length && a[common] == b[common])
        {
            common++;
        }

        return common >= ShortestTelling;
    }

    private static string Initials(List<string> words) => string.Concat(words.Select(word => word[0]));

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            var starts = char.IsUpper(character) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if ((starts || !char.IsLetterOrDigit(character)) && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(character))
            {
                word.Append(char.ToLowerInvariant(character));
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
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
