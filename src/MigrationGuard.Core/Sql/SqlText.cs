using System.Globalization;
using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>A text with its tokens and the partner of every parenthesis.</summary>
internal sealed class SqlText
{
    private readonly int[] _partner;
    private readonly Words _words;

    public SqlText(string text, SqlDialect dialect)
    {
        Text = text;
        Dialect = dialect;
        _words = new Words(text.Length);
        Tokens = Tokenizer.Run(text, dialect, _words);
        _partner = MatchParentheses(Tokens);
    }

    public string Text { get; }

    public SqlDialect Dialect { get; }

    public List<Token> Tokens { get; }

    public int Count => Tokens.Count;

    /// <summary>The index of the parenthesis that closes the one at <paramref name="index"/>; -1 when there is none.</summary>
    public int Partner(int index) => _partner[index];

    /// <summary>The index after the token, or after the whole parenthesis when it opens one, never beyond <paramref name="end"/>.</summary>
    public int After(int index, int end)
    {
        var partner = _partner[index];
        return partner > index && partner < end ? partner + 1 : index + 1;
    }

    public string Raw(int index) => _words.Spelling(Text, Tokens[index].Start, Tokens[index].End - Tokens[index].Start);

    /// <summary>The text from one token to before another, as written.</summary>
    public string Slice(int start, int end)
    {
        if (start >= end || start >= Count)
        {
            return "";
        }

        var from = Tokens[start].Start;
        return Text.Substring(from, Tokens[Math.Min(end, Count) - 1].End - from);
    }

    /// <summary>A name or a text value without its quotes and escapes; a word as written.</summary>
    public string Value(int index)
    {
        var token = Tokens[index];
        switch (token.Kind)
        {
            case TokenKind.QuotedName:
            case TokenKind.String:
                var open = token.Start;
                if (token.Upper.Length > 0)
                {
                    return Text.Substring(token.Start + token.Upper.Length, token.End - token.Start - (2 * token.Upper.Length));
                }

                while (Text[open] is not '\'' and not '"' and not '`' and not '[')
                {
                    open++;
                }

                var content = Unquote(open, token.End - 1, Text[token.End - 1], IsBackslashEscaped(token, open));
                return open == token.Start + 2 && Text[token.Start + 1] == '&' ? DecodeUnicode(content, UnicodeEscape(index)) : content;
            case TokenKind.Hole:
                return Hole.Text;
            default:
                return Raw(index);
        }
    }

    /// <summary>Where the content of a text value starts, when it stands in the text without escapes; -1 otherwise.</summary>
    public int ContentStart(int index)
    {
        var token = Tokens[index];
        var content = Value(index);
        var start = token.Upper.Length > 0 ? token.Start + token.Upper.Length : Text.IndexOf('\'', token.Start) + 1;
        return start + content.Length <= token.End && string.CompareOrdinal(Text, start, content, 0, content.Length) == 0 ? start : -1;
    }

    // PostgreSQL: U&'…' UESCAPE '!' names another escape character.
    private char UnicodeEscape(int index) =>
        index + 2 < Count && Tokens[index + 1].Upper == "UESCAPE" && Tokens[index + 2] is { Kind: TokenKind.String } sign && sign.End - sign.Start == 3 ? Text[sign.Start + 1] : '\\';

    private static string DecodeUnicode(string content, char escape)
    {
        if (content.IndexOf(escape) < 0)
        {
            return content;
        }

        var result = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] != escape)
            {
                result.Append(content[i]);
            }
            else if (i + 1 < content.Length && content[i + 1] == escape)
            {
                result.Append(escape);
                i++;
            }
            else
            {
                var isLong = i + 1 < content.Length && content[i + 1] == '+';
                var from = isLong ? i + 2 : i + 1;
                var digits = isLong ? 6 : 4;
                if (from + digits <= content.Length && int.TryParse(content.Substring(from, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code <= 0x10FFFF)
                {
                    // Half a pair is given as one escape, the other half as the next.
                    result.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                    i = from + digits - 1;
                }
                else
                {
                    result.Append(escape);
                }
            }
        }

        return result.ToString();
    }

    private bool IsBackslashEscaped(Token token, int open) =>
        token.Kind == TokenKind.String && (Dialect == SqlDialect.MySql || (open > token.Start && Text[token.Start] is 'E' or 'e'));

    private string Unquote(int open, int close, char quote, bool backslash)
    {
        var result = new StringBuilder(close - open);
        for (var i = open + 1; i < close; i++)
        {
            if (Text[i] == quote)
            {
                i++;
            }
            else if (backslash && Text[i] == '\\' && i + 1 < close)
            {
                i++;
            }

            result.Append(Text[i]);
        }

        return result.ToString();
    }

    // A separator ends every open parenthesis, so that one that is never closed does not swallow the statements after it.
    private static int[] MatchParentheses(List<Token> tokens)
    {
        var partner = new int[tokens.Count];
        var open = new Stack<int>();
        var inRule = false;
        for (var i = 0; i < partner.Length; i++)
        {
            partner[i] = -1;
            var token = tokens[i];
            if (token.Kind == TokenKind.Batch || (token.Kind == TokenKind.Separator && !(inRule && open.Count > 0)))
            {
                open.Clear();
                inRule = false;
            }
            else if (token.Kind == TokenKind.Word)
            {
                // PostgreSQL's CREATE RULE is the one statement with semicolons inside parentheses.
                inRule |= token.Upper == "RULE" && i > 0 && tokens[i - 1].Upper is "CREATE" or "REPLACE";
            }
            else if (token.Kind == TokenKind.Symbol)
            {
                if (token.Upper == "(")
                {
                    open.Push(i);
                }
                else if (token.Upper == ")" && open.Count > 0)
                {
                    var from = open.Pop();
                    partner[from] = i;
                    partner[i] = from;
                }
            }
        }

        return partner;
    }
}
