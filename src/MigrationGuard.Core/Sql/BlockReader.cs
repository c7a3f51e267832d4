namespace MigrationGuard.SqlReading;

/// <summary>
/// Reads procedural code in which every statement ends with a semicolon: PL/pgSQL and the bodies of MySQL and SQLite. What stands in a branch is conditional,
/// what stands in a loop is repeated. Works with an explicit stack.
/// </summary>
internal sealed class BlockReader(SqlText text, ReadingSession session, Outcome outcome, Circumstances outer)
{
    private readonly StatementReader _statement = new(text, session);
    private readonly Stack<(string Kind, Circumstances Circumstances)> _frames = new();
    private int _end;

    private Circumstances Current => _frames.Count > 0 ? _frames.Peek().Circumstances : outer;

    private bool Is(int i, string word) => i >= 0 && i < _end && text.Tokens[i].Kind == TokenKind.Word && text.Tokens[i].Upper == word;

    private bool IsSymbol(int i, string symbol) => i >= 0 && i < _end && text.Tokens[i].Kind == TokenKind.Symbol && text.Tokens[i].Upper == symbol;

    public void Run(int start, int end)
    {
        _end = end;
        var i = start;
        while (i < end)
        {
            i = Step(i);
        }
    }

    private int Step(int i)
    {
        var token = text.Tokens[i];
        if (token.Kind is TokenKind.Separator or TokenKind.Batch)
        {
            return i + 1;
        }

        if (IsSymbol(i, "<<"))
        {
            return Math.Min(FindSymbol(i, ">>") + 1, _end);
        }

        if (token.Kind is TokenKind.Word or TokenKind.QuotedName && IsSymbol(i + 1, ":") && !IsSymbol(i + 1, ":="))
        {
            return i + 2;
        }

        if (token.Kind != TokenKind.Word)
        {
            return ReadStatement(i);
        }

        switch (token.Upper)
        {
            case "DECLARE":
                return ReadDeclarations(i);
            case "BEGIN":
                _frames.Push(("BEGIN", Current));
                return Is(i + 1, "NOT") && Is(i + 2, "ATOMIC") ? i + 3 : Is(i + 1, "ATOMIC") ? i + 2 : i + 1;
            case "EXCEPTION" when _frames.Count > 0 && _frames.Peek().Kind == "BEGIN":
                _frames.Pop();
                _frames.Push(("BEGIN", Current.When("EXCEPTION")));
                return i + 1;
            case "WHEN":
                return Math.Min(Find(i, "THEN") + 1, _end);
            case "IF":
                return Branch(i, "IF", "THEN");
            case "ELSIF" or "ELSEIF":
                Leave();
                return Branch(i, "IF", "THEN");
            case "ELSE":
                return i + 1;
            case "CASE":
                return Branch(i, "CASE", "THEN");
            case "LOOP":
                _frames.Push(("LOOP", Current.Repeatedly("LOOP")));
                return i + 1;
            case "REPEAT":
                _frames.Push(("REPEAT", Current.Repeatedly("REPEAT")));
                return i + 1;
            case "UNTIL":
                return Math.Min(Find(i, "END"), _end);
            case "WHILE":
                return Loop(i);
            case "FOR" or "FOREACH":
                return ReadFor(i);
            case "END":
                return ReadEnd(i);
            default:
                return ReadStatement(i);
        }
    }

    private void Leave()
    {
        if (_frames.Count > 0)
        {
            _frames.Pop();
        }
    }

    private int Branch(int i, string kind, string opener)
    {
        var then = Find(i + 1, opener);
        if (then >= _end)
        {
            outcome.Fails("an " + kind + " without " + opener + " in its body");
            return _end;
        }

        InspectExpression(i + 1, then);
        _frames.Push((kind, Current.When(text.Slice(i + 1, then))));
        return then + 1;
    }

    private int Loop(int i)
    {
        var open = i + 1;
        while (open < _end && !Is(open, "LOOP") && !Is(open, "DO"))
        {
            open = text.After(open, _end);
        }

        if (open >= _end)
        {
            outcome.Fails("a WHILE without a body");
            return _end;
        }

        InspectExpression(i + 1, open);
        _frames.Push(("LOOP", Current.Repeatedly("WHILE " + text.Slice(i + 1, open))));
        return open + 1;
    }

    private int ReadFor(int i)
    {
        var open = i + 1;
        var source = -1;
        while (open < _end && !Is(open, "LOOP") && !Is(open, "DO"))
        {
            if (source < 0 && Is(open, "IN"))
            {
                source = open + 1;
            }

            open = text.After(open, _end);
        }

        if (open >= _end)
        {
            outcome.Fails("a FOR without a body");
            return _end;
        }

        if (source > 0 && (Is(source, "SELECT") || Is(source, "WITH") || Is(source, "INSERT") || Is(source, "UPDATE") || Is(source, "DELETE") || Is(source, "EXECUTE") || IsSymbol(source, "(")))
        {
            Read(source, open);
        }

        _frames.Push(("LOOP", Current.Repeatedly(text.Slice(i, open))));
        return open + 1;
    }

    private int ReadEnd(int i)
    {
        Leave();
        i++;
        while (i < _end && text.Tokens[i].Kind is not (TokenKind.Separator or TokenKind.Batch))
        {
            i++;
        }

        return i;
    }

    private int ReadDeclarations(int i)
    {
        // MySQL: "DECLARE CONTINUE HANDLER FOR … statement" holds code.
        if (Is(i + 2, "HANDLER"))
        {
            var from = i + 3;
            while (from < _end && !IsStatementStart(from) && text.Tokens[from].Kind != TokenKind.Separator)
            {
                from++;
            }

            if (Is(from, "BEGIN"))
            {
                _frames.Push(("BEGIN", Current.When("HANDLER")));
                return from + 1;
            }

            _frames.Push(("BEGIN", Current.When("HANDLER")));
            var after = from < _end ? ReadStatement(from) : from;
            Leave();
            return Math.Max(after, i + 1);
        }

        var end = EndOfStatement(i);
        InspectExpression(i + 1, end);
        if (text.Dialect is SqlDialect.MySql)
        {
            return end;
        }

        // PL/pgSQL: every declaration up to BEGIN.
        while (end < _end && !Is(end, "BEGIN"))
        {
            var next = EndOfStatement(end + 1);
            InspectExpression(end + 1, Is(end + 1, "BEGIN") ? end + 1 : next);
            end = Is(end + 1, "BEGIN") ? end + 1 : next;
        }

        return Math.Max(end, i + 1);
    }

    private bool IsStatementStart(int i) =>
        Is(i, "BEGIN") || Is(i, "SET") || Is(i, "INSERT") || Is(i, "UPDATE") || Is(i, "DELETE") || Is(i, "SELECT") || Is(i, "ROLLBACK") || Is(i, "COMMIT") || Is(i, "CALL") || Is(i, "RESIGNAL") || Is(i, "SIGNAL") || Is(i, "TRUNCATE") || Is(i, "DROP");

    private int ReadStatement(int i)
    {
        var end = Math.Max(EndOfStatement(i), i + 1);
        Read(i, end);
        return end;
    }

    // The verb of the whole stays that of the statement around the body.
    private void Read(int start, int end)
    {
        var verb = outcome.Verb;
        _statement.Read(start, end, outcome, Current with { InRoutine = true });
        outcome.Verb = verb;
    }

    private void InspectExpression(int start, int end)
    {
        if (start < end)
        {
            StatementReader.ReadExpression(text, start, end, session, outcome, Current with { InRoutine = true });
        }
    }

    private int EndOfStatement(int i)
    {
        while (i < _end && text.Tokens[i].Kind is not (TokenKind.Separator or TokenKind.Batch))
        {
            i = text.After(i, _end);
        }

        return i;
    }

    private int Find(int i, string word)
    {
        var cases = 0;
        for (; i < _end; i = text.After(i, _end))
        {
            if (Is(i, "CASE") && word != "END")
            {
                cases++;
            }
            else if (Is(i, "END") && cases > 0)
            {
                cases--;
            }
            else if (cases == 0 && Is(i, word))
            {
                return i;
            }
        }

        return _end;
    }

    private int FindSymbol(int i, string symbol)
    {
        while (i < _end && !IsSymbol(i, symbol))
        {
            i++;
        }

        return i;
    }
}
