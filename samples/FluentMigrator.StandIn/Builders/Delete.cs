using FluentMigrator.Builders.Delete.Column;
using FluentMigrator.Builders.Delete.Constraint;
using FluentMigrator.Builders.Delete.DefaultConstraint;
using FluentMigrator.Builders.Delete.ForeignKey;
using FluentMigrator.Builders.Delete.Index;
using FluentMigrator.Infrastructure;

namespace FluentMigrator.Builders.Delete
{
    public interface IDeleteExpressionRoot : IFluentSyntax
    {
        void Schema(string schemaName);

        IIfExistsOrInSchemaSyntax Table(string tableName);

        IDeleteColumnFromTableSyntax Column(string columnName);

        IDeleteForeignKeyFromTableSyntax ForeignKey();

        IDeleteForeignKeyOnTableSyntax ForeignKey(string foreignKeyName);

        IDeleteDataOrInSchemaSyntax FromTable(string tableName);

        IDeleteIndexForTableSyntax Index();

        IDeleteIndexForTableSyntax Index(string indexName);

        IInSchemaSyntax Sequence(string sequenceName);

        IDeleteConstraintOnTableSyntax PrimaryKey(string primaryKeyName);

        IDeleteConstraintOnTableSyntax UniqueConstraint();

        IDeleteConstraintOnTableSyntax UniqueConstraint(string constraintName);

        IDeleteDefaultConstraintOnTableSyntax DefaultConstraint();
    }

    public interface IDeleteDataSyntax : IFluentSyntax
    {
        IDeleteDataSyntax Row(object dataAsAnonymousType);

        void AllRows();

        void IsNull(string columnName);
    }

    public interface IDeleteDataOrInSchemaSyntax : IDeleteDataSyntax
    {
        IDeleteDataSyntax InSchema(string schemaName);
    }
}

namespace FluentMigrator.Builders.Delete.Column
{
    public interface IDeleteColumnFromTableSyntax : IFluentSyntax
    {
        IInSchemaSyntax FromTable(string tableName);

        IDeleteColumnFromTableSyntax Column(string columnName);
    }
}

namespace FluentMigrator.Builders.Delete.Constraint
{
    public interface IDeleteConstraintOnTableSyntax : IFluentSyntax
    {
        IDeleteConstraintInSchemaOptionsSyntax FromTable(string tableName);
    }

    public interface IDeleteConstraintColumnSyntax : IFluentSyntax
    {
        void Column(string columnName);

        void Columns(params string[] columnNames);
    }

    public interface IDeleteConstraintInSchemaOptionsSyntax : IDeleteConstraintColumnSyntax
    {
        IDeleteConstraintInSchemaOptionsSyntax InSchema(string schemaName);
    }
}

namespace FluentMigrator.Builders.Delete.DefaultConstraint
{
    public interface IDeleteDefaultConstraintOnTableSyntax : IFluentSyntax
    {
        IDeleteDefaultConstraintOnColumnOrInSchemaSyntax OnTable(string tableName);
    }

    public interface IDeleteDefaultConstraintOnColumnSyntax : IFluentSyntax
    {
        void OnColumn(string columnName);
    }

    public interface IDeleteDefaultConstraintOnColumnOrInSchemaSyntax : IDeleteDefaultConstraintOnColumnSyntax
    {
        IDeleteDefaultConstraintOnColumnSyntax InSchema(string schemaName);
    }
}

namespace FluentMigrator.Builders.Delete.ForeignKey
{
    public interface IDeleteForeignKeyOnTableSyntax : IFluentSyntax
    {
        IInSchemaSyntax OnTable(string foreignTableName);
    }

    public interface IDeleteForeignKeyFromTableSyntax : IFluentSyntax
    {
        IDeleteForeignKeyForeignColumnOrInSchemaSyntax FromTable(string foreignTableName);
    }

    public interface IDeleteForeignKeyForeignColumnSyntax : IFluentSyntax
    {
        IDeleteForeignKeyToTableSyntax ForeignColumn(string column);

        IDeleteForeignKeyToTableSyntax ForeignColumns(params string[] columns);
    }

    public interface IDeleteForeignKeyForeignColumnOrInSchemaSyntax : IDeleteForeignKeyForeignColumnSyntax
    {
        IDeleteForeignKeyForeignColumnSyntax InSchema(string foreignSchemaName);
    }

    public interface IDeleteForeignKeyToTableSyntax : IFluentSyntax
    {
        IDeleteForeignKeyPrimaryColumnSyntax ToTable(string table);
    }

    public interface IDeleteForeignKeyPrimaryColumnSyntax : IFluentSyntax
    {
        void PrimaryColumn(string column);

        void PrimaryColumns(params string[] columns);
    }
}

namespace FluentMigrator.Builders.Delete.Index
{
    public interface IDeleteIndexForTableSyntax : IFluentSyntax
    {
        IDeleteIndexOnColumnOrInSchemaSyntax OnTable(string tableName);

        IDeleteIndexOptionsSyntax WithOptions();
    }

    public interface IDeleteIndexOnColumnSyntax : IFluentSyntax
    {
        IDeleteIndexOptionsSyntax OnColumn(string columnName);

        IDeleteIndexOptionsSyntax OnColumns(params string[] columnNames);

        IDeleteIndexOptionsSyntax WithOptions();
    }

    public interface IDeleteIndexOnColumnOrInSchemaSyntax : IDeleteIndexOnColumnSyntax
    {
        IDeleteIndexOnColumnSyntax InSchema(string schemaName);
    }

    public interface IDeleteIndexOptionsSyntax : IFluentSyntax;
}
