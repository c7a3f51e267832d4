using FluentMigrator.Builders.Alter.Column;
using FluentMigrator.Builders.Alter.Table;
using FluentMigrator.Builders.Create.Column;
using FluentMigrator.Builders.Create.Table;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Recording;

internal sealed class CreateTableChain(IMigrationContext context, CreateTableExpression expression) :
    ColumnChain<ICreateTableColumnOptionOrWithColumnSyntax, ICreateTableColumnOptionOrForeignKeyCascadeOrWithColumnSyntax>(context),
    ICreateTableWithColumnOrSchemaOrDescriptionSyntax,
    ICreateTableColumnAsTypeSyntax,
    ICreateTableColumnOptionOrForeignKeyCascadeOrWithColumnSyntax
{
    private ColumnDefinition _column;

    public override string SchemaName => expression.SchemaName;

    public override string TableName => expression.TableName;

    public override ColumnDefinition Column => _column;

    public ICreateTableColumnAsTypeSyntax WithColumn(string name)
    {
        _column = new() { Name = name, TableName = expression.TableName, ModificationType = ColumnModificationType.Create };
        expression.Columns.Add(_column);
        return this;
    }

    public ICreateTableWithColumnSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    public ICreateTableWithColumnOrSchemaSyntax WithDescription(string description)
    {
        expression.TableDescription = description;
        return this;
    }
}

internal sealed class CreateColumnChain(IMigrationContext context, CreateColumnExpression expression) :
    ColumnChain<ICreateColumnOptionSyntax, ICreateColumnOptionOrForeignKeyCascadeSyntax>(context),
    ICreateColumnOnTableSyntax,
    ICreateColumnAsTypeOrInSchemaSyntax,
    ICreateColumnOptionOrForeignKeyCascadeSyntax
{
    public override string SchemaName => expression.SchemaName;

    public override string TableName => expression.TableName;

    public override ColumnDefinition Column => expression.Column;

    public ICreateColumnAsTypeOrInSchemaSyntax OnTable(string name)
    {
        expression.TableName = name;
        return this;
    }

    public ICreateColumnAsTypeSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }
}

internal sealed class AlterTableChain(IMigrationContext context, AlterTableExpression expression) :
    ColumnChain<IAlterTableColumnOptionOrAddColumnOrAlterColumnSyntax, IAlterTableColumnOptionOrAddColumnOrAlterColumnOrForeignKeyCascadeSyntax>(context),
    IAlterTableAddColumnOrAlterColumnOrSchemaOrDescriptionSyntax,
    IAlterTableColumnAsTypeSyntax,
    IAlterTableColumnOptionOrAddColumnOrAlterColumnOrForeignKeyCascadeSyntax
{
    private ColumnDefinition _column;

    public override string SchemaName => expression.SchemaName;

    public override string TableName => expression.TableName;

    public override ColumnDefinition Column => _column;

    public IAlterTableColumnAsTypeSyntax AddColumn(string name)
    {
        _column = new() { Name = name, ModificationType = ColumnModificationType.Create };
        Context.Record(new CreateColumnExpression { SchemaName = SchemaName, TableName = TableName, Column = _column });
        return this;
    }

    public IAlterTableColumnAsTypeSyntax AlterColumn(string name)
    {
        _column = new() { Name = name, ModificationType = ColumnModificationType.Alter };
        Context.Record(new AlterColumnExpression { SchemaName = SchemaName, TableName = TableName, Column = _column });
        return this;
    }

    public void ToSchema(string name) =>
        Context.Record(new AlterSchemaExpression { SourceSchemaName = SchemaName, TableName = TableName, DestinationSchemaName = name });

    public IAlterTableAddColumnOrAlterColumnSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    public IAlterTableAddColumnOrAlterColumnOrSchemaSyntax WithDescription(string description)
    {
        expression.TableDescription = description;
        return this;
    }
}

internal sealed class AlterColumnChain(IMigrationContext context, AlterColumnExpression expression) :
    ColumnChain<IAlterColumnOptionSyntax, IAlterColumnOptionOrForeignKeyCascadeSyntax>(context),
    IAlterColumnOnTableSyntax,
    IAlterColumnAsTypeOrInSchemaSyntax,
    IAlterColumnOptionOrForeignKeyCascadeSyntax
{
    public override string SchemaName => expression.SchemaName;

    public override string TableName => expression.TableName;

    public override ColumnDefinition Column => expression.Column;

    public IAlterColumnAsTypeOrInSchemaSyntax OnTable(string name)
    {
        expression.TableName = name;
        return this;
    }

    public IAlterColumnAsTypeSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }
}
