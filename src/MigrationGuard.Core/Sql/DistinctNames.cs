namespace MigrationGuard.SqlReading;

/// <summary>Names in the order they first occur, each once.</summary>
internal sealed class DistinctNames
{
    // So few are compared one by one: most statements name one or two, and a set of its own for each of a long script costs more than it saves.
    private const int FewNames = 8;

    private HashSet<string>? _seen;
    private List<string>? _names;

    public IReadOnlyList<string> List => _names is null ? Array.Empty<string>() : _names;

    public int Count => _names?.Count ?? 0;

    public bool Add(string name)
    {
        if (Contains(name))
        {
            return false;
        }

        (_names ??= []).Add(name);
        if (_names.Count > FewNames)
        {
            _seen ??= new HashSet<string>(_names, StringComparer.Ordinal);
            _seen.Add(name);
        }

        return true;
    }

    public bool Contains(string name) => _seen is not null ? _seen.Contains(name) : _names is not null && _names.Contains(name);

    public void AddRange(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            Add(name);
        }
    }
}
