using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

internal sealed partial class StatementReader
{
    /// <summary>
    /// Notes assignments of nothing but another column of the same row. One of a column that the same SET assigns is left out: MySQL has already changed it by then.
    /// </summary>
    private void ReadCopies(int start, int end, List<TableReference> references, SqlName target, string? alias, Change change)
    {
        var assigned = new HashSet<string>(change.Columns.List, SqlIdentifier.Comparer);
        foreach (var (from, to) in SplitAtCommas(start, end))
        {
            var equals = FindAssignment(from, to);
            if (equals < to
                && IsSymbol(equals, "=")
                && NameAt(from) is { } column
                && column.After == equals
                && NameAt(equals + 1) is { } source
                && source.After == to
                && IsOwnColumn(source, references, target, alias)
                && change.Reads.Contains(source.Name)
                && !assigned.Contains(source.Name))
            {
                change.Copies.Add(new ColumnCopy(column.Name, source.Name));
            }
        }
    }

    private static bool IsOwnColumn(SqlName source, List<TableReference> references, SqlName target, string? alias) => source.Schema is null
        ? references.Count == 0
        : SqlIdentifier.Same(source.Schema, alias ?? target.Name);
}
