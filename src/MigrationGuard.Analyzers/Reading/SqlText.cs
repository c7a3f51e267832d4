using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Raw SQL as an operation. Everything both frameworks hand to the database as text goes through here.</summary>
internal static class SqlText
{
    /// <summary>The operation that runs a text. A text of which nothing is known is null.</summary>
    /// <param name="value">The text as far as it is known.</param>
    /// <param name="suppressTransaction">Whether it runs outside the migration's transaction.</param>
    /// <param name="interpreter">Runs the body that hands it over.</param>
    public static Sql Operation(Value value, bool suppressTransaction, Interpreter interpreter)
    {
        var text = value.AsText;
        var isKnown = text is not null && text.Trim(Hole.Mark, ' ', '\r', '\n', '\t', ';').Length > 0;
        return new()
        {
            Text = isKnown || text is { Length: 0 } ? text : null,
            Source = (value as ConstantValue)?.Source,
            Places = isKnown ? interpreter.PlacesOf(value) : [],
            SuppressTransaction = suppressTransaction,
        };
    }
}
