using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>Objects by name, in the order in which they were added, compared as <see cref="SchemaNames"/> says.</summary>
internal sealed class NamedObjects<T>
    where T : class
{
    private readonly Engine _engine;
    private readonly PersistentMap<Entry> _entries;

    // PostgreSQL only: the keys that are the same but for case.
    private readonly PersistentMap<string[]> _spellings;
    private readonly int _next;

    // Made when they are asked for, and then kept: schemas are asked again and again for the same lists.
    private T[]? _inOrder;
    private T[]? _unordered;

    private NamedObjects(Engine engine, PersistentMap<Entry> entries, PersistentMap<string[]> spellings, int next)
    {
        _engine = engine;
        _entries = entries;
        _spellings = spellings;
        _next = next;
    }

    public static NamedObjects<T> None(Engine engine) => new(engine, PersistentMap<Entry>.Empty, PersistentMap<string[]>.Empty, 0);

    public int Count => _entries.Count;

    /// <summary>All objects, in the order in which they were added.</summary>
    public IReadOnlyList<T> InOrder => _inOrder ??= Sorted();

    /// <summary>All objects, in no order that means anything.</summary>
    public IReadOnlyList<T> Unordered => _inOrder ?? (_unordered ??= [.. _entries.Values.Select(entry => entry.Value)]);

    /// <summary>The objects that are not the same ones in other objects, in no order that means anything.</summary>
    public IEnumerable<T> Except(NamedObjects<T> others) => _entries.Except(others._entries).Select(entry => entry.Value);

    public T? Find(string key) => FindEntry(key)?.Value;

    public NamedObjects<T> Set(string key, T value) =>
        FindEntry(key) is { } existing
            ? new NamedObjects<T>(_engine, _entries.Set(Fold(existing.Key), existing with { Value = value }), _spellings, _next)
            : Add(key, value);

    /// <summary>Adds an object that is new: one whose name differs only in case is another object where the engine says so.</summary>
    public NamedObjects<T> Add(string key, T value) => With(new Entry(key, _next, value), _next + 1);

    public NamedObjects<T> Remove(string key) => FindEntry(key) is { } existing ? Without(existing) : this;

    /// <summary>Gives an object another name and keeps its place.</summary>
    public NamedObjects<T> Rename(string key, string newKey, T value) =>
        FindEntry(key) is { } existing ? Without(existing).With(new Entry(newKey, existing.Order, value), _next) : Add(newKey, value);

    private T[] Sorted()
    {
        var entries = (List<Entry>)[.. _entries.Values];
        entries.Sort((a, b) => a.Order.CompareTo(b.Order));
        return [.. entries.Select(entry => entry.Value)];
    }

    private NamedObjects<T> With(Entry entry, int next)
    {
        var spellings = _spellings;
        if (_engine == Engine.PostgreSql)
        {
            var folded = entry.Key.ToUpperInvariant();
            var known = spellings.Find(folded);
            if (known is null || Array.IndexOf(known, entry.Key) < 0)
            {
                spellings = spellings.Set(folded, known is null ? [entry.Key] : [.. known, entry.Key]);
            }
        }

        return new NamedObjects<T>(_engine, _entries.Set(Fold(entry.Key), entry), spellings, next);
    }

    private NamedObjects<T> Without(Entry entry)
    {
        var spellings = _spellings;
        if (_engine == Engine.PostgreSql)
        {
            var folded = entry.Key.ToUpperInvariant();
            var rest = Array.FindAll(spellings.Find(folded) ?? [], key => key != entry.Key);
            spellings = rest.Length == 0 ? spellings.Remove(folded) : spellings.Set(folded, rest);
        }

        return new NamedObjects<T>(_engine, _entries.Remove(Fold(entry.Key)), spellings, _next);
    }

    private Entry? FindEntry(string key)
    {
        if (_entries.Find(Fold(key)) is { } exact)
        {
            return exact;
        }

        return _engine == Engine.PostgreSql && _spellings.Find(key.ToUpperInvariant()) is { Length: 1 } only ? _entries.Find(only[0]) : null;
    }

    private string Fold(string key) => SchemaNames.Key(key, _engine);

    private sealed record Entry(string Key, int Order, T Value);
}
