using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>An operation and the schema it meets.</summary>
/// <param name="Operation">The operation: a builder call, or the effect of an SQL statement.</param>
/// <param name="Before">The schema just before it, where it runs.</param>
/// <param name="Index">Its position in the walk.</param>
public sealed record PlacedOperation(Operation Operation, SchemaState Before, int Index)
{
    /// <summary>The SQL whose effect it is; null for a builder call.</summary>
    public Sql? EffectOf { get; init; }
}

/// <summary>Replays operations on a schema.</summary>
public static class SchemaReplay
{
    /// <summary>The operations that run on <paramref name="engine"/>, SQL effects included, each with the schema just before it.</summary>
    /// <param name="operations">The operations of one method, in order.</param>
    /// <param name="before">The schema before the first.</param>
    /// <param name="engine">The engine; <see cref="Engine.Unknown"/> runs them all.</param>
    /// <param name="position">Position of the migration, remembered in what it creates.</param>
    public static IReadOnlyList<PlacedOperation> Walk(IReadOnlyList<Operation> operations, SchemaState before, Engine engine, int position)
    {
        var placed = new List<PlacedOperation>(operations.Count);
        foreach (var (operation, effectOf) in WithEffects(operations, engine))
        {
            placed.Add(new PlacedOperation(ConstraintReplay.WithColumns(operation, before), before.Supposing(Supposition.Of(operation)), placed.Count) { EffectOf = effectOf });
            before = Apply(before, operation, position);
        }

        return placed;
    }

    /// <summary>The schema after the operations that run on <paramref name="engine"/>, SQL effects included.</summary>
    /// <param name="operations">The operations of one method, in order.</param>
    /// <param name="before">The schema before the first.</param>
    /// <param name="engine">The engine; <see cref="Engine.Unknown"/> runs them all.</param>
    /// <param name="position">Position of the migration, remembered in what it creates.</param>
    public static SchemaState Run(IReadOnlyList<Operation> operations, SchemaState before, Engine engine, int position)
    {
        foreach (var (operation, _) in WithEffects(operations, engine))
        {
            before = Apply(before, operation, position);
        }

        return before;
    }

    /// <summary>The schema after an operation. For <see cref="Sql"/> only what is not understood counts; its effects are operations of their own.</summary>
    /// <param name="state">The schema before.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="position">Position of the migration, remembered in what it creates.</param>
    public static SchemaState Apply(SchemaState state, Operation operation, int position)
    {
        // For an unknown engine a branch for one provider may or may not run.
        var sure = operation.Certainty == Certainty.Certain && (state.Engine != Engine.Unknown || operation.Providers == Providers.All);
        if (!sure && ChangesSchema(operation))
        {
            state = state.WithOneUndecided();
        }

        if (operation is TableOperation { Table: var table, Schema: var schema } && ChangesSchema(operation) && (Hole.IsIn(table) || Hole.IsIn(schema)))
        {
            return state.WithOneNotUnderstood();
        }

        return operation switch
        {
            Unknown => state.WithOneNotUnderstood(),
            Sql sql => SqlKnowledge.IsUnderstood(sql) ? state : state.WithOneNotUnderstood(),
            CreateTable create => TableReplay.Create(state, create, position, sure),
            DropTable drop => TableReplay.Drop(state, drop, sure),
            RenameTable rename => TableReplay.Rename(state, rename, sure),
            AlterTable alter => TableReplay.Alter(state, alter, position, sure),
            AddColumn add => ColumnReplay.Add(state, add, position, sure),
            DropColumn drop => ColumnReplay.Drop(state, drop, position, sure),
            AlterColumn alter => ColumnReplay.Alter(state, alter, position, sure),
            RenameColumn rename => ColumnReplay.Rename(state, rename, position, sure),
            CreateIndex or DropIndex or RenameIndex => IndexReplay.Apply(state, operation, position, sure),
            AddPrimaryKey or DropPrimaryKey or AddUniqueConstraint or DropUniqueConstraint or AddCheckConstraint or DropCheckConstraint or AddForeignKey
                or DropForeignKey or DropConstraint or ValidateConstraint => ConstraintReplay.Apply(state, operation, position, sure),
            InsertData insert => DataReplay.Insert(state, insert, position, sure),
            UpdateData update => DataReplay.Update(state, update, position, sure),
            DeleteData or TruncateTable => DataReplay.Remove(state, operation),
            _ => ObjectReplay.Apply(state, operation, position, sure),
        };
    }

    private static bool ChangesSchema(Operation operation) => operation is not (InsertData or UpdateData or DeleteData or TruncateTable or Sql or Unknown);

    private static IEnumerable<(Operation Operation, Sql? EffectOf)> WithEffects(IReadOnlyList<Operation> operations, Engine engine)
    {
        var providers = engine.ToProviders();
        foreach (var operation in operations)
        {
            if ((operation.Providers & providers) == 0)
            {
                continue;
            }

            yield return (operation, null);
            if (operation is not Sql sql)
            {
                continue;
            }

            foreach (var statement in sql.Statements)
            {
                foreach (var effect in statement.Effects)
                {
                    var inherited = Inherit(effect, sql);
                    if ((inherited.Providers & providers) != 0)
                    {
                        yield return (inherited, sql);
                    }
                }
            }
        }
    }

    // A statement runs no more surely than the call that holds it.
    private static Operation Inherit(Operation effect, Sql sql)
    {
        effect = effect switch
        {
            CreateTable create when create.Columns.Any(IsSilent) => create with { Columns = [.. create.Columns.Select(AllowNull)] },
            AddColumn { Column: var column } add when IsSilent(column) => add with { Column = AllowNull(column) },
            _ => effect,
        };
        var certainty = effect.Certainty == Certainty.Certain ? sql.Certainty : effect.Certainty;
        var providers = effect.Providers & sql.Providers;
        var span = ReferenceEquals(effect.Span, SourceSpan.None) ? sql.Span : effect.Span;
        return certainty == effect.Certainty && providers == effect.Providers && ReferenceEquals(span, effect.Span)
            ? effect
            : effect with { Certainty = certainty, Providers = providers, Condition = effect.Certainty == Certainty.Certain ? sql.Condition : effect.Condition, Span = span };
    }

    // SQL that says nothing allows NULL, where the builders write NOT NULL.
    private static bool IsSilent(Column column) => column is { Nullable: null, Identity: false, RowVersion: false };

    private static Column AllowNull(Column column) => IsSilent(column) ? column with { Nullable = true } : column;
}
