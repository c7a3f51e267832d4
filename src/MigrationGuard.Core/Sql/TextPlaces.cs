using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>Finds parts of one text in the source.</summary>
/// <param name="text">The text.</param>
/// <param name="places">Where its parts were written, in the order of the text.</param>
/// <param name="whole">Stands for every part that was written nowhere.</param>
internal sealed class TextPlaces(string text, IReadOnlyList<TextPlace> places, SourceSpan whole)
{
    /// <summary>What is further away belongs to another expression: a name that is defined elsewhere in the same file.</summary>
    private const int MostLinesBetween = 2;

    private List<int>? _lineStarts;

    /// <summary>Where a part was written: from its first character that was written somewhere, as far as the text goes on there.</summary>
    /// <param name="start">Offset in the text.</param>
    /// <param name="length">Length in the text.</param>
    public SourceSpan Locate(int start, int length)
    {
        // A place without extent still has one character to point at.
        var end = start + Math.Max(length, 1);
        var i = FirstEndingAfter(start);
        if (i == places.Count || places[i].At >= end)
        {
            return whole;
        }

        var file = places[i].File;
        var from = Before(places[i], Math.Max(start, places[i].At));
        var to = After(places[i], Math.Min(end, places[i].At + places[i].Length));
        var ends = new Stack<Position>();
        for (i++; i < places.Count && places[i].At < end; i++)
        {
            var place = places[i];

            // The text goes back to where it was interrupted by something that was written behind it, such as the argument of a format.
            while (place.File == file && place.Start < to.Start && ends.Count > 0)
            {
                to = ends.Pop();
            }

            if (place.File == file && place.Start >= to.Start && place.Line <= to.Line + MostLinesBetween)
            {
                ends.Push(to);
                to = After(place, Math.Min(end, place.At + place.Length));
            }
        }

        return new SourceSpan(file, from.Start, to.Start - from.Start, from.Line, from.Column, to.Line, to.Column);
    }

    /// <summary>Whether places can be those of a text: a manifest may have been edited.</summary>
    public static bool Fit(string text, IReadOnlyList<TextPlace> places)
    {
        var at = 0L;
        foreach (var place in places)
        {
            if (place.At < at || place.Length < 1 || place.SourceLength < 0 || place.Start < 0)
            {
                return false;
            }

            at = (long)place.At + place.Length;
        }

        return at <= text.Length;
    }

    private int FirstEndingAfter(int offset)
    {
        var (low, high) = (0, places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle].At + places[middle].Length > offset)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private Position Before(TextPlace place, int offset)
    {
        var lineStarts = _lineStarts ??= LineStarts(text);
        var last = LastAtOrBefore(lineStarts, offset);
        return lineStarts[last] <= place.At
            ? new Position(place.Start + offset - place.At, place.Line, place.Column + offset - place.At)
            : new Position(place.Start + offset - place.At, place.Line + last - LastAtOrBefore(lineStarts, place.At), offset - lineStarts[last] + 1);
    }

    private Position After(TextPlace place, int end)
    {
        if (end < place.At + place.Length || place.SourceLength == place.Length)
        {
            return Before(place, end);
        }

        var last = Before(place, end - 1);
        var width = place.SourceLength - place.Length + 1;
        return new Position(last.Start + width, last.Line, last.Column + width);
    }

    private static int LastAtOrBefore(List<int> lineStarts, int offset)
    {
        var found = lineStarts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    // Lines end where the compiler ends them.
    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\u0085' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }

    private sealed record Position(int Start, int Line, int Column);
}
