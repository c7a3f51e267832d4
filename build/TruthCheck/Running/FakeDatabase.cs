using System.Reflection;
using MigrationGuard.Model;

namespace MigrationGuard.TruthCheck.Running;

/// <summary>The database that FluentMigrator migrations are run against: it has a type, and it answers every question about its schema the same way.</summary>
public class FakeDatabase : DispatchProxy
{
    private Providers _provider;
    private bool _exists;

    /// <summary>A database behind an interface of the migrations' own library.</summary>
    /// <param name="querySchema">The library's <c>IQuerySchema</c>.</param>
    /// <param name="provider">The engine it claims to be.</param>
    /// <param name="exists">What it answers when it is asked whether something exists.</param>
    public static object Create(Type querySchema, Providers provider, bool exists)
    {
        // Only a processor is asked for its type: with less, no IfDatabase of the real library would ever apply.
        var database = (FakeDatabase)Create(querySchema.Assembly.GetType("FluentMigrator.IMigrationProcessor") ?? querySchema, typeof(FakeDatabase));
        database._provider = provider;
        database._exists = exists;
        return database;
    }

    /// <summary>Answers a question.</summary>
    /// <param name="targetMethod">The member that is asked.</param>
    /// <param name="args">Its arguments.</param>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "get_DatabaseType" => Type(),
        "get_DatabaseTypeAliases" => new List<string> { Alias() },
        var name when name.EndsWith("Exists", StringComparison.Ordinal) || name == "Exists" => _exists,
        _ => targetMethod.ReturnType.IsValueType && targetMethod.ReturnType != typeof(void) ? Activator.CreateInstance(targetMethod.ReturnType) : null,
    };

    private string Type() => _provider switch
    {
        Providers.PostgreSql => "Postgres",
        Providers.SqlServer => "SqlServer2016",
        Providers.Sqlite => "SQLite",
        _ => "MySql8",
    };

    private string Alias() => _provider switch
    {
        Providers.PostgreSql => "PostgreSQL",
        Providers.SqlServer => "SqlServer",
        Providers.Sqlite => "SQLite",
        _ => "MySql",
    };
}
