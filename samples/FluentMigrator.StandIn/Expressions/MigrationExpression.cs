namespace FluentMigrator.Expressions;

public interface IMigrationExpression
{
    IMigrationExpression Reverse();
}

public abstract class MigrationExpressionBase : IMigrationExpression
{
    public virtual IMigrationExpression Reverse() =>
        throw new NotSupportedException("The " + GetType().Name + " cannot be automatically reversed");
}
