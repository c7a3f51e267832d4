using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>Which tables a foreign key may reference while operations run, found in one pass, so that a drop of any other need not look at every table.</summary>
internal sealed class ReferencedTables
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at the schema before and at what the operations add or rename.</summary>
    public ReferencedTables(SchemaState before, IReadOnlyList<Operation> operations)
    {
        foreach (var table in before.TableMap.Unordered)
        {
            foreach (var key in table.ForeignKeyMap.Unordered)
            {
                Add(key.ForeignKey);
            }
        }

        foreach (var operation in operations)
        {
            switch (operation)
            {
                case AddForeignKey add:
                    Add(add.ForeignKey);
                    break;
                case CreateTable create:
                    foreach (var key in create.ForeignKeys)
                    {
                        Add(key);
                    }

                    break;
                case RenameTable { NewName: { } name } rename when _names.Contains(rename.Table):
                    _names.Add(name);
                    break;
            }
        }
    }

    /// <summary>Whether a foreign key may reference a table of that name.</summary>
    public bool Contains(string table) => _names.Contains(table);

    private void Add(ForeignKeyDefinition key)
    {
        if (key.PrincipalTable is { } principal)
        {
            _names.Add(principal);
        }
    }
}
