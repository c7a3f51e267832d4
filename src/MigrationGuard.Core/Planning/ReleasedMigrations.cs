using MigrationGuard.Model;

namespace MigrationGuard.Planning;

/// <summary>Finds the migrations that a list of released ids names.</summary>
internal static class ReleasedMigrations
{
    public const string None = "none";

    /// <summary>The entries of a setting: ids or names separated by <c>;</c>.</summary>
    public static IReadOnlyList<string> Split(string setting) =>
        setting.Split(';').Select(entry => entry.Trim()).Where(entry => entry.Length > 0).ToList();

    /// <summary>Whether the setting says that nothing was released.</summary>
    public static bool IsNone(string setting) => string.Equals(setting.Trim(), None, StringComparison.OrdinalIgnoreCase);

    /// <summary>Positions of the migrations that an entry names in one context: by id or version, otherwise by name.</summary>
    public static IReadOnlyList<int> Find(IReadOnlyList<Migration> versioned, string entry)
    {
        var byId = new List<int>();
        var byName = new List<int>();
        for (var i = 0; i < versioned.Count; i++)
        {
            var migration = versioned[i];
            if (string.Equals(migration.Id, entry, StringComparison.OrdinalIgnoreCase))
            {
                byId.Add(i);
            }
            else if (string.Equals(NameOf(migration), entry, StringComparison.OrdinalIgnoreCase)
                || string.Equals(migration.Name, entry, StringComparison.OrdinalIgnoreCase))
            {
                byName.Add(i);
            }
        }

        return byId.Count > 0 ? byId : byName;
    }

    /// <summary>The ids that look most like an entry that names nothing, best first.</summary>
    public static IReadOnlyList<string> Closest(IEnumerable<Migration> migrations, string entry, int count = 3) =>
        migrations
            .Select(migration => (migration.Id, Distance: Math.Min(Distance(migration.Id, entry), Distance(NameOf(migration), entry))))
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => candidate.Id, StringComparer.Ordinal)
            .Select(candidate => candidate.Id)
            .Distinct()
            .Take(count)
            .ToList();

    private static string NameOf(Migration migration)
    {
        var underscore = migration.Id.IndexOf('_');
        return underscore > 0 && migration.Id.Take(underscore).All(c => c is >= '0' and <= '9') ? migration.Id.Substring(underscore + 1) : migration.Name;
    }

    private static int Distance(string a, string b)
    {
        // Long enough for every real id; a hostile one must not cost a quadratic table.
        a = a.Length > 120 ? a.Substring(0, 120) : a;
        b = b.Length > 120 ? b.Substring(0, 120) : b;
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
