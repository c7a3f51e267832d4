using System.Data;
using FluentMigrator.Infrastructure;

namespace FluentMigrator.Model;

public enum ColumnModificationType
{
    Create,
    Alter,
}

public enum ConstraintType
{
    PrimaryKey,
    Unique,
}

public enum Direction
{
    Ascending,
    Descending,
}

public interface IColumnDataType
{
    DbType? Type { get; set; }

    int? Size { get; set; }

    int? Precision { get; set; }

    string CollationName { get; set; }

    string CustomType { get; set; }

    string Expression { get; set; }

    bool ExpressionStored { get; set; }
}

public class ColumnDataType : IColumnDataType
{
    public DbType? Type { get; set; }

    public int? Size { get; set; }

    public int? Precision { get; set; }

    public string CollationName { get; set; }

    public string CustomType { get; set; }

    public string Expression { get; set; }

    public bool ExpressionStored { get; set; }
}

public class ColumnDefinition : IColumnDataType, ISupportAdditionalFeatures, ICloneable
{
    public virtual string Name { get; set; }

    public virtual string TableName { get; set; }

    public virtual DbType? Type { get; set; }

    public virtual int? Size { get; set; }

    public virtual int? Precision { get; set; }

    public virtual string CustomType { get; set; }

    public virtual string CollationName { get; set; }

    public virtual string Expression { get; set; }

    public virtual bool ExpressionStored { get; set; }

    public virtual object DefaultValue { get; set; } = new UndefinedDefaultValue();

    public virtual bool? IsNullable { get; set; }

    public virtual bool IsIdentity { get; set; }

    public virtual bool IsIndexed { get; set; }

    public virtual bool IsUnique { get; set; }

    public virtual bool IsPrimaryKey { get; set; }

    public virtual string PrimaryKeyName { get; set; }

    public virtual bool IsForeignKey { get; set; }

    public virtual ForeignKeyDefinition ForeignKey { get; set; }

    public virtual ColumnModificationType ModificationType { get; set; }

    public virtual string ColumnDescription { get; set; }

    public virtual Dictionary<string, string> AdditionalColumnDescriptions { get; set; } = new();

    public IDictionary<string, object> AdditionalFeatures { get; } = new Dictionary<string, object>();

    public virtual object Clone() => MemberwiseClone();

    /// <summary>Says that no default is given, which is not the same as a default of NULL.</summary>
    public sealed class UndefinedDefaultValue;
}

public class ConstraintDefinition : ISupportAdditionalFeatures
{
    public ConstraintDefinition(ConstraintType type) => Type = type;

    public ConstraintType Type { get; }

    public bool IsPrimaryKeyConstraint => Type == ConstraintType.PrimaryKey;

    public bool IsUniqueConstraint => Type == ConstraintType.Unique;

    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual string ConstraintName { get; set; }

    public virtual ICollection<string> Columns { get; set; } = new HashSet<string>();

    public IDictionary<string, object> AdditionalFeatures { get; } = new Dictionary<string, object>();
}

public class ForeignKeyDefinition
{
    public virtual string Name { get; set; }

    public virtual string ForeignTable { get; set; }

    public virtual string ForeignTableSchema { get; set; }

    public virtual ICollection<string> ForeignColumns { get; set; } = new List<string>();

    public virtual string PrimaryTable { get; set; }

    public virtual string PrimaryTableSchema { get; set; }

    public virtual ICollection<string> PrimaryColumns { get; set; } = new List<string>();

    public virtual Rule OnDelete { get; set; }

    public virtual Rule OnUpdate { get; set; }
}

public class IndexColumnDefinition : ISupportAdditionalFeatures
{
    public virtual string Name { get; set; }

    public virtual Direction Direction { get; set; }

    public virtual IDictionary<string, object> AdditionalFeatures { get; } = new Dictionary<string, object>();
}

public class IndexDefinition : ISupportAdditionalFeatures
{
    public virtual string Name { get; set; }

    public virtual string SchemaName { get; set; }

    public virtual string TableName { get; set; }

    public virtual bool IsUnique { get; set; }

    public bool IsClustered { get; set; }

    public virtual ICollection<IndexColumnDefinition> Columns { get; set; } = new List<IndexColumnDefinition>();

    public IDictionary<string, object> AdditionalFeatures { get; } = new Dictionary<string, object>();
}

public class SequenceDefinition
{
    public virtual string Name { get; set; }

    public virtual string SchemaName { get; set; }

    public virtual long? Increment { get; set; }

    public virtual long? MinValue { get; set; }

    public virtual long? MaxValue { get; set; }

    public virtual long? StartWith { get; set; }

    public virtual long? Cache { get; set; }

    public virtual bool Cycle { get; set; }
}

public class InsertionDataDefinition : List<KeyValuePair<string, object>>;

public class DeletionDataDefinition : List<KeyValuePair<string, object>>;
