using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Expressions;

public class CreateSchemaExpression : MigrationExpressionBase, ISupportAdditionalFeatures
{
    public virtual string SchemaName { get; set; }

    public IDictionary<string, object> AdditionalFeatures { get; } = new Dictionary<string, object>();

    public override IMigrationExpression Reverse() => new DeleteSchemaExpression { SchemaName = SchemaName };
}

public class DeleteSchemaExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }
}

public class CreateSequenceExpression : MigrationExpressionBase
{
    public virtual SequenceDefinition Sequence { get; set; } = new();
}

public class DeleteSequenceExpression : MigrationExpressionBase
{
    public virtual string SchemaName { get; set; }

    public virtual string SequenceName { get; set; }
}
