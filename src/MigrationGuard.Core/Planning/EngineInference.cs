using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Planning;

/// <summary>What the migrations of one context say about the engine they were written for.</summary>
public static class EngineInference
{
    private static readonly Engine[] s_engines = [Engine.PostgreSql, Engine.SqlServer, Engine.MySql, Engine.Sqlite];

    /// <summary>Reads annotations, then store types and the dialects that are set for SQL, then the namespaces of the classes.</summary>
    /// <param name="migrations">The migrations of one context.</param>
    public static EngineEvidence Infer(IReadOnlyList<Migration> migrations)
    {
        var votes = new Votes();
        foreach (var migration in migrations)
        {
            Read(migration.Up.Operations, votes);
            Read(migration.Down.Operations, votes);
        }

        var annotated = s_engines.Where(engine => votes.Annotations[(int)engine] > 0).ToList();
        var typed = Decisive(votes.Types);
        if (annotated.Count == 1)
        {
            // Two types by hand do not outvote what a provider wrote; a whole history in another engine's types does.
            return typed is { } other && other != annotated[0] && votes.Types[(int)annotated[0]] == 0 && votes.Types[(int)other] >= 3
                ? EngineEvidence.Contradiction([annotated[0], other])
                : new EngineEvidence(annotated[0], []);
        }

        if (typed is { } decided)
        {
            return new EngineEvidence(decided, []);
        }

        if (annotated.Count > 1)
        {
            return EngineEvidence.Contradiction(annotated);
        }

        var named = s_engines.Where(engine => votes.Types[(int)engine] > 0).ToList();
        if (named.Count > 1)
        {
            return EngineEvidence.Contradiction(named);
        }

        return FromNamespaces(migrations) is { } byName ? new EngineEvidence(byName, []) : new EngineEvidence(Engine.Unknown, []);
    }

    private static void Read(IReadOnlyList<Operation> operations, Votes votes)
    {
        foreach (var operation in operations.WithEffects())
        {
            // A branch for one provider says nothing about the others that run the rest.
            if (operation.Providers != Providers.All)
            {
                continue;
            }

            Read(operation.Annotations, votes);
            switch (operation)
            {
                case CreateTable create:
                    foreach (var column in create.Columns)
                    {
                        Read(column, votes);
                    }

                    break;
                case AddColumn add:
                    Read(add.Column, votes);
                    break;
                case AlterColumn alter:
                    Read(alter.Column, votes);
                    if (alter.Old is { } old)
                    {
                        Read(old, votes);
                    }

                    break;
                case Sql { Dialect: not Engine.Unknown } sql:
                    votes.Types[(int)sql.Dialect]++;
                    break;
                case AlterTable alter:
                    Read(alter.OldAnnotations, votes);
                    break;
                case AlterDatabase alter:
                    Read(alter.OldAnnotations, votes);
                    break;
            }
        }
    }

    private static void Read(Column column, Votes votes)
    {
        Read(column.Annotations, votes);
        if (EngineOfType(column.StoreType) is { } engine)
        {
            votes.Types[(int)engine]++;
        }
    }

    private static void Read(IReadOnlyList<Annotation> annotations, Votes votes)
    {
        foreach (var annotation in annotations)
        {
            var colon = annotation.Name.IndexOf(':');
            var engine = colon < 0 ? Engine.Unknown : annotation.Name.Substring(0, colon) switch
            {
                "SqlServer" => Engine.SqlServer,
                "Npgsql" => Engine.PostgreSql,
                "MySql" or "MySQL" => Engine.MySql,
                "Sqlite" => Engine.Sqlite,
                _ => Engine.Unknown,
            };
            if (engine != Engine.Unknown)
            {
                votes.Annotations[(int)engine]++;
            }
        }
    }

    // Only words that one engine's provider writes and no other's. Types by hand (decimal(18,2), varchar(20)) are everybody's.
    private static Engine? EngineOfType(string? storeType)
    {
        if (storeType is null)
        {
            return null;
        }

        // SQLite's provider writes upper case, Npgsql lower case: the same words otherwise.
        switch (storeType)
        {
            case "TEXT" or "INTEGER" or "REAL" or "BLOB":
                return Engine.Sqlite;
            case "text" or "integer" or "boolean" or "bytea" or "uuid" or "jsonb" or "numeric" or "timestamptz" or "double precision" or "citext" or "hstore"
                or "tsvector" or "inet" or "cidr" or "oid" or "xid" or "serial" or "bigserial" or "int4" or "int8" or "bool" or "interval" or "character varying":
                return Engine.PostgreSql;
            case "datetime2" or "uniqueidentifier" or "bit" or "rowversion" or "datetimeoffset" or "ntext" or "smalldatetime" or "image" or "nvarchar" or "money"
                or "hierarchyid" or "sql_variant":
                return Engine.SqlServer;
            case "longtext" or "mediumtext" or "tinytext" or "longblob" or "mediumblob" or "tinyblob" or "tinyint(1)" or "datetime(6)" or "char(36)" or "time(6)"
                or "timestamp(6)" or "double":
                return Engine.MySql;
        }

        var type = storeType.ToLowerInvariant();
        if (type.EndsWith("[]", StringComparison.Ordinal)
            || Starts(type, "character varying(")
            || Starts(type, "character(")
            || type.IndexOf("time zone", StringComparison.Ordinal) >= 0
            || Starts(type, "numeric(")
            || Starts(type, "geography (")
            || Starts(type, "geometry ("))
        {
            return Engine.PostgreSql;
        }

        if (Starts(type, "nvarchar(")
            || Starts(type, "nchar(")
            || Starts(type, "datetime2(")
            || Starts(type, "datetimeoffset(")
            || type is "varchar(max)" or "varbinary(max)" or "datetime2" or "uniqueidentifier" or "datetimeoffset" or "nvarchar")
        {
            return Engine.SqlServer;
        }

        return type.EndsWith(" unsigned", StringComparison.Ordinal) || type.IndexOf("character set", StringComparison.Ordinal) >= 0 || type == "longtext"
            ? Engine.MySql
            : null;
    }

    private static Engine? Decisive(int[] votes)
    {
        var total = votes.Sum();
        foreach (var engine in s_engines)
        {
            if (votes[(int)engine] > 0 && votes[(int)engine] * 10L >= total * 8L)
            {
                return engine;
            }
        }

        return null;
    }

    private static Engine? FromNamespaces(IReadOnlyList<Migration> migrations)
    {
        Engine? found = null;
        foreach (var migration in migrations)
        {
            var name = migration.ClassName.Substring(0, Math.Max(0, migration.ClassName.LastIndexOf('.'))) + "." + migration.Context;
            foreach (var (word, engine) in s_words)
            {
                if (name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    if (found is not null && found != engine)
                    {
                        return null;
                    }

                    found = engine;
                }
            }
        }

        return found;
    }

    private static readonly (string Word, Engine Engine)[] s_words =
    [
        ("postgres", Engine.PostgreSql),
        ("npgsql", Engine.PostgreSql),
        ("sqlserver", Engine.SqlServer),
        ("mssql", Engine.SqlServer),
        ("mysql", Engine.MySql),
        ("mariadb", Engine.MySql),
        ("sqlite", Engine.Sqlite),
    ];

    private static bool Starts(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal);

    private sealed class Votes
    {
        public int[] Annotations { get; } = new int[5];

        public int[] Types { get; } = new int[5];
    }
}

/// <summary>What migrations say about their engine.</summary>
/// <param name="Engine">The engine; <see cref="Model.Engine.Unknown"/> when they do not say, or contradict each other.</param>
/// <param name="Contradicting">The engines they speak of when they contradict each other; empty otherwise.</param>
public sealed record EngineEvidence(Engine Engine, IReadOnlyList<Engine> Contradicting)
{
    internal static EngineEvidence Contradiction(IReadOnlyList<Engine> engines) => new(Engine.Unknown, engines);
}
