using MigrationGuard.Model;

namespace MigrationGuard.Rules;

/// <summary>Which operations of Up share a transaction, so that a lock that one takes is held while the others run.</summary>
internal sealed class Transactions
{
    private readonly int[] _of;

    private Transactions(int[] of) => _of = of;

    /// <summary>Reads a migration.</summary>
    public static Transactions Of(RuleContext context)
    {
        var of = new int[context.Up.Count];
        var none = context.Migration.NoTransaction || context.Engine is not (Engine.PostgreSql or Engine.SqlServer);
        var number = 1;
        for (var i = 0; i < of.Length; i++)
        {
            var placed = context.Up[i];
            var outside = none
                || (placed.EffectOf ?? placed.Operation) is Sql { SuppressTransaction: true }
                || (context.Migration.Framework == Framework.EfCore && placed is { EffectOf: null, Operation: CreateIndex index } && index.Annotations.Has("Npgsql:CreatedConcurrently"));

            // What runs outside commits what came before it.
            if (outside)
            {
                number++;
            }

            of[i] = outside ? 0 : number;
        }

        return new Transactions(of);
    }

    /// <summary>Whether the later operation runs while locks of the earlier one are held.</summary>
    /// <param name="earlier">Index of the earlier one in Up.</param>
    /// <param name="later">Index of the later one.</param>
    public bool Share(int earlier, int later) => _of[earlier] != 0 && _of[earlier] == _of[later];
}
