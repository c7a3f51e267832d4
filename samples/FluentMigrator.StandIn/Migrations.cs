using FluentMigrator.Builders.Alter;
using FluentMigrator.Builders.Create;
using FluentMigrator.Builders.Delete;
using FluentMigrator.Builders.Execute;
using FluentMigrator.Builders.IfDatabase;
using FluentMigrator.Builders.Insert;
using FluentMigrator.Builders.Rename;
using FluentMigrator.Builders.Schema;
using FluentMigrator.Builders.Update;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Recording;

namespace FluentMigrator;

public interface IMigration
{
    string ConnectionString { get; }

    void GetUpExpressions(IMigrationContext context);

    void GetDownExpressions(IMigrationContext context);
}

public abstract class MigrationBase : IMigration
{
    private IMigrationContext _context;

    public string ConnectionString { get; protected set; }

    public IAlterExpressionRoot Alter => new AlterRoot(Context);

    public ICreateExpressionRoot Create => new CreateRoot(Context);

    public IRenameExpressionRoot Rename => new RenameRoot(Context);

    public IInsertExpressionRoot Insert => new InsertRoot(Context);

    public ISchemaExpressionRoot Schema => new SchemaRoot(Context);

    internal IMigrationContext Context => _context ?? throw new InvalidOperationException("The migration is not being run");

    public abstract void Up();

    public abstract void Down();

    public IIfDatabaseExpressionRoot IfDatabase(params string[] databaseType) =>
        new IfDatabaseRoot(Context, IfDatabaseRoot.Applies(Context, databaseType));

    public IIfDatabaseExpressionRoot IfDatabase(Predicate<string> databaseTypeFunc) =>
        new IfDatabaseRoot(Context, Context.QuerySchema is { } schema && databaseTypeFunc(schema.DatabaseType));

    public virtual void GetUpExpressions(IMigrationContext context) => Run(context, Up);

    public virtual void GetDownExpressions(IMigrationContext context) => Run(context, Down);

    private void Run(IMigrationContext context, Action body)
    {
        _context = context;
        ConnectionString = context.Connection;
        try
        {
            body();
        }
        finally
        {
            _context = null;
        }
    }
}

public abstract class Migration : MigrationBase
{
    public IDeleteExpressionRoot Delete => new DeleteRoot(Context);

    public IExecuteExpressionRoot Execute => new ExecuteRoot(Context);

    public IUpdateExpressionRoot Update => new UpdateRoot(Context);
}

/// <summary>Its way back is the reverse of what <c>Up</c> builds at that moment.</summary>
public abstract class AutoReversingMigration : MigrationBase
{
    public sealed override void Down()
    {
    }

    public override void GetDownExpressions(IMigrationContext context)
    {
        GetUpExpressions(context);
        var reversed = new List<IMigrationExpression>();
        foreach (var expression in context.Expressions)
        {
            reversed.Insert(0, expression.Reverse());
        }

        context.Expressions = reversed;
    }
}

public abstract class ForwardOnlyMigration : Migration
{
    public sealed override void Down() => throw new InvalidOperationException("Only forward migration is supported");
}

/// <summary>Both ways are embedded scripts found by the name of the class.</summary>
public abstract class AutoScriptMigration : MigrationBase
{
    protected AutoScriptMigration(IEnumerable<IEmbeddedResourceProvider> embeddedResourceProviders)
    {
        _ = embeddedResourceProviders;
    }

    public sealed override void Up() => Context.Expressions.Add(new ExecuteEmbeddedAutoSqlScriptExpression { MigrationType = GetType(), IsUp = true });

    public sealed override void Down() => Context.Expressions.Add(new ExecuteEmbeddedAutoSqlScriptExpression { MigrationType = GetType() });
}
