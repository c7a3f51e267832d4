namespace MigrationGuard.SqlReading;

/// <summary>
/// Where a statement ends. Outside T-SQL that is the next semicolon that stands in no body; in T-SQL, where semicolons are optional, it is the next word that can
/// only begin another statement.
/// </summary>
internal sealed class StatementBoundaries(SqlText text)
{
    private static readonly HashSet<string> Starters = new(StringComparer.Ordinal)
    {
        "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "ALTER", "DROP", "TRUNCATE", "EXEC", "EXECUTE", "IF", "WHILE", "BEGIN", "DECLARE", "SET", "PRINT", "RAISERROR", "THROW",
        "RETURN", "GOTO", "USE", "GRANT", "REVOKE", "DENY", "BACKUP", "RESTORE", "DBCC", "WAITFOR", "COMMIT", "ROLLBACK", "SAVE", "OPEN", "CLOSE", "FETCH", "DEALLOCATE", "KILL",
        "RECONFIGURE", "CHECKPOINT", "BREAK", "CONTINUE", "BULK", "ENABLE", "DISABLE", "REPLACE", "CALL", "WITH", "UPDATETEXT", "WRITETEXT", "READTEXT", "REVERT", "SETUSER", "RECEIVE", "SEND", "SHUTDOWN",
    };

    // After these a statement is not complete, so the next word begins none.
    private static readonly HashSet<string> Incomplete = new(StringComparer.Ordinal)
    {
        "AND", "OR", "NOT", "WHERE", "BY", "SELECT", "WITH", "AS", "IN", "LIKE", "BETWEEN", "FROM", "INTO", "JOIN", "SET", "UNION", "EXCEPT", "INTERSECT", "HAVING", "DISTINCT", "OF", "FOR", "TO",
        "INSTEAD", "BEFORE", "DO", "BULK",
    };

    private static readonly HashSet<string> ObjectWords = new(StringComparer.Ordinal)
    {
        "TABLE", "VIEW", "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "INDEX", "SCHEMA", "DATABASE", "SEQUENCE", "TYPE", "COLUMN", "CONSTRAINT", "USER", "ROLE", "SYNONYM", "STATISTICS", "DEFAULT", "RULE",
        "EXTENSION", "DOMAIN", "CONCURRENTLY", "AGGREGATE", "ASSEMBLY", "POLICY", "EVENT", "COLLATION", "LOGIN", "CATALOG", "DROP", "ADD", "VALUE", "TEMPORARY", "SERVER", "KEY", "PUBLICATION", "LANGUAGE", "CAST",
    };

    private static readonly HashSet<string> SetTargets = new(StringComparer.Ordinal)
    {
        "NOT", "DEFAULT", "DATA", "STATISTICS", "SCHEMA", "TABLESPACE", "STORAGE", "LOGGED", "UNLOGGED", "WITHOUT", "GENERATED", "COMPRESSION", "EXPRESSION", "NULL",
    };

    private int _end;

    private bool IsTransact => text.Dialect is SqlDialect.SqlServer or SqlDialect.Unknown;

    private bool Is(int i, string word) => i >= 0 && i < _end && text.Tokens[i].Kind == TokenKind.Word && text.Tokens[i].Upper == word;

    private bool IsSymbol(int i, string symbol) => i >= 0 && i < _end && text.Tokens[i].Kind == TokenKind.Symbol && text.Tokens[i].Upper == symbol;

    private string Upper(int i) => i >= 0 && i < _end ? text.Tokens[i].Upper : "";

    private bool IsEnd(int i) => text.Tokens[i].Kind is TokenKind.Separator or TokenKind.Batch;

    /// <summary>The token after the statement that begins at <paramref name="start"/>.</summary>
    public int EndOfStatement(int start, int end)
    {
        _end = end;
        if (Is(start, "CREATE") || Is(start, "ALTER"))
        {
            var kind = RoutineKind(start);
            if (kind is not null)
            {
                return EndOfRoutine(start, kind);
            }
        }

        return IsTransact ? EndOfTransactStatement(start) : NextSeparator(start);
    }

    private int NextSeparator(int i)
    {
        while (i < _end && !IsEnd(i))
        {
            i = text.After(i, _end);
        }

        return i;
    }

    private int NextBatch(int i)
    {
        while (i < _end && text.Tokens[i].Kind != TokenKind.Batch)
        {
            i++;
        }

        return i;
    }

    /// <summary>The kind of routine a statement creates or alters; null when it is none.</summary>
    private string? RoutineKind(int start)
    {
        var limit = Math.Min(start + 14, _end);
        for (var i = start + 1; i < limit && !IsEnd(i); i++)
        {
            switch (Upper(i))
            {
                case "PROCEDURE" or "PROC" or "FUNCTION" or "TRIGGER" or "EVENT":
                    return Upper(i + 1) is "TRIGGER" or "SESSION" || Upper(i - 1) is "PARTITION" or "EVENT" ? null : Upper(i);
                case "OR" or "REPLACE" or "ALTER" or "TEMP" or "TEMPORARY" or "DEFINER" or "=" or "CONSTRAINT" or "AGGREGATE" or "CURRENT_USER" or "(" or ")" or "ROOT":
                    continue;
            }

            if (text.Tokens[i].Kind is TokenKind.QuotedName or TokenKind.String or TokenKind.Variable or TokenKind.Symbol || IsSymbol(i - 1, "=") || IsSymbol(i - 1, "@"))
            {
                continue;
            }

            return null;
        }

        return null;
    }

    private int EndOfRoutine(int start, string kind)
    {
        if (text.Dialect == SqlDialect.SqlServer)
        {
            // A routine is alone in its batch.
            return NextBatch(start);
        }

        var begin = -1;
        for (var i = start; i < _end; i = text.After(i, _end))
        {
            if (IsEnd(i))
            {
                // PostgreSQL's body is a text, and a MySQL body of one statement ends here too.
                if (text.Dialect != SqlDialect.Unknown || begin < 0)
                {
                    return i;
                }
            }

            if (text.Dialect != SqlDialect.PostgreSql && kind != "EVENT" && i > start && (Is(i, "IF") || Is(i, "LOOP") || Is(i, "WHILE") || Is(i, "REPEAT")) && StartsBody(i))
            {
                return EndOfCompound(i, Upper(i));
            }

            if (Is(i, "BEGIN"))
            {
                begin = i;
                return EndOfBlock(i, _end);
            }

            if (Is(i, "AS") && text.Dialect == SqlDialect.Unknown && !IsText(i + 1) && kind is "PROCEDURE" or "PROC" or "TRIGGER" && !Is(i + 1, "BEGIN"))
            {
                return NextBatch(i);
            }
        }

        return _end;
    }

    private bool IsText(int i) => i < _end && text.Tokens[i].Kind == TokenKind.String;

    // "FOR EACH ROW IF …": the body is one compound statement without BEGIN.
    private bool StartsBody(int i) => Is(i - 1, "ROW") || IsSymbol(i - 1, ")");

    private int EndOfCompound(int start, string word)
    {
        var depth = 0;
        for (var i = start; i < _end; i++)
        {
            if (text.Tokens[i].Kind == TokenKind.Batch)
            {
                return i;
            }

            if (Is(i, word) && !Is(i - 1, "END") && !IsSymbol(i + 1, "(") | i == start)
            {
                depth++;
            }
            else if (Is(i, word) && Is(i - 1, "END") && --depth <= 0)
            {
                return i + 1;
            }
        }

        return _end;
    }

    /// <summary>The token after the END that closes the block that begins at <paramref name="begin"/>.</summary>
    public int EndOfBlock(int begin, int end)
    {
        _end = end;
        var depth = 0;
        for (var i = begin; i < _end; i++)
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.Batch)
            {
                return i;
            }

            if (token.Kind != TokenKind.Word || IsSymbol(i - 1, "."))
            {
                continue;
            }

            if (token.Upper == "BEGIN" && !Is(i + 1, "TRAN") && !Is(i + 1, "TRANSACTION"))
            {
                depth++;
            }
            else if (token.Upper == "CASE" && !Is(i - 1, "END"))
            {
                depth++;
            }
            else if (token.Upper == "END" && Upper(i + 1) is not ("IF" or "LOOP" or "WHILE" or "REPEAT" or "FOR") && --depth <= 0)
            {
                var after = i + 1;
                while (after < _end && !IsEnd(after) && !IsTransact)
                {
                    after++;
                }

                return after;
            }
        }

        return _end;
    }

    /// <summary>The token where the statement begins that an IF or WHILE governs.</summary>
    public int EndOfCondition(int start, int end)
    {
        _end = end;
        var cases = 0;
        for (var i = start; i < _end; i = text.After(i, _end))
        {
            if (IsEnd(i))
            {
                return i;
            }

            if (text.Tokens[i].Kind != TokenKind.Word)
            {
                continue;
            }

            if (Is(i, "CASE"))
            {
                cases++;
            }
            else if (Is(i, "END") && cases > 0)
            {
                cases--;
            }
            else if (cases == 0 && (Is(i, "END") || (Starters.Contains(Upper(i)) && CanStart(i) && i > start && !(Is(i, "UPDATE") && IsSymbol(i + 1, "(")))))
            {
                return i;
            }
        }

        return _end;
    }

    /// <summary>Whether the word may begin a statement, by its direct neighbours.</summary>
    private bool CanStart(int i)
    {
        if (IsSymbol(i - 1, ".") || IsSymbol(i + 1, ".") || IsSymbol(i + 1, ",") || IsSymbol(i + 1, "=") || IsSymbol(i + 1, ")"))
        {
            return false;
        }

        if (i > 0 && i - 1 < _end && text.Tokens[i - 1].Kind == TokenKind.Symbol && text.Tokens[i - 1].Upper is not (")" or "*" or "]"))
        {
            return false;
        }

        switch (Upper(i))
        {
            case "THROW":
                return i + 1 >= _end || IsEnd(i + 1) || text.Tokens[i + 1].Kind is TokenKind.Number or TokenKind.Variable || Is(i + 1, "END");
            case "REPLACE":
                return text.Dialect == SqlDialect.Unknown && Is(i + 1, "INTO");
            case "CALL":
                return text.Dialect == SqlDialect.Unknown && i + 1 < _end && text.Tokens[i + 1].Kind is TokenKind.Word or TokenKind.QuotedName;
            case "ENABLE" or "DISABLE":
                return Is(i + 1, "TRIGGER");
            case "SAVE":
                return Upper(i + 1) is "TRAN" or "TRANSACTION";
            case "BACKUP" or "RESTORE":
                return i + 1 < _end && text.Tokens[i + 1].Kind == TokenKind.Word;
            case "SEND":
                return Is(i + 1, "ON");
            case "RECEIVE":
                return i + 1 < _end && (IsSymbol(i + 1, "*") || text.Tokens[i + 1].Kind is TokenKind.Word or TokenKind.Variable);
            case "REVERT" or "SETUSER" or "SHUTDOWN" or "UPDATETEXT" or "WRITETEXT" or "READTEXT":
                return text.Dialect == SqlDialect.SqlServer;
            case "BULK":
                return Is(i + 1, "INSERT");
            case "TRUNCATE":
                return !IsSymbol(i + 1, "(");
            case "USE":
                return Upper(i + 1) is not ("INDEX" or "KEY" or "HINT" or "PLAN");
            case "CONTINUE":
                return !Is(i + 1, "IDENTITY");
            case "MERGE":
                return !Is(i + 1, "JOIN");
            case "KILL":
                return i + 1 < _end && (text.Tokens[i + 1].Kind is TokenKind.Number or TokenKind.Variable or TokenKind.String || IsSymbol(i + 1, "-") || Upper(i + 1) is "STATS" or "QUERY");
            case "FETCH":
                return Upper(i - 1) is not ("ROWS" or "ROW");
            case "WITH":
                return IsCommonTable(i);
            default:
                return true;
        }
    }

    // "WITH name AS (" or "WITH name (columns) AS (".
    private bool IsCommonTable(int i)
    {
        var after = Is(i + 1, "RECURSIVE") ? i + 2 : i + 1;
        if (after >= _end || text.Tokens[after].Kind is not (TokenKind.Word or TokenKind.QuotedName or TokenKind.Hole))
        {
            return false;
        }

        after++;
        if (IsSymbol(after, "("))
        {
            after = text.After(after, _end);
        }

        return Is(after, "AS") && (IsSymbol(after + 1, "(") || Is(after + 1, "MATERIALIZED") || Is(after + 1, "NOT"));
    }

    private int EndOfTransactStatement(int start)
    {
        if (start + 1 >= _end || IsEnd(start + 1))
        {
            return Math.Min(start + 1, _end);
        }

        var state = new State { Verb = Upper(start), Start = start };
        state.NeedsMain = state.Verb == "WITH";
        var cases = 0;
        for (var i = start + 1; i < _end; i = text.After(i, _end))
        {
            if (IsEnd(i))
            {
                return i;
            }

            if (text.Tokens[i].Kind != TokenKind.Word)
            {
                continue;
            }

            // A label: "again: DELETE …".
            if (IsSymbol(i + 1, ":") && !IsSymbol(i - 1, "["))
            {
                return i;
            }

            var word = Upper(i);
            if (word == "CASE")
            {
                cases++;
            }
            else if (word == "END" && !IsSymbol(i - 1, ".") && !(Is(i - 2, "AS") && Is(i - 3, "ALWAYS")))
            {
                if (cases == 0)
                {
                    return i;
                }

                cases--;
            }
            else if (cases == 0)
            {
                if (word == "ELSE")
                {
                    return i;
                }

                if (Starters.Contains(word) && CanStart(i) && !Continues(state, word, i))
                {
                    return i;
                }

                state.Note(word);
            }
        }

        return _end;
    }

    private sealed class State
    {
        public required string Verb { get; set; }

        public required int Start { get; init; }

        // A WITH list was read and its statement is still to come.
        public bool NeedsMain { get; set; }

        public bool HasSet { get; set; }

        public bool HasSource { get; set; }

        public bool HasAction { get; set; }

        public void Note(string word)
        {
            if (word is "ADD" or "CHECK" or "NOCHECK" or "ENABLE" or "DISABLE" or "REBUILD" or "SWITCH" or "RENAME" or "MODIFY" or "CHANGE" or "REORGANIZE")
            {
                HasAction = true;
            }
            else if (Verb is "GRANT" or "REVOKE" or "DENY" && word is "ON" or "TO" or "FROM")
            {
                HasAction = true;
            }
            else if (word is "VALUES")
            {
                HasSource = true;
            }
        }
    }

    private bool Continues(State state, string word, int i)
    {
        var before = Upper(i - 1);
        if (state.NeedsMain && word is "SELECT" or "INSERT" or "UPDATE" or "DELETE" or "MERGE")
        {
            state.NeedsMain = false;
            if (state.Verb == "WITH")
            {
                state.Verb = word;
            }

            return true;
        }

        // CREATE … AS, a UNION, a list: the statement cannot end here.
        if (text.Tokens[i - 1].Kind == TokenKind.Word && Incomplete.Contains(before) && i - 1 > state.Start)
        {
            state.NeedsMain |= word == "WITH";
            state.HasSet |= word == "SET";
            return true;
        }

        if ((i - 1 == state.Start && state.Verb is "EXPLAIN" or "PREPARE" or "BULK") || (state.Verb is "GRANT" or "REVOKE" or "DENY" && !state.HasAction))
        {
            return true;
        }

        switch (word)
        {
            case "SELECT":
                if (before is "ALL" or "ANALYZE")
                {
                    return true;
                }

                return TakeSource(state) || (state.Verb == "CREATE" && text.Dialect == SqlDialect.Unknown && Is(state.Start + 1, "TABLE") && TakeAction(state));
            case "WITH":
                var isSource = state.Verb is "INSERT" && !state.HasSource;
                state.NeedsMain |= isSource;
                return isSource;
            case "EXEC" or "EXECUTE":
                return TakeSource(state) || before is "WITH" || (before is "ROW" or "STATEMENT" && Upper(i + 1) is "FUNCTION" or "PROCEDURE");
            case "INSERT" or "UPDATE" or "DELETE" or "MERGE":
                return before is "THEN" or "KEY" or "AFTER" or "NO" or "ANALYZE" || (before == "ON" && state.Verb is "CREATE" or "ALTER" && !Is(state.Start + 1, "DATABASE")) || (word == "MERGE" && state.Verb == "ALTER") || (word == "UPDATE" && IsSymbol(i + 1, "("));
            case "SET":
                return ContinuesWithSet(state, i, before);
            case "ALTER":
                return (AltersTable(state) && !NamesObject(i + 1) && TakeAction(state)) || IsSymbol(i - 1, ",");
            case "DROP":
                return ContinuesWithDrop(state, i);
            case "IF":
                return (Is(i + 1, "EXISTS") && !IsSymbol(i + 2, "(") && ObjectWords.Contains(before))
                    || (Is(i + 1, "NOT") && Is(i + 2, "EXISTS") && !IsSymbol(i + 3, "(") && ObjectWords.Contains(before));
            case "GRANT":
                return before == "WITH";
            case "ENABLE" or "DISABLE":
                return state.Verb == "ALTER" && TakeAction(state);
            case "REPLACE":
                return before == "OR";
            case "TRUNCATE":
                return before is "OR" or "NO";
            default:
                return false;
        }
    }

    private static bool TakeSource(State state)
    {
        if (state.Verb is "INSERT" or "REPLACE" && !state.HasSource)
        {
            state.HasSource = true;
            return true;
        }

        return false;
    }

    private static bool TakeAction(State state)
    {
        if (state.HasAction)
        {
            return false;
        }

        state.HasAction = true;
        return true;
    }

    private bool AltersTable(State state) => state.Verb == "ALTER" && (Is(state.Start + 1, "TABLE") || Is(state.Start + 2, "TABLE"));

    // A column may be called "type" or "user"; what decides is the word that would follow the kind of an object.
    private bool NamesObject(int i) =>
        text.Tokens[Math.Min(i, _end - 1)].Kind == TokenKind.Word && Upper(i) is not ("COLUMN" or "CONSTRAINT") && ObjectWords.Contains(Upper(i)) && i + 1 < _end
        && (text.Tokens[i + 1].Kind is TokenKind.QuotedName or TokenKind.Hole || (text.Tokens[i + 1].Kind == TokenKind.Word && !Starters.Contains(Upper(i + 1)) && Upper(i + 1) is not ("TYPE" or "SET" or "DROP" or "CASCADE" or "REBUILD")));

    private bool ContinuesWithDrop(State state, int i)
    {
        if (IsSymbol(i - 1, ","))
        {
            return true;
        }

        if (state.Verb != "ALTER")
        {
            return false;
        }

        if (Upper(i + 1) is "NOT" or "DEFAULT" or "IDENTITY" or "EXPRESSION" or "MASKED" or "ROWGUIDCOL" or "PERSISTED" or "SPARSE" or "HIDDEN" && !Is(i + 2, "ON"))
        {
            return true;
        }

        if (!AltersTable(state))
        {
            return IsSymbol(i + 1, "(") || !ObjectWords.Contains(Upper(i + 1));
        }

        return !(NamesObject(i + 1) && Upper(i + 1) is not ("INDEX" or "KEY" or "CHECK" or "FOREIGN")) && TakeAction(state);
    }

    private bool ContinuesWithSet(State state, int i, string before)
    {
        if (state.Verb is "UPDATE" && !state.HasSet)
        {
            state.HasSet = true;
            return true;
        }

        if ((before is "UPDATE" or "DELETE" && Upper(i - 2) is "ON" or "THEN" or "DO") || before is "CHARACTER" or "CHAR")
        {
            return true;
        }

        if (state.Verb is "ALTER")
        {
            if (IsSymbol(i + 1, "(") || SetTargets.Contains(Upper(i + 1)))
            {
                state.HasAction = true;
                return true;
            }

            return !AltersTable(state) && !state.HasSet && TakeAction(state) && (state.HasSet = true);
        }

        return state.Verb is "INSERT" or "REPLACE" && TakeSource(state);
    }
}
