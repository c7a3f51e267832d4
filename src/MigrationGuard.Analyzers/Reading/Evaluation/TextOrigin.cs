using System.Text;
using Microsoft.CodeAnalysis.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Where the characters of a text were written. Made for every text, looked into only for SQL.</summary>
internal abstract class TextOrigin
{
    /// <summary>The constant expression that is the text.</summary>
    public sealed class Constant(IOperation expression) : TextOrigin
    {
        public IOperation Expression { get; } = expression;
    }

    /// <summary>The content of a script, from its first character.</summary>
    public sealed class Content(Script script) : TextOrigin
    {
        private readonly Lazy<TextLineCollection> _lines = new(() => SourceText.From(script.Text).Lines);

        public Script Script { get; } = script;

        public LinePosition PositionOf(int offset) => _lines.Value.GetLinePosition(offset);
    }

    /// <summary>A text put together from parts of others.</summary>
    public sealed class Pieces(IReadOnlyList<TextPiece> parts) : TextOrigin
    {
        public IReadOnlyList<TextPiece> Parts { get; } = parts;
    }
}

/// <summary>A part of a text that was taken from another.</summary>
/// <param name="At">Where it starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Origin">Where the other text was written.</param>
/// <param name="From">Where it started in the other text.</param>
internal readonly record struct TextPiece(int At, int Length, TextOrigin Origin, int From);

/// <summary>A text that is being put together, with the origin of its parts.</summary>
internal sealed class TracedText
{
    private readonly StringBuilder _text = new();
    private readonly List<TextPiece> _parts = [];
    private SqlSource? _source;

    public TracedText Append(Value? value)
    {
        if (value is not null)
        {
            Append(value.ToText(), value);
        }

        return this;
    }

    /// <summary>A text that is a part of a value, unchanged.</summary>
    /// <param name="text">The text.</param>
    /// <param name="of">The value; what is no constant text has no place of its own.</param>
    /// <param name="from">Where the part starts in the value.</param>
    public TracedText Append(string? text, Value? of = null, int from = 0)
    {
        if (of is ConstantValue { Value: string } constant)
        {
            _source ??= constant.Source;
            if (constant.Origin is { } origin && text is { Length: > 0 })
            {
                _parts.Add(new(_text.Length, text.Length, origin, from));
            }
        }

        _text.Append(text);
        return this;
    }

    public void Clear()
    {
        _text.Clear();
        _parts.Clear();
        _source = null;
    }

    /// <summary>The value as far as it goes now.</summary>
    public ConstantValue ToValue() => new(_text.ToString())
    {
        Source = _source,
        Origin = _parts.Count == 0 ? null
            : _parts.Count == 1 && _parts[0] is { At: 0, From: 0 } only && only.Length == _text.Length ? only.Origin
            : new TextOrigin.Pieces([.. _parts]),
    };

    public override string ToString() => _text.ToString();

    /// <summary>A value with every occurrence of a text replaced, compared as <c>string.Replace</c> compares.</summary>
    public static TracedText Replace(Value value, string what, Value with)
    {
        var text = value.ToText();
        var result = new TracedText();
        var at = 0;
        for (var found = text.IndexOf(what, StringComparison.Ordinal); found >= 0; found = text.IndexOf(what, at, StringComparison.Ordinal))
        {
            result.Append(text.Substring(at, found - at), value, at).Append(with);
            at = found + what.Length;
        }

        return result.Append(text.Substring(at), value, at);
    }
}
