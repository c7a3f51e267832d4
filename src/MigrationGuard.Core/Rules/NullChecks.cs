using System.Text;

namespace MigrationGuard.Rules;

/// <summary>Reads the one form of check constraint that says a column is never NULL.</summary>
internal static class NullChecks
{
    /// <summary>Whether a condition is <c>column IS NOT NULL</c>, whatever the quotes, brackets and spaces.</summary>
    public static bool Excludes(string condition, string column)
    {
        var plain = new StringBuilder(condition.Length);
        foreach (var character in condition)
        {
            if (character is '"' or '`' or '[' or ']' or '(' or ')')
            {
                continue;
            }

            var isSpace = char.IsWhiteSpace(character);
            if (!isSpace)
            {
                plain.Append(character);
            }
            else if (plain.Length > 0 && plain[plain.Length - 1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return string.Equals(plain.ToString().TrimEnd(), column + " IS NOT NULL", StringComparison.OrdinalIgnoreCase);
    }
}
