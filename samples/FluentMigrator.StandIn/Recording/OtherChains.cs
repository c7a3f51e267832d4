using System.ComponentModel;
using System.Data;
using FluentMigrator.Builders;
using FluentMigrator.Builders.Create.Constraint;
using FluentMigrator.Builders.Create.ForeignKey;
using FluentMigrator.Builders.Create.Index;
using FluentMigrator.Builders.Create.Schema;
using FluentMigrator.Builders.Create.Sequence;
using FluentMigrator.Builders.Delete;
using FluentMigrator.Builders.Delete.Column;
using FluentMigrator.Builders.Delete.Constraint;
using FluentMigrator.Builders.Delete.DefaultConstraint;
using FluentMigrator.Builders.Delete.ForeignKey;
using FluentMigrator.Builders.Delete.Index;
using FluentMigrator.Builders.Insert;
using FluentMigrator.Builders.Rename;
using FluentMigrator.Builders.Rename.Column;
using FluentMigrator.Builders.Rename.Table;
using FluentMigrator.Builders.Update;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Recording;

internal static class RowData
{
    /// <summary>The values of an anonymous object or dictionary, by name.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Of(object data)
    {
        if (data is IDictionary<string, object> record)
        {
            return record;
        }

        var values = new List<KeyValuePair<string, object>>();
        foreach (PropertyDescriptor property in TypeDescriptor.GetProperties(data))
        {
            values.Add(new(property.Name, property.GetValue(data)));
        }

        return values;
    }
}

internal sealed class InSchemaChain(Action<string> set) : IInSchemaSyntax
{
    public void InSchema(string schemaName) => set(schemaName);
}

internal sealed class CreateSchemaChain(CreateSchemaExpression expression) : ICreateSchemaOptionsSyntax, ISupportAdditionalFeatures
{
    public IDictionary<string, object> AdditionalFeatures => expression.AdditionalFeatures;
}

internal sealed class CreateSequenceChain(SequenceDefinition sequence) : ICreateSequenceInSchemaSyntax
{
    public ICreateSequenceSyntax InSchema(string schemaName) => With(() => sequence.SchemaName = schemaName);

    public ICreateSequenceSyntax IncrementBy(long increment) => With(() => sequence.Increment = increment);

    public ICreateSequenceSyntax MinValue(long minValue) => With(() => sequence.MinValue = minValue);

    public ICreateSequenceSyntax MaxValue(long maxValue) => With(() => sequence.MaxValue = maxValue);

    public ICreateSequenceSyntax StartWith(long startWith) => With(() => sequence.StartWith = startWith);

    public ICreateSequenceSyntax Cache(long value) => With(() => sequence.Cache = value);

    public ICreateSequenceSyntax Cycle() => With(() => sequence.Cycle = true);

    private CreateSequenceChain With(Action change)
    {
        change();
        return this;
    }
}

internal sealed class CreateForeignKeyChain(ForeignKeyDefinition key) :
    ICreateForeignKeyFromTableSyntax,
    ICreateForeignKeyForeignColumnOrInSchemaSyntax,
    ICreateForeignKeyToTableSyntax,
    ICreateForeignKeyPrimaryColumnOrInSchemaSyntax,
    ICreateForeignKeyCascadeSyntax
{
    public ICreateForeignKeyForeignColumnOrInSchemaSyntax FromTable(string table) => With(() => key.ForeignTable = table);

    ICreateForeignKeyForeignColumnSyntax ICreateForeignKeyForeignColumnOrInSchemaSyntax.InSchema(string schemaName) =>
        With(() => key.ForeignTableSchema = schemaName);

    public ICreateForeignKeyToTableSyntax ForeignColumn(string column) => ForeignColumns(column);

    public ICreateForeignKeyToTableSyntax ForeignColumns(params string[] columns) => With(() => key.ForeignColumns.AddAll(columns));

    public ICreateForeignKeyPrimaryColumnOrInSchemaSyntax ToTable(string table) => With(() => key.PrimaryTable = table);

    ICreateForeignKeyPrimaryColumnSyntax ICreateForeignKeyPrimaryColumnOrInSchemaSyntax.InSchema(string schemaName) =>
        With(() => key.PrimaryTableSchema = schemaName);

    public ICreateForeignKeyCascadeSyntax PrimaryColumn(string column) => PrimaryColumns(column);

    public ICreateForeignKeyCascadeSyntax PrimaryColumns(params string[] columns) => With(() => key.PrimaryColumns.AddAll(columns));

    public ICreateForeignKeyCascadeSyntax OnDelete(Rule rule) => With(() => key.OnDelete = rule);

    public ICreateForeignKeyCascadeSyntax OnUpdate(Rule rule) => With(() => key.OnUpdate = rule);

    public void OnDeleteOrUpdate(Rule rule) => OnDelete(rule).OnUpdate(rule);

    private CreateForeignKeyChain With(Action change)
    {
        change();
        return this;
    }
}

internal sealed class CreateIndexChain(IndexDefinition index) :
    ICreateIndexForTableSyntax,
    ICreateIndexOnColumnOrInSchemaSyntax,
    ICreateIndexColumnOptionsSyntax,
    ICreateIndexMoreColumnOptionsSyntax,
    ICreateIndexColumnUniqueOptionsSyntax,
    ICreateIndexOptionsSyntax,
    ICreateIndexNonKeyColumnSyntax,
    ISupportAdditionalFeatures
{
    public IndexColumnDefinition CurrentColumn { get; private set; }

    public IDictionary<string, object> AdditionalFeatures => index.AdditionalFeatures;

    public ICreateIndexOnColumnOrInSchemaSyntax OnTable(string tableName)
    {
        index.TableName = tableName;
        return this;
    }

    public ICreateIndexOnColumnSyntax InSchema(string schemaName)
    {
        index.SchemaName = schemaName;
        return this;
    }

    public ICreateIndexColumnOptionsSyntax OnColumn(string columnName)
    {
        CurrentColumn = new() { Name = columnName };
        index.Columns.Add(CurrentColumn);
        return this;
    }

    public ICreateIndexMoreColumnOptionsSyntax Ascending()
    {
        CurrentColumn.Direction = Direction.Ascending;
        return this;
    }

    public ICreateIndexMoreColumnOptionsSyntax Descending()
    {
        CurrentColumn.Direction = Direction.Descending;
        return this;
    }

    ICreateIndexColumnUniqueOptionsSyntax ICreateIndexColumnOptionsSyntax.Unique()
    {
        index.IsUnique = true;
        return this;
    }

    public ICreateIndexOptionsSyntax WithOptions() => this;

    ICreateIndexOnColumnSyntax ICreateIndexOptionsSyntax.Unique()
    {
        index.IsUnique = true;
        return this;
    }

    public ICreateIndexOnColumnSyntax Clustered()
    {
        index.IsClustered = true;
        return this;
    }

    public ICreateIndexOnColumnSyntax NonClustered()
    {
        index.IsClustered = false;
        return this;
    }

    public ICreateIndexNonKeyColumnSyntax Include(string columnName)
    {
        index.Include(Extensions.Features.Includes, columnName);
        return this;
    }
}

internal sealed class CreateConstraintChain(ConstraintDefinition constraint) :
    ICreateConstraintOnTableSyntax,
    ICreateConstraintWithSchemaOrColumnSyntax,
    ICreateConstraintOptionsSyntax,
    ISupportAdditionalFeatures
{
    public IDictionary<string, object> AdditionalFeatures => constraint.AdditionalFeatures;

    public ICreateConstraintWithSchemaOrColumnSyntax OnTable(string tableName)
    {
        constraint.TableName = tableName;
        return this;
    }

    public ICreateConstraintColumnsSyntax WithSchema(string schemaName)
    {
        constraint.SchemaName = schemaName;
        return this;
    }

    public ICreateConstraintOptionsSyntax Column(string columnName) => Columns(columnName);

    public ICreateConstraintOptionsSyntax Columns(params string[] columnNames)
    {
        constraint.Columns.AddAll(columnNames);
        return this;
    }
}

internal sealed class RenameTableChain(RenameTableExpression expression) : IRenameTableToOrInSchemaSyntax, IInSchemaSyntax
{
    public IInSchemaSyntax To(string name)
    {
        expression.NewName = name;
        return this;
    }

    public IRenameTableToSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    void IInSchemaSyntax.InSchema(string schemaName) => expression.SchemaName = schemaName;
}

internal sealed class RenameColumnChain(RenameColumnExpression expression) : IRenameColumnTableSyntax, IRenameColumnToOrInSchemaSyntax
{
    public IRenameColumnToOrInSchemaSyntax OnTable(string tableName)
    {
        expression.TableName = tableName;
        return this;
    }

    public IRenameColumnToSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    public void To(string name) => expression.NewName = name;
}

internal sealed class DeleteTableChain(DeleteTableExpression expression) : IIfExistsOrInSchemaSyntax
{
    public IInSchemaSyntax IfExists()
    {
        expression.IfExists = true;
        return this;
    }

    public void InSchema(string schemaName) => expression.SchemaName = schemaName;
}

internal sealed class DeleteColumnChain(DeleteColumnExpression expression) : IDeleteColumnFromTableSyntax, IInSchemaSyntax
{
    public IDeleteColumnFromTableSyntax Column(string columnName)
    {
        expression.ColumnNames.Add(columnName);
        return this;
    }

    public IInSchemaSyntax FromTable(string tableName)
    {
        expression.TableName = tableName;
        return this;
    }

    public void InSchema(string schemaName) => expression.SchemaName = schemaName;
}

internal sealed class DeleteForeignKeyChain(ForeignKeyDefinition key) :
    IDeleteForeignKeyOnTableSyntax,
    IDeleteForeignKeyFromTableSyntax,
    IDeleteForeignKeyForeignColumnOrInSchemaSyntax,
    IDeleteForeignKeyToTableSyntax,
    IDeleteForeignKeyPrimaryColumnSyntax,
    IInSchemaSyntax
{
    public IInSchemaSyntax OnTable(string foreignTableName)
    {
        key.ForeignTable = foreignTableName;
        return this;
    }

    void IInSchemaSyntax.InSchema(string schemaName) => key.ForeignTableSchema = schemaName;

    public IDeleteForeignKeyForeignColumnOrInSchemaSyntax FromTable(string foreignTableName)
    {
        key.ForeignTable = foreignTableName;
        return this;
    }

    public IDeleteForeignKeyForeignColumnSyntax InSchema(string foreignSchemaName)
    {
        key.ForeignTableSchema = foreignSchemaName;
        return this;
    }

    public IDeleteForeignKeyToTableSyntax ForeignColumn(string column) => ForeignColumns(column);

    public IDeleteForeignKeyToTableSyntax ForeignColumns(params string[] columns)
    {
        key.ForeignColumns.AddAll(columns);
        return this;
    }

    public IDeleteForeignKeyPrimaryColumnSyntax ToTable(string table)
    {
        key.PrimaryTable = table;
        return this;
    }

    public void PrimaryColumn(string column) => PrimaryColumns(column);

    public void PrimaryColumns(params string[] columns) => key.PrimaryColumns.AddAll(columns);
}

internal sealed class DeleteIndexChain(IndexDefinition index) :
    IDeleteIndexForTableSyntax,
    IDeleteIndexOnColumnOrInSchemaSyntax,
    IDeleteIndexOptionsSyntax,
    ISupportAdditionalFeatures
{
    public IDictionary<string, object> AdditionalFeatures => index.AdditionalFeatures;

    public IDeleteIndexOnColumnOrInSchemaSyntax OnTable(string tableName)
    {
        index.TableName = tableName;
        return this;
    }

    public IDeleteIndexOnColumnSyntax InSchema(string schemaName)
    {
        index.SchemaName = schemaName;
        return this;
    }

    public IDeleteIndexOptionsSyntax OnColumn(string columnName) => OnColumns(columnName);

    public IDeleteIndexOptionsSyntax OnColumns(params string[] columnNames)
    {
        foreach (var name in columnNames)
        {
            index.Columns.Add(new() { Name = name });
        }

        return this;
    }

    public IDeleteIndexOptionsSyntax WithOptions() => this;
}

internal sealed class DeleteConstraintChain(ConstraintDefinition constraint) :
    IDeleteConstraintOnTableSyntax,
    IDeleteConstraintInSchemaOptionsSyntax,
    ISupportAdditionalFeatures
{
    public IDictionary<string, object> AdditionalFeatures => constraint.AdditionalFeatures;

    public IDeleteConstraintInSchemaOptionsSyntax FromTable(string tableName)
    {
        constraint.TableName = tableName;
        return this;
    }

    public IDeleteConstraintInSchemaOptionsSyntax InSchema(string schemaName)
    {
        constraint.SchemaName = schemaName;
        return this;
    }

    public void Column(string columnName) => Columns(columnName);

    public void Columns(params string[] columnNames) => constraint.Columns.AddAll(columnNames);
}

internal sealed class DeleteDefaultConstraintChain(DeleteDefaultConstraintExpression expression) :
    IDeleteDefaultConstraintOnTableSyntax,
    IDeleteDefaultConstraintOnColumnOrInSchemaSyntax
{
    public IDeleteDefaultConstraintOnColumnOrInSchemaSyntax OnTable(string tableName)
    {
        expression.TableName = tableName;
        return this;
    }

    public IDeleteDefaultConstraintOnColumnSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    public void OnColumn(string columnName) => expression.ColumnName = columnName;
}

internal sealed class DeleteDataChain(DeleteDataExpression expression) : IDeleteDataOrInSchemaSyntax
{
    public IDeleteDataSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    public IDeleteDataSyntax Row(object dataAsAnonymousType)
    {
        var row = new DeletionDataDefinition();
        row.AddRange(RowData.Of(dataAsAnonymousType));
        expression.Rows.Add(row);
        return this;
    }

    public void AllRows() => expression.IsAllRows = true;

    public void IsNull(string columnName) => expression.Rows.Add([new(columnName, null)]);
}

internal sealed class InsertDataChain(InsertDataExpression expression) : IInsertDataOrInSchemaSyntax, ISupportAdditionalFeatures
{
    public IDictionary<string, object> AdditionalFeatures => expression.AdditionalFeatures;

    public IInsertDataSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    public IInsertDataSyntax Row(object recordAsAnonymousType) => Add(recordAsAnonymousType);

    public IInsertDataSyntax Row(IDictionary<string, object> record) => Add(record);

    public IInsertDataSyntax Rows(params object[] recordsAsAnonymousTypes) => Add(recordsAsAnonymousTypes);

    public IInsertDataSyntax Rows(params IDictionary<string, object>[] records) => Add(records);

    private InsertDataChain Add(params object[] records)
    {
        foreach (var record in records)
        {
            var row = new InsertionDataDefinition();
            row.AddRange(RowData.Of(record));
            expression.Rows.Add(row);
        }

        return this;
    }
}

internal sealed class UpdateDataChain(UpdateDataExpression expression) : IUpdateSetOrInSchemaSyntax, IUpdateWhereSyntax
{
    public IUpdateSetSyntax InSchema(string schemaName)
    {
        expression.SchemaName = schemaName;
        return this;
    }

    public IUpdateWhereSyntax Set(object dataAsAnonymousType)
    {
        expression.Set = [.. RowData.Of(dataAsAnonymousType)];
        return this;
    }

    public IUpdateWhereSyntax Set(IDictionary<string, object> data) => Set((object)data);

    public void Where(object dataAsAnonymousType) => expression.Where = [.. RowData.Of(dataAsAnonymousType)];

    public void Where(IDictionary<string, object> data) => Where((object)data);

    public void AllRows() => expression.IsAllRows = true;
}

internal static class Collections
{
    public static void AddAll(this ICollection<string> collection, IEnumerable<string> items)
    {
        foreach (var item in items)
        {
            collection.Add(item);
        }
    }

    /// <summary>Adds a column to the list of those that an index only carries along.</summary>
    public static void Include(this ISupportAdditionalFeatures index, string feature, string column)
    {
        if (!index.AdditionalFeatures.TryGetValue(feature, out var list))
        {
            index.AdditionalFeatures[feature] = list = new List<string>();
        }

        ((List<string>)list).Add(column);
    }
}
