namespace MigrationGuard.Cli.Databases;

/// <summary>A table of a database.</summary>
/// <param name="Schema">Its schema; empty where the engine has none.</param>
/// <param name="Table">Its name.</param>
internal sealed record TableName(string Schema, string Table)
{
    public override string ToString() => Schema.Length == 0 ? Table : Schema + "." + Table;
}
