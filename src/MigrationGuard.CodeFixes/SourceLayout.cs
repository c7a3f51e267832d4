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

    /// <summary>The text of a node as lines that end with <c>\n</c> and are indented by four spaces a level, the first one by none.</summary>
    public string Unindented(SyntaxNode node)
    {
        var outer = IndentationOf(node);
        var lines = _text.ToString(node.Span).Split('\n');
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var content = line.TrimStart(' ', '\t');
            var indentation = line.Substring(0, line.Length - content.Length);
            indentation = indentation.StartsWith(outer, StringComparison.Ordinal) ? indentation.Substring(outer.Length) : "";
            lines[i] = indentation.Replace(Unit, "    ") + content;
        }

        return string.Join("\n", lines).Replace("\r", "");
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
