using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Testing;

/// <summary>
/// Source with marked places: <c>[|x|]</c> any diagnostic, <c>{|MG1001:x|}</c> one of that id, <c>{|#0:x|}</c> a place that <see cref="DiagnosticResult.WithLocation(int)"/>
/// refers to. Marks may be nested.
/// </summary>
public sealed class Markup
{
    private Markup(string source, IReadOnlyList<Mark> marks) => (Source, Marks) = (source, marks);

    public string Source { get; }

    /// <summary>The marks in the order they open.</summary>
    public IReadOnlyList<Mark> Marks { get; }

    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var open = new Stack<(int Order, int Start, string? Label)>();
        var marks = new List<(int Order, Mark Mark)>();
        var opened = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (At("[|"))
            {
                open.Push((opened++, source.Length, null));
                i++;
            }
            else if (At("{|") && text.IndexOf(':', i) is var colon and > 0 && text.IndexOfAny(['|', '\n'], i + 2) is var stop && (stop < 0 || stop > colon))
            {
                open.Push((opened++, source.Length, text[(i + 2)..colon]));
                i = colon;
            }
            else if ((At("|]") || At("|}")) && open.Count > 0 && open.Peek().Label is null == At("|]"))
            {
                var (order, start, label) = open.Pop();
                marks.Add((order, new(label, TextSpan.FromBounds(start, source.Length))));
                i++;
            }
            else
            {
                source.Append(text[i]);
            }

            bool At(string token) => string.CompareOrdinal(text, i, token, 0, token.Length) == 0;
        }

        return open.Count > 0
            ? throw new ArgumentException("A mark is not closed: " + text, nameof(text))
            : new(source.ToString(), [.. marks.OrderBy(mark => mark.Order).Select(mark => mark.Mark)]);
    }

    /// <summary>The place marked <c>{|#index:…|}</c>.</summary>
    public TextSpan Place(int index) =>
        Marks.FirstOrDefault(mark => mark.Label == "#" + index)?.Span ?? throw new ArgumentException($"The source has no place #{index}", nameof(index));
}

/// <summary>A marked place.</summary>
/// <param name="Label">The id or <c>#n</c>; null for <c>[|…|]</c>.</param>
/// <param name="Span">The place in the source without marks.</param>
public sealed record Mark(string? Label, TextSpan Span);
