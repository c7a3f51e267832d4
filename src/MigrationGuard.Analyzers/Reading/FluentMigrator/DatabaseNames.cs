using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>Whether something runs on the database of this run.</summary>
internal enum Applies
{
    /// <summary>It does.</summary>
    Yes,

    /// <summary>It does not.</summary>
    No,

    /// <summary>It may: it depends on the version of the engine, or on a name that is not known.</summary>
    Maybe,
}

/// <summary>The names that <c>IfDatabase</c> compares with, by provider.</summary>
internal static class DatabaseNames
{
    private static readonly (Providers Provider, string[] Types)[] Known =
    [
        (Providers.PostgreSql, ["Postgres", "Postgres92", "PostgreSQL10_0", "PostgreSQL11_0", "PostgreSQL15_0"]),
        (Providers.SqlServer, ["SqlServer2000", "SqlServer2005", "SqlServer2008", "SqlServer2012", "SqlServer2014", "SqlServer2016"]),
        (Providers.MySql, ["MySql", "MySql4", "MySql5", "MySql8"]),
        (Providers.Sqlite, ["SQLite"]),
        (Providers.Oracle, ["Oracle", "Oracle12c", "OracleManaged", "Oracle12cManaged", "DotConnectOracle", "DotConnectOracle12c"]),
        (Providers.Other, ["Firebird", "Hana", "Jet", "Redshift", "Snowflake", "DB2", "Db2 iSeries"]),
    ];

    /// <summary>Names that every version of an engine answers to.</summary>
    private static readonly HashSet<string> General = new(StringComparer.OrdinalIgnoreCase)
    {
        "Postgres", "PostgreSQL", "SqlServer", "MySql", "SQLite", "Oracle",
    };

    /// <summary>What the processors of a provider call themselves.</summary>
    public static IReadOnlyList<string> TypesOf(Providers provider)
    {
        foreach (var (candidate, types) in Known)
        {
            if (candidate == provider)
            {
                return types;
            }
        }

        return [];
    }

    /// <summary>What every processor of a provider answers to.</summary>
    public static IEnumerable<string> GeneralOf(Providers provider) =>
        General.Where(name => ProviderOf(name) == provider).OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>What only some processors of a provider call themselves: those of one version of the engine.</summary>
    public static IEnumerable<string> VersionsOf(Providers provider) => TypesOf(provider).Where(name => !General.Contains(name));

    /// <summary>Whether a name asked for is that of the provider.</summary>
    public static Applies Is(string name, Providers provider)
    {
        if (Hole.IsIn(name))
        {
            return Applies.Maybe;
        }

        if (ProviderOf(name) != provider)
        {
            return Applies.No;
        }

        return General.Contains(name) ? Applies.Yes : Applies.Maybe;
    }

    private static Providers ProviderOf(string name)
    {
        if (name.StartsWith("Postgre", StringComparison.OrdinalIgnoreCase))
        {
            return Providers.PostgreSql;
        }

        if (name.StartsWith("SqlServer", StringComparison.OrdinalIgnoreCase))
        {
            return Providers.SqlServer;
        }

        if (name.StartsWith("MySql", StringComparison.OrdinalIgnoreCase) || name.Equals("MariaDB", StringComparison.OrdinalIgnoreCase))
        {
            return Providers.MySql;
        }

        if (name.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase))
        {
            return Providers.Sqlite;
        }

        return name.IndexOf("Oracle", StringComparison.OrdinalIgnoreCase) >= 0 ? Providers.Oracle : Providers.Other;
    }
}
