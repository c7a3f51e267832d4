using FluentMigrator.Builders.Alter.Column;
using FluentMigrator.Builders.Alter.Table;
using FluentMigrator.Infrastructure;

namespace FluentMigrator.Builders.Alter
{
    public interface IAlterExpressionRoot : IFluentSyntax
    {
        IAlterTableAddColumnOrAlterColumnOrSchemaOrDescriptionSyntax Table(string tableName);

        IAlterColumnOnTableSyntax Column(string columnName);
    }
}

namespace FluentMigrator.Builders.Alter.Table
{
    public interface IAlterTableAddColumnOrAlterColumnSyntax : IFluentSyntax
    {
        IAlterTableColumnAsTypeSyntax AddColumn(string name);

        IAlterTableColumnAsTypeSyntax AlterColumn(string name);

        void ToSchema(string name);
    }

    public interface IAlterTableAddColumnOrAlterColumnOrSchemaSyntax : IAlterTableAddColumnOrAlterColumnSyntax
    {
        IAlterTableAddColumnOrAlterColumnSyntax InSchema(string schemaName);
    }

    public interface IAlterTableAddColumnOrAlterColumnOrSchemaOrDescriptionSyntax : IAlterTableAddColumnOrAlterColumnOrSchemaSyntax
    {
        IAlterTableAddColumnOrAlterColumnOrSchemaSyntax WithDescription(string description);
    }

    public interface IAlterTableColumnAsTypeSyntax : IColumnTypeSyntax<IAlterTableColumnOptionOrAddColumnOrAlterColumnSyntax>;

    public interface IAlterTableColumnOptionOrAddColumnOrAlterColumnSyntax :
        IColumnOptionSyntax<IAlterTableColumnOptionOrAddColumnOrAlterColumnSyntax, IAlterTableColumnOptionOrAddColumnOrAlterColumnOrForeignKeyCascadeSyntax>,
        IAlterTableAddColumnOrAlterColumnSyntax
    {
        IAlterTableColumnOptionOrAddColumnOrAlterColumnSyntax SetExistingRowsTo(object value);
    }

    public interface IAlterTableColumnOptionOrAddColumnOrAlterColumnOrForeignKeyCascadeSyntax :
        IAlterTableColumnOptionOrAddColumnOrAlterColumnSyntax,
        IForeignKeyCascadeSyntax<IAlterTableColumnOptionOrAddColumnOrAlterColumnSyntax, IAlterTableColumnOptionOrAddColumnOrAlterColumnOrForeignKeyCascadeSyntax>;
}

namespace FluentMigrator.Builders.Alter.Column
{
    public interface IAlterColumnOnTableSyntax : IFluentSyntax
    {
        IAlterColumnAsTypeOrInSchemaSyntax OnTable(string name);
    }

    public interface IAlterColumnAsTypeSyntax : IColumnTypeSyntax<IAlterColumnOptionSyntax>;

    public interface IAlterColumnAsTypeOrInSchemaSyntax : IAlterColumnAsTypeSyntax
    {
        IAlterColumnAsTypeSyntax InSchema(string schemaName);
    }

    public interface IAlterColumnOptionSyntax : IColumnOptionSyntax<IAlterColumnOptionSyntax, IAlterColumnOptionOrForeignKeyCascadeSyntax>;

    public interface IAlterColumnOptionOrForeignKeyCascadeSyntax :
        IAlterColumnOptionSyntax,
        IForeignKeyCascadeSyntax<IAlterColumnOptionSyntax, IAlterColumnOptionOrForeignKeyCascadeSyntax>;
}
