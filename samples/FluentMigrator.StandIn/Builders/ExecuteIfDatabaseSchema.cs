using System.Data;
using FluentMigrator.Builders.Alter;
using FluentMigrator.Builders.Create;
using FluentMigrator.Builders.Delete;
using FluentMigrator.Builders.Execute;
using FluentMigrator.Builders.Insert;
using FluentMigrator.Builders.Rename;
using FluentMigrator.Builders.Schema;
using FluentMigrator.Builders.Schema.Column;
using FluentMigrator.Builders.Schema.Constraint;
using FluentMigrator.Builders.Schema.Index;
using FluentMigrator.Builders.Schema.Schema;
using FluentMigrator.Builders.Schema.Sequence;
using FluentMigrator.Builders.Schema.Table;
using FluentMigrator.Builders.Update;
using FluentMigrator.Infrastructure;

namespace FluentMigrator.Builders.Execute
{
    public interface IExecuteExpressionRoot : IFluentSyntax
    {
        void Sql(string sqlStatement);

        void Sql(string sqlStatement, string description);

        void Sql(string sqlStatement, IDictionary<string, string> parameters);

        void Sql(string sqlStatement, string description, IDictionary<string, string> parameters);

        void Script(string pathToSqlScript);

        void Script(string pathToSqlScript, IDictionary<string, string> parameters);

        void EmbeddedScript(string embeddedSqlScriptName);

        void EmbeddedScript(string embeddedSqlScriptName, IDictionary<string, string> parameters);

        void WithConnection(Action<IDbConnection, IDbTransaction> operation);

        void WithConnection(Action<IDbConnection, IDbTransaction> operation, string description);
    }
}

namespace FluentMigrator.Builders.IfDatabase
{
    public interface IIfDatabaseExpressionRoot
    {
        IAlterExpressionRoot Alter { get; }

        ICreateExpressionRoot Create { get; }

        IDeleteExpressionRoot Delete { get; }

        IRenameExpressionRoot Rename { get; }

        IInsertExpressionRoot Insert { get; }

        IExecuteExpressionRoot Execute { get; }

        ISchemaExpressionRoot Schema { get; }

        IUpdateExpressionRoot Update { get; }

        void Delegate(Action delegation);
    }
}

namespace FluentMigrator.Builders.Schema
{
    public interface ISchemaExpressionRoot : IFluentSyntax
    {
        ISchemaTableSyntax Table(string tableName);

        ISchemaSchemaSyntax Schema(string schemaName);

        ISchemaSequenceSyntax Sequence(string sequenceName);
    }
}

namespace FluentMigrator.Builders.Schema.Schema
{
    public interface ISchemaSchemaSyntax : IFluentSyntax
    {
        bool Exists();

        ISchemaTableSyntax Table(string tableName);

        ISchemaSequenceSyntax Sequence(string sequenceName);
    }
}

namespace FluentMigrator.Builders.Schema.Table
{
    public interface ISchemaTableSyntax
    {
        bool Exists();

        ISchemaColumnSyntax Column(string columnName);

        ISchemaIndexSyntax Index(string indexName);

        ISchemaConstraintSyntax Constraint(string constraintName);
    }
}

namespace FluentMigrator.Builders.Schema.Column
{
    public interface ISchemaColumnSyntax : IFluentSyntax
    {
        bool Exists();
    }
}

namespace FluentMigrator.Builders.Schema.Index
{
    public interface ISchemaIndexSyntax : IFluentSyntax
    {
        bool Exists();
    }
}

namespace FluentMigrator.Builders.Schema.Constraint
{
    public interface ISchemaConstraintSyntax : IFluentSyntax
    {
        bool Exists();
    }
}

namespace FluentMigrator.Builders.Schema.Sequence
{
    public interface ISchemaSequenceSyntax
    {
        bool Exists();
    }
}
