using MigrationGuard.Json;

namespace MigrationGuard.Manifest.Serialization;

/// <summary>
/// The members of a record type, said once for both directions, so that writing and reading cannot disagree. A member is written only when it differs from the value
/// that a new record has.
/// </summary>
/// <param name="blank">A record in which every member has the value a reader assumes.</param>
internal sealed class Shape<T>(T blank) : Codec<T>
    where T : class
{
    private readonly List<Member> _members = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <summary>A record in which every member has the value a reader assumes.</summary>
    public T Blank { get; } = blank;

    /// <summary>The names of the members, in the order they are written.</summary>
    public IEnumerable<string> Names => _members.Select(member => member.Name);

    /// <summary>Adds a member.</summary>
    /// <typeparam name="TOwner">The record that declares it: <typeparamref name="T"/> or a base of it.</typeparam>
    /// <typeparam name="TValue">Its type.</typeparam>
    /// <param name="name">Its name in the manifest.</param>
    /// <param name="codec">How its value is written and read.</param>
    /// <param name="get">Reads it.</param>
    /// <param name="with">Copies a record with another value.</param>
    public Shape<T> Has<TOwner, TValue>(string name, Codec<TValue> codec, Func<TOwner, TValue> get, Func<TOwner, TValue, TOwner> with)
        where TOwner : class
    {
        _positions.Add(name, _members.Count);
        _members.Add(new Member<TOwner, TValue>(name, codec, get, with, get((TOwner)(object)Blank)));
        return this;
    }

    /// <summary>Adds a member that <typeparamref name="T"/> itself declares.</summary>
    public Shape<T> Has<TValue>(string name, Codec<TValue> codec, Func<T, TValue> get, Func<T, TValue, T> with) => Has<T, TValue>(name, codec, get, with);

    public override void Write(ManifestOutput output, T value)
    {
        output.Json.StartObject();
        WriteMembers(output, value);
        output.Json.End();
    }

    /// <summary>Writes the members into an object that is open.</summary>
    public void WriteMembers(ManifestOutput output, T value)
    {
        foreach (var member in _members)
        {
            member.Write(output, value);
        }
    }

    public override T Read(ManifestInput input, JsonNode node) => Read(input, node, []);

    /// <summary>Reads an object. An unknown member is an error: what it says would be lost, and nobody may decide without it.</summary>
    /// <param name="input">What it is read with.</param>
    /// <param name="node">The object.</param>
    /// <param name="apart">The names of members that the caller reads.</param>
    public T Read(ManifestInput input, JsonNode node, IReadOnlyList<string> apart)
    {
        if (node.Kind != JsonKind.Object)
        {
            throw Fail(node, "an object");
        }

        var value = Blank;
        var seen = new bool[_members.Count];
        foreach (var member in node.Members)
        {
            if (apart.Contains(member.Name))
            {
                continue;
            }

            if (!_positions.TryGetValue(member.Name, out var position))
            {
                throw new ManifestFormatException(member.Value, "'" + member.Name + "' is not known here");
            }

            if (seen[position])
            {
                throw new ManifestFormatException(member.Value, "'" + member.Name + "' is said twice");
            }

            seen[position] = true;
            value = _members[position].Read(input, member.Value, value);
        }

        return value;
    }

    private abstract class Member(string name)
    {
        public string Name { get; } = name;

        public abstract void Write(ManifestOutput output, T record);

        public abstract T Read(ManifestInput input, JsonNode node, T record);
    }

    private sealed class Member<TOwner, TValue>(
        string name, Codec<TValue> codec, Func<TOwner, TValue> get, Func<TOwner, TValue, TOwner> with, TValue assumed)
        : Member(name)
        where TOwner : class
    {
        public override void Write(ManifestOutput output, T record)
        {
            var value = get((TOwner)(object)record);
            if (!codec.IsSame(value, assumed))
            {
                output.Json.Name(Name);
                codec.Write(output, value);
            }
        }

        public override T Read(ManifestInput input, JsonNode node, T record) => (T)(object)with((TOwner)(object)record, codec.Read(input, node));
    }
}
