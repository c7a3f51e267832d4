using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>Fills in what the raw SQL of a migration does.</summary>
public static class SqlOperationReader
{
    /// <summary>
    /// The operations with the statements of every <see cref="Sql"/> read. Temporary tables and routines created by one text are known to those after it.
    /// A text that is not known keeps no statements; its operation says so. What was read before stays as it is.
    /// </summary>
    /// <param name="operations">The operations of one direction of a migration, in order.</param>
    /// <param name="engine">The engine the project is judged for; an operation that runs for one other provider only, or whose dialect is set, is read by that.</param>
    /// <returns>The operations. Every statement and effect stands where its words were written, or where its operation stands when that is not known.</returns>
    public static IReadOnlyList<Operation> Attach(IReadOnlyList<Operation> operations, Engine engine)
    {
        var session = new ReadingSession();
        var result = new List<Operation>(operations.Count);
        foreach (var operation in operations)
        {
            result.Add(operation is Sql { Text: not null, Statements.Count: 0 } sql ? Attach(sql, engine, session) : operation);
        }

        return result;
    }

    private static Sql Attach(Sql sql, Engine engine, ReadingSession session)
    {
        var statements = new List<SqlStatement>();
        Func<int, int, SourceSpan> locate = sql.Places.Count > 0 && TextPlaces.Fit(sql.Text!, sql.Places) ? new TextPlaces(sql.Text!, sql.Places, sql.Span).Locate : (_, _) => sql.Span;
        foreach (var statement in SqlReader.Read(sql.Text!, SqlDialects.Of(sql, engine), locate, session))
        {
            var effects = new List<Operation>(statement.Effects.Count);
            foreach (var effect in statement.Effects)
            {
                effects.Add(effect with
                {
                    Providers = sql.Providers,
                    Certainty = Less(sql.Certainty, effect.Certainty),

                    // A condition inside the SQL is not the one around the call, and is asked when the statement runs.
                    Condition = effect.Certainty == Certainty.Certain ? sql.Condition : null,
                });
            }

            statements.Add(statement with { Effects = effects });
        }

        return sql with { Statements = statements };
    }

    // What runs repeatedly or perhaps not at all stays so, whatever else is sure.
    private static Certainty Less(Certainty outer, Certainty inner) => outer == Certainty.Certain ? inner : outer;
}
