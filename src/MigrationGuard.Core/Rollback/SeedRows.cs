using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Rollback;

/// <summary>Recognises rows that the same set inserted.</summary>
internal static class SeedRows
{
    /// <summary>Whether every row that the keys name was inserted by the set.</summary>
    public static bool InsertedInSet(TableState? table, IReadOnlyList<string> keyColumns, IReadOnlyList<IReadOnlyList<Literal>> keys, int setStart)
    {
        if (table is null || keyColumns.Count == 0 || keys.Count == 0)
        {
            return false;
        }

        foreach (var key in keys)
        {
            if (!InsertedInSet(table, keyColumns, key, setStart))
            {
                return false;
            }
        }

        return true;
    }

    private static bool InsertedInSet(TableState table, IReadOnlyList<string> keyColumns, IReadOnlyList<Literal> key, int setStart)
    {
        for (var inserted = table.Inserted; inserted is not null && inserted.At >= setStart; inserted = inserted.Earlier)
        {
            foreach (var row in inserted.Operation.Rows)
            {
                if (Matches(inserted.Operation.Columns, row, keyColumns, key))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Matches(IReadOnlyList<string> columns, IReadOnlyList<Literal> row, IReadOnlyList<string> keyColumns, IReadOnlyList<Literal> key)
    {
        for (var k = 0; k < keyColumns.Count; k++)
        {
            var found = false;
            for (var c = 0; c < columns.Count && !found; c++)
            {
                found = SchemaNames.Same(columns[c], keyColumns[k])
                    && c < row.Count
                    && k < key.Count
                    && row[c].Kind != LiteralKind.Unknown
                    && key[k].Kind != LiteralKind.Unknown
                    && row[c] == key[k];
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }
}
