using System.Data;

namespace FluentMigrator.Expressions;

public abstract class ExecuteSqlScriptExpressionBase : MigrationExpressionBase
{
    public IDictionary<string, string> Parameters { get; set; }
}

public class ExecuteSqlStatementExpression : ExecuteSqlScriptExpressionBase
{
    public virtual string SqlStatement { get; set; }

    public virtual string Description { get; set; }
}

public class ExecuteSqlScriptExpression : ExecuteSqlScriptExpressionBase
{
    public string SqlScript { get; set; }
}

public sealed class ExecuteEmbeddedSqlScriptExpression : ExecuteSqlScriptExpressionBase
{
    public string SqlScript { get; set; }
}

internal sealed class ExecuteEmbeddedAutoSqlScriptExpression : ExecuteSqlScriptExpressionBase
{
    public Type MigrationType { get; set; }

    public bool IsUp { get; set; }
}

public class PerformDBOperationExpression : MigrationExpressionBase
{
    public Action<IDbConnection, IDbTransaction> Operation { get; set; }

    public string Description { get; set; }
}
