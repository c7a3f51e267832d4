using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Execution;

/// <summary>Which tables a foreign key may reference while operations run, found in one pass, so that a drop of any other need not look at every table.</summary>
/// <param name="before">The schema before.</param>
/// <param name="operations">What may add or rename.</param>
internal sealed class ReferencedTables(SchemaState before, IReadOnlyList<Operation> operations)
{
    private HashSet<string>? _names;

    /// <summary>Whether a foreign key may reference a table of that name.</summary>
    public bool Contains(string table) => (_names ??= Find()).Contains(table);

    private HashSet<string> Find()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in before.TableMap.Unordered)
        {
            foreach (var key in table.ForeignKeyMap.Unordered)
            {
                Add(key.ForeignKey, names);
            }
        }

        foreach (var operation in operations)
        {
            switch (operation)
            {
                case AddForeignKey add:
                    Add(add.ForeignKey, names);
                    break;
                case CreateTable create:
                    foreach (var key in create.ForeignKeys)
                    {
                        Add(key, names);
                    }

                    break;
                case RenameTable { NewName: { } name } rename when names.Contains(rename.Table):
                    names.Add(name);
                    break;
            }
        }

        return names;
    }

    private static void Add(ForeignKeyDefinition key, HashSet<string> names)
    {
        if (key.PrincipalTable is { } principal)
        {
            names.Add(principal);
        }
    }
}
