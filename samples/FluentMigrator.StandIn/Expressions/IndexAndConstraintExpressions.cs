using FluentMigrator.Model;

namespace FluentMigrator.Expressions;

public class CreateIndexExpression : MigrationExpressionBase
{
    public virtual IndexDefinition Index { get; set; } = new();

    public override IMigrationExpression Reverse() => new DeleteIndexExpression { Index = Index };
}

public class DeleteIndexExpression : MigrationExpressionBase
{
    public virtual IndexDefinition Index { get; set; } = new();
}

public class CreateConstraintExpression : MigrationExpressionBase
{
    public CreateConstraintExpression(ConstraintType type) => Constraint = new(type);

    public virtual ConstraintDefinition Constraint { get; set; }

    public override IMigrationExpression Reverse() => new DeleteConstraintExpression(Constraint.Type) { Constraint = Constraint };
}

public class DeleteConstraintExpression : MigrationExpressionBase
{
    public DeleteConstraintExpression(ConstraintType type) => Constraint = new(type);

    public ConstraintDefinition Constraint { get; set; }
}

public class CreateForeignKeyExpression : MigrationExpressionBase
{
    public virtual ForeignKeyDefinition ForeignKey { get; set; } = new();

    public override IMigrationExpression Reverse() => new DeleteForeignKeyExpression { ForeignKey = ForeignKey };
}

public class DeleteForeignKeyExpression : MigrationExpressionBase
{
    public virtual ForeignKeyDefinition ForeignKey { get; set; } = new();

    /// <summary>As the library does it: the reverse references the other way round.</summary>
    public override IMigrationExpression Reverse()
    {
        if (ForeignKey.ForeignColumns.Count == 0 || ForeignKey.PrimaryColumns.Count == 0)
        {
            return base.Reverse();
        }

        return new CreateForeignKeyExpression
        {
            ForeignKey = new()
            {
                Name = ForeignKey.Name,
                ForeignTable = ForeignKey.PrimaryTable,
                ForeignTableSchema = ForeignKey.PrimaryTableSchema,
                ForeignColumns = new List<string>(ForeignKey.PrimaryColumns),
                PrimaryTable = ForeignKey.ForeignTable,
                PrimaryTableSchema = ForeignKey.ForeignTableSchema,
                PrimaryColumns = new List<string>(ForeignKey.ForeignColumns),
                OnDelete = ForeignKey.OnDelete,
                OnUpdate = ForeignKey.OnUpdate,
            },
        };
    }
}
