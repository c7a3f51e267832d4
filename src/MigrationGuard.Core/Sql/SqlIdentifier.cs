using MigrationGuard.Model;

namespace MigrationGuard.SqlReading;

/// <summary>When two names mean the same object.</summary>
public static class SqlIdentifier
{
    /// <summary>
    /// Compares names of tables, columns and constraints. Names are kept as written, without a note whether they were quoted; PostgreSQL's folding of
    /// unquoted names therefore makes case an unsafe distinction there, and the other engines ignore case by default. So case never separates two names.
    /// </summary>
    public static StringComparer Comparer { get; } = StringComparer.OrdinalIgnoreCase;

    /// <summary>Whether two names mean the same object as far as can be told; names with a <see cref="Hole"/> are the same only when written alike.</summary>
    public static bool Same(string? left, string? right) => Comparer.Equals(left ?? "", right ?? "");

    /// <summary>Whether two schema names mean the same one, where null or empty is the engine's default schema.</summary>
    public static bool SameSchema(string? left, string? right, Engine engine) =>
        Same(OrDefault(left, engine), OrDefault(right, engine));

    /// <summary>The schema an engine uses when none is named: <c>public</c>, <c>dbo</c>, <c>main</c>; empty where it is the database itself or not known.</summary>
    public static string DefaultSchema(Engine engine) => engine switch
    {
        Engine.PostgreSql => "public",
        Engine.SqlServer => "dbo",
        Engine.Sqlite => "main",
        _ => "",
    };

    /// <summary>The name the engine stores for an identifier: PostgreSQL folds an unquoted one to lower case, others keep it.</summary>
    public static string Stored(string name, bool quoted, Engine engine) =>
        engine == Engine.PostgreSql && !quoted ? name.ToLowerInvariant() : name;

    private static string OrDefault(string? schema, Engine engine) =>
        schema is { Length: > 0 } given ? given : DefaultSchema(engine);
}
