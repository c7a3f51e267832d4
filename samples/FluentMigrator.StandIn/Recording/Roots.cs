using System.Data;
using FluentMigrator.Builders;
using FluentMigrator.Builders.Alter;
using FluentMigrator.Builders.Alter.Column;
using FluentMigrator.Builders.Alter.Table;
using FluentMigrator.Builders.Create;
using FluentMigrator.Builders.Create.Column;
using FluentMigrator.Builders.Create.Constraint;
using FluentMigrator.Builders.Create.ForeignKey;
using FluentMigrator.Builders.Create.Index;
using FluentMigrator.Builders.Create.Schema;
using FluentMigrator.Builders.Create.Sequence;
using FluentMigrator.Builders.Create.Table;
using FluentMigrator.Builders.Delete;
using FluentMigrator.Builders.Delete.Column;
using FluentMigrator.Builders.Delete.Constraint;
using FluentMigrator.Builders.Delete.DefaultConstraint;
using FluentMigrator.Builders.Delete.ForeignKey;
using FluentMigrator.Builders.Delete.Index;
using FluentMigrator.Builders.Execute;
using FluentMigrator.Builders.Insert;
using FluentMigrator.Builders.Rename;
using FluentMigrator.Builders.Rename.Table;
using FluentMigrator.Builders.Update;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Recording;

internal static class Recorder
{
    /// <summary>Adds the expression at once: what the chain says later completes it in place.</summary>
    public static T Record<T>(this IMigrationContext context, T expression)
        where T : IMigrationExpression
    {
        context.Expressions.Add(expression);
        return expression;
    }
}

internal sealed class CreateRoot(IMigrationContext context) : ICreateExpressionRoot
{
    public ICreateSchemaOptionsSyntax Schema(string schemaName) =>
        new CreateSchemaChain(context.Record(new CreateSchemaExpression { SchemaName = schemaName }));

    public ICreateTableWithColumnOrSchemaOrDescriptionSyntax Table(string tableName) =>
        new CreateTableChain(context, context.Record(new CreateTableExpression { TableName = tableName }));

    public ICreateColumnOnTableSyntax Column(string columnName)
    {
        var expression = new CreateColumnExpression();
        expression.Column.Name = columnName;
        return new CreateColumnChain(context, context.Record(expression));
    }

    public ICreateForeignKeyFromTableSyntax ForeignKey() => ForeignKey(null);

    public ICreateForeignKeyFromTableSyntax ForeignKey(string foreignKeyName)
    {
        var expression = new CreateForeignKeyExpression();
        expression.ForeignKey.Name = foreignKeyName;
        return new CreateForeignKeyChain(context.Record(expression).ForeignKey);
    }

    public ICreateIndexForTableSyntax Index() => Index(null);

    public ICreateIndexForTableSyntax Index(string indexName)
    {
        var expression = new CreateIndexExpression();
        expression.Index.Name = indexName;
        return new CreateIndexChain(context.Record(expression).Index);
    }

    public ICreateSequenceInSchemaSyntax Sequence(string sequenceName)
    {
        var expression = new CreateSequenceExpression();
        expression.Sequence.Name = sequenceName;
        return new CreateSequenceChain(context.Record(expression).Sequence);
    }

    public ICreateConstraintOnTableSyntax PrimaryKey() => PrimaryKey(null);

    public ICreateConstraintOnTableSyntax PrimaryKey(string primaryKeyName) => Constraint(ConstraintType.PrimaryKey, primaryKeyName);

    public ICreateConstraintOnTableSyntax UniqueConstraint() => UniqueConstraint(null);

    public ICreateConstraintOnTableSyntax UniqueConstraint(string constraintName) => Constraint(ConstraintType.Unique, constraintName);

    private CreateConstraintChain Constraint(ConstraintType type, string name)
    {
        var expression = new CreateConstraintExpression(type);
        expression.Constraint.ConstraintName = name;
        return new(context.Record(expression).Constraint);
    }
}

internal sealed class AlterRoot(IMigrationContext context) : IAlterExpressionRoot
{
    public IAlterTableAddColumnOrAlterColumnOrSchemaOrDescriptionSyntax Table(string tableName) =>
        new AlterTableChain(context, context.Record(new AlterTableExpression { TableName = tableName }));

    public IAlterColumnOnTableSyntax Column(string columnName)
    {
        var expression = new AlterColumnExpression();
        expression.Column.Name = columnName;
        return new AlterColumnChain(context, context.Record(expression));
    }
}

internal sealed class RenameRoot(IMigrationContext context) : IRenameExpressionRoot
{
    public IRenameTableToOrInSchemaSyntax Table(string oldName) =>
        new RenameTableChain(context.Record(new RenameTableExpression { OldName = oldName }));

    public IRenameColumnTableSyntax Column(string oldName) =>
        new RenameColumnChain(context.Record(new RenameColumnExpression { OldName = oldName }));
}

internal sealed class DeleteRoot(IMigrationContext context) : IDeleteExpressionRoot
{
    public void Schema(string schemaName) => context.Record(new DeleteSchemaExpression { SchemaName = schemaName });

    public IIfExistsOrInSchemaSyntax Table(string tableName) =>
        new DeleteTableChain(context.Record(new DeleteTableExpression { TableName = tableName }));

    public IDeleteColumnFromTableSyntax Column(string columnName) =>
        new DeleteColumnChain(context.Record(new DeleteColumnExpression())).Column(columnName);

    public IDeleteForeignKeyFromTableSyntax ForeignKey() => new DeleteForeignKeyChain(context.Record(new DeleteForeignKeyExpression()).ForeignKey);

    public IDeleteForeignKeyOnTableSyntax ForeignKey(string foreignKeyName)
    {
        var expression = context.Record(new DeleteForeignKeyExpression());
        expression.ForeignKey.Name = foreignKeyName;
        return new DeleteForeignKeyChain(expression.ForeignKey);
    }

    public IDeleteDataOrInSchemaSyntax FromTable(string tableName) =>
        new DeleteDataChain(context.Record(new DeleteDataExpression { TableName = tableName }));

    public IDeleteIndexForTableSyntax Index() => Index(null);

    public IDeleteIndexForTableSyntax Index(string indexName)
    {
        var expression = context.Record(new DeleteIndexExpression());
        expression.Index.Name = indexName;
        return new DeleteIndexChain(expression.Index);
    }

    public IInSchemaSyntax Sequence(string sequenceName)
    {
        var expression = context.Record(new DeleteSequenceExpression { SequenceName = sequenceName });
        return new InSchemaChain(schema => expression.SchemaName = schema);
    }

    public IDeleteConstraintOnTableSyntax PrimaryKey(string primaryKeyName) => Constraint(ConstraintType.PrimaryKey, primaryKeyName);

    public IDeleteConstraintOnTableSyntax UniqueConstraint() => Constraint(ConstraintType.Unique, null);

    public IDeleteConstraintOnTableSyntax UniqueConstraint(string constraintName) => Constraint(ConstraintType.Unique, constraintName);

    public IDeleteDefaultConstraintOnTableSyntax DefaultConstraint() =>
        new DeleteDefaultConstraintChain(context.Record(new DeleteDefaultConstraintExpression()));

    private DeleteConstraintChain Constraint(ConstraintType type, string name)
    {
        var expression = context.Record(new DeleteConstraintExpression(type));
        expression.Constraint.ConstraintName = name;
        return new(expression.Constraint);
    }
}

internal sealed class InsertRoot(IMigrationContext context) : IInsertExpressionRoot
{
    public IInsertDataOrInSchemaSyntax IntoTable(string tableName) =>
        new InsertDataChain(context.Record(new InsertDataExpression { TableName = tableName }));
}

internal sealed class UpdateRoot(IMigrationContext context) : IUpdateExpressionRoot
{
    public IUpdateSetOrInSchemaSyntax Table(string tableName) =>
        new UpdateDataChain(context.Record(new UpdateDataExpression { TableName = tableName }));
}

internal sealed class ExecuteRoot(IMigrationContext context) : IExecuteExpressionRoot
{
    public void Sql(string sqlStatement) => Sql(sqlStatement, null, null);

    public void Sql(string sqlStatement, string description) => Sql(sqlStatement, description, null);

    public void Sql(string sqlStatement, IDictionary<string, string> parameters) => Sql(sqlStatement, null, parameters);

    public void Sql(string sqlStatement, string description, IDictionary<string, string> parameters) =>
        context.Record(new ExecuteSqlStatementExpression { SqlStatement = sqlStatement, Description = description, Parameters = parameters });

    public void Script(string pathToSqlScript) => Script(pathToSqlScript, null);

    public void Script(string pathToSqlScript, IDictionary<string, string> parameters) =>
        context.Record(new ExecuteSqlScriptExpression { SqlScript = pathToSqlScript, Parameters = parameters });

    public void EmbeddedScript(string embeddedSqlScriptName) => EmbeddedScript(embeddedSqlScriptName, null);

    public void EmbeddedScript(string embeddedSqlScriptName, IDictionary<string, string> parameters) =>
        context.Record(new ExecuteEmbeddedSqlScriptExpression { SqlScript = embeddedSqlScriptName, Parameters = parameters });

    public void WithConnection(Action<IDbConnection, IDbTransaction> operation) => WithConnection(operation, null);

    public void WithConnection(Action<IDbConnection, IDbTransaction> operation, string description) =>
        context.Record(new PerformDBOperationExpression { Operation = operation, Description = description });
}
