using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>A row given by an anonymous object or a dictionary: its columns and values in order.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Values">The values, one for each column.</param>
/// <param name="IsKnown">False when there may be other columns.</param>
internal sealed record RowValues(IReadOnlyList<string> Columns, IReadOnlyList<Literal> Values, bool IsKnown)
{
    public static RowValues Of(Value value)
    {
        var columns = new List<string>();
        var values = new List<Literal>();
        switch (value)
        {
            case MapValue map:
                foreach (var item in map.Items)
                {
                    columns.Add(item.Key.AsText ?? Hole.Text);
                    values.Add(FluentLiterals.Of(item.Value));
                }

                return new(columns, values, map.IsComplete);
            case ObjectValue { Type.IsAnonymousType: true } row:
                foreach (var name in row.Order)
                {
                    columns.Add(name);
                    values.Add(FluentLiterals.Of(row.Find(name) ?? UnknownValue.Nameless));
                }

                return new(columns, values, true);
            case ObjectValue { IsMigration: false } row:
                // The library asks for every public property of the object, set or not.
                for (var type = row.Type; type is not null; type = type.BaseType)
                {
                    foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
                    {
                        if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } && !columns.Contains(property.Name))
                        {
                            columns.Add(property.Name);
                            values.Add(FluentLiterals.Of(row.Find(property.Name) ?? UnknownValue.Nameless));
                        }
                    }
                }

                return new(columns, values, true);
            default:
                return new([], [], false);
        }
    }

    /// <summary>Rows under one list of columns. A row that does not name a column leaves its default.</summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Literal>> Rows, bool IsKnown, bool IsUniform) Align(IReadOnlyList<RowValues> rows)
    {
        var columns = new List<string>();
        var isUniform = true;
        foreach (var row in rows)
        {
            isUniform &= columns.Count == 0 || columns.SequenceEqual(row.Columns, StringComparer.Ordinal);
            columns.AddRange(row.Columns.Where(column => !columns.Contains(column)));
        }

        var aligned = new List<IReadOnlyList<Literal>>();
        foreach (var row in rows)
        {
            aligned.Add([.. columns.Select(column => IndexOf(row.Columns, column) is >= 0 and var at ? row.Values[at] : new(LiteralKind.Sql, "DEFAULT"))]);
        }

        var isKnown = rows.All(row => row.IsKnown);
        return (columns, isKnown ? aligned : [], isKnown, isUniform);
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
