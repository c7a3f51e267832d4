using System.Data;
using FluentMigrator.Builders;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Model;

namespace FluentMigrator.Recording;

/// <summary>
/// What every chain says about its current column. The chain itself is the next link whatever its interface, so one class serves the four places where columns are
/// described.
/// </summary>
internal abstract class ColumnChain<TNext, TNextFk>(IMigrationContext context) :
    IColumnTypeSyntax<TNext>,
    IColumnOptionSyntax<TNext, TNextFk>,
    IForeignKeyCascadeSyntax<TNext, TNextFk>,
    IColumnExpressionBuilder,
    ISupportAdditionalFeatures
    where TNext : IFluentSyntax
    where TNextFk : IFluentSyntax
{
    private readonly Dictionary<ColumnDefinition, AlterColumnExpression> _filled = [];
    private ForeignKeyDefinition _foreignKey;

    public abstract string SchemaName { get; }

    public abstract string TableName { get; }

    public abstract ColumnDefinition Column { get; }

    public IDictionary<string, object> AdditionalFeatures => Column.AdditionalFeatures;

    protected IMigrationContext Context => context;

    private TNext Next => (TNext)(object)this;

    private TNextFk NextFk => (TNextFk)(object)this;

    public TNext AsAnsiString() => Text(DbType.AnsiString, null, null);

    public TNext AsAnsiString(string collationName) => Text(DbType.AnsiString, null, collationName);

    public TNext AsAnsiString(int size) => Text(DbType.AnsiString, size, null);

    public TNext AsAnsiString(int size, string collationName) => Text(DbType.AnsiString, size, collationName);

    public TNext AsBinary() => Text(DbType.Binary, null, null);

    public TNext AsBinary(int size) => Text(DbType.Binary, size, null);

    public TNext AsBoolean() => Plain(DbType.Boolean);

    public TNext AsByte() => Plain(DbType.Byte);

    public TNext AsCurrency() => Plain(DbType.Currency);

    public TNext AsDate() => Plain(DbType.Date);

    public TNext AsDateTime() => Plain(DbType.DateTime);

    public TNext AsDateTime2() => Plain(DbType.DateTime2);

    public TNext AsDateTimeOffset() => Plain(DbType.DateTimeOffset);

    public TNext AsDateTimeOffset(int precision)
    {
        Column.Size = precision;
        return Plain(DbType.DateTimeOffset);
    }

    public TNext AsDecimal() => Plain(DbType.Decimal);

    public TNext AsDecimal(int size, int precision)
    {
        Column.Size = size;
        Column.Precision = precision;
        return Plain(DbType.Decimal);
    }

    public TNext AsDouble() => Plain(DbType.Double);

    public TNext AsGuid() => Plain(DbType.Guid);

    public TNext AsFixedLengthString(int size) => Text(DbType.StringFixedLength, size, null);

    public TNext AsFixedLengthString(int size, string collationName) => Text(DbType.StringFixedLength, size, collationName);

    public TNext AsFixedLengthAnsiString(int size) => Text(DbType.AnsiStringFixedLength, size, null);

    public TNext AsFixedLengthAnsiString(int size, string collationName) => Text(DbType.AnsiStringFixedLength, size, collationName);

    public TNext AsFloat() => Plain(DbType.Single);

    public TNext AsInt16() => Plain(DbType.Int16);

    public TNext AsInt32() => Plain(DbType.Int32);

    public TNext AsInt64() => Plain(DbType.Int64);

    public TNext AsString() => Text(DbType.String, null, null);

    public TNext AsString(string collationName) => Text(DbType.String, null, collationName);

    public TNext AsString(int size) => Text(DbType.String, size, null);

    public TNext AsString(int size, string collationName) => Text(DbType.String, size, collationName);

    public TNext AsTime() => Plain(DbType.Time);

    public TNext AsXml() => Plain(DbType.Xml);

    public TNext AsXml(int size)
    {
        Column.Size = size;
        return Plain(DbType.Xml);
    }

    public TNext AsCustom(string customType)
    {
        Column.Type = null;
        Column.CustomType = customType;
        return Next;
    }

    public TNext AsColumnDataType(IColumnDataType columnDataType)
    {
        Column.Type = columnDataType.Type;
        Column.Size = columnDataType.Size;
        Column.Precision = columnDataType.Precision;
        Column.CollationName = columnDataType.CollationName;
        Column.CustomType = columnDataType.CustomType;
        Column.Expression = columnDataType.Expression;
        Column.ExpressionStored = columnDataType.ExpressionStored;
        return Next;
    }

    public TNext WithDefault(SystemMethods method) => WithDefaultValue(method);

    public TNext WithDefaultValue(object value)
    {
        if (Column.ModificationType == ColumnModificationType.Alter)
        {
            Context.Record(new AlterDefaultConstraintExpression
            {
                SchemaName = SchemaName,
                TableName = TableName,
                ColumnName = Column.Name,
                DefaultValue = value,
            });
        }

        Column.DefaultValue = value;
        return Next;
    }

    public TNext WithColumnDescription(string description)
    {
        Column.ColumnDescription = description;
        return Next;
    }

    public TNext WithColumnAdditionalDescription(string descriptionName, string description)
    {
        Column.AdditionalColumnDescriptions.Add(descriptionName, description);
        return Next;
    }

    public TNext WithColumnAdditionalDescriptions(Dictionary<string, string> columnDescriptions)
    {
        foreach (var description in columnDescriptions)
        {
            Column.AdditionalColumnDescriptions.Add(description.Key, description.Value);
        }

        return Next;
    }

    public TNext Identity()
    {
        Column.IsIdentity = true;
        return Next;
    }

    public TNext Indexed() => Indexed(null);

    public TNext Indexed(string indexName)
    {
        Column.IsIndexed = true;
        return Index(indexName, false);
    }

    public TNext PrimaryKey()
    {
        Column.IsPrimaryKey = true;
        return Next;
    }

    public TNext PrimaryKey(string primaryKeyName)
    {
        Column.PrimaryKeyName = primaryKeyName;
        return PrimaryKey();
    }

    public TNext Nullable() => Nullability(true);

    public TNext NotNullable() => Nullability(false);

    public TNext Unique() => Unique(null);

    public TNext Unique(string indexName)
    {
        Column.IsUnique = true;
        return Index(indexName, true);
    }

    public TNext Computed(string expression, bool stored = false)
    {
        Column.Expression = expression;
        Column.ExpressionStored = stored;
        return Next;
    }

    public TNextFk ForeignKey()
    {
        Column.IsForeignKey = true;
        return NextFk;
    }

    public TNextFk ForeignKey(string primaryTableName, string primaryColumnName) => ForeignKey(null, null, primaryTableName, primaryColumnName);

    public TNextFk ForeignKey(string foreignKeyName, string primaryTableName, string primaryColumnName) =>
        ForeignKey(foreignKeyName, null, primaryTableName, primaryColumnName);

    public TNextFk ForeignKey(string foreignKeyName, string primaryTableSchema, string primaryTableName, string primaryColumnName)
    {
        Column.IsForeignKey = true;
        Column.ForeignKey = Reference(foreignKeyName, (SchemaName, TableName, Column.Name), (primaryTableSchema, primaryTableName, primaryColumnName));
        return NextFk;
    }

    public TNextFk ReferencedBy(string foreignTableName, string foreignColumnName) => ReferencedBy(null, null, foreignTableName, foreignColumnName);

    public TNextFk ReferencedBy(string foreignKeyName, string foreignTableName, string foreignColumnName) =>
        ReferencedBy(foreignKeyName, null, foreignTableName, foreignColumnName);

    public TNextFk ReferencedBy(string foreignKeyName, string foreignTableSchema, string foreignTableName, string foreignColumnName)
    {
        Reference(foreignKeyName, (foreignTableSchema, foreignTableName, foreignColumnName), (SchemaName, TableName, Column.Name));
        return NextFk;
    }

    public TNextFk OnDelete(Rule rule)
    {
        _foreignKey.OnDelete = rule;
        return NextFk;
    }

    public TNextFk OnUpdate(Rule rule)
    {
        _foreignKey.OnUpdate = rule;
        return NextFk;
    }

    public TNext OnDeleteOrUpdate(Rule rule)
    {
        OnDelete(rule);
        OnUpdate(rule);
        return Next;
    }

    /// <summary>A new column is added as nullable, filled, and then made NOT NULL if the chain asks for it.</summary>
    public TNext SetExistingRowsTo(object value)
    {
        if (Column.ModificationType != ColumnModificationType.Create)
        {
            return Next;
        }

        var update = Context.Expressions.OfType<UpdateDataExpression>().LastOrDefault(u => u.IsAllRows && _filled.ContainsKey(Column) && u.Set[0].Key == Column.Name);
        if (update is not null)
        {
            update.Set = [new(Column.Name, value)];
            return Next;
        }

        _filled[Column] = null;
        Context.Record(new UpdateDataExpression { SchemaName = SchemaName, TableName = TableName, IsAllRows = true, Set = [new(Column.Name, value)] });
        return Nullability(Column.IsNullable ?? true);
    }

    private TNext Plain(DbType type)
    {
        Column.Type = type;
        return Next;
    }

    private TNext Text(DbType type, int? size, string collation)
    {
        Column.Size = size;
        if (!string.IsNullOrEmpty(collation))
        {
            Column.CollationName = collation;
        }

        return Plain(type);
    }

    private TNext Nullability(bool nullable)
    {
        if (!_filled.TryGetValue(Column, out var tightening))
        {
            Column.IsNullable = nullable;
            return Next;
        }

        if (nullable)
        {
            Context.Expressions.Remove(tightening);
            _filled[Column] = null;
        }
        else if (tightening is null)
        {
            var copy = (ColumnDefinition)Column.Clone();
            copy.ModificationType = ColumnModificationType.Alter;
            copy.IsNullable = false;
            _filled[Column] = Context.Record(new AlterColumnExpression { SchemaName = SchemaName, TableName = TableName, Column = copy });
        }

        Column.IsNullable = true;
        return Next;
    }

    private TNext Index(string name, bool unique)
    {
        var index = new IndexDefinition { Name = name, SchemaName = SchemaName, TableName = TableName, IsUnique = unique };
        index.Columns.Add(new() { Name = Column.Name });
        Context.Record(new CreateIndexExpression { Index = index });
        return Next;
    }

    private ForeignKeyDefinition Reference(
        string name, (string Schema, string Table, string Column) foreign, (string Schema, string Table, string Column) primary)
    {
        _foreignKey = new()
        {
            Name = name,
            ForeignTableSchema = foreign.Schema,
            ForeignTable = foreign.Table,
            ForeignColumns = { foreign.Column },
            PrimaryTableSchema = primary.Schema,
            PrimaryTable = primary.Table,
            PrimaryColumns = { primary.Column },
        };
        Context.Record(new CreateForeignKeyExpression { ForeignKey = _foreignKey });
        return _foreignKey;
    }
}
