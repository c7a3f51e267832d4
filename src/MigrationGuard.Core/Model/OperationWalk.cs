namespace MigrationGuard.Model;

/// <summary>Reading a list of operations with what its SQL does.</summary>
public static class OperationWalk
{
    /// <summary>
    /// The operations in order, each <see cref="Sql"/> followed by the effects of its statements. A rule that looks for
    /// <c>DropColumn</c> finds the builder call and the <c>ALTER TABLE … DROP COLUMN</c> alike.
    /// </summary>
    public static IEnumerable<Operation> WithEffects(this IReadOnlyList<Operation> operations)
    {
        foreach (var operation in operations)
        {
            yield return operation;
            if (operation is Sql sql)
            {
                foreach (var statement in sql.Statements)
                {
                    foreach (var effect in statement.Effects)
                    {
                        yield return effect;
                    }
                }
            }
        }
    }

    /// <summary>The operations that run on <paramref name="engine"/>; all of them when the engine is unknown.</summary>
    public static IEnumerable<Operation> On(this IEnumerable<Operation> operations, Engine engine)
    {
        foreach (var operation in operations)
        {
            if ((operation.Providers & engine.ToProviders()) != 0)
            {
                yield return operation;
            }
        }
    }
}
