using System.Runtime.CompilerServices;
using System.Text;
using MigrationGuard.Json;

namespace MigrationGuard.Planning.Plan;

/// <summary>How a part of a phrase is to be read.</summary>
public enum PhraseKind
{
    /// <summary>Words of the plan itself.</summary>
    Words,

    /// <summary>Text from outside, such as a reason somebody wrote.</summary>
    Text,

    /// <summary>A name or command, shown as code.</summary>
    Code,

    /// <summary>Words that must not be overlooked.</summary>
    Strong,
}

/// <summary>A part of a phrase.</summary>
/// <param name="Kind">How it is to be read.</param>
/// <param name="Text">The text, as it is: whoever writes it makes it safe for the form at hand.</param>
public sealed record PhrasePart(PhraseKind Kind, string Text);

/// <summary>A name that a phrase shows as code.</summary>
/// <param name="Text">The name.</param>
public readonly record struct Code(string Text);

/// <summary>Words of the plan that must not be overlooked.</summary>
/// <param name="Text">The words.</param>
public readonly record struct Strong(string Text);

/// <summary>
/// A sentence of a plan, written as an interpolated string. What stands in its holes comes from outside and stays apart from the words around it, so that no report can
/// take a table name for markup.
/// </summary>
[InterpolatedStringHandler]
public sealed class Phrase
{
    private readonly List<PhrasePart> _parts = [];

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">Number of characters outside of holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    public Phrase(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _ = formattedCount;
    }

    /// <summary>The parts in order.</summary>
    public IReadOnlyList<PhrasePart> Parts => _parts;

    /// <summary>Joins phrases.</summary>
    /// <param name="separator">Words between two of them.</param>
    /// <param name="phrases">The phrases.</param>
    public static Phrase Join(string separator, IEnumerable<Phrase> phrases)
    {
        var joined = new Phrase(0, 0);
        var first = true;
        foreach (var phrase in phrases)
        {
            if (!first)
            {
                joined.AppendLiteral(separator);
            }

            first = false;
            joined._parts.AddRange(phrase._parts);
        }

        return joined;
    }

    /// <summary>Adds words of the plan.</summary>
    public void AppendLiteral(string words) => _parts.Add(new PhrasePart(PhraseKind.Words, words));

    /// <summary>Adds text from outside.</summary>
    public void AppendFormatted(string? text) => _parts.Add(new PhrasePart(PhraseKind.Text, text ?? ""));

    /// <summary>Adds a number.</summary>
    public void AppendFormatted(long number) => _parts.Add(new PhrasePart(PhraseKind.Words, Numbers.Text(number)));

    /// <summary>Adds a name.</summary>
    public void AppendFormatted(Code code) => _parts.Add(new PhrasePart(PhraseKind.Code, code.Text));

    /// <summary>Adds words that must not be overlooked.</summary>
    public void AppendFormatted(Strong strong) => _parts.Add(new PhrasePart(PhraseKind.Strong, strong.Text));

    /// <summary>Adds another phrase.</summary>
    public void AppendFormatted(Phrase phrase) => _parts.AddRange(phrase._parts);

    /// <summary>The sentence without any markup.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            text.Append(part.Text);
        }

        return text.ToString();
    }
}
