namespace MigrationGuard.Model;

/// <summary>A database engine whose behaviour the product knows.</summary>
public enum Engine
{
    /// <summary>Not known; judged as the strictest of all.</summary>
    Unknown,

    /// <summary>PostgreSQL (Npgsql).</summary>
    PostgreSql,

    /// <summary>SQL Server and Azure SQL.</summary>
    SqlServer,

    /// <summary>MySQL and MariaDB.</summary>
    MySql,

    /// <summary>SQLite.</summary>
    Sqlite,
}

/// <summary>The database providers for which an operation runs: what a branch like <c>if (migrationBuilder.IsNpgsql())</c> leaves.</summary>
[Flags]
public enum Providers
{
    /// <summary>No provider: the branch never runs.</summary>
    None = 0,

    /// <summary>PostgreSQL.</summary>
    PostgreSql = 1,

    /// <summary>SQL Server.</summary>
    SqlServer = 2,

    /// <summary>MySQL and MariaDB.</summary>
    MySql = 4,

    /// <summary>SQLite.</summary>
    Sqlite = 8,

    /// <summary>Oracle.</summary>
    Oracle = 16,

    /// <summary>Every other provider.</summary>
    Other = 32,

    /// <summary>No condition on the provider.</summary>
    All = PostgreSql | SqlServer | MySql | Sqlite | Oracle | Other,
}

/// <summary>Names of engines in configuration, manifests and reports.</summary>
public static class EngineNames
{
    /// <summary>The engine's name as properties and reports spell it; empty for <see cref="Engine.Unknown"/>.</summary>
    public static string ToName(this Engine engine) => engine switch
    {
        Engine.PostgreSql => "postgresql",
        Engine.SqlServer => "sqlserver",
        Engine.MySql => "mysql",
        Engine.Sqlite => "sqlite",
        _ => "",
    };

    /// <summary>The engine's name as prose spells it.</summary>
    public static string ToTitle(this Engine engine) => engine switch
    {
        Engine.PostgreSql => "PostgreSQL",
        Engine.SqlServer => "SQL Server",
        Engine.MySql => "MySQL",
        Engine.Sqlite => "SQLite",
        _ => "an unknown engine",
    };

    /// <summary>Reads an engine name; false when the name is none of the four.</summary>
    public static bool TryParse(string? name, out Engine engine)
    {
        engine = name?.Trim().ToLowerInvariant() switch
        {
            "postgresql" => Engine.PostgreSql,
            "sqlserver" => Engine.SqlServer,
            "mysql" => Engine.MySql,
            "sqlite" => Engine.Sqlite,
            _ => Engine.Unknown,
        };
        return engine != Engine.Unknown;
    }

    /// <summary>The provider flag of an engine; every provider for <see cref="Engine.Unknown"/>.</summary>
    public static Providers ToProviders(this Engine engine) => engine switch
    {
        Engine.PostgreSql => Providers.PostgreSql,
        Engine.SqlServer => Providers.SqlServer,
        Engine.MySql => Providers.MySql,
        Engine.Sqlite => Providers.Sqlite,
        _ => Providers.All,
    };
}
