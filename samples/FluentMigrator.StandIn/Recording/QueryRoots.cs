using FluentMigrator.Builders.Alter;
using FluentMigrator.Builders.Create;
using FluentMigrator.Builders.Delete;
using FluentMigrator.Builders.Execute;
using FluentMigrator.Builders.IfDatabase;
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

namespace FluentMigrator.Recording;

internal sealed class IfDatabaseRoot : IIfDatabaseExpressionRoot
{
    private readonly IMigrationContext _context;
    private readonly bool _applies;

    public IfDatabaseRoot(IMigrationContext context, bool applies)
    {
        // Another database's expressions go into a list that nobody reads.
        _context = applies ? context : new MigrationContext(Nowhere.Instance, context.ServiceProvider, "");
        _applies = applies;
    }

    public IAlterExpressionRoot Alter => new AlterRoot(_context);

    public ICreateExpressionRoot Create => new CreateRoot(_context);

    public IDeleteExpressionRoot Delete => new DeleteRoot(_context);

    public IRenameExpressionRoot Rename => new RenameRoot(_context);

    public IInsertExpressionRoot Insert => new InsertRoot(_context);

    public IExecuteExpressionRoot Execute => new ExecuteRoot(_context);

    public ISchemaExpressionRoot Schema => new SchemaRoot(_context);

    public IUpdateExpressionRoot Update => new UpdateRoot(_context);

    public static bool Applies(IMigrationContext context, string[] databaseTypes) =>
        context.QuerySchema is { } schema
        && databaseTypes.Any(asked => new[] { schema.DatabaseType }.Concat(schema.DatabaseTypeAliases).Contains(asked, StringComparer.OrdinalIgnoreCase));

    public void Delegate(Action delegation)
    {
        if (_applies)
        {
            delegation();
        }
    }
}

internal sealed class SchemaRoot(IMigrationContext context) : ISchemaExpressionRoot
{
    public ISchemaTableSyntax Table(string tableName) => new TableQuery(context, null, tableName);

    public ISchemaSchemaSyntax Schema(string schemaName) => new SchemaQuery(context, schemaName);

    public ISchemaSequenceSyntax Sequence(string sequenceName) => new ExistsQuery(() => context.QuerySchema.SequenceExists(null, sequenceName));
}

internal sealed class SchemaQuery(IMigrationContext context, string schema) : ISchemaSchemaSyntax
{
    public bool Exists() => context.QuerySchema.SchemaExists(schema);

    public ISchemaTableSyntax Table(string tableName) => new TableQuery(context, schema, tableName);

    public ISchemaSequenceSyntax Sequence(string sequenceName) => new ExistsQuery(() => context.QuerySchema.SequenceExists(schema, sequenceName));
}

internal sealed class TableQuery(IMigrationContext context, string schema, string table) : ISchemaTableSyntax
{
    public bool Exists() => context.QuerySchema.TableExists(schema, table);

    public ISchemaColumnSyntax Column(string columnName) => new ExistsQuery(() => context.QuerySchema.ColumnExists(schema, table, columnName));

    public ISchemaIndexSyntax Index(string indexName) => new ExistsQuery(() => context.QuerySchema.IndexExists(schema, table, indexName));

    public ISchemaConstraintSyntax Constraint(string constraintName) =>
        new ExistsQuery(() => context.QuerySchema.ConstraintExists(schema, table, constraintName));
}

internal sealed class ExistsQuery(Func<bool> ask) : ISchemaColumnSyntax, ISchemaIndexSyntax, ISchemaConstraintSyntax, ISchemaSequenceSyntax
{
    public bool Exists() => ask();
}

/// <summary>A database in which nothing exists.</summary>
internal sealed class Nowhere : IQuerySchema
{
    public static Nowhere Instance { get; } = new();

    public string DatabaseType => "";

    public IList<string> DatabaseTypeAliases => [];

    public bool SchemaExists(string schemaName) => false;

    public bool TableExists(string schemaName, string tableName) => false;

    public bool ColumnExists(string schemaName, string tableName, string columnName) => false;

    public bool ConstraintExists(string schemaName, string tableName, string constraintName) => false;

    public bool IndexExists(string schemaName, string tableName, string indexName) => false;

    public bool SequenceExists(string schemaName, string sequenceName) => false;

    public bool DefaultValueExists(string schemaName, string tableName, string columnName, object defaultValue) => false;
}
