using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>
/// From SQL text to statements and what they do. Never throws, and takes time in proportion to the text. What it does not understand it says so:
/// a missed change would be worse than an unknown one.
/// </summary>
public static class SqlReader
{
    /// <summary>Reads a text; every effect stands at <paramref name="span"/>.</summary>
    /// <param name="text">The text, with a <see cref="Hole"/> for each part that is not known.</param>
    /// <param name="dialect">Whose rules it is read by.</param>
    /// <param name="span">Where the text stands in the source; null when that is not known.</param>
    /// <returns>The statements in order. <see cref="SqlStatement.Start"/> and <see cref="SqlStatement.Length"/> count in <paramref name="text"/>.</returns>
    public static IReadOnlyList<SqlStatement> Read(string text, SqlDialect dialect, SourceSpan? span = null) =>
        Read(text, dialect, (_, _) => span ?? SourceSpan.None);

    /// <summary>Reads a text; <paramref name="locate"/> says where a part of it stands in the source.</summary>
    /// <param name="text">The text, with a <see cref="Hole"/> for each part that is not known.</param>
    /// <param name="dialect">Whose rules it is read by.</param>
    /// <param name="locate">From an offset and a length in <paramref name="text"/> to a place in the source.</param>
    /// <returns>The statements in order.</returns>
    public static IReadOnlyList<SqlStatement> Read(string text, SqlDialect dialect, Func<int, int, SourceSpan> locate) =>
        Read(text, dialect, locate, new ReadingSession());

    internal static IReadOnlyList<SqlStatement> Read(string text, SqlDialect dialect, Func<int, int, SourceSpan> locate, ReadingSession session)
    {
        var statements = new List<SqlStatement>();
        var batchStart = 0;
        session.Enter(text.Length);
        var tokens = new SqlText(text, dialect);
        new ScriptReader(tokens, session).Run(
            (start, end, outcome) => statements.Add(ToStatement(tokens, start, end, outcome, locate)),
            count =>
            {
                for (var k = batchStart; k < statements.Count && count != 1; k++)
                {
                    statements[k] = Repeat(statements[k]);
                }

                batchStart = statements.Count;
            });
        return statements;
    }

    private static SqlStatement ToStatement(SqlText tokens, int start, int end, Outcome outcome, Func<int, int, SourceSpan> locate)
    {
        var effects = outcome.HasEffects ? new Operation[outcome.Effects.Count] : Array.Empty<Operation>();
        for (var k = 0; k < effects.Length; k++)
        {
            var effect = outcome.Effects[k];
            effects[k] = effect with { Span = locate(effect.Span.Start, effect.Span.Length) };
        }

        var from = tokens.Tokens[start].Start;
        var length = tokens.Tokens[end - 1].End - from;
        return new SqlStatement
        {
            Verb = outcome.Verb,
            Start = from,
            Length = length,
            Span = locate(from, length),
            Understanding = outcome.Understanding,
            Reason = outcome.Reason,
            Effects = effects,
            Reads = outcome.HasReads ? outcome.Reads : Array.Empty<string>(),
        };
    }

    private static SqlStatement Repeat(SqlStatement statement)
    {
        var effects = new List<Operation>(statement.Effects.Count);
        foreach (var effect in statement.Effects)
        {
            effects.Add(effect with { Certainty = Certainty.Repeated });
        }

        return statement with { Effects = effects };
    }
}
