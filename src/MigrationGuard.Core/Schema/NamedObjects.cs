using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>Objects by name, in the order in which they were added, compared as the engine compares names.</summary>
internal sealed class NamedObjects<T>
    where T : class
{
    private readonly Engine _engine;
    private readonly PersistentMap<Entry> _entries;
    private readonly int _next;

    private NamedObjects(Engine engine, PersistentMap<Entry> entries, int next)
    {
        _engine = engine;
        _entries = entries;
        _next = next;
    }

    public static NamedObjects<T> None(Engine engine) => new(engine, PersistentMap<Entry>.Empty, 0);

    public int Count => _entries.Count;

    /// <summary>All objects, in the order in which they were added.</summary>
    public IReadOnlyList<T> InOrder
    {
        get
        {
            var entries = new List<Entry>(_entries.Count);
            foreach (var pair in _entries.Entries)
            {
                entries.Add(pair.Value);
            }

            entries.Sort((a, b) => a.Order.CompareTo(b.Order));
            return entries.ConvertAll(entry => entry.Value);
        }
    }

    /// <summary>All objects, in no order that means anything.</summary>
    public IEnumerable<T> Unordered
    {
        get
        {
            foreach (var pair in _entries.Entries)
            {
                yield return pair.Value.Value;
            }
        }
    }

    public T? Find(string key) => FindEntry(key)?.Value;

    public NamedObjects<T> Set(string key, T value)
    {
        var existing = FindEntry(key);
        return existing is null
            ? new NamedObjects<T>(_engine, _entries.Set(Fold(key), new Entry(key, _next, value)), _next + 1)
            : new NamedObjects<T>(_engine, _entries.Set(Fold(existing.Key), existing with { Value = value }), _next);
    }

    /// <summary>Adds an object that is new: one whose name differs only in case is another object where the engine says so.</summary>
    public NamedObjects<T> Add(string key, T value) =>
        new(_engine, _entries.Set(Fold(key), new Entry(key, _next, value)), _next + 1);

    public NamedObjects<T> Remove(string key) =>
        FindEntry(key) is { } existing ? new NamedObjects<T>(_engine, _entries.Remove(Fold(existing.Key)), _next) : this;

    /// <summary>Gives an object another name and keeps its place.</summary>
    public NamedObjects<T> Rename(string key, string newKey, T value)
    {
        var existing = FindEntry(key);
        return existing is null
            ? Add(newKey, value)
            : new NamedObjects<T>(_engine, _entries.Remove(Fold(existing.Key)).Set(Fold(newKey), new Entry(newKey, existing.Order, value)), _next);
    }

    private Entry? FindEntry(string key)
    {
        if (_entries.Find(Fold(key)) is { } exact)
        {
            return exact;
        }

        if (_engine == Engine.PostgreSql)
        {
            Entry? only = null;
            foreach (var pair in _entries.Entries)
            {
                if (SchemaNames.Same(pair.Key, key))
                {
                    if (only is not null)
                    {
                        return null;
                    }

                    only = pair.Value;
                }
            }

            return only;
        }

        return null;
    }

    private string Fold(string key) => SchemaNames.Key(key, _engine);

    private sealed record Entry(string Key, int Order, T Value);
}
