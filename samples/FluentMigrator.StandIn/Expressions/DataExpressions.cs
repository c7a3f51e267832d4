using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Expressions;

public class InsertDataExpression : IMigrationExpression, ISupportAdditionalFeatures
{
    public string SchemaName { get; set; }

    public string TableName { get; set; }

    public List<InsertionDataDefinition> Rows { get; } = new();

    public IDictionary<string, object> AdditionalFeatures { get; } = new Dictionary<string, object>();

    public IMigrationExpression Reverse()
    {
        var reverse = new DeleteDataExpression { SchemaName = SchemaName, TableName = TableName };
        foreach (var row in Enumerable.Reverse(Rows))
        {
            var deletion = new DeletionDataDefinition();
            deletion.AddRange(row);
            reverse.Rows.Add(deletion);
        }

        return reverse;
    }
}

public class DeleteDataExpression : IMigrationExpression
{
    public virtual string SchemaName { get; set; }

    public string TableName { get; set; }

    public virtual bool IsAllRows { get; set; }

    public List<DeletionDataDefinition> Rows { get; } = new();

    public IMigrationExpression Reverse()
    {
        var reverse = new InsertDataExpression { SchemaName = SchemaName, TableName = TableName };
        foreach (var row in Rows)
        {
            var insertion = new InsertionDataDefinition();
            insertion.AddRange(row);
            reverse.Rows.Add(insertion);
        }

        return reverse;
    }
}

public class UpdateDataExpression : MigrationExpressionBase
{
    public string SchemaName { get; set; }

    public string TableName { get; set; }

    public List<KeyValuePair<string, object>> Set { get; set; }

    public List<KeyValuePair<string, object>> Where { get; set; }

    public bool IsAllRows { get; set; }
}
