using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using FluentMigrator;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;
using Microsoft.CodeAnalysis;
using MigrationGuard.Model;
using MigrationGuard.Testing;
using MigrationGuard.TruthCheck.Comparison;

namespace MigrationGuard.Reading.Tests.Fluent;

/// <summary>What a FluentMigrator migration builds when it really runs, beside what is read from its source.</summary>
internal sealed class FluentRun
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Data;
        using FluentMigrator;
        using FluentMigrator.Builders;
        using FluentMigrator.Builders.Create;
        using FluentMigrator.Builders.Create.Table;
        using FluentMigrator.Builders.Create.Index;
        using FluentMigrator.Infrastructure;
        using FluentMigrator.SqlServer;

        """;

    private static readonly IReadOnlyList<MetadataReference> Libraries =
        [.. References.Framework, MetadataReference.CreateFromFile(typeof(MigrationAttribute).Assembly.Location)];

    private readonly Lazy<Assembly> _assembly;

    private FluentRun(Compilation compilation, ReadingOptions? options)
    {
        Compilation = compilation;
        _assembly = new(() => new AssemblyLoadContext("migrations", isCollectible: true).LoadFromStream(new MemoryStream(TestCompilation.Emit(compilation))));
        Read = MigrationReader.Read(compilation, options ?? new());
    }

    public Compilation Compilation { get; }

    public ReadingResult Read { get; }

    /// <summary>The one migration of the source.</summary>
    public Model.Migration Migration => Assert.Single(Read.Migrations);

    public static FluentRun OfSource(string source, ReadingOptions? options = null) => new(TestCompilation.Create(Usings + source, Libraries), options);

    /// <summary>A class with that body of <c>Up</c>, in the namespace of the tests' choice.</summary>
    public static FluentRun OfUp(string up, string more = "", string baseClass = "Migration", ReadingOptions? options = null) => OfSource(
        $$"""
        [Migration(1)]
        public class Probe : {{baseClass}}
        {
            public override void Up()
            {
                {{up}}
            }

            {{(baseClass == "Migration" ? "public override void Down() { }" : "")}}
            {{more}}
        }
        """,
        options);

    /// <summary>Runs a class of the source.</summary>
    public IReadOnlyList<IMigrationExpression> Run(string className, bool up, FakeDatabase database)
    {
        var migration = (IMigration)Activator.CreateInstance(_assembly.Value.GetType(className, throwOnError: true)!, nonPublic: true)!;
        var context = new MigrationContext(database, null, "");
        if (up)
        {
            migration.GetUpExpressions(context);
        }
        else
        {
            migration.GetDownExpressions(context);
        }

        return [.. context.Expressions];
    }

    /// <summary>What was read must be what is built, operation by operation, on every database.</summary>
    public void ShouldBeWhatRuns(bool up = true)
    {
        foreach (var database in FakeDatabase.All)
        {
            var built = Run(Migration.ClassName, up, database).SelectMany(expression => FluentText.Of((object)expression));
            var read = (up ? Migration.Up : Migration.Down).Operations
                .Where(operation => (operation.Providers & database.Provider) != 0)
                .Select(FluentText.Of);
            Assert.Equal(Lines(built), Lines(read));
        }
    }

    private static string Lines(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>A database that answers every question the same way.</summary>
internal sealed record FakeDatabase(Providers Provider, string DatabaseType, IList<string> DatabaseTypeAliases, bool Exists = false) : IQuerySchema
{
    public static IReadOnlyList<FakeDatabase> All { get; } =
    [
        new(Providers.PostgreSql, "PostgreSQL15_0", ["PostgreSQL"]),
        new(Providers.SqlServer, "SqlServer2016", ["SqlServer"]),
        new(Providers.Sqlite, "SQLite", ["SQLite"]),
        new(Providers.MySql, "MySql", ["MariaDB"]),
        new(Providers.Oracle, "Oracle12c", ["Oracle"]),
    ];

    public bool SchemaExists(string schemaName) => Exists;

    public bool TableExists(string schemaName, string tableName) => Exists;

    public bool ColumnExists(string schemaName, string tableName, string columnName) => Exists;

    public bool ConstraintExists(string schemaName, string tableName, string constraintName) => Exists;

    public bool IndexExists(string schemaName, string tableName, string indexName) => Exists;

    public bool SequenceExists(string schemaName, string sequenceName) => Exists;

    public bool DefaultValueExists(string schemaName, string tableName, string columnName, object defaultValue) => Exists;
}
