using System.Text;

namespace MigrationGuard.Json;

/// <summary>
/// Reads strict JSON (RFC 8259): no comments, no trailing commas, nothing after the value. Bounded in size and depth, so that a hostile file costs an error and not the
/// process.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>The longest text that is read, in UTF-16 units.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 128;

    private readonly string _text;
    private readonly StringBuilder _buffer = new();
    private int _position;
    private int _line = 1;
    private int _lineStart;

    private JsonReader(string text)
    {
        _text = text;
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            _position = 1;
            _lineStart = 1;
        }
    }

    private int Column => _position - _lineStart + 1;

    /// <summary>Reads one value. Never throws.</summary>
    /// <param name="text">The text; a byte order mark in front is skipped.</param>
    public static JsonReading Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return new JsonReading(null, new JsonError("the text is longer than " + Numbers.Text(MaxLength) + " characters", 1, 1));
        }

        var reader = new JsonReader(text);
        try
        {
            reader.SkipSpace();
            var root = reader.ReadValue(0);
            reader.SkipSpace();
            return reader._position < text.Length ? throw reader.Fail("nothing may follow the value") : new JsonReading(root, null);
        }
        catch (JsonSyntaxException error)
        {
            return new JsonReading(null, error.Error);
        }
    }

    private JsonNode ReadValue(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Fail("values are nested deeper than " + Numbers.Text(MaxDepth) + " levels");
        }

        if (_position >= _text.Length)
        {
            throw Fail("a value is missing: the text ends here");
        }

        var (line, column) = (_line, Column);
        var first = _text[_position];
        return first switch
        {
            '{' => ReadObject(depth, line, column),
            '[' => ReadArray(depth, line, column),
            '"' => new JsonNode(JsonKind.String, line, column) { Text = ReadString() },
            't' => ReadWord("true", JsonKind.True),
            'f' => ReadWord("false", JsonKind.False),
            'n' => ReadWord("null", JsonKind.Null),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            '/' => throw Fail("JSON has no comments"),
            '\'' => throw Fail("a string stands in double quotes"),
            ',' or '}' or ']' => throw Fail("a value is missing before '" + first + "'"),
            _ => throw Fail("a value is expected"),
        };
    }

    private JsonNode ReadObject(int depth, int line, int column)
    {
        var members = new List<JsonMember>();
        _position++;
        SkipSpace();
        if (TryTake('}'))
        {
            return new JsonNode(JsonKind.Object, line, column);
        }

        while (true)
        {
            var (nameLine, nameColumn) = (_line, Column);
            if (Peek() != '"')
            {
                throw Fail(Peek() switch
                {
                    '}' => "a comma before '}' is not allowed",
                    '/' => "JSON has no comments",
                    '\0' when _position >= _text.Length => "the object is not closed: the text ends here",
                    _ => "a property name in double quotes is expected",
                });
            }

            var name = ReadString();
            SkipSpace();
            if (!TryTake(':'))
            {
                throw Fail("':' is expected after the property name");
            }

            SkipSpace();
            members.Add(new JsonMember(name, ReadValue(depth + 1), nameLine, nameColumn));
            SkipSpace();
            if (TryTake('}'))
            {
                return new JsonNode(JsonKind.Object, line, column) { Members = members };
            }

            Separate("object", '}');
        }
    }

    private JsonNode ReadArray(int depth, int line, int column)
    {
        var items = new List<JsonNode>();
        _position++;
        SkipSpace();
        if (TryTake(']'))
        {
            return new JsonNode(JsonKind.Array, line, column);
        }

        while (true)
        {
            if (Peek() == ']')
            {
                throw Fail("a comma before ']' is not allowed");
            }

            items.Add(ReadValue(depth + 1));
            SkipSpace();
            if (TryTake(']'))
            {
                return new JsonNode(JsonKind.Array, line, column) { Items = items };
            }

            Separate("list", ']');
        }
    }

    private void Separate(string container, char close)
    {
        if (!TryTake(','))
        {
            throw Fail(_position >= _text.Length
                ? "the " + container + " is not closed: the text ends here"
                : Peek() == '/' ? "JSON has no comments" : "',' or '" + close + "' is expected");
        }

        SkipSpace();
    }

    private JsonNode ReadWord(string word, JsonKind kind)
    {
        var node = new JsonNode(kind, _line, Column);
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw Fail("a value is expected");
        }

        _position += word.Length;
        return node;
    }

    private JsonNode ReadNumber()
    {
        var (start, line, column) = (_position, _line, Column);
        TryTake('-');
        if (!TryTake('0') && SkipDigits() == 0)
        {
            throw Fail("a digit is expected");
        }

        if (Peek() is >= '0' and <= '9')
        {
            throw Fail("a number has no leading zero");
        }

        if (TryTake('.') && SkipDigits() == 0)
        {
            throw Fail("a digit is expected after the point");
        }

        if (TryTake('e') || TryTake('E'))
        {
            if (!TryTake('+'))
            {
                TryTake('-');
            }

            if (SkipDigits() == 0)
            {
                throw Fail("a digit is expected in the exponent");
            }
        }

        return new JsonNode(JsonKind.Number, line, column) { Text = _text.Substring(start, _position - start) };
    }

    private int SkipDigits()
    {
        var start = _position;
        while (Peek() is >= '0' and <= '9')
        {
            _position++;
        }

        return _position - start;
    }

    private string ReadString()
    {
        _position++;
        var start = _position;
        while (_position < _text.Length && _text[_position] is not ('"' or '\\') and >= ' ')
        {
            _position++;
        }

        if (Peek() == '"')
        {
            return _text.Substring(start, _position++ - start);
        }

        _buffer.Clear().Append(_text, start, _position - start);
        while (true)
        {
            if (_position >= _text.Length)
            {
                throw Fail("the string is not closed: the text ends here");
            }

            var current = _text[_position];
            if (current == '"')
            {
                _position++;
                return _buffer.ToString();
            }

            if (current < ' ')
            {
                throw Fail(current is '\n' or '\r' ? "the string is not closed on its line" : "a control character in a string is written as \\u escape");
            }

            if (current == '\\')
            {
                _buffer.Append(ReadEscape());
            }
            else
            {
                _buffer.Append(current);
                _position++;
            }
        }
    }

    private char ReadEscape()
    {
        var escape = _position + 1 < _text.Length ? _text[_position + 1] : '\0';
        if (escape == 'u')
        {
            var value = 0;
            for (var i = 2; i < 6; i++)
            {
                var digit = _position + i < _text.Length ? HexValue(_text[_position + i]) : -1;
                value = digit < 0 ? throw Fail("\\u is followed by four hexadecimal digits") : (value << 4) | digit;
            }

            _position += 6;
            return (char)value;
        }

        var result = escape switch
        {
            '"' or '\\' or '/' => escape,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Fail("unknown escape in a string; a backslash is written as \\\\"),
        };
        _position += 2;
        return result;
    }

    private static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    private void SkipSpace()
    {
        while (_position < _text.Length)
        {
            switch (_text[_position])
            {
                case '\n':
                    _position++;
                    NewLine();
                    break;
                case '\r':
                    _position++;
                    TryTake('\n');
                    NewLine();
                    break;
                case ' ' or '\t':
                    _position++;
                    break;
                default:
                    return;
            }
        }
    }

    private void NewLine()
    {
        _line++;
        _lineStart = _position;
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private bool TryTake(char expected)
    {
        if (Peek() != expected || _position >= _text.Length)
        {
            return false;
        }

        _position++;
        return true;
    }

    private JsonSyntaxException Fail(string message) => new(new JsonError(message, _line, Column));

    private sealed class JsonSyntaxException(JsonError error) : Exception(error.Message)
    {
        public JsonError Error { get; } = error;
    }
}
