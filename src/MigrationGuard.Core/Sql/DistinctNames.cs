namespace MigrationGuard.SqlReading;

/// <summary>Names in the order they first occur, each once.</summary>
internal sealed class DistinctNames
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public IReadOnlyList<string> List => _names;

    public int Count => _names.Count;

    public bool Add(string name)
    {
        if (!_seen.Add(name))
        {
            return false;
        }

        _names.Add(name);
        return true;
    }

    public bool Contains(string name) => _seen.Contains(name);

    public void AddRange(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Add(name);
        }
    }
}
