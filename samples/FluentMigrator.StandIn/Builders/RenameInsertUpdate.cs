using FluentMigrator.Builders.Rename.Column;
using FluentMigrator.Builders.Rename.Table;
using FluentMigrator.Infrastructure;

namespace FluentMigrator.Builders.Rename
{
    public interface IRenameExpressionRoot : IFluentSyntax
    {
        IRenameTableToOrInSchemaSyntax Table(string oldName);

        IRenameColumnTableSyntax Column(string oldName);
    }

    public interface IRenameColumnTableSyntax : IFluentSyntax
    {
        IRenameColumnToOrInSchemaSyntax OnTable(string tableName);
    }
}

namespace FluentMigrator.Builders.Rename.Column
{
    public interface IRenameColumnToSyntax : IFluentSyntax
    {
        void To(string name);
    }

    public interface IRenameColumnToOrInSchemaSyntax : IRenameColumnToSyntax
    {
        IRenameColumnToSyntax InSchema(string schemaName);
    }
}

namespace FluentMigrator.Builders.Rename.Table
{
    public interface IRenameTableToSyntax : IFluentSyntax
    {
        IInSchemaSyntax To(string name);
    }

    public interface IRenameTableToOrInSchemaSyntax : IRenameTableToSyntax
    {
        IRenameTableToSyntax InSchema(string schemaName);
    }
}

namespace FluentMigrator.Builders.Insert
{
    public interface IInsertExpressionRoot : IFluentSyntax
    {
        IInsertDataOrInSchemaSyntax IntoTable(string tableName);
    }

    public interface IInsertDataSyntax : IFluentSyntax
    {
        IInsertDataSyntax Row(object recordAsAnonymousType);

        IInsertDataSyntax Row(IDictionary<string, object> record);

        IInsertDataSyntax Rows(params object[] recordsAsAnonymousTypes);

        IInsertDataSyntax Rows(params IDictionary<string, object>[] records);
    }

    public interface IInsertDataOrInSchemaSyntax : IInsertDataSyntax
    {
        IInsertDataSyntax InSchema(string schemaName);
    }
}

namespace FluentMigrator.Builders.Update
{
    public interface IUpdateExpressionRoot : IFluentSyntax
    {
        IUpdateSetOrInSchemaSyntax Table(string tableName);
    }

    public interface IUpdateSetSyntax : IFluentSyntax
    {
        IUpdateWhereSyntax Set(object dataAsAnonymousType);

        IUpdateWhereSyntax Set(IDictionary<string, object> data);
    }

    public interface IUpdateSetOrInSchemaSyntax : IUpdateSetSyntax
    {
        IUpdateSetSyntax InSchema(string schemaName);
    }

    public interface IUpdateWhereSyntax : IFluentSyntax
    {
        void Where(object dataAsAnonymousType);

        void Where(IDictionary<string, object> data);

        void AllRows();
    }
}
