using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>Cuts a text into tokens by the rules of one dialect. One pass, never backtracks, accepts every text.</summary>
internal sealed class Tokenizer
{
    /// <summary>The symbols of two characters, by both.</summary>
    private static readonly Dictionary<int, string> Symbols = new[]
    {
        "::", ":=", "<>", "!=", "<=", ">=", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "=>", "->", "&&", "@>", "<@", "==", "!<", "!>", "<<", ">>",
    }.ToDictionary(symbol => (symbol[0] << 16) | symbol[1]);

    private readonly string _text;
    private readonly SqlDialect _dialect;
    private readonly List<Token> _tokens;
    private readonly Words _words;
    private int _position;
    private int _executableComments;
    private string? _delimiter;

    // Where each tag of a dollar quote stands last: an opening is looked up here before its closing is searched for.
    private Dictionary<string, int>? _lastTags;

    private Tokenizer(string text, SqlDialect dialect, Words words)
    {
        _text = text;
        _dialect = dialect;
        _words = words;
        _tokens = new List<Token>((text.Length / 4) + 8);
    }

    public static List<Token> Run(string text, SqlDialect dialect, Words words)
    {
        var tokenizer = new Tokenizer(text, dialect, words);
        tokenizer.Run();
        return tokenizer._tokens;
    }

    private bool IsTransact => _dialect is SqlDialect.SqlServer or SqlDialect.Unknown;

    private bool IsMySql => _dialect == SqlDialect.MySql;

    private bool IsPostgres => _dialect is SqlDialect.PostgreSql or SqlDialect.Unknown;

    private char At(int position) => position < _text.Length ? _text[position] : '\0';

    private void Add(TokenKind kind, int start, int end, string upper = "")
    {
        _tokens.Add(new Token(kind, start, end, upper));
        _position = end;
    }

    private void Run()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (char.IsWhiteSpace(c) || c is '\uFEFF' or '\0')
            {
                _position++;
            }
            else if (_delimiter is not null && string.CompareOrdinal(_text, _position, _delimiter, 0, _delimiter.Length) == 0)
            {
                Add(TokenKind.Batch, _position, _position + _delimiter.Length, "1");
            }
            else
            {
                var before = _position;
                ReadOne(c);

                // Whatever stands there: every step moves on.
                _position = Math.Max(_position, before + 1);
            }
        }
    }

    private void ReadOne(char c)
    {
        var start = _position;
        switch (c)
        {
            case '-' when At(start + 1) == '-' && (!IsMySql || start + 2 >= _text.Length || char.IsWhiteSpace(At(start + 2)) || char.IsControl(At(start + 2))):
                SkipLine();
                break;
            case '#' when IsMySql:
                SkipLine();
                break;
            case '/' when At(start + 1) == '*':
                ReadComment();
                break;
            case '*' when _executableComments > 0 && At(start + 1) == '/':
                _executableComments--;
                _position += 2;
                break;
            case ';':
                Add(TokenKind.Separator, start, start + 1, ";");
                break;
            case '\'':
                ReadQuoted(start, start, '\'', TokenKind.String, backslash: IsMySql);
                break;
            case '"':
                ReadQuoted(start, start, '"', IsMySql ? TokenKind.String : TokenKind.QuotedName, backslash: IsMySql);
                break;
            case '`' when _dialect is not SqlDialect.PostgreSql and not SqlDialect.SqlServer:
                ReadQuoted(start, start, '`', TokenKind.QuotedName, backslash: false);
                break;
            case '[' when IsBracketName(start):
                ReadQuoted(start, start, ']', TokenKind.QuotedName, backslash: false);
                break;
            case '$':
                ReadDollar(start);
                break;
            case '@':
                ReadAt(start);
                break;
            case ':' when IsNameStart(At(start + 1)) && !Follows(':') && _dialect != SqlDialect.SqlServer:
                ReadVariable(start, start + 1);
                break;
            case '?' when _dialect is SqlDialect.MySql or SqlDialect.Sqlite:
                ReadVariable(start, start + 1);
                break;
            case Hole.Mark:
                ReadHole(start);
                break;
            case '.' when char.IsDigit(At(start + 1)) && !FollowsName():
                ReadNumber(start);
                break;
            default:
                if (c is >= '0' and <= '9')
                {
                    ReadNumber(start);
                }
                else if (IsNameStart(c))
                {
                    ReadWord(start);
                }
                else
                {
                    ReadSymbol(start);
                }

                break;
        }
    }

    private bool Follows(char symbol) => _position > 0 && _text[_position - 1] == symbol;

    // "t.1" is no number when a name stands right before the point.
    private bool FollowsName() => _position > 0 && (IsNamePart(_text[_position - 1]) || _text[_position - 1] is ']' or '"' or '`');

    private void SkipLine()
    {
        while (_position < _text.Length && _text[_position] is not '\n' and not '\r')
        {
            _position++;
        }
    }

    private void ReadComment()
    {
        var start = _position;
        var isCode = (_dialect is SqlDialect.MySql or SqlDialect.Unknown) && (At(start + 2) == '!' || (At(start + 2) == 'M' && At(start + 3) == '!'));
        if (isCode)
        {
            _position = start + (At(start + 2) == '!' ? 3 : 4);
            var digits = 0;
            while (digits < 6 && char.IsDigit(At(_position)))
            {
                _position++;
                digits++;
            }

            _executableComments++;
            return;
        }

        var nests = _dialect is SqlDialect.PostgreSql or SqlDialect.SqlServer;
        var depth = 1;
        _position += 2;
        while (_position < _text.Length)
        {
            if (_text[_position] == '*' && At(_position + 1) == '/')
            {
                _position += 2;
                if (--depth == 0)
                {
                    return;
                }
            }
            else if (nests && _text[_position] == '/' && At(_position + 1) == '*')
            {
                depth++;
                _position += 2;
            }
            else
            {
                _position++;
            }
        }

        // SQLite takes an open comment as ending with the text; for the others the text is wrong.
        if (_dialect != SqlDialect.Sqlite)
        {
            Add(TokenKind.Broken, start, _text.Length);
        }
    }

    private void ReadQuoted(int start, int open, char quote, TokenKind kind, bool backslash)
    {
        var i = open + 1;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (c == '\\' && backslash)
            {
                i += 2;
            }
            else if (c == quote)
            {
                if (At(i + 1) != quote)
                {
                    Add(kind, start, i + 1);
                    return;
                }

                i += 2;
            }
            else
            {
                i++;
            }
        }

        Add(TokenKind.Broken, start, _text.Length);
    }

    // In PostgreSQL and without a known dialect a bracket may be a subscript.
    private bool IsBracketName(int start)
    {
        if (_dialect is SqlDialect.SqlServer or SqlDialect.Sqlite)
        {
            return true;
        }

        if (_dialect != SqlDialect.Unknown)
        {
            return false;
        }

        var next = At(start + 1);
        var subscript = start > 0 && (IsNamePart(_text[start - 1]) || _text[start - 1] is ']' or ')' or '"');
        return !subscript && (IsNameStart(next) || next == '$');
    }

    private void ReadDollar(int start)
    {
        if (IsPostgres)
        {
            var i = start + 1;
            if (!char.IsDigit(At(i)))
            {
                while (IsNamePart(At(i)) && At(i) is not '$' and not '#' and not '@')
                {
                    i++;
                }
            }

            if (At(i) == '$')
            {
                var tag = _text.Substring(start, i + 1 - start);
                var close = LastTag(tag) > start ? _text.IndexOf(tag, i + 1, StringComparison.Ordinal) : -1;
                if (close >= 0)
                {
                    Add(TokenKind.String, start, close + tag.Length, tag);
                    return;
                }

                if (_dialect == SqlDialect.PostgreSql)
                {
                    Add(TokenKind.Broken, start, _text.Length);
                    return;
                }
            }
        }

        if (At(start + 1) == '(')
        {
            var close = start + 2;
            while (IsNamePart(At(close)))
            {
                close++;
            }

            if (At(close) == ')' && close > start + 2)
            {
                Add(TokenKind.Hole, start, close + 1);
                return;
            }
        }

        if (char.IsDigit(At(start + 1)))
        {
            var i = start + 1;
            while (char.IsDigit(At(i)) || At(i) == '.')
            {
                i++;
            }

            Add(IsTransact ? TokenKind.Number : TokenKind.Variable, start, i);
        }
        else if (IsNameStart(At(start + 1)))
        {
            ReadVariable(start, start + 1);
        }
        else
        {
            ReadSymbol(start);
        }
    }

    private int LastTag(string tag)
    {
        if (_lastTags is null)
        {
            _lastTags = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var open = _text.IndexOf('$'); open >= 0 && open + 1 < _text.Length;)
            {
                var close = open + 1;
                while (IsNamePart(At(close)) && At(close) is not '$' and not '#' and not '@')
                {
                    close++;
                }

                if (At(close) == '$')
                {
                    _lastTags[_text.Substring(open, close + 1 - open)] = open;
                }

                open = _text.IndexOf('$', Math.Min(Math.Max(close, open + 1), _text.Length - 1));
                if (open == _text.Length - 1)
                {
                    break;
                }
            }
        }

        return _lastTags.TryGetValue(tag, out var last) ? last : -1;
    }

    private void ReadAt(int start)
    {
        var i = start + 1;
        if (At(i) == '@')
        {
            i++;
        }

        if (IsMySql && At(i) is '`' or '\'' or '"')
        {
            ReadQuoted(start, i, At(i), TokenKind.Variable, backslash: At(i) != '`');
        }
        else if (IsNamePart(At(i)))
        {
            ReadVariable(start, i);
        }
        else
        {
            ReadSymbol(start);
        }
    }

    private void ReadVariable(int start, int i)
    {
        while (IsNamePart(At(i)))
        {
            i++;
        }

        Add(TokenKind.Variable, start, Math.Max(i, start + 1));
    }

    private void ReadHole(int start)
    {
        var i = start;
        while (At(i) == Hole.Mark)
        {
            i++;
        }

        if (IsNamePart(At(i)))
        {
            ReadWord(start);
        }
        else
        {
            Add(TokenKind.Hole, start, i);
        }
    }

    private void ReadNumber(int start)
    {
        var i = start;
        if (_text[i] == '0' && At(i + 1) is 'x' or 'X')
        {
            i += 2;
            while (Uri.IsHexDigit(At(i)))
            {
                i++;
            }

            Add(TokenKind.Number, start, i);
            return;
        }

        while (char.IsDigit(At(i)))
        {
            i++;
        }

        if (At(i) == '.' && At(i + 1) != '.')
        {
            i++;
            while (char.IsDigit(At(i)))
            {
                i++;
            }
        }

        if (At(i) is 'e' or 'E' && (char.IsDigit(At(i + 1)) || (At(i + 1) is '+' or '-' && char.IsDigit(At(i + 2)))))
        {
            i += 2;
            while (char.IsDigit(At(i)))
            {
                i++;
            }
        }

        if (IsMySql && _text[start] != '.' && IsNameStart(At(i)))
        {
            ReadWord(start);
            return;
        }

        Add(TokenKind.Number, start, i);
    }

    private void ReadWord(int start)
    {
        var i = start;
        while (IsNamePart(At(i)))
        {
            i++;
        }

        var length = i - start;
        if (At(i) == '\'' && length == 1 && _text[start] is 'N' or 'n' or 'E' or 'e' or 'B' or 'b' or 'X' or 'x')
        {
            ReadQuoted(start, i, '\'', TokenKind.String, backslash: IsMySql || (_text[start] is 'E' or 'e' && IsPostgres));
            return;
        }

        if (At(i) == '&' && length == 1 && _text[start] is 'U' or 'u' && IsPostgres && At(i + 1) is '\'' or '"')
        {
            ReadQuoted(start, i + 1, At(i + 1), At(i + 1) == '"' ? TokenKind.QuotedName : TokenKind.String, backslash: false);
            return;
        }

        var upper = _words.Upper(_text, start, length);
        if (upper == "GO" && IsTransact && ReadGo(start, i))
        {
            return;
        }

        if (upper == "DELIMITER" && (_dialect is SqlDialect.MySql or SqlDialect.Unknown) && StandsFirst(start))
        {
            ReadDelimiter(i);
            return;
        }

        Add(TokenKind.Word, start, i, upper);
    }

    private bool StandsFirst(int start)
    {
        for (var i = start - 1; i >= 0 && _text[i] is not '\n' and not '\r'; i--)
        {
            if (!char.IsWhiteSpace(_text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadGo(int start, int end)
    {
        if (!StandsFirst(start))
        {
            return false;
        }

        var i = end;
        while (At(i) is ' ' or '\t')
        {
            i++;
        }

        var digits = i;
        while (char.IsDigit(At(i)))
        {
            i++;
        }

        var count = i > digits ? _text.Substring(digits, i - digits).TrimStart('0') : "1";
        var after = i;
        while (At(after) is ' ' or '\t' or ';')
        {
            after++;
        }

        var lineEnds = after >= _text.Length || At(after) is '\n' or '\r' || (At(after) == '-' && At(after + 1) == '-');
        if (!lineEnds)
        {
            return false;
        }

        Add(TokenKind.Batch, start, i, count);
        return true;
    }

    private void ReadDelimiter(int i)
    {
        while (At(i) is ' ' or '\t')
        {
            i++;
        }

        var start = i;
        while (i < _text.Length && !char.IsWhiteSpace(_text[i]))
        {
            i++;
        }

        var delimiter = _text.Substring(start, i - start);
        _delimiter = delimiter is "" or ";" ? null : delimiter;
        _position = i;
    }

    private void ReadSymbol(int start)
    {
        if (start + 1 < _text.Length)
        {
            if (Symbols.TryGetValue((_text[start] << 16) | _text[start + 1], out var pair))
            {
                Add(TokenKind.Symbol, start, start + 2, pair);
                return;
            }
        }

        Add(TokenKind.Symbol, start, start + 1, _words.Upper(_text, start, 1));
    }

    private bool IsNameStart(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or Hole.Mark || (c == '#' && IsTransact) || (c > 127 && char.IsLetter(c)) || char.IsSurrogate(c);

    private bool IsNamePart(char c) => IsNameStart(c) || c is >= '0' and <= '9' or '$' || (c == '@' && IsTransact) || (c > 127 && char.IsLetterOrDigit(c));
}
