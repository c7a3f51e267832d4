using System.Globalization;
using System.Security;
using System.Text;

namespace MigrationGuard.Samples;

/// <summary>Draws a command and what it printed as the README shows it: an SVG with one text element a line.</summary>
internal static class TerminalPicture
{
    private const int Columns = 108;
    private const int LineHeight = 18;

    // The advance of a monospaced font at 13 px. Stated per line, so that the table keeps its columns whatever font the viewer has.
    private const double Advance = 7.8;

    public static string Draw(string command, IEnumerable<string> output)
    {
        var lines = output.SelectMany(Wrap).ToList();
        var width = (int)(Columns * Advance) + 32;
        var height = ((lines.Count + 2) * LineHeight) + 32;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"ui-monospace, Consolas, Menlo, monospace\" font-size=\"13\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"  <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#0d1117\"/>\n");
        var y = 16 + LineHeight;
        Line(svg, y, "#8b949e", "$ " + command);
        y += 2 * LineHeight;
        foreach (var line in lines)
        {
            Line(svg, y, Color(line), line);
            y += LineHeight;
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Line(StringBuilder svg, int y, string color, string text)
    {
        if (text.Trim().Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"16\" y=\"{y}\" fill=\"{color}\" xml:space=\"preserve\" textLength=\"{text.Length * Advance:0.#}\">{SecurityElement.Escape(text)}</text>\n");
        }
    }

    private static string Color(string line) =>
        line.Contains("CLOSED", StringComparison.Ordinal) || line.Contains("IRREVERSIBLE", StringComparison.Ordinal) || line.Contains("error MG", StringComparison.Ordinal)
            || line.StartsWith("Build FAILED", StringComparison.Ordinal) ? "#ff7b72"
        : line.Contains("State hazard in", StringComparison.Ordinal) || line.TrimStart().StartsWith("---", StringComparison.Ordinal) ? "#8b949e"
        : line.TrimStart().StartsWith("MigrationGuard:", StringComparison.Ordinal) ? "#79c0ff"
        : "#e6edf3";

    private static IEnumerable<string> Wrap(string line)
    {
        while (line.Length > Columns)
        {
            var cut = line.LastIndexOf(' ', Columns);
            yield return line[..cut];
            line = "    " + line[(cut + 1)..];
        }

        yield return line;
    }
}
