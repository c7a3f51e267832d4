using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>What earlier statements leave behind for later ones: temporary tables and the bodies of routines.</summary>
internal sealed class ReadingSession
{
    /// <summary>Nesting beyond this is not followed: no hand-written statement needs it, and the stack is finite.</summary>
    public const int MaxDepth = 40;

    // Texts inside texts are read once each; ten texts deep, each in the next, is more than anybody writes.
    private const int InnerLimit = 10;

    // What a call does is noted at each call. Routines that call each other twice double it each time.
    private int _repeats = 20_000;
    private long _inner = 100_000;

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly HashSet<string> _temporary = new(SqlIdentifier.Comparer);
    private readonly Dictionary<string, Outcome> _routines = new(SqlIdentifier.Comparer);

    /// <summary>A text is about to be read.</summary>
    public void Enter(int length) => _inner += (long)length * InnerLimit;

    /// <summary>Whether a text inside a text may still be read; false when so much was that the time would no longer be in proportion to the text.</summary>
    public bool MayReadInner(int length) => (_inner -= length) >= 0;

    /// <summary>Whether as many effects may still be noted once more; false when a text calls more than can be followed.</summary>
    public bool MayRepeat(int effects) => (_repeats -= effects) >= 0;

    /// <summary>The same words as one object: a text may have the same fault half a million times.</summary>
    public string Once(string about, Func<string, string> words)
    {
        if (_words.TryGetValue(about, out var known))
        {
            return known;
        }

        var said = words(about);
        if (_words.Count < 1000)
        {
            _words.Add(about, said);
        }

        return said;
    }

    public void AddTemporary(string table) => _temporary.Add(table);

    /// <summary>The name means a table that lasts again: the temporary one was dropped, or a lasting one was created.</summary>
    public void RemoveTemporary(string table) => _temporary.Remove(table);

    public bool IsTemporary(string table) => _temporary.Contains(table);

    /// <summary>Notes a body. A second one of the same name may be an overload: a call may then mean either.</summary>
    public void AddRoutine(string name, Outcome body)
    {
        if (_routines.TryGetValue(name, out var other))
        {
            if (MayRepeat(other.Effects.Count + other.Reads.Count))
            {
                body.Add(other);
            }

            body.Doubts("it has more than one definition");
        }

        _routines[name] = body;
    }

    public void RemoveRoutine(string name) => _routines.Remove(name);

    public Outcome? Routine(string name) => _routines.TryGetValue(name, out var body) ? body : null;
}

/// <summary>Under what circumstances a statement runs.</summary>
/// <param name="Certainty">How sure it is that it runs.</param>
/// <param name="Condition">The condition or loop around it, as written; null when there is none.</param>
/// <param name="InRoutine">Whether it stands in procedural code, where <c>SELECT … INTO</c> fills variables.</param>
/// <param name="Depth">How deep it is nested.</param>
internal sealed record Circumstances(Certainty Certainty, string? Condition, bool InRoutine, int Depth)
{
    public static Circumstances Plain { get; } = new(Certainty.Certain, null, false, 0);

    public Circumstances Deeper() => this with { Depth = Depth + 1 };

    public Circumstances When(string condition) =>
        this with { Certainty = Certainty == Certainty.Certain ? Certainty.Conditional : Certainty, Condition = Condition ?? Shorten(condition) };

    public Circumstances Repeatedly(string condition) => this with { Certainty = Certainty.Repeated, Condition = Condition ?? Shorten(condition) };

    private static string Shorten(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= 200 ? trimmed : trimmed.Substring(0, 199) + "…";
    }
}
