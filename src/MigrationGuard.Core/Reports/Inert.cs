using System.Text;
using MigrationGuard.Json;
using MigrationGuard.Model;

namespace MigrationGuard.Reports;

/// <summary>Names and texts of unknown origin, made harmless to read: one line, nothing hidden, nothing reordered.</summary>
internal static class Inert
{
    /// <summary>
    /// The text on one line. A character that hides, reorders or breaks text shows as its escape (<c>\n</c>, <c>\u202e</c>), a part that is not known as <c>‹?›</c>.
    /// </summary>
    public static string Line(string text)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == Hole.Mark)
            {
                shown.Append("‹?›");
            }
            else if (c is >= ' ' and <= '~')
            {
                shown.Append(c);
            }
            else if (!JsonText.IsVisible(text, i))
            {
                JsonText.AppendEscape(shown, c);
            }
            else
            {
                shown.Append(c);
                if (char.IsSurrogatePair(text, i))
                {
                    shown.Append(text[++i]);
                }
            }
        }

        return shown.ToString();
    }
}
