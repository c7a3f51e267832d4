namespace MigrationGuard.SqlReading;

/// <summary>The common table expressions that a statement can see. Few statements have any.</summary>
internal sealed class CommonTables
{
    private Dictionary<string, CommonTable>? _tables;

    public CommonTable this[string name]
    {
        set => (_tables ??= new Dictionary<string, CommonTable>(SqlIdentifier.Comparer))[name] = value;
    }

    public void Clear() => _tables?.Clear();

    public bool ContainsKey(string name) => _tables is not null && _tables.ContainsKey(name);

    public bool TryGetValue(string name, out CommonTable table)
    {
        table = null!;
        return _tables is not null && _tables.TryGetValue(name, out table!);
    }
}
