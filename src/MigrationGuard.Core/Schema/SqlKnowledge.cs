using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>How far a piece of SQL was understood, taken as a whole.</summary>
public static class SqlKnowledge
{
    /// <summary>Whether all effects of the text are known: every statement was understood, or there is none.</summary>
    public static bool IsUnderstood(Sql sql)
    {
        if (sql.Text is null)
        {
            return false;
        }

        if (sql.Statements.Count == 0)
        {
            return IsBlank(sql.Text);
        }

        foreach (var statement in sql.Statements)
        {
            if (statement.Understanding != SqlUnderstanding.Full)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Why the text was not understood, as one clause; empty when it was.</summary>
    public static string Reason(Sql sql)
    {
        if (sql.Text is null)
        {
            return sql.Source is { } source ? "the text of " + Hole.Show(source.Name) + " was not found" : "its text is not known when the code is compiled";
        }

        foreach (var statement in sql.Statements)
        {
            if (statement.Understanding != SqlUnderstanding.Full)
            {
                return statement.Reason ?? (statement.Verb.Length > 0 ? "the effect of " + statement.Verb + " is not known" : "a statement is not known");
            }
        }

        return sql.Statements.Count == 0 && !IsBlank(sql.Text) ? "it has no statement that could be read" : "";
    }

    private static bool IsBlank(string text)
    {
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c == ';')
            {
                i++;
            }
            else if (c == '-' && i + 1 < text.Length && text[i + 1] == '-')
            {
                var end = text.IndexOf('\n', i);
                i = end < 0 ? text.Length : end;
            }
            else if (c == '/' && i + 1 < text.Length && text[i + 1] == '*' && (i + 2 >= text.Length || text[i + 2] is not ('!' or '+')))
            {
                var end = text.IndexOf("*/", i + 2, StringComparison.Ordinal);
                i = end < 0 ? text.Length : end + 2;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
