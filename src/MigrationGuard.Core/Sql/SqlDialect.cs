using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>Whose rules a SQL text is read by.</summary>
public enum SqlDialect
{
    /// <summary>Not known: a tolerant union of all dialects; what is ambiguous is not understood.</summary>
    Unknown,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>Transact-SQL.</summary>
    SqlServer,

    /// <summary>MySQL and MariaDB.</summary>
    MySql,

    /// <summary>SQLite.</summary>
    Sqlite,
}

/// <summary>From an engine or a set of providers to the dialect of its SQL.</summary>
public static class SqlDialects
{
    /// <summary>The dialect an engine speaks.</summary>
    public static SqlDialect Of(Engine engine) => engine switch
    {
        Engine.PostgreSql => SqlDialect.PostgreSql,
        Engine.SqlServer => SqlDialect.SqlServer,
        Engine.MySql => SqlDialect.MySql,
        Engine.Sqlite => SqlDialect.Sqlite,
        _ => SqlDialect.Unknown,
    };

    /// <summary>
    /// The dialect of an operation: that of the only provider it runs for, else the one the project sets for it, else that of the engine when it runs there, else
    /// unknown.
    /// </summary>
    /// <param name="sql">The operation.</param>
    /// <param name="engine">The engine the project is judged for.</param>
    public static SqlDialect Of(Model.Sql sql, Engine engine) => sql.Providers switch
    {
        Providers.PostgreSql => SqlDialect.PostgreSql,
        Providers.SqlServer => SqlDialect.SqlServer,
        Providers.MySql => SqlDialect.MySql,
        Providers.Sqlite => SqlDialect.Sqlite,
        _ when sql.Dialect != Engine.Unknown => Of(sql.Dialect),
        _ when (sql.Providers & engine.ToProviders()) != 0 => Of(engine),
        _ => SqlDialect.Unknown,
    };
}
