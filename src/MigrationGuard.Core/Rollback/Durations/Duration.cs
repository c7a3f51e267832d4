using MigrationGuard.Json;
using MigrationGuard.Model;

namespace MigrationGuard.Rollback.Durations;

/// <summary>How long operations take, as far as anybody can say. A number is only there when every size behind it is.</summary>
public sealed record Duration
{
    /// <summary>The number of rows of a small table, where a size is not known and a range is given instead.</summary>
    public const long SmallTable = 1_000_000;

    /// <summary>The number of rows of a large table, where a size is not known and a range is given instead.</summary>
    public const long LargeTable = 100_000_000;

    /// <summary>Nothing that grows with a table.</summary>
    public static Duration CatalogOnly { get; } = new();

    /// <summary>What grows with a table, in order.</summary>
    public IReadOnlyList<Work> Work { get; init; } = [];

    /// <summary>Why there is no telling, one clause each, such as <c>SQL that was not understood</c>; empty when there is.</summary>
    public IReadOnlyList<string> NotKnown { get; init; } = [];

    /// <summary>Seconds when every table whose size is not known is small.</summary>
    public double Least { get; init; }

    /// <summary>Seconds when every table whose size is not known is large.</summary>
    public double Most { get; init; }

    /// <summary>The tables whose size decides and is not known, ordinal order.</summary>
    public IReadOnlyList<string> SizeUnknown => [.. Work.Where(work => work.Rows is null).Select(work => Hole.Show(work.FullTable ?? Hole.Text)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal)];

    /// <summary>Seconds; null when a size is not known or there is no telling.</summary>
    public double? Seconds => NotKnown.Count == 0 && Work.All(work => work.Rows is not null) ? Most : null;

    /// <summary>Minutes, begun ones counted whole and at least one; null when a size is not known or there is no telling.</summary>
    public int? Minutes => Seconds is { } seconds ? MinutesOf(seconds) : null;

    /// <summary>Both, one after the other.</summary>
    /// <param name="other">What comes after it.</param>
    public Duration Then(Duration other) => new()
    {
        Work = [.. Work, .. other.Work],
        NotKnown = [.. NotKnown.Concat(other.NotKnown).Distinct(StringComparer.Ordinal)],
        Least = Least + other.Least,
        Most = Most + other.Most,
    };

    /// <summary>Such as <c>about 12 minutes</c>, or a range and the words <c>size unknown</c>; without a final stop.</summary>
    public string Describe()
    {
        if (NotKnown.Count > 0)
        {
            return "not known: " + string.Join(", ", NotKnown);
        }

        var unknown = SizeUnknown;
        if (unknown.Count == 0)
        {
            return Text(Most);
        }

        const int most = 4;
        var tables = string.Join(", ", unknown.Take(most)) + (unknown.Count > most ? " and " + Numbers.Text(unknown.Count - most) + " more" : "");
        return "size unknown (" + tables + "): " + Text(Least) + " at a million rows, " + Text(Most) + " at a hundred million";
    }

    /// <summary>The same for a cell of a table, such as <c>12 min</c> or <c>size unknown</c>.</summary>
    public string Short() => NotKnown.Count > 0 ? "not known" : Seconds is not { } seconds ? "size unknown" : seconds < 60 ? "<1 min" : Numbers.Text(MinutesOf(seconds)) + " min";

    /// <summary>A number of minutes in words: hours from two of them on.</summary>
    /// <param name="minutes">The minutes.</param>
    public static string Text(int minutes) => minutes switch
    {
        < 120 => Numbers.Text(minutes) + (minutes == 1 ? " minute" : " minutes"),
        < 2880 => Numbers.Text((minutes + 59L) / 60) + " hours",
        _ => Numbers.Text((minutes + 1439L) / 1440) + " days",
    };

    private static string Text(double seconds) => seconds < 60 ? "under a minute" : "about " + Text(MinutesOf(seconds));

    private static int MinutesOf(double seconds) => seconds >= int.MaxValue * 60.0 ? int.MaxValue : Math.Max(1, (int)Math.Ceiling(seconds / 60));
}
