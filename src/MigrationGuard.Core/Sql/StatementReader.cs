using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>
/// Reads one statement: a range of tokens. The position only moves forward. What a reader method leaves over is never skipped in silence: it makes
/// the statement partly understood.
/// </summary>
internal sealed partial class StatementReader
{
    private readonly SqlText _t;
    private readonly ReadingSession _session;
    private Outcome _outcome;
    private Circumstances _circumstances = Circumstances.Plain;
    private CommonTables _common;
    private int _i;
    private int _end;

    /// <summary>Makes a reader of the statements of a text, one after the other.</summary>
    public StatementReader(SqlText text, ReadingSession session)
        : this(text, session, new Outcome(), new CommonTables())
    {
    }

    private StatementReader(SqlText text, ReadingSession session, Outcome outcome, CommonTables common)
    {
        _t = text;
        _session = session;
        _outcome = outcome;
        _common = common;
    }

    private SqlDialect Dialect => _t.Dialect;

    private bool IsTransact => Dialect is SqlDialect.SqlServer or SqlDialect.Unknown;

    private bool IsPostgres => Dialect is SqlDialect.PostgreSql or SqlDialect.Unknown;

    private bool IsMySql => Dialect is SqlDialect.MySql or SqlDialect.Unknown;

    private bool IsSqlite => Dialect is SqlDialect.Sqlite or SqlDialect.Unknown;

    /// <summary>Reads the statement from one token to before another.</summary>
    public void Read(int start, int end, Outcome outcome, Circumstances circumstances)
    {
        if (circumstances.Depth > ReadingSession.MaxDepth)
        {
            outcome.Fails("it is nested too deeply");
            return;
        }

        _outcome = outcome;
        _circumstances = circumstances;
        _common.Clear();
        ReadRange(start, end);
    }

    /// <summary>Reads an expression of procedural code: what it reads and calls.</summary>
    public static void ReadExpression(SqlText text, int start, int end, ReadingSession session, Outcome outcome, Circumstances circumstances)
    {
        var reader = new StatementReader(text, session) { _outcome = outcome, _circumstances = circumstances, _i = start, _end = end };
        reader.Inspect(start, end);
    }

    /// <summary>Reads a statement that stands inside this one, with the common table expressions it can see.</summary>
    private void ReadNested(int start, int end)
    {
        if (_circumstances.Depth >= ReadingSession.MaxDepth)
        {
            _outcome.Fails("it is nested too deeply");
            return;
        }

        var verb = _outcome.Verb;
        new StatementReader(_t, _session, _outcome, _common) { _circumstances = _circumstances.Deeper() }.ReadRange(start, end);
        _outcome.Verb = verb;
    }

    private void ReadRange(int start, int end)
    {
        _i = start;
        _end = end;
        while (_i < _end && IsSymbol(_i, "(") && _t.Partner(_i) == _end - 1)
        {
            _i++;
            _end--;
        }

        if (_i >= _end)
        {
            return;
        }

        for (var i = _i; i < _end; i++)
        {
            if (_t.Tokens[i].Kind == TokenKind.Broken)
            {
                _outcome.Fails("a quote or comment in it never ends");
                _end = i;
            }
        }

        if (_i < _end)
        {
            Dispatch();
            if (_i < _end)
            {
                Leftover();
            }
        }
    }

    private void Dispatch()
    {
        var token = _t.Tokens[_i];
        if (token.Kind == TokenKind.Hole)
        {
            _outcome.Fails("its text is not known at compile time");
            _i = _end;
            return;
        }

        if (token.Kind == TokenKind.Symbol && token.Upper == "(")
        {
            _outcome.Verb = "SELECT";
            ReadSelect();
            return;
        }

        if (token.Kind != TokenKind.Word)
        {
            NotRecognised();
            return;
        }

        _outcome.Verb = token.Upper;
        switch (token.Upper)
        {
            case "WITH": ReadWith(); break;
            case "SELECT": ReadSelect(); break;
            case "VALUES" or "TABLE" when Dialect != SqlDialect.SqlServer: ReadSelect(); break;
            case "INSERT": ReadInsert(overwrites: false); break;
            case "REPLACE" when IsMySql || IsSqlite: ReadInsert(overwrites: true); break;
            case "UPDATE": ReadUpdate(); break;
            case "DELETE": ReadDelete(); break;
            case "MERGE": ReadMerge(); break;
            case "TRUNCATE": ReadTruncate(); break;
            case "CREATE": ReadCreate(); break;
            case "ALTER": ReadAlter(); break;
            case "DROP": ReadDrop(); break;
            case "RENAME" when IsMySql: ReadRename(); break;
            default: ReadOther(token.Upper); break;
        }
    }

    private void NotRecognised()
    {
        _outcome.Verb = "";
        _outcome.Fails(_session.Once(_t.Raw(_i), static raw => "it starts with " + Quote(raw) + ", which begins no statement known to the reader"));
        _i = _end;
    }

    private void Leftover()
    {
        _outcome.Doubts("the part from " + Quote(_i) + " on was not understood");
        _i = _end;
    }

    private string Quote(int index) => Quote(_t.Raw(index));

    private static string Quote(string text)
    {
        var raw = Hole.Show(text);
        return "\"" + (raw.Length > 40 ? raw.Substring(0, 39) + "…" : raw) + "\"";
    }

    private bool Is(int index, string word) =>
        index >= 0 && index < _end && _t.Tokens[index].Kind == TokenKind.Word && _t.Tokens[index].Upper == word;

    private bool Is(string word) => Is(_i, word);

    private bool Is(string first, string second) => Is(_i, first) && Is(_i + 1, second);

    private bool IsSymbol(int index, string symbol) =>
        index >= 0 && index < _end && _t.Tokens[index].Kind == TokenKind.Symbol && _t.Tokens[index].Upper == symbol;

    private bool IsKind(int index, TokenKind kind) => index >= 0 && index < _end && _t.Tokens[index].Kind == kind;

    private bool Accept(string word)
    {
        if (!Is(_i, word))
        {
            return false;
        }

        _i++;
        return true;
    }

    private bool Accept(string first, string second)
    {
        if (!Is(first, second))
        {
            return false;
        }

        _i += 2;
        return true;
    }

    private bool AcceptAny(params string[] words)
    {
        foreach (var word in words)
        {
            if (Accept(word))
            {
                return true;
            }
        }

        return false;
    }

    private bool AcceptSymbol(string symbol)
    {
        if (!IsSymbol(_i, symbol))
        {
            return false;
        }

        _i++;
        return true;
    }

    private bool AcceptIfExists() => Accept("IF", "EXISTS");

    private bool AcceptIfNotExists()
    {
        if (Is(_i, "IF") && Is(_i + 1, "NOT") && Is(_i + 2, "EXISTS"))
        {
            _i += 3;
            return true;
        }

        return false;
    }

    /// <summary>MariaDB: how long to wait for the lock of a table.</summary>
    private bool AcceptLockWait()
    {
        if (!IsMySql || !(Is("NOWAIT") || (Is("WAIT") && IsKind(_i + 1, TokenKind.Number))))
        {
            return false;
        }

        _i += Is("WAIT") ? 2 : 1;
        return true;
    }

    /// <summary>Skips a parenthesis; false when none stands here.</summary>
    private bool SkipParentheses()
    {
        if (!IsSymbol(_i, "("))
        {
            return false;
        }

        _i = _t.After(_i, _end);
        return true;
    }

    /// <summary>The first of a word at this level from <paramref name="from"/> on; <paramref name="end"/> when there is none.</summary>
    private int Find(int from, int end, string word)
    {
        for (var i = from; i < end; i = _t.After(i, end))
        {
            if (Is(i, word) && !IsSymbol(i - 1, "."))
            {
                return i;
            }
        }

        return end;
    }

    /// <summary>The first of the words at this level from <paramref name="from"/> on; <paramref name="end"/> when none is.</summary>
    private int Find(int from, int end, params string[] words)
    {
        for (var i = from; i < end; i = _t.After(i, end))
        {
            if (_t.Tokens[i].Kind == TokenKind.Word && !IsSymbol(i - 1, ".") && Array.IndexOf(words, _t.Tokens[i].Upper) >= 0)
            {
                return i;
            }
        }

        return end;
    }

    private int FindSymbol(int from, int end, string symbol)
    {
        for (var i = from; i < end; i = _t.After(i, end))
        {
            if (IsSymbol(i, symbol))
            {
                return i;
            }
        }

        return end;
    }

    /// <summary>The ranges between the commas at this level.</summary>
    private List<(int Start, int End)> SplitAtCommas(int start, int end)
    {
        var parts = new List<(int, int)>();
        var from = start;
        var brackets = 0;
        for (var i = start; i < end; i = _t.After(i, end))
        {
            if (IsSymbol(i, "["))
            {
                brackets++;
            }
            else if (IsSymbol(i, "]"))
            {
                brackets--;
            }
            else if (IsSymbol(i, ",") && brackets <= 0)
            {
                parts.Add((from, i));
                from = i + 1;
            }
        }

        if (brackets > 0)
        {
            _outcome.Doubts("a bracket in it never closes");
        }

        if (from < end || parts.Count > 0)
        {
            parts.Add((from, end));
        }

        return parts;
    }

    /// <summary>Adds an effect, unless it only touches a temporary table.</summary>
    private void Effect(Operation operation, int start, int end)
    {
        if (operation is TableOperation table && (IsTemporary(table.Schema, table.Table) || (table is RenameTable { NewName: { } to } && IsTemporary(table.Schema, to))))
        {
            return;
        }

        if (IsSqlite && operation is TableOperation { Table: "sqlite_master" or "sqlite_schema" })
        {
            _outcome.Fails("it edits the table that holds the schema");
        }

        var first = _t.Tokens[Math.Min(start, _t.Count - 1)];
        var last = _t.Tokens[Math.Max(start, Math.Min(end, _t.Count) - 1)];
        _outcome.Effects.Add(operation with
        {
            Span = new SourceSpan("", first.Start, last.End - first.Start, 0, 0, 0, 0),
            Certainty = _circumstances.Certainty,
            Condition = _circumstances.Condition,
        });
    }

    // Made only under a condition, the name may still mean a table that lasts.
    private void AddTemporary(string table)
    {
        if (_circumstances.Certainty == Certainty.Certain)
        {
            _session.AddTemporary(table);
        }
    }

    private bool IsTemporary(string? schema, string table) =>
        (table.Length > 0 && table[0] is '#' or '@')
        || (schema is not null && (SqlIdentifier.Same(schema, "temp") || SqlIdentifier.Same(schema, "pg_temp")))
        || (schema is null && _session.IsTemporary(table));
}
