namespace MigrationGuard.Engines;

/// <summary>Whether a default is computed once for all rows, so that it can be noted in the catalogue instead of being written into every row.</summary>
internal static class StableDefaults
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "now", "current_timestamp", "current_date", "current_time", "localtimestamp", "localtime", "transaction_timestamp", "statement_timestamp", "current_user", "session_user",
        "timezone", "to_timestamp", "date_trunc", "make_interval", "lower", "upper", "coalesce", "concat", "array", "varchar", "char", "numeric", "decimal", "timestamp", "date", "jsonb", "json",
        "interval", "text", "cast",
        "getdate", "getutcdate", "sysdatetime", "sysutcdatetime", "sysdatetimeoffset", "utc_timestamp", "utc_date", "utc_time", "curdate", "curtime",
    };

    /// <summary>Whether every function in the expression is known to give all rows of one statement the same value.</summary>
    public static bool Is(string expression)
    {
        var text = expression.Trim();
        var quoted = false;
        var word = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (c == '\'')
            {
                quoted = !quoted;
                word = -1;
            }
            else if (!quoted && (char.IsLetterOrDigit(c) || c is '_' or '.'))
            {
                word = word < 0 ? i : word;
            }
            else if (!quoted && c == '(' && word >= 0)
            {
                if (!Functions.Contains(text.Substring(word, i - word)))
                {
                    return false;
                }

                word = -1;
            }
            else if (!char.IsWhiteSpace(c))
            {
                word = -1;
            }
            else if (word >= 0 && NextIsCall(text, i))
            {
                if (!Functions.Contains(text.Substring(word, i - word)))
                {
                    return false;
                }

                word = -1;
            }
            else
            {
                word = -1;
            }
        }

        return text.IndexOf(Model.Hole.Text, StringComparison.Ordinal) < 0;
    }

    private static bool NextIsCall(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from < text.Length && text[from] == '(';
    }
}
