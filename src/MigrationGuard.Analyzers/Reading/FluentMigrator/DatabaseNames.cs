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
    /// <summary>What the library's processors call themselves, and what else each of them answers to.</summary>
    private static readonly (Providers Provider, Processor[] Processors)[] Known =
    [
        (Providers.PostgreSql,
        [
            new("Postgres", "PostgreSQL"),
            new("Postgres92", "PostgreSQL92") { IsUncommon = true },
            new("PostgreSQL10_0", "PostgreSQL"),
            new("PostgreSQL11_0", "PostgreSQL"),
            new("PostgreSQL15_0", "PostgreSQL"),
        ]),
        (Providers.SqlServer,
        [
            new("SqlServer2000", "SqlServer"),
            new("SqlServer2005", "SqlServer"),
            new("SqlServer2008", "SqlServer"),
            new("SqlServer2012", "SqlServer"),
            new("SqlServer2014", "SqlServer"),
            new("SqlServer2016", "SqlServer"),
        ]),
        (Providers.MySql,
        [
            new("MySql", "MariaDB"),
            new("MySql4", "MariaDB", "MySql", "MySQL 4"),
            new("MySql5", "MariaDB", "MySql", "MySQL 5"),
            new("MySql8", "MariaDB", "MySql", "MySQL 8"),
        ]),
        (Providers.Sqlite, [new("SQLite")]),
        (Providers.Oracle,
        [
            new("Oracle"),
            new("OracleManaged", "Oracle"),
            new("Oracle12c", "Oracle", "Oracle 12c"),
            new("Oracle12cManaged", "Oracle-12c-Managed", "Oracle 12c Managed", "Oracle Managed", "Oracle"),
            new("DotConnectOracle") { IsUncommon = true },
            new("DotConnectOracle12c", "DotConnect-Oracle-12c", "DotConnect Oracle 12c", "DotConnect-Oracle12c", "DocConnect Oracle", "Oracle"),
        ]),
        (Providers.Other,
        [
            new("Firebird"),
            new("Hana"),
            new("Jet"),
            new("Redshift"),
            new("Snowflake"),
            new("DB2", "IBM DB2"),
            new("DB2 iSeries", "IBM DB2 iSeries", "DB2"),
        ]),
    ];

    /// <summary>The name of the engine in the names of scripts.</summary>
    private static readonly HashSet<string> General = new(StringComparer.OrdinalIgnoreCase)
    {
        "Postgres", "PostgreSQL", "SqlServer", "MySql", "SQLite", "Oracle",
    };

    /// <summary>What the processors of a provider call themselves.</summary>
    public static IReadOnlyList<string> TypesOf(Providers provider) => [.. ProcessorsOf(provider).Select(processor => processor.Type)];

    /// <summary>What scripts for any version of the provider's engine are called after.</summary>
    public static IEnumerable<string> GeneralOf(Providers provider) =>
        General.Where(name => Resembles(name) == provider).OrderBy(name => name, StringComparer.Ordinal);

    /// <summary>What scripts for one version of the provider's engine are called after.</summary>
    public static IEnumerable<string> VersionsOf(Providers provider) => TypesOf(provider).Where(name => !General.Contains(name));

    /// <summary>Whether something for databases of these names runs on the provider: on all of its processors, on none, or on some.</summary>
    public static Applies Any(IReadOnlyList<string> names, Providers provider)
    {
        var processors = ProcessorsOf(provider);
        var isOneAnswering = processors.Any(processor => names.Any(processor.AnswersTo));

        // Behind Other are engines that have nothing in common.
        if (isOneAnswering && provider != Providers.Other && processors.All(processor => processor.IsUncommon || names.Any(processor.AnswersTo)))
        {
            return Applies.Yes;
        }

        // A name that looks like the engine's but is none that is known here may be that of a later version.
        return isOneAnswering || names.Any(name => Hole.IsIn(name) || (Resembles(name) == provider && !IsKnown(name))) ? Applies.Maybe : Applies.No;
    }

    private static IReadOnlyList<Processor> ProcessorsOf(Providers provider)
    {
        foreach (var (candidate, processors) in Known)
        {
            if (candidate == provider)
            {
                return processors;
            }
        }

        return [];
    }

    private static bool IsKnown(string name) => Known.Any(known => known.Processors.Any(processor => processor.AnswersTo(name)));

    private static Providers Resembles(string name)
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

    /// <summary>What talks to one kind of database.</summary>
    /// <param name="type">What it calls itself, which is all that a predicate is asked about.</param>
    /// <param name="aliases">What else it answers to.</param>
    private sealed class Processor(string type, params string[] aliases)
    {
        public string Type { get; } = type;

        /// <summary>Whether it is so rare (an engine without support since 2017, a driver that nobody else knows) that it does not make the name of the engine uncertain.</summary>
        public bool IsUncommon { get; init; }

        public bool AnswersTo(string name) =>
            name.Equals(Type, StringComparison.OrdinalIgnoreCase) || aliases.Any(alias => name.Equals(alias, StringComparison.OrdinalIgnoreCase));
    }
}
