using System.Data;
using FluentMigrator.Builders.Create.Column;
using FluentMigrator.Builders.Create.Constraint;
using FluentMigrator.Builders.Create.ForeignKey;
using FluentMigrator.Builders.Create.Index;
using FluentMigrator.Builders.Create.Schema;
using FluentMigrator.Builders.Create.Sequence;
using FluentMigrator.Builders.Create.Table;
using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Builders.Create
{
    public interface ICreateExpressionRoot : IFluentSyntax
    {
        ICreateSchemaOptionsSyntax Schema(string schemaName);

        ICreateTableWithColumnOrSchemaOrDescriptionSyntax Table(string tableName);

        ICreateColumnOnTableSyntax Column(string columnName);

        ICreateForeignKeyFromTableSyntax ForeignKey();

        ICreateForeignKeyFromTableSyntax ForeignKey(string foreignKeyName);

        ICreateIndexForTableSyntax Index();

        ICreateIndexForTableSyntax Index(string indexName);

        ICreateSequenceInSchemaSyntax Sequence(string sequenceName);

        ICreateConstraintOnTableSyntax PrimaryKey();

        ICreateConstraintOnTableSyntax PrimaryKey(string primaryKeyName);

        ICreateConstraintOnTableSyntax UniqueConstraint();

        ICreateConstraintOnTableSyntax UniqueConstraint(string constraintName);
    }
}

namespace FluentMigrator.Builders.Create.Schema
{
    public interface ICreateSchemaOptionsSyntax : IFluentSyntax;
}

namespace FluentMigrator.Builders.Create.Table
{
    public interface ICreateTableWithColumnSyntax : IFluentSyntax
    {
        ICreateTableColumnAsTypeSyntax WithColumn(string name);
    }

    public interface ICreateTableWithColumnOrSchemaSyntax : ICreateTableWithColumnSyntax
    {
        ICreateTableWithColumnSyntax InSchema(string schemaName);
    }

    public interface ICreateTableWithColumnOrSchemaOrDescriptionSyntax : ICreateTableWithColumnOrSchemaSyntax
    {
        ICreateTableWithColumnOrSchemaSyntax WithDescription(string description);
    }

    public interface ICreateTableColumnAsTypeSyntax : IColumnTypeSyntax<ICreateTableColumnOptionOrWithColumnSyntax>;

    public interface ICreateTableColumnOptionOrWithColumnSyntax :
        IColumnOptionSyntax<ICreateTableColumnOptionOrWithColumnSyntax, ICreateTableColumnOptionOrForeignKeyCascadeOrWithColumnSyntax>,
        ICreateTableWithColumnSyntax;

    public interface ICreateTableColumnOptionOrForeignKeyCascadeOrWithColumnSyntax :
        ICreateTableColumnOptionOrWithColumnSyntax,
        IForeignKeyCascadeSyntax<ICreateTableColumnOptionOrWithColumnSyntax, ICreateTableColumnOptionOrForeignKeyCascadeOrWithColumnSyntax>;
}

namespace FluentMigrator.Builders.Create.Column
{
    public interface ICreateColumnOnTableSyntax : IFluentSyntax
    {
        ICreateColumnAsTypeOrInSchemaSyntax OnTable(string name);
    }

    public interface ICreateColumnAsTypeSyntax : IColumnTypeSyntax<ICreateColumnOptionSyntax>;

    public interface ICreateColumnAsTypeOrInSchemaSyntax : ICreateColumnAsTypeSyntax
    {
        ICreateColumnAsTypeSyntax InSchema(string schemaName);
    }

    public interface ICreateColumnOptionSyntax : IColumnOptionSyntax<ICreateColumnOptionSyntax, ICreateColumnOptionOrForeignKeyCascadeSyntax>
    {
        ICreateColumnOptionSyntax SetExistingRowsTo(object value);
    }

    public interface ICreateColumnOptionOrForeignKeyCascadeSyntax :
        ICreateColumnOptionSyntax,
        IForeignKeyCascadeSyntax<ICreateColumnOptionSyntax, ICreateColumnOptionOrForeignKeyCascadeSyntax>;
}

namespace FluentMigrator.Builders.Create.ForeignKey
{
    public interface ICreateForeignKeyFromTableSyntax : IFluentSyntax
    {
        ICreateForeignKeyForeignColumnOrInSchemaSyntax FromTable(string table);
    }

    public interface ICreateForeignKeyForeignColumnSyntax : IFluentSyntax
    {
        ICreateForeignKeyToTableSyntax ForeignColumn(string column);

        ICreateForeignKeyToTableSyntax ForeignColumns(params string[] columns);
    }

    public interface ICreateForeignKeyForeignColumnOrInSchemaSyntax : ICreateForeignKeyForeignColumnSyntax
    {
        ICreateForeignKeyForeignColumnSyntax InSchema(string schemaName);
    }

    public interface ICreateForeignKeyToTableSyntax : IFluentSyntax
    {
        ICreateForeignKeyPrimaryColumnOrInSchemaSyntax ToTable(string table);
    }

    public interface ICreateForeignKeyPrimaryColumnSyntax : IFluentSyntax
    {
        ICreateForeignKeyCascadeSyntax PrimaryColumn(string column);

        ICreateForeignKeyCascadeSyntax PrimaryColumns(params string[] columns);
    }

    public interface ICreateForeignKeyPrimaryColumnOrInSchemaSyntax : ICreateForeignKeyPrimaryColumnSyntax
    {
        ICreateForeignKeyPrimaryColumnSyntax InSchema(string schemaName);
    }

    public interface ICreateForeignKeyCascadeSyntax : IFluentSyntax
    {
        ICreateForeignKeyCascadeSyntax OnDelete(Rule rule);

        ICreateForeignKeyCascadeSyntax OnUpdate(Rule rule);

        void OnDeleteOrUpdate(Rule rule);
    }
}

namespace FluentMigrator.Builders.Create.Index
{
    public interface ICreateIndexForTableSyntax : IFluentSyntax
    {
        ICreateIndexOnColumnOrInSchemaSyntax OnTable(string tableName);
    }

    public interface ICreateIndexOnColumnSyntax : IFluentSyntax
    {
        ICreateIndexColumnOptionsSyntax OnColumn(string columnName);

        ICreateIndexOptionsSyntax WithOptions();
    }

    public interface ICreateIndexOnColumnOrInSchemaSyntax : ICreateIndexOnColumnSyntax
    {
        ICreateIndexOnColumnSyntax InSchema(string schemaName);
    }

    public interface ICreateIndexColumnOptionsSyntax : IFluentSyntax
    {
        ICreateIndexMoreColumnOptionsSyntax Ascending();

        ICreateIndexMoreColumnOptionsSyntax Descending();

        ICreateIndexColumnUniqueOptionsSyntax Unique();
    }

    public interface ICreateIndexMoreColumnOptionsSyntax : ICreateIndexOnColumnSyntax
    {
        IndexColumnDefinition CurrentColumn { get; }
    }

    public interface ICreateIndexColumnUniqueOptionsSyntax : ICreateIndexOnColumnSyntax
    {
        IndexColumnDefinition CurrentColumn { get; }
    }

    public interface ICreateIndexOptionsSyntax : IFluentSyntax
    {
        ICreateIndexOnColumnSyntax Unique();

        ICreateIndexOnColumnSyntax Clustered();

        ICreateIndexOnColumnSyntax NonClustered();
    }

    public interface ICreateIndexNonKeyColumnSyntax
    {
        ICreateIndexNonKeyColumnSyntax Include(string columnName);
    }
}

namespace FluentMigrator.Builders.Create.Constraint
{
    public interface ICreateConstraintOnTableSyntax : IFluentSyntax
    {
        ICreateConstraintWithSchemaOrColumnSyntax OnTable(string tableName);
    }

    public interface ICreateConstraintColumnsSyntax
    {
        ICreateConstraintOptionsSyntax Column(string columnName);

        ICreateConstraintOptionsSyntax Columns(params string[] columnNames);
    }

    public interface ICreateConstraintWithSchemaSyntax : IFluentSyntax
    {
        ICreateConstraintColumnsSyntax WithSchema(string schemaName);
    }

    public interface ICreateConstraintWithSchemaOrColumnSyntax : ICreateConstraintColumnsSyntax, ICreateConstraintWithSchemaSyntax;

    public interface ICreateConstraintOptionsSyntax : IFluentSyntax;
}

namespace FluentMigrator.Builders.Create.Sequence
{
    public interface ICreateSequenceSyntax : IFluentSyntax
    {
        ICreateSequenceSyntax IncrementBy(long increment);

        ICreateSequenceSyntax MinValue(long minValue);

        ICreateSequenceSyntax MaxValue(long maxValue);

        ICreateSequenceSyntax StartWith(long startWith);

        ICreateSequenceSyntax Cache(long value);

        ICreateSequenceSyntax Cycle();
    }

    public interface ICreateSequenceInSchemaSyntax : ICreateSequenceSyntax
    {
        ICreateSequenceSyntax InSchema(string schemaName);
    }
}
