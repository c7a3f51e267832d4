using System.ComponentModel;
using System.Reflection;
using FluentMigrator.Expressions;

namespace FluentMigrator.Infrastructure
{
    /// <summary>Hides what every object has from the completion list of a chain.</summary>
    public interface IFluentSyntax
    {
        [EditorBrowsable(EditorBrowsableState.Never)]
        Type GetType();

        [EditorBrowsable(EditorBrowsableState.Never)]
        int GetHashCode();

        [EditorBrowsable(EditorBrowsableState.Never)]
        string ToString();

        [EditorBrowsable(EditorBrowsableState.Never)]
        bool Equals(object other);
    }

    public interface IMigrationContext
    {
        IServiceProvider ServiceProvider { get; }

        ICollection<IMigrationExpression> Expressions { get; set; }

        IQuerySchema QuerySchema { get; }

        string Connection { get; set; }
    }

    public class MigrationContext : IMigrationContext
    {
        public MigrationContext(IQuerySchema querySchema, IServiceProvider serviceProvider, string connection)
        {
            QuerySchema = querySchema;
            ServiceProvider = serviceProvider;
            Connection = connection;
        }

        public IServiceProvider ServiceProvider { get; }

        public ICollection<IMigrationExpression> Expressions { get; set; } = new List<IMigrationExpression>();

        public IQuerySchema QuerySchema { get; set; }

        public string Connection { get; set; }
    }

    public interface ISupportAdditionalFeatures
    {
        IDictionary<string, object> AdditionalFeatures { get; }
    }

    public interface IEmbeddedResourceProvider
    {
        IEnumerable<(string name, Assembly Assembly)> GetEmbeddedResources();
    }
}

namespace FluentMigrator
{
    /// <summary>What a migration may ask about the database it runs on.</summary>
    public interface IQuerySchema
    {
        string DatabaseType { get; }

        IList<string> DatabaseTypeAliases { get; }

        bool SchemaExists(string schemaName);

        bool TableExists(string schemaName, string tableName);

        bool ColumnExists(string schemaName, string tableName, string columnName);

        bool ConstraintExists(string schemaName, string tableName, string constraintName);

        bool IndexExists(string schemaName, string tableName, string indexName);

        bool SequenceExists(string schemaName, string sequenceName);

        bool DefaultValueExists(string schemaName, string tableName, string columnName, object defaultValue);
    }
}
