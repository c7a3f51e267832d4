using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MigrationGuard.Reading;

/// <summary>A stretch of a literal's value and where it is written. Only its last character may be written as something longer than itself.</summary>
/// <param name="At">Where it starts in the value.</param>
/// <param name="Length">How long it is in the value.</param>
/// <param name="Start">Where it starts in the file.</param>
/// <param name="SourceLength">How long it is in the file.</param>
internal readonly record struct WrittenRun(int At, int Length, int Start, int SourceLength);

/// <summary>Walks the characters of a string literal, or of the text between the holes of an interpolated string, beside those of its value.</summary>
internal sealed class WrittenLiteral
{
    private readonly string _source;
    private readonly int _start;
    private readonly string _value;
    private readonly List<WrittenRun> _runs = [];
    private int _i;
    private int _at;
    private int _runAt;
    private int _runStart;

    private WrittenLiteral(string source, int start, string value)
    {
        _source = source;
        _start = start;
        _value = value;
    }

    /// <summary>The runs of a literal in its order; none when the syntax is something else or says another value.</summary>
    public static IReadOnlyList<WrittenRun> Runs(SyntaxNode syntax, string value) => syntax switch
    {
        LiteralExpressionSyntax { Token: var token } => OfToken(token, value),
        InterpolatedStringTextSyntax { TextToken: var token, Parent: InterpolatedStringExpressionSyntax whole } => OfInterpolated(token, whole, value),
        _ => [],
    };

    private static IReadOnlyList<WrittenRun> OfToken(SyntaxToken token, string value)
    {
        var source = token.Text;
        if (source.StartsWith("@\"", StringComparison.Ordinal))
        {
            return new WrittenLiteral(source, token.SpanStart, value).Run(2, isVerbatim: true, isInterpolated: false);
        }

        if (!source.StartsWith("\"\"\"", StringComparison.Ordinal))
        {
            return source.StartsWith("\"", StringComparison.Ordinal)
                ? new WrittenLiteral(source, token.SpanStart, value).Run(1, isVerbatim: false, isInterpolated: false)
                : [];
        }

        var quotes = 0;
        while (quotes < source.Length && source[quotes] == '"')
        {
            quotes++;
        }

        var line = quotes;
        while (line < source.Length && source[line] is ' ' or '\t')
        {
            line++;
        }

        // With a line break after the quotes the content starts on the next line.
        return line < source.Length && IsLineBreak(source[line])
            ? new WrittenLiteral(source, token.SpanStart, value).RunRaw(AfterLineBreak(source, line), Indentation(source), atLineStart: true)
            : new WrittenLiteral(source, token.SpanStart, value).RunRaw(quotes, "", atLineStart: false);
    }

    private static IReadOnlyList<WrittenRun> OfInterpolated(SyntaxToken token, InterpolatedStringExpressionSyntax whole, string value)
    {
        var start = whole.StringStartToken.Text;
        var literal = new WrittenLiteral(token.Text, token.SpanStart, value);
        if (start.IndexOf("\"\"\"", StringComparison.Ordinal) < 0)
        {
            return literal.Run(0, isVerbatim: start.IndexOf('@') >= 0, isInterpolated: true);
        }

        // Of one line, or of several: then the end stands on a line of its own.
        var end = whole.SyntaxTree.GetText().ToString(new(whole.SpanStart, whole.Span.Length));
        var isFirst = whole.Contents[0].Span.Start == token.SpanStart;
        var isMultiLine = start.IndexOfAny(['\r', '\n']) >= 0;
        return isMultiLine ? literal.RunRaw(0, Indentation(end), isFirst) : literal.RunRaw(0, "", atLineStart: false);
    }

    private static bool IsLineBreak(char character) => character is '\r' or '\n';

    private static int AfterLineBreak(string text, int at) => text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1;

    /// <summary>The white space before the closing quotes of a raw literal of several lines.</summary>
    private static string Indentation(string source)
    {
        var line = Math.Max(source.LastIndexOf('\n'), source.LastIndexOf('\r')) + 1;
        var end = line;
        while (end < source.Length && source[end] is ' ' or '\t')
        {
            end++;
        }

        return source.Substring(line, end - line);
    }

    private IReadOnlyList<WrittenRun> Run(int from, bool isVerbatim, bool isInterpolated)
    {
        Begin(from);
        while (_at < _value.Length)
        {
            if (_i >= _source.Length)
            {
                return [];
            }

            var character = _source[_i];
            var next = _i + 1 < _source.Length ? _source[_i + 1] : '\0';
            if ((isVerbatim && character == '"' && next == '"') || (isInterpolated && character is '{' or '}' && next == character))
            {
                if (!Take(2, character))
                {
                    return [];
                }
            }
            else if (!isVerbatim && character == '\\')
            {
                if (!TakeEscape(next))
                {
                    return [];
                }
            }
            else if (character != _value[_at])
            {
                return [];
            }
            else
            {
                _i++;
                _at++;
            }
        }

        Close(_i);
        return _runs;
    }

    private IReadOnlyList<WrittenRun> RunRaw(int from, string indentation, bool atLineStart)
    {
        Begin(from);
        while (_at < _value.Length)
        {
            if (atLineStart)
            {
                // A line of nothing but white space may be shorter than the indentation.
                var strip = 0;
                while (strip < indentation.Length && _i + strip < _source.Length && _source[_i + strip] == indentation[strip])
                {
                    strip++;
                }

                Close(_i);
                Begin(_i + strip);
            }

            if (_i >= _source.Length || _source[_i] != _value[_at])
            {
                return [];
            }

            atLineStart = _source[_i] == '\n' || (_source[_i] == '\r' && (_i + 1 == _source.Length || _source[_i + 1] != '\n'));
            _i++;
            _at++;
        }

        Close(_i);
        return _runs;
    }

    private bool TakeEscape(char kind)
    {
        switch (kind)
        {
            case 'u':
                return TakeCode(4, 4);
            case 'U':
                return TakeCode(8, 8);
            case 'x':
                return TakeCode(1, 4);
            default:
                return kind switch
                {
                    '\'' or '"' or '\\' => Take(2, kind),
                    '0' => Take(2, '\0'),
                    'a' => Take(2, '\a'),
                    'b' => Take(2, '\b'),
                    'e' => Take(2, '\u001b'),
                    'f' => Take(2, '\f'),
                    'n' => Take(2, '\n'),
                    'r' => Take(2, '\r'),
                    't' => Take(2, '\t'),
                    'v' => Take(2, '\v'),
                    _ => false,
                };
        }
    }

    private bool TakeCode(int least, int most)
    {
        var digits = 0;
        while (digits < most && _i + 2 + digits < _source.Length && Uri.IsHexDigit(_source[_i + 2 + digits]))
        {
            digits++;
        }

        if (digits < least
            || !uint.TryParse(_source.Substring(_i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0x10FFFF)
        {
            return false;
        }

        if (code <= 0xFFFF)
        {
            return Take(2 + digits, (char)code);
        }

        // Two characters of the value for one escape: the second has no room of its own in the source.
        var pair = char.ConvertFromUtf32((int)code);
        return Take(2 + digits, pair[0]) && Take(0, pair[1]);
    }

    /// <summary>Takes one character of the value that is written longer or shorter: it ends its run.</summary>
    private bool Take(int width, char character)
    {
        if (_at >= _value.Length || _value[_at] != character)
        {
            return false;
        }

        _i += width;
        _at++;
        Close(_i);
        Begin(_i);
        return true;
    }

    private void Begin(int i)
    {
        _i = i;
        _runAt = _at;
        _runStart = i;
    }

    private void Close(int i)
    {
        if (_at > _runAt)
        {
            _runs.Add(new(_runAt, _at - _runAt, _start + _runStart, i - _runStart));
        }
    }
}
