using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>
/// Cuts a script into statements and follows the control flow around them. Works with an explicit stack: no text nests it too deeply.
/// </summary>
internal sealed class ScriptReader(SqlText text, ReadingSession session)
{
    private readonly StatementBoundaries _boundaries = new(text);
    private readonly Stack<Frame> _frames = new();

    // One of each for all statements: a long script has half a million.
    private readonly StatementReader _statement = new(text, session);
    private readonly Outcome _outcome = new();
    private Circumstances _outer = Circumstances.Plain;
    private int _end;
    private Action<int, int, Outcome>? _found;
    private Outcome? _sum;
    private Action<int>? _batchEnded;

    private enum FrameKind
    {
        Block,
        If,
        Branch,
    }

    private sealed record Frame(FrameKind Kind, Circumstances Circumstances, string Condition);

    private Circumstances Current => _frames.Count > 0 ? _frames.Peek().Circumstances : _outer;

    /// <summary>Reads a whole text, one result a statement.</summary>
    /// <param name="found">Gets the first token, the token after the last, and what was found out.</param>
    /// <param name="batchEnded">Told at the end of a batch how often it runs (<c>GO 5</c>).</param>
    public void Run(Action<int, int, Outcome> found, Action<int> batchEnded)
    {
        _found = found;
        _batchEnded = batchEnded;
        Run(0, text.Count);
    }

    /// <summary>Reads a part of a text whose statements together are one: a body, or text that is executed.</summary>
    public void Run(int start, int end, Circumstances circumstances, Outcome sum)
    {
        _outer = circumstances;
        _sum = sum;
        Run(start, end);
    }

    private bool IsTransact => text.Dialect is SqlDialect.SqlServer or SqlDialect.Unknown;

    private bool Is(int i, string word) => i >= 0 && i < _end && text.Tokens[i].Kind == TokenKind.Word && text.Tokens[i].Upper == word;

    private bool IsSymbol(int i, string symbol) => i >= 0 && i < _end && text.Tokens[i].Kind == TokenKind.Symbol && text.Tokens[i].Upper == symbol;

    private bool IsSeparator(int i) => i < _end && text.Tokens[i].Kind == TokenKind.Separator;

    private void Run(int start, int end)
    {
        _end = end;
        var i = start;
        while (i < end)
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.Separator)
            {
                i++;
            }
            else if (token.Kind == TokenKind.Batch)
            {
                _frames.Clear();
                _batchEnded?.Invoke(int.TryParse(token.Upper, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue);
                i++;
            }
            else if (token.Kind == TokenKind.Word && IsTransact)
            {
                i = ReadFlow(i);
            }
            else if (Is(i, "BEGIN") && Is(i + 1, "NOT") && Is(i + 2, "ATOMIC"))
            {
                i = ReadCompound(i, _boundaries.EndOfBlock(i, end));
            }
            else
            {
                i = ReadStatement(i);
            }
        }
    }

    // MariaDB: a compound statement outside a routine.
    private int ReadCompound(int start, int end)
    {
        var outcome = new Outcome { Verb = "BEGIN NOT ATOMIC" };
        new BlockReader(text, session, outcome, Current with { InRoutine = true }).Run(start, end);
        Report(start, end, outcome);
        return Math.Max(end, start + 1);
    }

    private int ReadStatement(int i)
    {
        var end = Math.Max(_boundaries.EndOfStatement(i, _end), i + 1);
        _outcome.Clear();
        _statement.Read(i, end, _outcome, Current);
        Report(i, end, _outcome);
        return end;
    }

    private void Report(int start, int end, Outcome outcome)
    {
        _found?.Invoke(start, end, outcome);
        _sum?.Add(outcome);
    }

    private int ReadFlow(int i)
    {
        switch (text.Tokens[i].Upper)
        {
            case "IF":
                return ReadCondition(i, "IF");
            case "WHILE":
                return ReadCondition(i, "WHILE");
            case "BEGIN" when IsBlock(i):
                var inCatch = Is(i + 1, "CATCH");
                _frames.Push(new Frame(FrameKind.Block, inCatch ? Current.When("CATCH") : Current, ""));
                return inCatch || Is(i + 1, "TRY") ? i + 2 : i + 1;
            case "END" when !Is(i + 1, "CONVERSATION") && HasBlock():
                while (_frames.Pop().Kind != FrameKind.Block)
                {
                }

                return AfterStatement(Is(i + 1, "TRY") || Is(i + 1, "CATCH") ? i + 2 : i + 1);
            case "ELSE":
                // Belongs to no IF that is open: what follows may or may not run.
                _frames.Push(new Frame(FrameKind.Branch, Current.When("ELSE"), ""));
                return i + 1;
        }

        if (IsSymbol(i + 1, ":") && !IsSymbol(i + 2, ":"))
        {
            return i + 2;
        }

        return AfterStatement(ReadStatement(i));
    }

    private bool IsBlock(int i)
    {
        if (Is(i + 1, "TRAN") || Is(i + 1, "TRANSACTION") || Is(i + 1, "DISTRIBUTED") || Is(i + 1, "DIALOG") || Is(i + 1, "CONVERSATION") || Is(i + 1, "WORK"))
        {
            return false;
        }

        // Without a known dialect "BEGIN;" is the transaction of PostgreSQL, MySQL and SQLite.
        return text.Dialect == SqlDialect.SqlServer
            || !(i + 1 >= _end || IsSeparator(i + 1) || Is(i + 1, "IMMEDIATE") || Is(i + 1, "EXCLUSIVE") || Is(i + 1, "DEFERRED") || Is(i + 1, "ISOLATION") || Is(i + 1, "READ"));
    }

    private bool HasBlock()
    {
        foreach (var frame in _frames)
        {
            if (frame.Kind == FrameKind.Block)
            {
                return true;
            }
        }

        return false;
    }

    private int ReadCondition(int i, string word)
    {
        var end = _boundaries.EndOfCondition(i + 1, _end);
        var condition = text.Slice(i + 1, end);
        _frames.Push(word == "IF"
            ? new Frame(FrameKind.If, Current.When(condition), condition)
            : new Frame(FrameKind.Branch, Current.Repeatedly("WHILE " + condition), ""));
        return Math.Max(end, i + 1);
    }

    /// <summary>A statement ends: so do the IF and WHILE whose only statement it was, unless an ELSE follows.</summary>
    private int AfterStatement(int i)
    {
        while (_frames.Count > 0 && _frames.Peek().Kind != FrameKind.Block)
        {
            var ended = _frames.Pop();
            if (ended.Kind != FrameKind.If)
            {
                continue;
            }

            var next = IsSeparator(i) ? i + 1 : i;
            if (Is(next, "ELSE"))
            {
                _frames.Push(new Frame(FrameKind.Branch, Current.When("NOT (" + ended.Condition + ")"), ""));
                return next + 1;
            }
        }

        return i;
    }
}
