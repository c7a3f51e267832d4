using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>How a file is laid out, so that what is written into it looks like the rest, and nothing else changes.</summary>
internal sealed class SourceLayout
{
    private readonly SourceText _text;

    public SourceLayout(SourceText text, SyntaxNode outer, SyntaxNode inner)
    {
        _text = text;
        var first = text.Lines[0];
        LineEnd = first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";
        var (shallow, deep) = (IndentationOf(outer), IndentationOf(inner));
        Unit = deep.Length > shallow.Length && deep.StartsWith(shallow, StringComparison.Ordinal) ? deep.Substring(shallow.Length) : "    ";
    }

    /// <summary>How lines end.</summary>
    public string LineEnd { get; }

    /// <summary>One level of indentation.</summary>
    public string Unit { get; }

    /// <summary>The white space before the first thing on the line where a node starts.</summary>
    public string IndentationOf(SyntaxNode node)
    {
        var line = _text.Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
    }

    /// <summary>Lines that are indented by four spaces a level, as this file has them; each ends with a line end.</summary>
    public string Lines(string text, string indentation)
    {
        var result = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var content = line.TrimStart(' ');
            if (content.Length > 0)
            {
                result.Append(indentation);
                for (var level = 0; level < (line.Length - content.Length) / 4; level++)
                {
                    result.Append(Unit);
                }

                result.Append(content);
            }

            result.Append(LineEnd);
        }

        return result.ToString();
    }
}
