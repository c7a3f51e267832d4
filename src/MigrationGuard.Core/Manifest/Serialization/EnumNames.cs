namespace MigrationGuard.Manifest.Serialization;

/// <summary>The values of an enumeration and their names in lower case, as manifests and reports spell them.</summary>
internal sealed class EnumNames<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, string> _names = [];
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);

    public EnumNames()
    {
        foreach (T value in Enum.GetValues(typeof(T)))
        {
            var name = value.ToString().ToLowerInvariant();
            _names[value] = name;
            _values[name] = value;
        }
    }

    public string NameOf(T value) => _names[value];

    public bool TryParse(string name, out T value) => _values.TryGetValue(name, out value);
}
