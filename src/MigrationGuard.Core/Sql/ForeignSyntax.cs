using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>Finds syntax in a text that its engine cannot parse and another one takes.</summary>
internal static class ForeignSyntax
{
    /// <summary>What gives it away, in words for a message; null when nothing does. Only what no reading of the dialect allows counts.</summary>
    /// <param name="text">The text, with a <see cref="Hole"/> for each part that is not known.</param>
    /// <param name="dialect">The dialect of the engine it runs on.</param>
    public static string? Find(string text, SqlDialect dialect)
    {
        if (dialect == SqlDialect.Unknown)
        {
            return null;
        }

        var read = new SqlText(text, dialect);
        for (var i = 0; i < read.Count; i++)
        {
            var found = dialect switch
            {
                SqlDialect.PostgreSql => OnPostgreSql(read, i),
                SqlDialect.SqlServer => OnSqlServer(read, i),
                SqlDialect.MySql => OnMySql(read, i),
                _ => OnSqlite(read, i),
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static string? OnPostgreSql(SqlText text, int i) =>
        IsSymbol(text, i, "`") ? "backticks around a name, as MySQL and SQLite do"
        : IsBracketedName(text, i) ? "brackets around a name, as SQL Server does"
        : IsBatchEnd(text, i) ? "GO between batches, as SQL Server's tools do"
        : IsTop(text, i) ? "SELECT TOP, as SQL Server does"
        : IsWord(text, i, "AUTO_INCREMENT") && Follows(text, i) ? "AUTO_INCREMENT, as MySQL does"
        : IsFirst(text, i, "PRAGMA") ? "PRAGMA, as SQLite does"
        : IsFirst(text, i, "EXEC") ? "EXEC, as SQL Server does"
        : null;

    private static string? OnSqlServer(SqlText text, int i) =>
        IsSymbol(text, i, "`") ? "backticks around a name, as MySQL and SQLite do"
        : IsSymbol(text, i, "::") && i > 0 && text.Tokens[i - 1].Kind is TokenKind.String or TokenKind.Number or TokenKind.QuotedName && !IsWord(text, i - 2, "ON") ? "a cast with ::, as PostgreSQL does"
        : IsSymbol(text, i, "$") && IsSymbol(text, i + 1, "$") ? "dollar quotes, as PostgreSQL does"
        : IsWord(text, i, "AUTO_INCREMENT") && Follows(text, i) ? "AUTO_INCREMENT, as MySQL does"
        : IsFirst(text, i, "PRAGMA") ? "PRAGMA, as SQLite does"
        : IsWord(text, i, "LIMIT") && i + 1 < text.Count && text.Tokens[i + 1].Kind == TokenKind.Number && Follows(text, i) ? "LIMIT, as PostgreSQL, MySQL and SQLite do"
        : IsConflict(text, i) ? "ON CONFLICT, as PostgreSQL and SQLite do"
        : null;

    private static string? OnMySql(SqlText text, int i) =>
        IsBracketedName(text, i) ? "brackets around a name, as SQL Server does"
        : IsSymbol(text, i, "::") ? "a cast with ::, as PostgreSQL does"
        : IsBatchEnd(text, i) ? "GO between batches, as SQL Server's tools do"
        : IsTop(text, i) ? "SELECT TOP, as SQL Server does"
        : IsFirst(text, i, "PRAGMA") ? "PRAGMA, as SQLite does"
        : IsFirst(text, i, "EXEC") ? "EXEC, as SQL Server does"
        : IsConflict(text, i) ? "ON CONFLICT, as PostgreSQL and SQLite do"
        : null;

    private static string? OnSqlite(SqlText text, int i) =>
        IsSymbol(text, i, "::") ? "a cast with ::, as PostgreSQL does"
        : IsBatchEnd(text, i) ? "GO between batches, as SQL Server's tools do"
        : IsTop(text, i) ? "SELECT TOP, as SQL Server does"
        : IsWord(text, i, "AUTO_INCREMENT") && Follows(text, i) ? "AUTO_INCREMENT, as MySQL does"
        : IsFirst(text, i, "EXEC") || IsFirst(text, i, "TRUNCATE") ? text.Tokens[i].Upper + ", which SQLite does not know"
        : null;

    // "UPDATE [Users] SET [Name]": a subscript follows a name or a parenthesis, a name in brackets a word of the language or a comma.
    private static bool IsBracketedName(SqlText text, int i)
    {
        if (!IsSymbol(text, i, "[") || i == 0 || i + 2 >= text.Count || text.Tokens[i + 1].Kind != TokenKind.Word || !IsSymbol(text, i + 2, "]"))
        {
            return false;
        }

        return text.Tokens[i - 1].Kind == TokenKind.Word && text.Tokens[i - 1].Upper is "UPDATE" or "FROM" or "INTO" or "JOIN" or "TABLE" or "SET" or "DELETE" or "EXISTS" or "ON" or "COLUMN" or "SELECT" or "WHERE" or "AND" or "OR" or "BY" or "INDEX" or "VIEW";
    }

    // PostgreSQL, MySQL and SQLite take "GO" for a name or an alias; alone on its line it is neither.
    private static bool IsBatchEnd(SqlText text, int i) =>
        IsWord(text, i, "GO") && IsAloneOnLine(text.Text, text.Tokens[i].Start, text.Tokens[i].End);

    private static bool IsAloneOnLine(string text, int start, int end)
    {
        for (start--; start >= 0 && text[start] is ' ' or '\t'; start--)
        {
        }

        for (; end < text.Length && text[end] is ' ' or '\t' or ';'; end++)
        {
        }

        return (start < 0 || text[start] is '\n' or '\r') && (end == text.Length || text[end] is '\n' or '\r') && !(start < 0 && end == text.Length);
    }

    private static bool IsTop(SqlText text, int i) =>
        IsWord(text, i, "TOP") && IsWord(text, i - 1, "SELECT") && i + 1 < text.Count && (text.Tokens[i + 1].Kind == TokenKind.Number || (IsSymbol(text, i + 1, "(") && i + 2 < text.Count && text.Tokens[i + 2].Kind == TokenKind.Number && IsSymbol(text, i + 3, ")")));

    private static bool IsConflict(SqlText text, int i) => IsWord(text, i, "CONFLICT") && IsWord(text, i - 1, "ON") && (IsWord(text, i + 1, "DO") || IsSymbol(text, i + 1, "("));

    // A name may be any of these words; a clause does not follow a point, a comma or the word that a name follows.
    private static bool Follows(SqlText text, int i) =>
        i > 0 && !IsSymbol(text, i - 1, ".") && !IsSymbol(text, i - 1, ",") && !IsSymbol(text, i - 1, "(") && !(text.Tokens[i - 1].Kind == TokenKind.Word && text.Tokens[i - 1].Upper is "SELECT" or "AS" or "COLUMN" or "SET" or "BY" or "WHERE" or "AND" or "OR" or "FROM" or "JOIN" or "TABLE" or "UPDATE" or "INTO" or "ON");

    private static bool IsFirst(SqlText text, int i, string word) =>
        IsWord(text, i, word) && (i == 0 || text.Tokens[i - 1].Kind is TokenKind.Separator or TokenKind.Batch) && i + 1 < text.Count && text.Tokens[i + 1].Kind is TokenKind.Word or TokenKind.QuotedName;

    private static bool IsWord(SqlText text, int i, string word) => i >= 0 && i < text.Count && text.Tokens[i].Kind == TokenKind.Word && text.Tokens[i].Upper == word;

    private static bool IsSymbol(SqlText text, int i, string symbol) => i >= 0 && i < text.Count && text.Tokens[i].Kind == TokenKind.Symbol && text.Tokens[i].Upper == symbol;
}
