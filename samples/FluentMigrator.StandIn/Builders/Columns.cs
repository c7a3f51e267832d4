using System.Data;
using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Builders;

public interface IInSchemaSyntax : IFluentSyntax
{
    void InSchema(string schemaName);
}

public interface IIfExistsOrInSchemaSyntax : IInSchemaSyntax
{
    IInSchemaSyntax IfExists();
}

/// <summary>What a chain is about to say of one column; extension methods use it to say more.</summary>
public interface IColumnExpressionBuilder : IFluentSyntax
{
    string SchemaName { get; }

    string TableName { get; }

    ColumnDefinition Column { get; }
}

public interface IColumnTypeSyntax<TNext> : IFluentSyntax
    where TNext : IFluentSyntax
{
    TNext AsAnsiString();

    TNext AsAnsiString(string collationName);

    TNext AsAnsiString(int size);

    TNext AsAnsiString(int size, string collationName);

    TNext AsBinary();

    TNext AsBinary(int size);

    TNext AsBoolean();

    TNext AsByte();

    TNext AsCurrency();

    TNext AsDate();

    TNext AsDateTime();

    TNext AsDateTime2();

    TNext AsDateTimeOffset();

    TNext AsDateTimeOffset(int precision);

    TNext AsDecimal();

    TNext AsDecimal(int size, int precision);

    TNext AsDouble();

    TNext AsGuid();

    TNext AsFixedLengthString(int size);

    TNext AsFixedLengthString(int size, string collationName);

    TNext AsFixedLengthAnsiString(int size);

    TNext AsFixedLengthAnsiString(int size, string collationName);

    TNext AsFloat();

    TNext AsInt16();

    TNext AsInt32();

    TNext AsInt64();

    TNext AsString();

    TNext AsString(string collationName);

    TNext AsString(int size);

    TNext AsString(int size, string collationName);

    TNext AsTime();

    TNext AsXml();

    TNext AsXml(int size);

    TNext AsCustom(string customType);

    TNext AsColumnDataType(IColumnDataType columnDataType);
}

public interface IColumnOptionSyntax<TNext, TNextFk> : IFluentSyntax
    where TNext : IFluentSyntax
    where TNextFk : IFluentSyntax
{
    TNext WithDefault(SystemMethods method);

    TNext WithDefaultValue(object value);

    TNext WithColumnDescription(string description);

    TNext WithColumnAdditionalDescription(string descriptionName, string description);

    TNext WithColumnAdditionalDescriptions(Dictionary<string, string> columnDescriptions);

    TNext Identity();

    TNext Indexed();

    TNext Indexed(string indexName);

    TNext PrimaryKey();

    TNext PrimaryKey(string primaryKeyName);

    TNext Nullable();

    TNext NotNullable();

    TNext Unique();

    TNext Unique(string indexName);

    TNext Computed(string expression, bool stored = false);

    TNextFk ForeignKey();

    TNextFk ForeignKey(string primaryTableName, string primaryColumnName);

    TNextFk ForeignKey(string foreignKeyName, string primaryTableName, string primaryColumnName);

    TNextFk ForeignKey(string foreignKeyName, string primaryTableSchema, string primaryTableName, string primaryColumnName);

    TNextFk ReferencedBy(string foreignTableName, string foreignColumnName);

    TNextFk ReferencedBy(string foreignKeyName, string foreignTableName, string foreignColumnName);

    TNextFk ReferencedBy(string foreignKeyName, string foreignTableSchema, string foreignTableName, string foreignColumnName);
}

public interface IForeignKeyCascadeSyntax<TNext, TNextFk> : IFluentSyntax
    where TNext : IFluentSyntax
    where TNextFk : IFluentSyntax
{
    TNextFk OnDelete(Rule rule);

    TNextFk OnUpdate(Rule rule);

    TNext OnDeleteOrUpdate(Rule rule);
}
