namespace MigrationGuard.Schema;

/// <summary>
/// A map whose changes give a new map that shares nearly everything with the old one: a history keeps a schema per operation, and ten thousand of them must fit.
/// Keys are compared ordinally. A hash trie of 32-way nodes.
/// </summary>
internal sealed class PersistentMap<TValue>
    where TValue : class
{
    public static readonly PersistentMap<TValue> Empty = new(null, 0);

    private readonly object? _root;

    private PersistentMap(object? root, int count)
    {
        _root = root;
        Count = count;
    }

    public int Count { get; }

    public TValue? Find(string key)
    {
        var hash = Hash(key);
        var node = _root;
        while (true)
        {
            switch (node)
            {
                case Branch branch:
                    var bit = 1u << (int)(hash & 31);
                    if ((branch.Bitmap & bit) == 0)
                    {
                        return null;
                    }

                    node = branch.Children[Position(branch.Bitmap, bit)];
                    hash >>= 5;
                    break;
                case Leaf leaf:
                    for (var current = leaf; current is not null; current = current.Next)
                    {
                        if (current.Key == key)
                        {
                            return current.Value;
                        }
                    }

                    return null;
                default:
                    return null;
            }
        }
    }

    public PersistentMap<TValue> Set(string key, TValue value)
    {
        var added = false;
        var root = Set(_root, 0, Hash(key), key, value, ref added);
        return new PersistentMap<TValue>(root, Count + (added ? 1 : 0));
    }

    public PersistentMap<TValue> Remove(string key)
    {
        if (Find(key) is null)
        {
            return this;
        }

        return Count == 1 ? Empty : new PersistentMap<TValue>(Remove(_root!, 0, Hash(key), key), Count - 1);
    }

    /// <summary>All values, in no order that means anything.</summary>
    public IReadOnlyList<TValue> Values
    {
        get
        {
            var values = new List<TValue>(Count);
            Collect(_root, values);
            return values;
        }
    }

    /// <summary>The values that another map does not hold under the same key, in no order that means anything. What two maps share is not looked at.</summary>
    public IReadOnlyList<TValue> Except(PersistentMap<TValue> other)
    {
        var values = new List<TValue>();
        Collect(_root, other._root, other, values);
        return values;
    }

    private static void Collect(object? node, List<TValue> values)
    {
        if (node is Branch branch)
        {
            foreach (var child in branch.Children)
            {
                Collect(child, values);
            }

            return;
        }

        for (var leaf = (Leaf?)node; leaf is not null; leaf = leaf.Next)
        {
            values.Add(leaf.Value);
        }
    }

    private static void Collect(object? node, object? otherNode, PersistentMap<TValue> other, List<TValue> values)
    {
        if (ReferenceEquals(node, otherNode))
        {
            return;
        }

        if (node is Branch branch)
        {
            var children = otherNode as Branch;
            for (int i = 0, bit = 0; i < branch.Children.Length; bit++)
            {
                if ((branch.Bitmap & (1u << bit)) != 0)
                {
                    Collect(branch.Children[i++], children?.Child(1u << bit), other, values);
                }
            }

            return;
        }

        for (var leaf = (Leaf?)node; leaf is not null; leaf = leaf.Next)
        {
            if (!ReferenceEquals(other.Find(leaf.Key), leaf.Value))
            {
                values.Add(leaf.Value);
            }
        }
    }

    private static object Set(object? node, int shift, uint hash, string key, TValue value, ref bool added)
    {
        if (node is null)
        {
            added = true;
            return new Leaf(hash, key, value, null);
        }

        if (node is Leaf leaf)
        {
            if (leaf.Hash == hash)
            {
                var rest = Without(leaf, key);
                added = ReferenceEquals(rest, leaf);
                return new Leaf(hash, key, value, rest);
            }

            added = true;
            return Join(leaf, new Leaf(hash, key, value, null), shift);
        }

        var branch = (Branch)node;
        var bit = 1u << (int)((hash >> shift) & 31);
        var position = Position(branch.Bitmap, bit);
        if ((branch.Bitmap & bit) == 0)
        {
            added = true;
            return branch.With(bit, position, new Leaf(hash, key, value, null));
        }

        return branch.Replace(position, Set(branch.Children[position], shift + 5, hash, key, value, ref added));
    }

    private static object Join(Leaf first, Leaf second, int shift)
    {
        var a = (int)((first.Hash >> shift) & 31);
        var b = (int)((second.Hash >> shift) & 31);
        if (a == b)
        {
            return new Branch(1u << a, [Join(first, second, shift + 5)]);
        }

        return new Branch((1u << a) | (1u << b), a < b ? [first, second] : [second, first]);
    }

    private static object? Remove(object node, int shift, uint hash, string key)
    {
        if (node is Leaf leaf)
        {
            return Without(leaf, key);
        }

        var branch = (Branch)node;
        var bit = 1u << (int)((hash >> shift) & 31);
        var position = Position(branch.Bitmap, bit);
        var child = Remove(branch.Children[position], shift + 5, hash, key);
        return child is null ? branch.Without(bit, position) : branch.Replace(position, child);
    }

    private static Leaf? Without(Leaf leaf, string key)
    {
        var found = false;
        for (var current = leaf; current is not null; current = current.Next)
        {
            found |= current.Key == key;
        }

        if (!found)
        {
            return leaf;
        }

        Leaf? rest = null;
        for (var current = leaf; current is not null; current = current.Next)
        {
            rest = current.Key == key ? rest : new Leaf(current.Hash, current.Key, current.Value, rest);
        }

        return rest;
    }

    private static int Position(uint bitmap, uint bit)
    {
        var below = bitmap & (bit - 1);
        below -= (below >> 1) & 0x55555555;
        below = (below & 0x33333333) + ((below >> 2) & 0x33333333);
        return (int)((((below + (below >> 4)) & 0x0F0F0F0F) * 0x01010101) >> 24);
    }

    // FNV-1a: the same in every process, unlike string.GetHashCode.
    private static uint Hash(string key)
    {
        var hash = 2166136261u;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash;
    }

    private sealed class Leaf(uint hash, string key, TValue value, Leaf? next)
    {
        public uint Hash { get; } = hash;

        public string Key { get; } = key;

        public TValue Value { get; } = value;

        public Leaf? Next { get; } = next;
    }

    private sealed class Branch(uint bitmap, object[] children)
    {
        public uint Bitmap { get; } = bitmap;

        public object[] Children { get; } = children;

        public object? Child(uint bit) => (Bitmap & bit) == 0 ? null : Children[Position(Bitmap, bit)];

        public Branch Replace(int position, object child)
        {
            var copy = (object[])Children.Clone();
            copy[position] = child;
            return new Branch(Bitmap, copy);
        }

        public Branch With(uint bit, int position, object child)
        {
            var copy = new object[Children.Length + 1];
            Array.Copy(Children, copy, position);
            copy[position] = child;
            Array.Copy(Children, position, copy, position + 1, Children.Length - position);
            return new Branch(Bitmap | bit, copy);
        }

        public Branch? Without(uint bit, int position)
        {
            if (Children.Length == 1)
            {
                return null;
            }

            var copy = new object[Children.Length - 1];
            Array.Copy(Children, copy, position);
            Array.Copy(Children, position + 1, copy, position, copy.Length - position);
            return new Branch(Bitmap & ~bit, copy);
        }
    }
}
